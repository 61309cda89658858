import { Buffer } from 'node:buffer';
import { headerValues } from '../signature/headers.ts';
import { parseJson } from '../signature/json.ts';
import type { RequestParts } from '../signature/requestParts.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** White space, commas, byte order marks and comments stand before an operation (GraphQL, section 2.1). */
const operation = /^(?:[\s,\uFEFF]|#[^\r\n]*(?![^\r\n]))*(?:(?:query|mutation|subscription|fragment)\b|\{)/;

function isOperation(value: unknown): boolean {
  if (!isFields(value)) {
    return false;
  }
  const { query, extensions } = value;
  // A client that sends a hash instead of the text: automatic persisted queries of Apollo, Relay and others.
  const isPersisted = isFields(extensions) && isFields(extensions['persistedQuery']);
  return isPersisted || (typeof query === 'string' && operation.test(query));
}

function isOperations(json: unknown): boolean {
  return Array.isArray(json) ? json.length > 0 && json.every(isOperation) : isOperation(json);
}

/** Bytes of a body that are looked at; the field `operations` comes first. */
const most = 64 * 1024;

function startOf({ content }: RequestParts): string {
  return Buffer.from(content.subarray(0, most)).toString('utf8');
}

/** The head of the part `operations`. Bounded, and at the start of a line: what is sent to be slow is read once. */
const operationsHead =
  /^content-disposition:[^\r\n]{0,80}\bname="?operations"?[^\r\n]{0,80}\r\n(?:[^\r\n]{1,200}\r\n){0,4}\r\n/im;

/** The operations of an upload (graphql-multipart-request-spec); undefined where there are none. */
function operationsOf(parts: RequestParts): unknown {
  const start = startOf(parts);
  const head = operationsHead.exec(start);
  if (head === null) {
    return undefined;
  }
  const from = head.index + head[0].length;
  return parseJson(Buffer.from(start.slice(from, start.indexOf('\r\n--', from)), 'utf8'));
}

/** Whether a request asks a GraphQL server for something, by itself or in a batch: no provider tells events so. */
export function isGraphQl(parts: RequestParts): boolean {
  const [type = ''] = headerValues(parts.request.rawHeaders, 'content-type');
  const [, kind = ''] = /^(application\/graphql|multipart\/form-data)\s*(?:;|$)/i.exec(type) ?? [];
  switch (kind.toLowerCase()) {
    case 'application/graphql':
      return operation.test(startOf(parts));
    case 'multipart/form-data':
      return isOperations(operationsOf(parts));
    default:
      return isOperations(parts.json);
  }
}
