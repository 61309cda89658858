import { payloadFormats, type PayloadFormat } from './payload.ts';

export type TabName = 'payload' | 'headers' | 'signature' | 'delivery';
export const tabNames: readonly TabName[] = ['payload', 'headers', 'signature', 'delivery'];
/** A signature that fails is the first thing to look at. */
const tabNamesOfFailing: readonly TabName[] = ['signature', 'payload', 'headers', 'delivery'];

/** What VS Code keeps of a panel over a reload; the host reads `eventId` and `pinned`. Flat: one value for a name. */
export interface PanelState {
  readonly eventId: number | null;
  readonly pinned: boolean;
  readonly tab: TabName;
  /** The tab of events whose signature fails. */
  readonly failingTab: TabName;
  /** The format last chosen; null before any choice. */
  readonly format: PayloadFormat | null;
  /** Whether the facts are unfolded in a small panel and in a large one; null before any choice. */
  readonly smallFacts: boolean | null;
  readonly largeFacts: boolean | null;
}

/** The state in `stored`, with the usual value in place of whatever is missing or of another kind. */
export function panelState(stored: unknown): PanelState {
  const fields: Readonly<Record<string, unknown>> = isRecord(stored) ? stored : {};
  const tab = (name: string, usual: TabName): TabName =>
    tabNames.find((known) => known === fields[name]) ?? usual;
  return {
    eventId: typeof fields['eventId'] === 'number' ? fields['eventId'] : null,
    pinned: fields['pinned'] === true,
    tab: tab('tab', 'payload'),
    failingTab: tab('failingTab', 'signature'),
    format: payloadFormats.find((name) => name === fields['format']) ?? null,
    smallFacts: flag(fields['smallFacts']),
    largeFacts: flag(fields['largeFacts']),
  };
}

/** The tabs in their order; `isFailing` of an event whose signature fails. */
export function tabsOf(isFailing: boolean): readonly TabName[] {
  return isFailing ? tabNamesOfFailing : tabNames;
}

/** The tab to show: remembered apart for events that fail and those that do not. */
export function tabOf(state: PanelState, isFailing: boolean): TabName {
  return isFailing ? state.failingTab : state.tab;
}

/** What choosing a tab changes. */
export function choosing(tab: TabName, isFailing: boolean): Partial<PanelState> {
  return isFailing ? { failingTab: tab } : { tab };
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
