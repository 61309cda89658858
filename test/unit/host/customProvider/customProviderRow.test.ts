import assert from 'node:assert/strict';
import {
  customRow,
  draftOf,
  emptyDraft,
  idOfName,
  likelyContents,
  withAlgorithm,
  withContent,
  withForm,
  withHeader,
  withRow,
} from '../../../../src/host/customProvider/customProviderRow.ts';
import {
  answerText,
  contentText,
  formText,
  formulaText,
  notFoundText,
  templateProblem,
  triedText,
} from '../../../../src/host/customProvider/customProviderText.ts';
import { formOfPrefix } from '../../../../src/protocol/signatureGuess.ts';
import { readCustomProviders } from '../../../../src/engine/signature/customProvider.ts';
import { detail, english } from '../fakes.ts';
import type { HeaderPair } from '../../../../src/protocol/http.ts';
import type { Place } from '../../../../src/protocol/signature.ts';

const hex = 'ab'.repeat(32);
const drafted = (...headers: readonly HeaderPair[]) =>
  withHeader({ ...emptyDraft, event: { ...detail, headers } }, headers[0]?.[0] ?? '', 'signature');

describe('The row of a custom provider', () => {
  it('is guessed whole from a header with a prefix', () => {
    assert.deepEqual(customRow(drafted(['X-Acme-Signature', `sha256=${hex}`]), 'acme', 'Acme'), {
      id: 'acme',
      name: 'Acme',
      verify: {
        kind: 'signature',
        algorithm: 'hmac-sha256',
        encoding: 'hex',
        signature: [{ header: 'X-Acme-Signature' }],
        parse: { pair: '=', keys: ['sha256'] },
        content: '{body}',
      },
      detect: { headers: ['X-Acme-Signature'] },
    });
  });

  it('is guessed whole from a header with a time in it', () => {
    const { verify } = customRow(drafted(['X-Acme-Signature', `t=1700000000,v1=${hex}`]), 'acme', 'Acme');
    assert.deepEqual(verify, {
      kind: 'signature',
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      signature: [{ header: 'X-Acme-Signature' }],
      parse: { items: ',', pair: '=', keys: ['v1'] },
      content: '{timestamp}.{body}',
      timestamp: { from: { field: 't' }, unit: 's' },
    });
  });

  it('has a token, with what stands in front of it', () => {
    const draft = { ...drafted(['Authorization', 'Bearer abc']), kind: 'token' as const };
    assert.deepEqual(customRow(draft, 'acme', 'Acme'), {
      id: 'acme',
      name: 'Acme',
      verify: { kind: 'token', from: { header: 'Authorization' }, auth: 'Bearer' },
      detect: { headers: ['Authorization'], pass: 'fallback', starts: { Authorization: 'Bearer ' } },
    });
  });

  it('is one that the engine reads', () => {
    const header = ['X-Acme-Signature', `t=1700000000,v1=${hex}`] as const;
    const signature = drafted(header, ['X-Id', '1']);
    const drafts = [
      signature,
      { ...signature, kind: 'token' as const },
      withAlgorithm(signature, 'sha1'),
      { ...signature, key: { encoding: 'base64', prefix: 'whsec_' } },
      { ...drafted(['Authorization', 'Basic abc']), kind: 'token' as const },
      ...likelyContents(signature).map((content) => withContent(signature, content)),
    ];
    const rows = drafts.map((draft, index) => customRow(draft, `acme-${index}`, 'Acme'));
    const { schemes, problems } = readCustomProviders(rows, []);
    assert.deepEqual(problems, []);
    assert.equal(schemes.length, rows.length);
  });

  it('gets an id from the name that no other has', () => {
    assert.equal(idOfName('Acme Hooks!', []), 'acme-hooks');
    assert.equal(idOfName('Déjà Vu', ['deja-vu', 'deja-vu-2']), 'deja-vu-3');
    assert.equal(idOfName('通知', []), 'custom');
  });

  it('goes behind those that are there, whatever the setting holds', () => {
    assert.deepEqual(withRow([1], { id: 'a' }), [1, { id: 'a' }]);
    assert.deepEqual(withRow('none', { id: 'a' }), [{ id: 'a' }]);
  });
});

