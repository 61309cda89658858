import { Buffer } from 'node:buffer';
import type { Cause } from '../../../protocol/diagnosis.ts';
import { cause } from '../hypothesis.ts';
import { changesOf } from './changes.ts';
import { rewrite, type Runtime, type RuntimeFamily } from './runtime.ts';
import { defaultRuntimes, runtimeNamed, runtimes } from './runtimes.ts';
import { readJson, type JsonText } from './tokens.ts';

/** Beyond it only the usual forms are tried: each takes some 15 ms a mebibyte. */
const manyCharacters = 65_536;
/** Families to name where several write the same. */
const maxNames = 3;

/** The first runtime of each family that writes one tree as the given bytes. */
function writersOf(json: JsonText, written: Uint8Array, among: readonly Runtime[]): readonly string[] {
  const found = new Map<RuntimeFamily, string>();
  for (const runtime of among) {
    if (found.size < maxNames && !found.has(runtime.family)) {
      if (rewrite(runtime, json)?.equals(written) === true) {
        found.set(runtime.family, runtime.name);
      }
    }
  }
  return [...found.values()];
}

function named(key: string, names: readonly string[]): Readonly<Record<string, string>> {
  return names.length === 0 ? {} : { [key]: names.join(', ') };
}

/** What was done to the line ends inside of a text, and to the last one, where nothing else was done to it. */
function lineCauses(received: string, signed: string): readonly Cause[] {
  const [came, was] = [received, signed].map((text) => text.replaceAll('\r\n', '\n').replace(/\n$/, ''));
  const [hasInside, hadInside] = [received, signed].map((text) => /\r\n[^]/.test(text));
  if (/\n/.test(was ?? '') && was?.replaceAll('\n', '') === received) {
    return [cause('body-newline-removed', { count: 'all' })];
  }
  if (came !== was || hasInside === hadInside) {
    return [];
  }
  const [isEnded, wasEnded] = [received.endsWith('\n'), signed.endsWith('\n')];
  return [
    cause(hasInside === true ? 'body-crlf' : 'body-lf'),
    ...(isEnded === wasEnded ? [] : [cause(isEnded ? 'body-newline-added' : 'body-newline-removed')]),
  ];
}

/** What was done to JSON that was signed so that it became what was received; none where either is no JSON. */
export function jsonCauses(received: JsonText, signed: Uint8Array): readonly Cause[] {
  const json = readJson(signed);
  if (json === undefined) {
    return [];
  }
  const ofLines = lineCauses(received.text, json.text);
  if (ofLines.length > 0) {
    return ofLines;
  }
  const among = json.text.length > manyCharacters ? defaultRuntimes : [...defaultRuntimes, ...runtimes];
  const senders = [runtimeNamed('php'), ...among];
  const who = {
    ...named('writtenBy', writersOf(json, Buffer.from(received.text), among)),
    ...named('signedAs', writersOf(json, signed, senders)),
  };
  return changesOf(json, received).map(({ id, from, to, count, offset }) =>
    cause(id === 'objects-listed' ? 'json-empty-objects' : id, {
      from,
      to,
      count: String(count),
      offset: String(offset),
      ...who,
    }),
  );
}
