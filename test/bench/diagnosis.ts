/** `npm run bench:diagnosis`: how long the doctor takes for each provider's samples. */
import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { diagnose } from '../../src/engine/diagnosis/diagnose.ts';
import { subjectOf } from '../../src/engine/diagnosis/subject.ts';
import { Knowledge } from '../../src/engine/verification/knowledge.ts';
import { prepareScheme } from '../../src/engine/signature/preparedScheme.ts';
import type { Scheme, Sample } from '../../src/engine/signature/scheme.ts';
import { schemes } from '../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../src/engine/signature/sign.ts';
import type { Diagnosis } from '../../src/protocol/diagnosis.ts';

const now = 1_760_000_000_000;
const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
const budget = 2000;

/** How samples go wrong. */
interface Situation {
  readonly name: string;
  readonly change: (body: Buffer) => Uint8Array;
  /** What is saved, made of the secret that signs. */
  readonly damage: (secret: string) => string;
}

function secretFor({ verify }: Scheme): string {
  const isHex = verify.kind === 'signature' && verify.key.encoding === 'hex';
  return isHex ? '0a7b'.repeat(16) : 'c2VjcmV0c2VjcmV0IHRoYXQgaXMgbG9uZyBlbm91Z2g=';
}

/** A sample with the right signature, of which the body or the secret is then another one. */
function diagnosed(scheme: Scheme, sample: Sample, { change, damage }: Situation): Diagnosis | undefined {
  const own = Object.entries(sample.headers ?? {});
  const rawHeaders = ['Content-Type', sample.contentType ?? 'application/json', ...own.flat()];
  const body = Buffer.from(sample.body(now));
  const request = { method: 'POST', target: '/', rawHeaders, body };
  const prepared = prepareScheme(scheme, [{ label: 'Secret 1', value: secretFor(scheme) }]);
  const signed = signRequest({ request, url: 'http://localhost/', now }, prepared);
  if (typeof signed === 'string') {
    return undefined;
  }
  const secrets = { [scheme.id]: [{ label: 'Secret 1', value: damage(secretFor(scheme)) }] };
  const captured = {
    ...request,
    rawHeaders: ['Host', 'localhost', ...rawHeaders, ...signed.headers.flat()],
    body: change(Buffer.from(signed.body)),
    receivedAt: now,
    remoteAddress: '',
    httpVersion: '1.1',
    rawTrailers: [],
    bodyMilliseconds: 0,
    declaredLength: null,
    complete: true,
    refusal: null,
  };
  const subject = subjectOf(captured, scheme.id, new Knowledge(settings, secrets));
  return subject === undefined ? undefined : diagnose(subject, new Clock(budget));
}

function reordered(body: Buffer): Uint8Array {
  const text = body.toString();
  return Buffer.from(text.startsWith('{') ? JSON.stringify(JSON.parse(text), null, 2) : `${text}\n`);
}

const asItIs = <T>(value: T): T => value;
const withLineEnd = (secret: string): string => `${secret}\n`;
const another = (secret: string): string =>
  secret.replace(/[0-9a-f]/g, (digit) => (digit === '7' ? '1' : '7'));

const situations: readonly Situation[] = [
  { name: 'the body was written again by a proxy', change: reordered, damage: asItIs },
  { name: 'the saved secret has a line end more', change: asItIs, damage: withLineEnd },
  { name: 'both', change: reordered, damage: withLineEnd },
  { name: 'the secret is another one', change: asItIs, damage: another },
];

function at(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
}

console.log('| samples in which | diagnosed | proven | median ms | p99 ms | hypotheses, median |');
console.log('|---|---|---|---|---|---|');
for (const situation of situations) {
  const all = schemes
    .filter(({ verify }) => verify.kind === 'signature')
    .flatMap((scheme) =>
      (scheme.samples ?? []).flatMap((sample) => diagnosed(scheme, sample, situation) ?? []),
    )
    .filter(({ level }) => level !== 'verifies');
  const times = all.map(({ milliseconds }) => milliseconds);
  const proven = all.filter(({ level }) => level === 'proven').length;
  const tried = at(
    all.map((one) => one.tried),
    0.5,
  );
  console.log(
    `| ${situation.name} | ${all.length} | ${proven} | ${at(times, 0.5)} | ${at(times, 0.99)} | ${tried} |`,
  );
}
