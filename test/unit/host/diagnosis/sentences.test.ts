import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { diagnosisText, type DiagnosisText } from '../../../../src/host/diagnosis/diagnosisText.ts';
import { diagnosed, hmac, now, original, saved, type Patient } from '../../engine/diagnosis/patients.ts';
import { readings } from '../../../support/clocks.ts';
import type { Cause } from '../../../../src/protocol/diagnosis.ts';
import { english } from '../fakes.ts';
import { cause, diagnosisOf, stepsText } from './samples.ts';

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
        assert.match(stepsText(text.steps), remedy);
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
    ['says that it is empty', stripe(''), 'Stripe-Signature came empty.'],
    [
      'says that nothing is behind its prefix',
      github('sha256='),
      'X-Hub-Signature-256 came with nothing behind “sha256=”.',
    ],
    [
      'counts hex digits',
      stripe(`t=${now},v1=${foreign.slice(0, 63)}`),
      'The signature is shorter than a digest: 63 of 64 hex digits.',
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
      'A final newline was added to the body: without that, the signature is right. The request would still be refused: it was signed 15 min before it arrived, and the tolerance is 5 min.',
      /Ignore Timestamps/,
    ],
    [
      'is exact where it is near its limit',
      at(now - 310, original, { body: `${original}\n` }),
      'A final newline was added to the body: without that, the signature is right. The request would still be refused: it was signed 5 min 10 s before it arrived, and the tolerance is 5 min.',
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
      'A final newline was added to the body: without that, the signature is right. The request would still be refused: its time is 2 h after the event arrived, by this machine’s clock, and the tolerance is 5 min.',
    ],
  ]);
});

/** The first came where the second was signed. */
const came = (body: Patient['body'], signed: string | Uint8Array): Patient => ({
  ...sb(hmac(signed).toString('hex')),
  ...(body === undefined ? {} : { body }),
});
const evidence = (patient: Patient): readonly string[] =>
  read(patient).evidence.map(({ label, value }) => `${label}: ${value}`);
/** Sixteen keys in order, at random no longer. */
const words = ['amount', 'city', 'data', 'event', 'id', 'kind', 'mode', 'status', 'type', 'zone'];
const sorted = JSON.stringify(Object.fromEntries(words.map((key) => [key, key])));
const wrong: Patient = { ...sb(foreign), body: sorted };

