import assert from 'node:assert/strict';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { diagnosisText, type DiagnosisText } from '../../../../src/host/diagnosis/diagnosisText.ts';
import { diagnosed, hmac, now, original, type Patient } from '../../engine/diagnosis/patients.ts';
import { readings } from '../../../support/clocks.ts';
import { english } from '../fakes.ts';

/** Readings of the clock that an explanation may take: what is likely is found in fewer. */
const steps = 5000;

/** What is said of a request that went wrong. */
function read(patient: Patient): DiagnosisText {
  const clock = new Clock(steps, undefined, readings());
  return diagnosisText(diagnosed({ clock, ...patient }), english);
}

type Told = readonly [name: string, patient: Patient, sentence: string, remedy?: RegExp];

function itSays(cases: readonly Told[]): void {
  for (const [name, patient, sentence, remedy] of cases) {
    it(name, () => {
      const text = read(patient);
      assert.equal(text.sentence, sentence);
      if (remedy !== undefined) {
        assert.match(text.remedy, remedy);
      }
    });
  }
}

const json = ['Content-Type', 'application/json'];
const stripe = (value: string, change: Patient = {}): Patient => ({
  provider: 'stripe',
  headers: [...json, 'Stripe-Signature', value],
  ...change,
});
const github = (value: string, change: Patient = {}): Patient => ({
  provider: 'github',
  headers: [...json, 'X-Hub-Signature-256', value],
  ...change,
});
const hex = hmac(original).toString('hex');
const timed = hmac(`${now}.${original}`).toString('hex');
/** Of a secret that is not saved. */
const foreign = hmac(`${now}.${original}`, 'another').toString('hex');

describe('What is said of a malformed signature', () => {
  itSays([
    [
      'names the item that is not there',
      stripe(`t=${now}`),
      'Probably the sender left the signature out: Stripe-Signature has t, but no v1.',
    ],
    [
      'names it also where another version came',
      stripe(`t=${now},v0=${foreign}`),
      'Probably the sender left the signature out: Stripe-Signature has t, v0, but no v1.',
    ],
    [
      'names quotes around the whole header',
      stripe(`"t=${now},v1=${foreign}"`),
      'Probably the signature has quotes or other marks around it.',
    ],
    ['says that it is empty', stripe(''), 'Probably Stripe-Signature came empty.'],
    [
      'says that nothing is behind its prefix',
      github('sha256='),
      'Probably X-Hub-Signature-256 came with nothing behind “sha256=”.',
    ],
    [
      'counts hex digits',
      stripe(`t=${now},v1=${foreign.slice(0, 63)}`),
      'Probably the signature is shorter than a digest: 63 of 64 hex digits.',
    ],
    [
      'counts them where the rest is right',
      stripe(`t=${now},v1=${timed.slice(0, 63)}`),
      'The signature was cut off after 63 of 64 hex digits.',
    ],
    [
      'counts characters of Base64',
      {
        provider: 'shopify',
        headers: ['X-Shopify-Hmac-Sha256', hmac(original).toString('base64').slice(0, 40)],
      },
      'The signature was cut off after 40 of 44 characters.',
    ],
    [
      'names a separator that is another',
      stripe(`t=${now};v1=${foreign}`),
      'Probably the parts of the signature header are separated by “;” instead of “,”.',
      /form that the provider documents/,
    ],
    [
      'names it where the rest is right',
      stripe(`t=${now};v1=${timed}`),
      'The parts of the signature header are separated by “;” instead of “,”. Read that way, it is right.',
    ],
    ...([hex, foreign] as const).flatMap((digest, at): Told[] => [
      [
        `knows what Python prints of bytes${at === 0 ? '' : ', with another secret'}`,
        github(`sha256=b'${digest}'`),
        at === 0
          ? "The signature has b'...' around it, as Python prints bytes: without that, the signature is right."
          : "Probably the signature has b'...' around it, as Python prints bytes.",
        /hexdigest\(\)/,
      ],
      [
        `knows brackets${at === 0 ? '' : ', with another secret'}`,
        github(`sha256=<${digest}>`),
        at === 0
          ? 'The signature has brackets around it, such as those of a template: without that, the signature is right.'
          : 'Probably the signature has brackets around it, such as those of a template.',
      ],
    ]),
    [
      'knows brackets around Base64',
      {
        provider: 'shopify',
        headers: ['X-Shopify-Hmac-Sha256', `<${hmac(original, 'another').toString('base64')}>`],
      },
      'Probably the signature has brackets around it, such as those of a template.',
    ],
    [
      'shows the object that was printed',
      github('sha256=<hmac.HMAC object at 0x7f0a>'),
      'Probably X-Hub-Signature-256 holds “sha256=<hmac.HMAC object at 0x7f0a>”, and no signature.',
    ],
    [
      'calls a token no digest, and no MD5',
      github('garbage-1234567890-xyz'),
      'Probably the value is no digest: it may be a token or an id that is sent as it is.',
    ],
  ]);
});

