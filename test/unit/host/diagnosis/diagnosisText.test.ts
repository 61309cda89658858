import assert from 'node:assert/strict';
import { diagnosisText } from '../../../../src/host/diagnosis/diagnosisText.ts';
import { causeFamilies, type CauseId } from '../../../../src/protocol/diagnosis.ts';
import { english } from '../fakes.ts';
import { cause, diagnosisOf, recovered } from './samples.ts';

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
  { received: 'empty', signed: '{}', added: 'twice' },
  { received: 'base64', signed: 'base64', added: 'start' },
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
          assertReadable(text.remedy, `${level} ${id}`);
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
      const { sentence, remedy } = diagnosisText(diagnosisOf({ causes: [cause(id, detail)] }), english);
      assert.doesNotMatch(`${sentence}${remedy}`, /[\u202e\n]/, id);
    }
  });

  it('names what was done to the body', () => {
    const { levelWord, sentence, remedy } = diagnosisText(
      diagnosisOf({ causes: [cause('body-newline-added')] }),
      english,
    );
    assert.equal(levelWord, 'Proven');
    assert.equal(sentence, 'A final newline was added to the body: without that, the signature is right.');
    assert.match(remedy, /byte for byte/);
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
    const { sentence, remedy, evidence } = diagnosisText(diagnosisOf({ causes, recovered }), english);
    assert.equal(
      sentence,
      '`\\/` became `/` at byte 212 and in 3 more places: a proxy or tunnel parsed the JSON and wrote it again, as Node.js JSON.stringify does.',
    );
    assert.match(remedy, /byte for byte/);
    const values = Object.fromEntries(evidence.map(({ label, value }) => [label, value]));
    assert.deepEqual(values, {
      'Held against the rules of': 'SimpleBackups',
      'Right with the secret': 'Secret 1',
      'What changed': 'how slashes are escaped: `\\/` became `/`',
      'Signed as written by': 'PHP json_encode',
      'Received as written by': 'Node.js JSON.stringify',
      'At byte 212': '`\\/` was signed, `/` was received',
      'More differences': '3',
      Tried: '1234 hypotheses in 57 ms',
    });
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
      '`\\/` became `/` at byte 212 and in 3 more places: a proxy or tunnel parsed the JSON and wrote it again, and the sender took a line end in or around the secret “Secret 1” for a part of it. With all of that taken into account, the signature is right.',
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
  });

  it('says Probably where nothing matched, with what else is possible', () => {
    const causes = [cause('header-placeholder', { header: 'x-sig', value: 'test' }), cause('body-charset')];
    const { levelWord, sentence, evidence } = diagnosisText(
      diagnosisOf({ level: 'likely', causes }),
      english,
    );
    assert.equal(levelWord, 'Likely');
    assert.match(sentence, /^Probably x-sig holds a placeholder, “test”, and no signature\.$/);
    const also = evidence.find(({ label }) => label === 'Also possible')?.value ?? '';
    assert.match(also, /^The characters of the body were converted/);
  });

  it('says how much was tried where nothing was found, and whether the time was over', () => {
    const causes = [cause('secret-other'), cause('body-edited')];
    const unexplained = diagnosisOf({ level: 'unexplained', causes, secretLabel: null });
    const { sentence, remedy } = diagnosisText(unexplained, english);
    assert.equal(
      sentence,
      'Nothing of 1234 hypotheses in 57 ms gives this signature. Most likely the secret is another one than the sender’s.',
    );
    assert.doesNotMatch(remedy, /explainBudget/);
    assert.match(diagnosisText({ ...unexplained, isCutShort: true }, english).remedy, /explainBudget/);
  });

  it('finds nothing wrong where it verifies', () => {
    const { sentence, remedy } = diagnosisText(diagnosisOf({ level: 'verifies' }), english);
    assert.equal(sentence, 'Nothing is wrong with this signature: it verifies.');
    assert.equal(remedy, '');
  });
});
