import assert from 'node:assert/strict';
import { runtimes } from '../../../../src/engine/diagnosis/json/runtimes.ts';
import { diagnosisText } from '../../../../src/host/diagnosis/diagnosisText.ts';
import type { StepView } from '../../../../src/protocol/webview.ts';
import {
  causeFamilies,
  type CauseId,
  type Diagnosis,
  type Difference,
} from '../../../../src/protocol/diagnosis.ts';
import { english } from '../fakes.ts';
import { cause, diagnosisOf, recovered, stepsText } from './samples.ts';

const ids: readonly CauseId[] = Object.values(causeFamilies).flat();

/** Every detail that the engine may say of a cause. */
const details: readonly Readonly<Record<string, string>>[] = [
  {},
  { in: 'sender', prefix: 'whsec_', as: 'hex', label: 'Old', owner: 'Stripe', header: 'x-sig', value: 'xxx' },
  { in: 'saved', prefix: 'whsec_', received: '1', signed: '2', expected: 'x', count: '2', proxies: 'Via' },
  {
    received: 'hmac',
    template: '{body}',
    provider: 'Slack',
    tried: 'http://x/',
    how: 'sorted',
    missing: '}',
  },
  { received: 'JWT, RS256', outer: 'base64', inner: 'hex', expected: 'sha256', how: 'hmac', declared: '9' },
  { received: 'form', format: 'gzip', similar: 'X-Sign', age: '400', tolerance: '300', normalised: 'NFC' },
  {
    received: 'wrapped',
    name: 'payload',
    signed: 'form',
    escapes: 'lower case',
    writtenBy: 'Go json.Marshal',
    key: 'a',
    number: '1',
  },
  {
    received: 'U+FFFD',
    signed: 'with',
    signedAs: 'PHP json_encode',
    age: '-400',
    tolerance: '300',
    charset: 'latin1',
  },
  { received: 'object', signed: 'without' },
  { sent: 'token', prefix: 'Bearer', label: 'Old', owner: 'Stripe', as: 'hex', in: 'sender' },
  { sent: 'token' },
  { received: 'empty', signed: '{}', added: 'twice' },
  { received: 'base64', signed: 'base64', added: 'start' },
  {
    received: '{}',
    lost: '?',
    signed: 'us-ascii',
    sorted: 'a, b',
    how: 'unquoted',
    by: 'lambda',
    count: 'all',
  },
  {
    received: '?',
    how: 'no JSON',
    by: 'copy',
    name: 'hook',
    added: 'member',
    kind: 'whitespace',
    signed: 'NFKC',
  },
  { escapes: 'decoded' },
  { named: 'https://a.example/', how: 'named' },
  { tried: 'https://a.example/', how: 'known' },
  ...[
    'html',
    'hex',
    'bytes',
    'repr',
    'inspect',
    'chunks',
    'wrapped',
    'echo',
    'echoed',
    'slashes',
    'quotes',
  ].map((how) => ({ how })),
  ...['escapes', 'as sent'].map((how) => ({ how })),
];

/** What no sentence for a person may look like. */
function assertReadable(text: string, of: string): void {
  assert.match(text, /^[^a-z].*[.!?]$/s, `${of}: ${text}`);
  assert.doesNotMatch(text, /\{\d\}|NaN|\.\.$| {2}| \.|\(\)|: \./, `${of}: ${text}`);
}