const sb = (signature: string, ...more: readonly string[]): Patient => ({
  headers: [...json, 'SB-Signature', signature, ...more],
});
const slackContent = `v0:${now}:${original}`;
const slackTime = ['X-Slack-Request-Timestamp', String(now)];

describe('What is said of another provider’s signature', () => {
  itSays([
    [
      'names a provider where all is as it sends it',
      {
        headers: [...json, ...slackTime, 'X-Slack-Signature', `v0=${hmac(slackContent).toString('hex')}`],
      },
      'The event is signed as Slack signs.',
      /Check as Provider/,
    ],
    [
      'names it also where nothing of its own content was found',
      {
        headers: [...json, 'Paddle-Signature', `ts=${now};h1=${hmac(`${now}:${original}`).toString('hex')}`],
        provider: 'github',
      },
      'The event is signed as Paddle Billing signs.',
    ],
    [
      'names none where the header is another',
      sb(hmac(slackContent).toString('hex'), ...slackTime),
      'The sender signed v0:{timestamp}:{body}, which is not what the provider signs.',
      /^Have the sender join/,
    ],
    [
      'names none where the algorithm is another',
      {
        ...sb(hmac(slackContent, undefined, 'sha512').toString('hex'), ...slackTime),
        clock: new Clock(200_000, undefined, readings()),
      },
      'The sender signed v0:{timestamp}:{body}, which is not what the provider signs, and the sender used SHA-512 instead of SHA-256. With all of that taken into account, the signature is right.',
    ],
    [
      'names none where the encoding is another',
      sb(hmac(slackContent).toString('base64'), ...slackTime),
      'The digest is written in Base64 instead of hex, and the sender signed v0:{timestamp}:{body}, which is not what the provider signs. With all of that taken into account, the signature is right.',
    ],
  ]);
});

describe('What is said of a time that is wrong as well', () => {
  const at = (time: number, signed: string, change: Patient = {}): Patient =>
    stripe(`t=${time},v1=${hmac(`${time}.${signed}`).toString('hex')}`, change);
  itSays([
    [
      'is said behind the cause',
      at(now - 900, original, { body: `${original}\n` }),
      'A final newline was added to the body: without that, the signature is right. The request would still be refused: it was signed 15 min before it came, and may be 5 min old.',
      /ignoreTimestamps/,
    ],
    [
      'is exact where it is near its limit',
      at(now - 310, original, { body: `${original}\n` }),
      'A final newline was added to the body: without that, the signature is right. The request would still be refused: it was signed 5 min 10 s before it came, and may be 5 min old.',
    ],
    [
      'is nothing where the time is right',
      at(now - 200, original, { body: `${original}\n` }),
      'A final newline was added to the body: without that, the signature is right.',
    ],
    [
      'may lie in the future',
      {
        ...sb(''),
        provider: 'slack',
        body: `${original}\n`,
        headers: [
          'X-Slack-Request-Timestamp',
          String(now + 7200),
          'X-Slack-Signature',
          `v0=${hmac(`v0:${now + 7200}:${original}`).toString('hex')}`,
        ],
      },
      'A final newline was added to the body: without that, the signature is right. The request would still be refused: its time lies 2 h in the future of this machine’s clock, more than the 5 min that are allowed.',
    ],
  ]);
});
