import { Buffer } from 'node:buffer';
import type { CapturedRequest } from '../../src/engine/capture/capturedRequest.ts';
import { inspect } from '../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../src/engine/verification/knowledge.ts';
import type { Secrets, Source } from '../../src/protocol/engine.ts';
import type { Verdict } from '../../src/protocol/verdict.ts';

/** A signed request with the verdict that is expected of it. */
export interface Vector {
  /** Scheme id. */
  readonly scheme: string;
  readonly name: string;
  readonly secrets: readonly string[];
  readonly method: string;
  /** The public one, as the sender knows it. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly bodyBase64: string;
  /** Seconds since the epoch at which it arrives. */
  readonly now: number;
  readonly expected: string;
}

/** What became of a vector. */
export interface VectorResult {
  readonly scheme: string;
  readonly name: string;
  readonly expected: string;
  readonly actual: string;
  /** The provider that the listener names without being told, with the vector's secrets saved for its scheme. */
  readonly detected: string | null;
}

/** The request as the listener would have captured it. */
export function requestOf({ method, url, headers, bodyBase64, now }: Vector): CapturedRequest {
  const body = Buffer.from(bodyBase64, 'base64');
  return {
    receivedAt: now * 1000,
    remoteAddress: '127.0.0.1',
    httpVersion: '1.1',
    method,
    target: url.replace(/^https?:\/\/[^/]*/, '') || '/',
    // The wire has bytes: Node gives each as a character.
    rawHeaders: headers.flat().map((text) => Buffer.from(text, 'utf8').toString('latin1')),
    rawTrailers: [],
    body,
    bodyMilliseconds: 0,
    declaredLength: body.length,
    complete: true,
    refusal: null,
  };
}

/** The listener's knowledge with one source, which has every path and the vector's public address. */
export function knowledgeFor({ url }: Vector, provider: string | null, secrets: Secrets): Knowledge {
  const publicUrl = new URL(url).origin;
  const source: Source = { name: 'vector', path: '/', provider, publicUrl };
  const settings = {
    sources: [source],
    customProviders: [],
    ignoreTimestamps: false,
    answerHandshakes: true,
  };
  return new Knowledge(settings, secrets);
}

export function secretsOf({ scheme, secrets }: Vector): Secrets {
  return { [scheme]: secrets.map((value, index) => ({ label: `Secret ${index + 1}`, value })) };
}

/** In the words of the vector files, which call it valid when there is nothing to verify, or a token matches. */
function word(verdict: Verdict): string {
  return verdict === 'unsigned' || verdict === 'authenticated' ? 'valid' : verdict;
}

/** Runs a vector through what the listener does with a request: once as its scheme's, once without being told. */
export function runVector(vector: Vector): VectorResult {
  const { scheme, name, expected } = vector;
  const request = requestOf(vector);
  const secrets = secretsOf(vector);
  const told = inspect(request, knowledgeFor(vector, scheme, secrets)).findings;
  const seen = inspect(request, knowledgeFor(vector, null, secrets)).findings;
  const isKnown = told.provider === scheme;
  return {
    scheme,
    name,
    expected,
    actual: isKnown ? word(told.verdict) : `unknown scheme ${scheme}`,
    detected: seen.provider,
  };
}
