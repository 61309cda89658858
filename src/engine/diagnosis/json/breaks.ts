import { Buffer, isAscii } from 'node:buffer';
import type { RewriteKind, RuntimeBreak } from '../../../protocol/diagnosis.ts';
import { codingsOf } from '../../content/codings.ts';
import { headerValues } from '../../signature/headers.ts';
import type { SignedRequest } from '../../signature/requestParts.ts';
import { differencesOf } from '../differences.ts';
import { isArranged } from './arrange.ts';
import { indexesFirst, sortedKeys } from './arrangements.ts';
import { changesOf, type Change } from './changes.ts';
import { rewrite, type Runtime, type RuntimeFamily } from './runtime.ts';
import { defaultRuntimes } from './runtimes.ts';
import { readJson, type JsonText } from './tokens.ts';

/** What a handler does that reads a body and writes it again without options; code, not to be translated. */
const expressions: Readonly<Record<RuntimeFamily, string>> = {
  node: 'JSON.stringify(JSON.parse(body))',
  php: 'json_encode(json_decode($body, true))',
  python: 'json.dumps(json.loads(body))',
  go: 'json.Unmarshal(body, &value), json.Marshal(value)',
  ruby: 'JSON.generate(JSON.parse(body))',
  java: 'mapper.writeValueAsBytes(mapper.readValue(body, Object.class))',
  dotnet: 'JsonSerializer.Serialize(JsonNode.Parse(body))',
};

function orderOf(written: JsonText): RewriteKind {
  if (isArranged(written, sortedKeys)) {
    return 'keys-sorted';
  }
  return isArranged(written, indexesFirst) ? 'keys-indexed' : 'keys-moved';
}

/** Commas and colons stand between the spaces. */
function spaceKind(from: string, to: string): RewriteKind {
  const [had, has] = [from, to].map((gap) => gap.replace(/[,:]/g, ''));
  return had === '' ? 'space-added' : has === '' ? 'space-removed' : 'space-changed';
}

/** A newline at the end is space like any other here. */
function kindOf({ id, from, to }: Change, written: JsonText): RewriteKind {
  switch (id) {
    case 'json-slashes':
    case 'json-unicode':
    case 'json-html':
    case 'json-empty-objects':
    case 'objects-listed':
    case 'json-numbers':
    case 'json-dates':
    case 'json-big-integers':
    case 'json-duplicate-keys':
      return id;
    case 'json-key-order':
      return orderOf(written);
    default:
      return spaceKind(from, to);
  }
}

function breakOf(runtime: Runtime, received: JsonText, body: Uint8Array): RuntimeBreak | undefined {
  const about = { runtime: runtime.family, expression: expressions[runtime.family] };
  const written = rewrite(runtime, received);
  if (written === undefined) {
    return undefined;
  }
  if (Buffer.compare(written, body) === 0) {
    return { ...about, first: null, count: 0, kinds: [] };
  }
  const { differences, count } = differencesOf(body, written);
  const json = readJson(written);
  const kinds = json === undefined ? [] : changesOf(received, json).map((change) => kindOf(change, json));
  return { ...about, first: differences[0] ?? null, count, kinds: [...new Set(kinds)] };
}

/** Charsets that are read as UTF-8 is where there is nothing beyond ASCII. */
const likeAscii = /^(?:us-ascii|iso-8859-1)$/i;

/**
 * The bytes that a handler parses, where every framework hands it those that came; empty of a body with an encoding or
 * another charset, which some decode, some refuse and some leave alone.
 */
export function parsedBody({ rawHeaders, body }: Pick<SignedRequest, 'rawHeaders' | 'body'>): Uint8Array {
  const [type = ''] = headerValues(rawHeaders, 'content-type');
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type) ?? [];
  const isRead = /^utf-?8$/i.test(charset) || (likeAscii.test(charset) && isAscii(body));
  return isRead && codingsOf(rawHeaders).length === 0 ? body : new Uint8Array(0);
}

/**
 * What the JSON functions of each family of runtimes would make of a body. None of a body that is no JSON, and none
 * of a runtime that cannot read it, whose handler fails before it looks at the signature.
 */
export function breaksOf(body: Uint8Array): readonly RuntimeBreak[] {
  const received = readJson(body);
  return received === undefined
    ? []
    : defaultRuntimes.flatMap((runtime) => breakOf(runtime, received, body) ?? []);
}
