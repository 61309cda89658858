import { Case } from '../../src/engine/verification/verifyRequest.ts';
import { Detector } from '../../src/engine/signature/detect.ts';
import type { Scheme } from '../../src/engine/signature/scheme.ts';
import { simplebackups } from '../../src/engine/signature/schemes/simplebackups.ts';
import { schemes } from '../../src/engine/signature/schemes/table.ts';

const calls = 100_000;
const rounds = 7;

/** The headers that a webhook has when it comes out of a tunnel. */
const headers = [
  'Host: acme.example',
  'User-Agent: GuzzleHttp/7',
  'Content-Length: 391',
  'Accept-Encoding: gzip',
  'Content-Type: application/json',
  'X-Forwarded-For: 203.0.113.7',
  'X-Forwarded-Host: acme.example',
  'X-Forwarded-Proto: https',
].flatMap((line) => line.split(': '));

const requests = {
  'with a provider header': [...headers, 'SB-Signature', '00'.repeat(32)],
  'that shows nothing': [...headers, 'X-Request-Id', '7'],
} as const;

function microseconds(table: readonly Scheme[], rawHeaders: readonly string[], body: Buffer): number {
  const detector = new Detector(table);
  const request = {
    receivedAt: 0,
    remoteAddress: '',
    httpVersion: '1.1',
    method: 'POST',
    target: '/',
    rawHeaders,
    rawTrailers: [],
    body,
    bodyMilliseconds: 0,
    declaredLength: null,
    complete: true,
    refusal: null,
  };
  const { parts } = new Case(request, undefined);
  // Its title needs the JSON of a body anyway: parsing is not part of detection.
  void parts.json;
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) {
    detector.detect(parts);
  }
  return ((performance.now() - start) / calls) * 1000;
}

/** Prints what recognising the provider of a request costs, with the whole table beside a table of one row. */
export function printDetection(body: string): void {
  const bytes = Buffer.from(body);
  console.log(`\n| detection of a request | 1 provider | ${schemes.length} providers |`);
  console.log('|---|---|---|');
  for (const [name, rawHeaders] of Object.entries(requests)) {
    const one: number[] = [];
    const all: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      one.push(microseconds([simplebackups], rawHeaders, bytes));
      all.push(microseconds(schemes, rawHeaders, bytes));
    }
    const median = (values: readonly number[]): string =>
      `${(values.toSorted((a, b) => a - b)[rounds >> 1] ?? 0).toFixed(2)} µs`;
    console.log(`| ${name} | ${median(one)} | ${median(all)} |`);
  }
}
