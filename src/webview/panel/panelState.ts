import type { EventView } from '../../protocol/webview.ts';
import { payloadFormats, type PayloadFormat } from '../payload/payload.ts';

export type TabName = 'payload' | 'headers' | 'signature' | 'delivery';
export const tabNames: readonly TabName[] = ['payload', 'headers', 'signature', 'delivery'];
/** A signature that fails is the first thing to look at. */
const tabNamesOfFailing: readonly TabName[] = ['signature', 'payload', 'headers', 'delivery'];
/** Of connections of which nothing was read. */
const tabNamesOfNothing: readonly TabName[] = ['delivery'];

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

/** What the tabs of an event depend on. */
export type TabFacts = Pick<EventView, 'canExplain' | 'hasContent'>;

/** The tabs in their order. */
export function tabsOf({ canExplain, hasContent }: TabFacts): readonly TabName[] {
  if (!hasContent) {
    return tabNamesOfNothing;
  }
  return canExplain ? tabNamesOfFailing : tabNames;
}

/** The tab to show: remembered apart for events that fail and those that do not. */
export function tabOf(state: PanelState, facts: TabFacts): TabName {
  const tab = facts.canExplain ? state.failingTab : state.tab;
  const names = tabsOf(facts);
  return names.includes(tab) ? tab : (names[0] ?? tab);
}

/** What choosing a tab changes. */
export function choosing(tab: TabName, { canExplain, hasContent }: TabFacts): Partial<PanelState> {
  if (!hasContent) {
    return {};
  }
  return canExplain ? { failingTab: tab } : { tab };
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
