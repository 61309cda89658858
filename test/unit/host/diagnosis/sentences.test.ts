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
