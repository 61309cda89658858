import { linkedSettings, type PanelCopy, type PanelRequest } from '../../protocol/webview.ts';

/** Characters: as many as the largest body has bytes. */
const longestText = 64 * 1024 * 1024;

type Fields = Readonly<Record<string, unknown>>;
type Parsers = {
  readonly [T in PanelRequest['type']]: (
    fields: Fields,
  ) => Extract<PanelRequest, { readonly type: T }> | null;
};

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function isCopy(value: unknown): value is PanelCopy {
  return value === 'payload' || value === 'headers';
}

const parsers: Parsers = {
  ready: () => ({ type: 'ready' }),
  loadAll: () => ({ type: 'loadAll' }),
  setSecret: () => ({ type: 'setSecret' }),
  saveSecret: () => ({ type: 'saveSecret' }),
  verifyAs: ({ provider }) =>
    typeof provider === 'string' ? { type: 'verifyAs', provider } : { type: 'verifyAs' },
  describeProvider: () => ({ type: 'describeProvider' }),
  openInEditor: ({ what }) => (isCopy(what) ? { type: 'openInEditor', what } : null),
  copy: ({ what }) => (isCopy(what) ? { type: 'copy', what } : null),
  copyText: ({ text }) =>
    typeof text === 'string' && text.length <= longestText ? { type: 'copyText', text } : null,
  showExpected: () => ({ type: 'showExpected' }),
  openSetting: ({ setting }) => {
    const known = linkedSettings.find((name) => name === setting);
    return known === undefined ? null : { type: 'openSetting', setting: known };
  },
  explain: () => ({ type: 'explain' }),
  searchLonger: () => ({ type: 'searchLonger' }),
  cancelExplain: () => ({ type: 'cancelExplain' }),
  showSigned: () => ({ type: 'showSigned' }),
  saveFoundSecret: () => ({ type: 'saveFoundSecret' }),
  saveCorrectedSecret: () => ({ type: 'saveCorrectedSecret' }),
  tryEnvSecrets: () => ({ type: 'tryEnvSecrets' }),
  showBreaks: () => ({ type: 'showBreaks' }),
  replay: ({ resigned }) => (typeof resigned === 'boolean' ? { type: 'replay', resigned } : null),
  editAndReplay: () => ({ type: 'editAndReplay' }),
  saveAsFixture: () => ({ type: 'saveAsFixture' }),
  pin: ({ pinned }) => (typeof pinned === 'boolean' ? { type: 'pin', pinned } : null),
  openAttempt: ({ id }) => (Number.isSafeInteger(id) ? { type: 'openAttempt', id: Number(id) } : null),
  go: ({ to }) => (to === 'newer' || to === 'older' ? { type: 'go', to } : null),
};

function isRequestType(type: unknown): type is PanelRequest['type'] {
  return typeof type === 'string' && Object.hasOwn(parsers, type);
}

/** What a panel asks for, null where it is nothing that a panel may ask. */
export function parsePanelRequest(value: unknown): PanelRequest | null {
  return isFields(value) && isRequestType(value['type']) ? parsers[value['type']](value) : null;
}

export interface PanelState {
  readonly eventId: number;
  readonly pinned: boolean;
}

/** What a panel remembered over a reload, null where it is not that. */
export function parsePanelState(value: unknown): PanelState | null {
  if (!isFields(value)) {
    return null;
  }
  const { eventId, pinned } = value;
  return typeof eventId === 'number' && Number.isSafeInteger(eventId)
    ? { eventId, pinned: pinned === true }
    : null;
}
