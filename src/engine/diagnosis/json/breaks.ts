import { Buffer } from 'node:buffer';
import type { RewriteKind, RuntimeBreak } from '../../../protocol/diagnosis.ts';
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