describe('An explanation in words', () => {
  it('has a sentence and a remedy for every cause, whatever the engine says of it', () => {
    for (const id of ids) {
      for (const detail of details) {
        for (const level of ['proven', 'likely'] as const) {
          const text = diagnosisText(diagnosisOf({ level, causes: [cause(id, detail)] }), english);
          assertReadable(text.sentence, `${level} ${id}`);
          assert.ok(text.steps.length > 0, id);
          for (const step of text.steps) {
            assertReadable(
              step.code === undefined ? step.text : step.text.replace(/:$/, '.'),
              `${level} ${id}`,
            );
          }
        }
      }
    }
  });

  it('says another thing of every cause', () => {
    const sentences = ids
      // Which of both it is depends on whose the secret is, which the sentence names.
      .filter((id) => id !== 'secret-other-provider')
      .map((id) => diagnosisText(diagnosisOf({ causes: [cause(id)] }), english).sentence);
    assert.equal(new Set(sentences).size, sentences.length);
  });

  it('keeps what a sender wrote on one line, in its order', () => {
    const hostile = 'a\u202eb\n**c**';
    for (const id of ids) {
      const detail = Object.fromEntries(
        ['header', 'expected', 'prefix', 'value', 'template', 'provider', 'signed', 'owner'].map((name) => [
          name,
          hostile,
        ]),
      );
      const { sentence, steps } = diagnosisText(diagnosisOf({ causes: [cause(id, detail)] }), english);
      assert.doesNotMatch(`${sentence}${stepsText(steps)}`, /[\u202e\n]/, id);
    }
  });

  it('names what was done to the body', () => {
    const { levelWord, sentence, steps } = diagnosisText(
      diagnosisOf({ causes: [cause('body-newline-added')] }),
      english,
    );
    assert.equal(levelWord, 'Proven');
    assert.equal(sentence, 'A final newline was added to the body: without that, the signature is right.');
    assert.match(stepsText(steps), /byte for byte/);
  });

  it('says whose doing it was, and what mends it there', () => {
    const told = (id: CauseId, detail: Readonly<Record<string, string>>): string => {
      const { sentence, steps } = diagnosisText(diagnosisOf({ causes: [cause(id, detail)] }), english);
      return `${sentence} ${stepsText(steps)}`;
    };
    assert.match(told('body-unwrapped', { received: 'wrapped', name: 'body', by: 'lambda' }), /event\.body/);
    assert.match(
      told('body-unwrapped', { received: 'wrapped', name: 'hook', by: 'copy' }),
      /request\.raw_post/,
    );
    assert.match(told('body-newline-removed', { count: 'all' }), /--data-binary/);
    assert.match(told('body-crlf', {}), /autocrlf/);
    assert.match(told('json-whitespace', { how: 'unquoted' }), /"\$BODY"/);
    assert.doesNotMatch(told('body-normalised', { signed: 'NFKC' }), /NFC/);
    assert.match(told('header-absent', { by: 'rawDelivery' }), /Switch raw message delivery off/);
    assert.match(told('header-absent', { by: 'certificate' }), /SigningCertURL/);
  });

  it('gives what to do step by step, each once, with the code of those who may have written the body', () => {
    const stepsOf = (writtenBy: string): readonly StepView[] => {
      const detail = writtenBy === '' ? {} : { writtenBy };
      const causes = [cause('json-slashes', detail), cause('json-unicode', detail)];
      return diagnosisText(diagnosisOf({ causes }), english).steps;
    };
    const frameworks = (writtenBy: string) =>
      stepsOf(writtenBy).map(({ code = [] }) => code.map(({ label }) => label.split(',')[0]));
    assert.deepEqual(frameworks('Node.js JSON.stringify'), [
      [],
      ['Express', 'Fastify', 'NestJS', 'Next.js'],
      [],
    ]);
    assert.deepEqual(frameworks('Rails to_json, Gson toJson'), [[], ['Rails', 'Spring'], []]);
    assert.deepEqual(frameworks('Go json.Marshal'), [[], ['Go net/http'], []]);
    // Of many writers, or none that is known, no framework is the likely one.
    assert.deepEqual(frameworks(''), [[], [], []]);
    const several = 'Node.js JSON.stringify, Ruby JSON.generate, Jackson writeValueAsBytes';
    assert.deepEqual(frameworks(several), [[], ['Express', 'Rails', 'Spring'], []]);
    assert.deepEqual(frameworks(`${several}, Go json.Marshal`), [[], [], []]);
    assert.match(stepsOf('')[1]?.text ?? '', /shown below under “Will it break in your code\?”\.$/);
  });

  it('knows the frameworks of every writer that the engine names', () => {
    const without = runtimes
      .map(({ name }) => name)
      .filter((name) => {
        const causes = [cause('json-slashes', { writtenBy: name.slice(0, 60) })];
        return diagnosisText(diagnosisOf({ causes }), english).steps[1]?.code === undefined;
      });
    assert.deepEqual(without, []);
  });

  it('shows two spellings of a character apart that look the same', () => {
    const differences = [{ offset: 6, received: '\u2028', signed: '\\u2028' }];
    const told = diagnosisText(
      diagnosisOf({
        causes: [cause('json-unicode')],
        recovered: { ...recovered, differences, differenceCount: 1 },
      }),
      english,
    );
    assert.match(told.sentence, /^`5c7532303238` became `e280a8` at byte 6: /);
    assert.ok(
      told.evidence.some(({ value }) => value === '`5c7532303238` was signed, `e280a8` was received'),
    );
  });

  it('names the first bytes that differ and how many follow', () => {
    const causes = [
      cause('json-slashes', {
        from: '\\/',
        to: '/',
        writtenBy: 'Node.js JSON.stringify',
        signedAs: 'PHP json_encode',
      }),
    ];
    const { sentence, steps, evidence } = diagnosisText(diagnosisOf({ causes, recovered }), english);
    assert.equal(
      sentence,
      '`\\/` became `/` at byte 212, and 3 more places differ: a proxy or tunnel rewrote the JSON as Node.js JSON.stringify does, or the sender signed one serialization and sent another.',
    );
    assert.match(stepsText(steps), /byte for byte/);
    const values = Object.fromEntries(evidence.map(({ label, value }) => [label, value]));
    assert.deepEqual(values, {
      'Checked as': 'SimpleBackups',
      'Verifies with': 'Secret 1',
      'What changed': 'how slashes are escaped: `\\/` became `/`',
      'Signed serialization': 'PHP json_encode',
      'Received serialization': 'Node.js JSON.stringify',
      'At byte 212': '`\\/` was signed, `/` was received',
      'More differences': '3',
      Tried: '1,234 combinations in 57 ms',
    });
  });

  it('says that the same happened elsewhere only where that is known of each place', () => {
    const said = (differences: readonly Difference[], differenceCount: number): string =>
      diagnosisText(
        diagnosisOf({
          causes: [cause('json-whitespace')],
          recovered: { ...recovered, differences, differenceCount },
        }),
        english,
      ).sentence;
    const space = { received: ' ', signed: '' };
    const line = { received: '\n ', signed: '' };
    const same = [
      { offset: 1, ...space },
      { offset: 8, ...space },
    ];
    const unlike = [
      { offset: 1, ...line },
      { offset: 8, ...space },
    ];
    assert.match(said(same, 2), /^`\u2423` was added at byte 1 and in 1 more place: /);
    assert.match(said([...same, { offset: 9, ...space }], 3), /at byte 1 and in 2 more places: /);
    assert.match(said(unlike, 2), /^`\\n\u2423` was added at byte 1, and 1 more place differs: /);
    assert.match(said(same, 7), /at byte 1, and 6 more places differ: /);
  });

  it('joins causes that hold together, and tells one writing of the JSON once', () => {
    const causes = [
      cause('secret-newline', { in: 'sender', added: 'LF' }),
      cause('json-slashes'),
      cause('json-whitespace'),
    ];
    const { sentence } = diagnosisText(diagnosisOf({ causes, recovered }), english);
    assert.equal(
      sentence,
      '`\\/` became `/` at byte 212, and 3 more places differ: a proxy or tunnel rewrote the JSON, or the sender signed one serialization and sent another, and the sender took a line end in or around the secret “Secret 1” for a part of it. With all of that taken into account, the signature is right.',
    );
  });

  it('names the secret and whose it is, and which side’s copy is damaged', () => {
    const say = (...args: Parameters<typeof cause>): string =>
      diagnosisText(diagnosisOf({ causes: [cause(...args)] }), english).sentence;
    assert.match(
      say('secret-other-provider', { label: 'Old', owner: 'Stripe' }),
      /^The sender signed with the secret “Old” of Stripe: with that/,
    );
    assert.match(say('secret-quoted', { in: 'saved' }), /^The saved secret “Secret 1” has quotes/);
    assert.match(say('secret-quoted', { in: 'sender' }), /^The sender took quotes/);
    for (const [mark, what] of [
      ['markup', 'markup, such as tags or asterisks,'],
      ['prompt', 'a prompt, a list marker or a line number'],
      ['terminal', 'what a terminal writes, such as color codes or ^M,'],
      ['button', 'the label of a button or an emoji'],
      ['comment', 'a comment'],
      ['hex', 'separators, 0x or \\x'],
    ] as const) {
      assert.equal(
        say('secret-quoted', { in: 'saved', mark }),
        `The saved secret “Secret 1” has ${what} in or around it that the sender’s does not have: without that, the signature is right.`,
      );
    }
    assert.match(
      say('secret-prefix-kept', { in: 'saved', prefix: 'whsec_', where: 'twice' }),
      /^The saved secret “Secret 1” begins with the prefix “whsec_” twice, and the sender’s once: without that/,
    );
    assert.match(say('secret-invisible', { in: 'saved', alike: 'letter' }), /letters of another alphabet/);
    assert.match(
      say('secret-truncated', { in: 'sender', where: 'end' }),
      /its copy lost them, or the saved one has too many\.$/,
    );
    assert.match(say('secret-hash', { in: 'saved' }), /the saved copy has a comment .*, or the sender took/);
    assert.match(
      say('secret-not-decoded', { in: 'saved', as: 'base64' }),
      /^The saved secret .* still in Base64/,
    );
    const likely = (...args: Parameters<typeof cause>): string => {
      const text = diagnosisText(diagnosisOf({ level: 'likely', causes: [cause(...args)] }), english);
      return `${text.sentence} ${stepsText(text.steps)}`;
    };
    assert.doesNotMatch(likely('header-truncated', { received: '31', expected: '32' }), /cut off|matches/);
    assert.doesNotMatch(likely('token-scheme'), /replace the secret/);
    assert.match(likely('secret-other', { saved: 'masked' }), /^Probably the saved secret .* masked/);
  });

  it('says of a secret that verifies once it is changed that it is', () => {
    const verifiesWith = (...args: Parameters<typeof cause>): string | undefined => {
      const diagnosis = diagnosisOf({ causes: [cause(...args)], secretLabel: 'Mine' });
      const { evidence } = diagnosisText(diagnosis, english);
      return evidence.find(({ label }) => label === 'Verifies with')?.value;
    };
    assert.equal(verifiesWith('secret-newline', { in: 'saved' }), 'Mine, changed as described above');
    assert.equal(verifiesWith('secret-other-provider'), 'Mine');
    assert.equal(verifiesWith('body-newline-added'), 'Mine');
  });

  it('tells a time that is missing or in another unit from a signature that is missing', () => {
    const say = (level: 'proven' | 'likely', ...args: Parameters<typeof cause>): string =>
      diagnosisText(diagnosisOf({ level, causes: [cause(...args)] }), english).sentence;
    const item = { name: 't', in: 'Stripe-Signature' };
    assert.equal(
      say('proven', 'time-form', { value: '1760000000000', unit: 's' }),
      'The signature is right, but the time 1760000000000 is not in Unix seconds.',
    );
    assert.equal(
      say('proven', 'framing-timestamp-unit', { value: '1760000000000', unit: 's', came: 'ms' }),
      'The signature is right, but the time 1760000000000 is in Unix milliseconds, not in Unix seconds.',
    );
    const two = [
      cause('secret-newline', { in: 'saved', label: 'A' }),
      cause('framing-timestamp-unit', { value: '1760000000000', unit: 's', came: 'ms' }),
    ];
    assert.match(
      diagnosisText(diagnosisOf({ level: 'proven', causes: two }), english).sentence,
      /does not have, and the time 1760000000000 is in Unix milliseconds, not in Unix seconds\. With all of that/,
    );
    assert.equal(
      say('proven', 'time-absent', { ...item, signed: '1760000000' }),
      'The time t is missing in Stripe-Signature, and the sender signed the time 1760000000: with that, the signature is right.',
    );
    assert.equal(
      say('proven', 'time-absent', { name: 'webhookTimestamp', in: 'body' }),
      'The signature is right, but the time webhookTimestamp is missing in the body.',
    );
    assert.equal(
      say('likely', 'time-absent', item),
      'Probably the sender left the time t out of Stripe-Signature.',
    );
    assert.equal(
      say('likely', 'header-absent', { header: 'svix-id', beside: 'svix-signature' }),
      'Probably the sender left out the header svix-id, or it was removed in transit.',
    );
    assert.equal(
      say('likely', 'header-absent', { header: 'signature.signature' }),
      'Probably the sender did not sign, or signature.signature was removed in transit.',
    );
    assert.doesNotMatch(diagnosisText(diagnosisOf({ causes: [] }), english).sentence, /^\.$/);
  });

  it('says of a token that it was sent, not that something was signed', () => {
    const say = (...[id, detail]: Parameters<typeof cause>): string =>
      diagnosisText(diagnosisOf({ causes: [cause(id, { ...detail, sent: 'token' })] }), english).sentence;
    assert.equal(
      say('secret-other-provider', { label: 'Old', owner: 'GitLab' }),
      'The sender sent the secret “Old” of GitLab as its token.',
    );
    assert.equal(
      say('secret-undefined', { signed: 'undefined' }),
      'The sender sent the word “undefined” as its token.',
    );
    assert.equal(
      say('header-prefix', { prefix: 'Bearer' }),
      'The token has “Bearer” in front of it. Read that way, it is right.',
    );
    const of = (level: Diagnosis['level'], causes: Diagnosis['causes']): string => {
      const token = causes.map(({ id, detail }) => cause(id, { ...detail, sent: 'token' }));
      const told = diagnosisText(
        diagnosisOf({ level, causes: token, tried: 12, secretLabel: null }),
        english,
      );
      return `${told.sentence} ${stepsText(told.steps)}`;
    };
    assert.equal(
      of('unexplained', [cause('secret-other')]),
      'No saved secret gives this token, however it is written (12 combinations tried). Copy the secret again from where the sender shows it, for exactly this endpoint. Try the secrets of your .env files.',
    );
    assert.match(
      of('likely', [cause('header-absent', { header: 'X-Gitlab-Token' })]),
      /^Probably the sender sent no token, or X-Gitlab-Token was removed in transit\. /,
    );
    const tokens = ['header-absent', 'header-placeholder', 'public-key-scheme'] as const;
    for (const id of tokens) {
      assert.doesNotMatch(of('likely', [cause(id, { received: 'JWT, HS256' })]), /sign|digest/, id);
    }
    const both = [cause('header-prefix', { prefix: '' }), cause('secret-undefined', { signed: 'undefined' })];
    assert.doesNotMatch(of('proven', both), /is right/);
    for (const id of causeFamilies.secret) {
      assert.doesNotMatch(say(id, { label: 'Old', in: 'sender', signed: 'nil' }), /sign/, id);
    }
  });

  it('says Probably where nothing matched, with what else is possible', () => {
    const causes = [cause('header-placeholder', { header: 'x-sig', value: 'test' }), cause('body-charset')];
    const { levelWord, sentence, evidence } = diagnosisText(
      diagnosisOf({ level: 'likely', causes }),
      english,
    );
    assert.equal(levelWord, 'Likely');
    assert.match(sentence, /^Probably x-sig holds “test”, and no signature\.$/);
    const also = evidence.find(({ label }) => label === 'Also possible')?.value ?? '';
    assert.match(also, /^The characters of the body were converted/);
  });

  it('says how much was tried where nothing was found, and whether the time was over', () => {
    const causes = [cause('secret-other'), cause('body-edited')];
    const unexplained = diagnosisOf({ level: 'unexplained', causes, secretLabel: null });
    const { sentence, steps } = diagnosisText(unexplained, english);
    assert.equal(
      sentence,
      'None of 1,234 combinations reproduces this signature. The saved secret is probably not the one the sender uses.',
    );
    assert.match(stepsText(steps), /^Copy the secret again/);
    const stopped = diagnosisText({ ...unexplained, isCutShort: true, milliseconds: 300 }, english);
    assert.equal(
      stopped.sentence,
      'None of 1,234 combinations reproduces this signature (stopped after 0.3 s).',
    );
    assert.doesNotMatch(stopped.sentence + stepsText(stopped.steps), /webhookDebugger\./);
    assert.equal(diagnosisText({ ...unexplained, tried: 0 }, english).sentence, 'The cause is not known.');
  });

  it('says first that the saved secret looks like another kind of key', () => {
    const causes = [cause('secret-other', { prefix: 'whsec_' }), cause('body-edited')];
    const unexplained = diagnosisOf({ level: 'unexplained', causes, secretLabel: null });
    const first =
      'The saved secret does not begin with whsec_: it may be another key. None of 1,234 combinations ';
    const starts = [unexplained, { ...unexplained, isCutShort: true }].map((diagnosis) =>
      diagnosisText(diagnosis, english).sentence.slice(0, first.length),
    );
    assert.deepEqual(starts, [first, first]);
    assert.equal(diagnosisText({ ...unexplained, tried: 0 }, english).sentence, 'The cause is not known.');
  });

  it('says how old a signature was when the event arrived, and the tolerance, never both the same', () => {
    const said = (id: 'time-old' | 'time-future', age: number): string =>
      diagnosisText(diagnosisOf({ causes: [cause(id, { age: String(age), tolerance: '300' })] }), english)
        .sentence;
    assert.match(
      said('time-old', 301),
      /made 5 min 1 s before the event arrived, and the tolerance is 5 min\./,
    );
    assert.match(said('time-old', 840), /made 14 min before the event arrived, and the tolerance is 5 min\./);
    assert.match(
      said('time-future', -301),
      /its time is 5 min 1 s after the event arrived, by this machine’s clock, and the tolerance is 5 min\./,
    );
  });

  it('finds nothing wrong where it verifies', () => {
    const { sentence, steps } = diagnosisText(diagnosisOf({ level: 'verifies' }), english);
    assert.equal(sentence, 'This request verifies; there is nothing to explain.');
    assert.deepEqual(steps, []);
  });
});
