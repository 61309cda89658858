import { payloadFormats, type PayloadFormat } from './payload.ts';

export type TabName = 'payload' | 'headers' | 'signature' | 'delivery';
export const tabNames: readonly TabName[] = ['payload', 'headers', 'signature', 'delivery'];

/** What VS Code keeps of a panel over a reload; the host reads `eventId` and `pinned`. */
export interface PanelState {
  readonly eventId: number | null;
  readonly pinned: boolean;
  readonly tab: TabName;
  /** The format last chosen; null before any choice. */
  readonly format: PayloadFormat | null;
}

/** The state in `stored`, with the usual value in place of whatever is missing or of another kind. */
export function panelState(stored: unknown): PanelState {
  const fields: Readonly<Record<string, unknown>> = isRecord(stored) ? stored : {};
  return {
    eventId: typeof fields['eventId'] === 'number' ? fields['eventId'] : null,
    pinned: fields['pinned'] === true,
    tab: tabNames.find((name) => name === fields['tab']) ?? 'payload',
    format: payloadFormats.find((name) => name === fields['format']) ?? null,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