describe('A guess from an answer', () => {
  it('takes encoding and length from the form that is chosen', () => {
    const base64 = Buffer.from('cd'.repeat(20), 'hex').toString('base64');
    const draft = drafted(['X-Check', `mac:${base64}`]);
    const { algorithm, encoding } = withForm(draft, formOfPrefix('mac:'));
    assert.deepEqual([algorithm, encoding], ['hmac-sha1', 'base64']);
  });

  it('keeps what is signed with another algorithm, unless the secret is in it', () => {
    const draft = withContent(drafted(['X-Check', hex]), 'v0:{body}');
    assert.equal(withAlgorithm(draft, 'hmac-sha512').content, 'v0:{body}');
    assert.equal(withAlgorithm(draft, 'sha256').content, '{body}{secret}');
  });

  it('offers the id and the time where the event has them, and the version that a prefix names', () => {
    const standard = drafted(
      ['webhook-signature', `v1,${Buffer.from(hex, 'hex').toString('base64')}`],
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', '1700000000'],
    );
    assert.equal(standard.content, '{header:webhook-id}.{timestamp}.{body}');
    const slack = drafted(['X-Signature', `v0=${hex}`], ['X-Request-Timestamp', '1700000000']);
    assert.ok(likelyContents(slack).includes('v0:{timestamp}:{body}'));
    assert.equal(likelyContents(drafted(['X-Signature', hex]))[0], '{body}');
  });

  it('is that of the header whose signature nobody knows', () => {
    const headers: readonly HeaderPair[] = [
      ['X-Hash', hex],
      ['X-Check', `sha256=${hex}`],
    ];
    const reason = (place: Place) =>
      ({ code: 'unrecognised', signature: { place, kinds: ['hmac-sha256'], encoding: 'hex' } }) as const;
    const draft = draftOf({ ...detail, headers, reason: reason({ header: 'X-Check' }) });
    assert.deepEqual([draft.header, draft.form.key], ['X-Check', 'sha256']);
    assert.equal(draftOf({ ...detail, headers, reason: reason({ query: 'sig' }) }).header, '');
    const ofForm = draftOf({ ...detail, headers, reason: reason({ form: 'p_sig' }) });
    assert.equal(answerText('header', ofForm, english), 'the form field p_sig');
    const { verify, ...row } = customRow(ofForm, 'acme', 'Acme') as { verify: { signature: unknown } };
    assert.deepEqual([verify.signature, row], [[{ form: 'p_sig' }], { id: 'acme', name: 'Acme' }]);
    assert.equal(draftOf(null).header, '');
  });
});

describe('The answers in words', () => {
  it('say what was answered', () => {
    const draft = drafted(['X-Acme-Signature', `t=1700000000,v1=${hex}`]);
    assert.equal(answerText('form', draft, english), 'v1= in items with “,” between them');
    assert.equal(answerText('algorithm', draft, english), 'HMAC-SHA256');
    assert.equal(answerText('content', draft, english), 'the time, “.”, the body');
    assert.equal(answerText('secret', { ...draft, secret: 'hidden' }, english), '');
    assert.equal(contentText('{body}', english), 'The body');
    assert.equal(formText(formOfPrefix('sha256='), english), 'Prefix sha256=');
  });

  it('say what a search has found nothing in', () => {
    const draft = drafted(['X-Acme-Signature', hex]);
    const searched = {
      algorithms: ['hmac-sha256', 'sha256'],
      keys: [{ encoding: 'utf8' }, { encoding: 'hex' }],
      contents: 6543,
    };
    const search = { found: [], tried: 12_345, searched, isCutShort: false, isOfNothing: false };
    const count = new Intl.NumberFormat().format(12_345);
    assert.equal(
      notFoundText(search, draft, english),
      `None of ${count} combinations reproduces this signature with the secret.`,
    );
    assert.match(notFoundText({ ...search, isCutShort: true }, draft, english), /^None of the first/);
    assert.match(
      notFoundText({ ...search, isOfNothing: true }, draft, english),
      /Choose an event with a body/,
    );
    assert.equal(
      triedText(search, english),
      `Tried: HMAC-SHA256 and SHA256; ${new Intl.NumberFormat().format(6543)} contents; the secret as text and hex.`,
    );
    const nothing = { ...search, tried: 0 };
    assert.equal(
      notFoundText(nothing, draft, english),
      'X-Acme-Signature does not hold one value that looks like a digest.',
    );
    assert.equal(triedText(nothing, english), '');
  });

  it('say a template on one line', () => {
    assert.equal(formulaText('{method}\n{body}'), '{method}\\n{body}');
  });

  it('say what is wrong with a template', () => {
    assert.equal(templateProblem('v0:{timestamp}:{body}', english), null);
    assert.equal(templateProblem('{header:X-Id|lower}{json:a.b}', english), null);
    assert.match(templateProblem('{payload}', english) ?? '', /A request has no “payload”/);
    assert.match(templateProblem('{body', english) ?? '', /brace/);
    assert.notEqual(templateProblem('', english), null);
  });
});