describe('What is said of a body', () => {
  const dict = "{'id': 48213, 'ok': True, 'name': 'Zü', 'path': '/a'}";
  itSays([
    ...(
      [
        ['Python’s JSON', '{"id": 48213, "ok": true, "name": "Z\\u00fc", "path": "/a"}'],
        ['compact JSON', '{"id":48213,"ok":true,"name":"Zü","path":"/a"}'],
        ['PHP’s JSON', '{"id":48213,"ok":true,"name":"Z\\u00fc","path":"\\/a"}'],
      ] as const
    ).map(([name, signed]): Told => [
      `is the dict alone where ${name} was printed as one`,
      came(dict, signed),
      'The body was printed as Python prints a dict, which is no JSON: without that, the signature is right.',
    ]),
    [
      'is that keys moved, where they did',
      came('{"2":"y","10":"x","a":1,"b":2}', '{"10":"x","2":"y","a":1,"b":2}'),
      'Moved keys (`2` came where `10` was signed): a proxy or tunnel rewrote the JSON as Node.js JSON.stringify does, or the sender signed one serialization and sent another.',
    ],
    [
      'is that keys are sorted, by whoever did it',
      wrong,
      'Probably a program on the way sorted the keys of the JSON, as Go maps, Python’s sort_keys and jq -S do, or the sender sorts them itself.',
      /If the sender sorts the keys itself, check the secret instead/,
    ],
    [
      'is windows-1252 where Latin-1 has no such character',
      came('{"price":"5 €"}', Buffer.from('{"price":"5 \x80"}', 'latin1')),
      'The characters of the body were converted from windows-1252 to utf-8: without that, the signature is right.',
    ],
    [
      'is latin1 where it has all of them',
      came('{"name":"Zürich"}', Buffer.from('{"name":"Zürich"}', 'latin1')),
      'The characters of the body were converted from latin1 to utf-8: without that, the signature is right.',
    ],
    [
      'is that it came compressed, for either side',
      came(gzipSync(original), original),
      'The body came compressed (gzip), and the signature is over what it unpacks to.',
      /^If the sender compresses its requests, unpack .* If it does not, have the proxy/,
    ],
    [
      'is a likely rounding of an id of 18 digits',
      { ...wrong, body: '{"id":820982911946154600}' },
      'Probably a proxy or tunnel rewrote the JSON, or the sender signed one serialization and sent another, which rounded integers too big for a double, such as 820982911946154600: the digits that were signed are lost.',
    ],
    [
      'is a proven one of a known id',
      came('{"id":820982911946154500,"a":1}', '{"id":820982911946154508,"a":1}'),
      '`820982911946154508` became `820982911946154500` at byte 6: a proxy or tunnel rewrote the JSON as Node.js JSON.stringify does, or the sender signed one serialization and sent another.',
    ],
    [
      'hedges what equal names mean',
      { ...wrong, body: '{"a":1,"a":2}' },
      'Probably the JSON came with the name `a` more than once, and what was signed was written by a program that keeps one of them.',
      /^If the sender signs a parsed copy/,
    ],
    [
      'has numbers with separators',
      { ...wrong, complete: false, body: ' '.repeat(1234), declaredLength: 45_678 },
      'Probably the body was cut off on the way, after 1,234 of 45,678 bytes.',
    ],
    [
      'counts one byte as one',
      { ...wrong, complete: false, body: '', declaredLength: 1 },
      'Probably the body was cut off on the way, after 0 of 1 byte.',
    ],
  ]);

  it('is nothing of sorted keys where the provider sorts them', () => {
    const { sentence } = read({
      provider: 'discord',
      body: sorted,
      headers: [...json, 'X-Signature-Ed25519', foreign + hex, 'X-Signature-Timestamp', String(now)],
      secrets: { discord: saved('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a') },
    });
    assert.match(sentence, /^None of .* reproduces this signature/);
  });

  it('is not called changed where it has a document on each line', () => {
    const { sentence } = read({ ...wrong, body: '{"a":1}\n{"b":2}\n' });
    assert.doesNotMatch(sentence, /Content-Type|changed/);
  });

  it('has no places of keys that moved', () => {
    const values = evidence(came('{"2":"y","10":"x","a":1,"b":2}', '{"10":"x","2":"y","a":1,"b":2}'));
    assert.ok(values.includes('What changed: moved keys (`2` came where `10` was signed)'), values.join());
    assert.ok(!values.some((value) => /^At byte|became/.test(value)), values.join());
  });

  it('has places with separators', () => {
    const long = `{"a":"${'x'.repeat(2000)}","b":"/"}`;
    const { sentence } = read(came(long, long.replace('"/"', '"\\/"')));
    assert.match(
      sentence,
      /at byte 2,013: .* as Node\.js JSON\.stringify, Go json\.Marshal, Ruby JSON\.generate do, or/,
    );
  });

  it('is second where something likelier shows', () => {
    const { sentence } = read({ ...sb('{{signature}}'), body: sorted });
    assert.equal(sentence, 'Probably SB-Signature holds “{{signature}}”, and no signature.');
  });
});

describe('What is said of headers', () => {
  itSays([
    [
      'has their names as they came',
      { headers: [...json, 'X-SB-Signature', hex] },
      'The signature came in the header X-SB-Signature instead of SB-Signature. Read that way, it is right.',
    ],
    [
      'is that one of two is right, where one is',
      sb(foreign, 'SB-Signature', hex),
      'The header SB-Signature came more than once, and one of its values is right.',
      /^Find out who adds the second one/,
    ],
    [
      'is no more than that there are two, where none is',
      sb(foreign, 'SB-Signature', foreign),
      'The header SB-Signature came more than once, and no saved secret matches any of its values.',
    ],
  ]);
});

describe('What is said of a saved secret', () => {
  const said = (...causes: readonly Cause[]): string =>
    diagnosisText(diagnosisOf({ causes }), english).sentence;

  it('names Kubernetes of Base64 alone', () => {
    assert.match(
      said(cause('secret-not-decoded', { in: 'saved', as: 'base64' })),
      /in Base64, as .* Kubernetes/,
    );
    assert.equal(
      said(cause('secret-not-decoded', { in: 'saved', as: 'hex' })),
      'The saved secret “Secret 1” is in hex; the sender used the bytes that it spells.',
    );
  });

  it('leaves open which side has a doubled dollar from a file of Compose', () => {
    const twice = { simplebackups: saved('pa$$word-77') };
    const { sentence, steps: told } = read({
      headers: [...json, 'SB-Signature', hmac(original, 'pa$word-77').toString('hex')],
      secrets: twice,
    });
    assert.equal(sentence, 'The sender signed with the secret “Secret 1”, with $$ in it read as $.');
    assert.match(
      stepsText(told),
      /^If you copied the secret from a Compose file, save it with one \$ for each \$\$\./,
    );
  });

  it('calls an accent apart from its letter no dash alone', () => {
    const sentence = said(cause('secret-invisible', { in: 'saved', alike: '-' }));
    assert.match(sentence, /a long dash or an accent apart from its letter/);
  });
});
