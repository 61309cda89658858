import type { PanelMessage } from '../../protocol/webview.ts';

type MessageOf<T extends PanelMessage['type']> = Extract<PanelMessage, { readonly type: T }>;

/** A handler for each message; a new message breaks the build until it has one. */
export type PanelHandlers = { readonly [T in PanelMessage['type']]: (message: MessageOf<T>) => void };

type Fields = Readonly<Record<string, unknown>>;

const shapes: { readonly [T in PanelMessage['type']]: (fields: Fields) => boolean } = {
  text: ({ text }) => isFields(text) && typeof text['payload'] === 'string',
  show: ({ view, body, decoded }) =>
    isView(view) && body instanceof Uint8Array && (decoded === null || decoded instanceof Uint8Array),
  update: ({ view }) => isView(view),
  expected: ({ id, digests }) => typeof id === 'number' && Array.isArray(digests),
  diagnosis: ({ id, diagnosis }) =>
    typeof id === 'number' && isFields(diagnosis) && typeof diagnosis['state'] === 'string',
  announce: ({ text }) => typeof text === 'string',
  showExplanation: () => true,
  breaks: ({ id, breaks }) => typeof id === 'number' && isFields(breaks) && Array.isArray(breaks['rows']),
  deliveries: ({ id, deliveries }) => typeof id === 'number' && Array.isArray(deliveries),
  fault: ({ id, fault }) =>
    typeof id === 'number' && (fault === null || (isFields(fault) && typeof fault['sentence'] === 'string')),
  showDeliveries: () => true,
  gone: () => true,
};

/** Whether `data` is a message of the host; the host's types vouch for the inside of its parts. */
export function isPanelMessage(data: unknown): data is PanelMessage {
  if (!isFields(data) || typeof data['type'] !== 'string') return false;
  const { type } = data;
  return Object.hasOwn(shapes, type) && shapes[type as PanelMessage['type']](data);
}

/** Calls the handler of `message`. */
export function handlePanelMessage<T extends PanelMessage['type']>(
  handlers: PanelHandlers,
  message: MessageOf<T>,
): void {
  const handler: (message: MessageOf<T>) => void = handlers[message.type as T];
  handler(message);
}

function isView(view: unknown): boolean {
  return isFields(view) && typeof view['id'] === 'number' && typeof view['title'] === 'string';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
