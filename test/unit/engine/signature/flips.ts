import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import type { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { compileRule } from '../../../../src/engine/signature/preparedScheme.ts';
import { RequestParts } from '../../../../src/engine/signature/requestParts.ts';
import type { JwtRule, SignatureRule } from '../../../../src/engine/signature/scheme.ts';
import { itemsOf } from '../../../../src/engine/signature/verifiers/readSignature.ts';
import type { Place } from '../../../../src/protocol/signature.ts';

/** Bytes of a request that a verdict rests on. */
export interface Stretch {
  readonly of: 'body' | 'target' | { readonly header: string };
  readonly from: number;
  readonly to: number;
}

/** One bit that is not as it was sent. */
export interface Flip {
  readonly name: string;
  readonly request: CapturedRequest;
}

/** The bytes with each bit from byte `from` up to byte `to` flipped, one at a time. */
function* flipped(bytes: Buffer, { from, to }: Stretch): Generator<readonly [bit: number, changed: Buffer]> {
  for (let bit = from * 8; bit < Math.min(to, bytes.length) * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield [bit, changed];
  }
}

function* flippedHeader(request: CapturedRequest, header: string, stretch: Stretch): Generator<Flip> {
  for (const [index, value] of request.rawHeaders.entries()) {
    const name = request.rawHeaders[index - 1]?.toLowerCase();
    if (index % 2 === 1 && name === header.toLowerCase()) {
      for (const [bit, changed] of flipped(Buffer.from(value, 'latin1'), stretch)) {
        const rawHeaders = request.rawHeaders.with(index, changed.toString('latin1'));
        yield { name: `${header}, bit ${bit}`, request: { ...request, rawHeaders } };
      }
    }
  }
}

/** A request with each bit of a stretch flipped, one at a time. */
export function* flipsOf(request: CapturedRequest, stretch: Stretch): Generator<Flip> {
  const { of } = stretch;
  if (of === 'body') {
    for (const [bit, body] of flipped(Buffer.from(request.body), stretch)) {
      yield { name: `body, bit ${bit}`, request: { ...request, body } };
    }
  } else if (of === 'target') {
    for (const [bit, changed] of flipped(Buffer.from(request.target, 'latin1'), stretch)) {
      yield { name: `target, bit ${bit}`, request: { ...request, target: changed.toString('latin1') } };
    }
  } else {
    yield* flippedHeader(request, of.header, stretch);
  }
}

const whole = (of: Stretch['of'], from = 0): Stretch => ({ of, from, to: Number.POSITIVE_INFINITY });

/** Where the text of a field stands in the body, as JSON writes it: behind its name. */
function fieldStretch(body: Uint8Array, path: string, value: string): Stretch {
  const written = JSON.stringify(value).slice(1, -1);
  const text = Buffer.from(body).toString('latin1');
  const name = path.split('.').at(-1) ?? '';
  const before = new RegExp(`"${name}"\\s*:\\s*"?`, 'g');
  for (const match of text.matchAll(before)) {
    const from = match.index + match[0].length;
    if (text.startsWith(written, from)) {
      return { of: 'body', from, to: from + written.length };
    }
  }
  throw new Error(`${path} is not in the body as ${value}`);
}

/** Everything that a rule of this kind rests on beside the body as a whole. */
function placesOf(rule: SignatureRule): Place[] {
  const content = compileRule(rule).content.runs.flatMap(({ parts }) => parts);
  return [
    ...rule.signature,
    ...(rule.requires ?? []),
    ...(rule.timestamp === undefined ? [] : [rule.timestamp.from]),
    ...(rule.listed === undefined ? [] : [rule.listed.names]),
    ...content.flatMap((part) => (part.kind === 'place' ? [part.place] : [])),
  ];
}

/** The headers that a request lists as signed. */
function listedHeaders({ listed, parse, signature }: SignatureRule, parts: RequestParts): string[] {
  if (listed === undefined) {
    return [];
  }
  const values = signature.flatMap((place) => parts.valuesAt(place));
  const fields = new Map(values.flatMap((value) => (parse === undefined ? [] : itemsOf(value, parse))));
  const [list = ''] = parts.valuesAt(listed.names, fields);
  return list.split(listed.split).map((name) => name.trim());
}

function queryStretch(target: string, name: string): Stretch {
  const from = target.indexOf(`${name}=`) + name.length + 1;
  const end = target.indexOf('&', from);
  return { of: 'target', from, to: end < 0 ? target.length : end };
}

/** Every stretch of a request that the verdict rests on, by its scheme's rule. */
export function signedStretches(rule: SignatureRule | JwtRule, request: CapturedRequest): Stretch[] {
  if (rule.kind === 'jwt') {
    return [whole({ header: rule.header }), ...(rule.bodyHash === undefined ? [] : [whole('body')])];
  }
  const parts = new RequestParts(request);
  const prefix = rule.each === undefined ? '' : `${rule.each}.0.`;
  const stretches = placesOf(rule).flatMap((place): Stretch[] => {
    if ('header' in place) {
      return [whole(place)];
    }
    if ('json' in place) {
      const [value] = parts.valuesAt({ json: prefix + place.json });
      return value === undefined ? [] : [fieldStretch(request.body, place.json, value)];
    }
    return 'query' in place ? [queryStretch(request.target, place.query)] : [];
  });
  const kinds = compileRule(rule).content.runs.flatMap((run) => run.parts.map(({ kind }) => kind));
  const hasBody = kinds.some((kind) => kind === 'body' || kind === 'form' || kind === 'crc32');
  const hasUrl = kinds.some((kind) => kind === 'url' || kind === 'path');
  return [
    ...stretches,
    ...listedHeaders(rule, parts).map((header) => whole({ header })),
    ...(hasBody ? [whole('body')] : []),
    // The listener knows the source by the slash that the target begins with.
    ...(hasUrl ? [whole('target', 1)] : []),
  ];
}

/** Whether any of several signatures may match: a flip in one of them leaves the others as they were. */
export function hasSeveralSignatures(rule: SignatureRule | JwtRule, request: CapturedRequest): boolean {
  const places = rule.kind === 'jwt' ? [{ header: rule.header }] : rule.signature;
  const parts = new RequestParts(request);
  const values = places.flatMap((place) => parts.valuesAt(place));
  const parse = rule.kind === 'jwt' ? undefined : rule.parse;
  const time = rule.kind === 'jwt' ? undefined : rule.timestamp?.from;
  const list = rule.kind === 'jwt' ? undefined : rule.listed?.names;
  const others = [time, list].flatMap((place) =>
    place !== undefined && 'field' in place ? [place.field] : [],
  );
  const signatures =
    parse === undefined
      ? values
      : values.flatMap((value) => itemsOf(value, parse)).filter(([key]) => !others.includes(key));
  return signatures.length > 1;
}

/** The parameters of an urlencoded body, as they are signed: each once, in order. */
function parameters(request: CapturedRequest): string {
  return JSON.stringify(
    [...new Set([...new RequestParts(request).form].map((pair) => pair.join('\0')))].sort(),
  );
}

export interface Survivors {
  readonly flips: number;
  /** The names of those that are valid all the same. */
  readonly valid: readonly string[];
  /** Flips that change the spelling of a form and none of its parameters, so that they are valid. */
  readonly respelled: number;
}

/** Flips every bit that a verdict rests on, one at a time, through what the listener does with a request. */
export function survivors(
  rule: SignatureRule | JwtRule,
  request: CapturedRequest,
  knowledge: Knowledge,
): Survivors {
  const signsForm = rule.kind === 'signature' && rule.content.includes('{form}');
  const valid: string[] = [];
  let flips = 0;
  let respelled = 0;
  for (const stretch of signedStretches(rule, request)) {
    for (const flip of flipsOf(request, stretch)) {
      flips += 1;
      if (inspect(flip.request, knowledge).findings.verdict === 'valid') {
        const isRespelled =
          signsForm && stretch.of === 'body' && parameters(flip.request) === parameters(request);
        respelled += isRespelled ? 1 : 0;
        valid.push(...(isRespelled ? [] : [flip.name]));
      }
    }
  }
  return { flips, valid, respelled };
}
