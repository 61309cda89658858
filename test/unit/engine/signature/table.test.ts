import assert from 'node:assert/strict';
import { schemeById, schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { proofs } from '../../../tools/providerProofs.ts';
import { readShared, type SharedScheme } from './vectors.ts';
import type { Place } from '../../../../src/protocol/signature.ts';

type Rule = Readonly<Record<string, unknown>>;

/** Rows of ours beside the shared ones: what a request is taken for that shows a family and no more. */
const familyRows = ['hub-signature-256', 'hub-signature', 'hub-signature-sha1', 'authorization-token'];

const adyenItem = 'notificationItems.0.';

/** Where our rule deliberately says something else than the shared row; every other rule is the same. */
const differences: Readonly<Record<string, (rule: Rule) => Rule>> = {
  // A scheme without a template is a named builtin here.
  'aws-sns': () => ({ kind: 'builtin', builtin: 'aws-sns' }),
  // The secrets that are PEM are the keys, the other is the text; there is no order among them.
  paypal: (rule) => ({
    ...rule,
    content: String(rule['content']).replace('{secret:0}', '{secret}'),
    key: { encoding: 'pem' },
  }),
  // The percent-encodings that HubSpot decodes before it signs.
  'hubspot-v3': (rule) => ({ ...rule, url: 'unescaped' }),
  // Its documentation compares the absolute difference of both times, as its Python SDK does.
  slack: (rule) => ({ ...rule, timestamp: { ...(rule['timestamp'] as Rule), future: true } }),
  // All items have to match, not the first alone.
  adyen: (rule) => ({
    ...rule,
    each: 'notificationItems',
    signature: [{ json: 'NotificationRequestItem.additionalData.hmacSignature' }],
    content: String(rule['content']).replaceAll(adyenItem, ''),
  }),
  // Parts that a request lacks are left out, ids are in lower case.
  mercadopago: (rule) => ({
    ...rule,
    content: '[id:{query:data.id|lower};][request-id:{header:x-request-id};]ts:{timestamp};',
  }),
};

const proofLevels: readonly (readonly [text: RegExp, level: string | undefined])[] = [
  [/recomputed|real PHP/, 'recomputed'],
  [/vendor library/, 'vendor'],
  [/third-party/, 'thirdParty'],
  [/^doc-only$/, undefined],
];

interface SharedRow extends SharedScheme {
  readonly docs: string;
  readonly proof: string;
}

interface SharedHandshake {
  readonly scheme: string;
  readonly request: { readonly method: string };
  readonly response: { readonly contentType?: string };
  readonly learnSecret?: string;
}

/** Why a title template cannot be read; undefined where it can. */
function titleFault(template: string): string | undefined {
  const outside = template.replace(/\[[^[\]]*\]/g, (part) => part.slice(1, -1));
  const text = outside.replace(/\{[^{}|]+(?:\|ref)?\}/g, '');
  return /[[\]{}]/.test(text) ? text : undefined;
}

function isPlace(place: Place | undefined): boolean {
  return place === undefined || Object.values(place).every((name) => name !== '');
}

describe('the table of schemes', () => {
  it('has every shared provider with the same way to verify', function () {
    for (const { id, verify } of readShared<readonly SharedRow[]>(this, 'schemes.json')) {
      const own = schemeById(id);
      assert.ok(own, `no row ${id}`);
      assert.deepEqual(own.verify, (differences[id] ?? ((rule: Rule) => rule))(verify), id);
    }
  });

  it('has no rows beside those but the ones of families', function () {
    const shared = readShared<readonly SharedRow[]>(this, 'schemes.json').map(({ id }) => id);
    const own = schemes.map(({ id }) => id);
    assert.deepEqual([...own].sort(), [...shared, ...familyRows].sort());
  });

  it('says of each row how well it is proven, and where the facts are from', function () {
    for (const { id, proof, docs } of readShared<readonly SharedRow[]>(this, 'schemes.json')) {
      const [, level] = proofLevels.find(([text]) => text.test(proof)) ?? [];
      assert.equal(proofs[id]?.level, level, `${id}: ${proof}`);
      assert.equal(schemeById(id)?.docs, docs, id);
    }
  });

  it('begins with SimpleBackups and goes on by name', () => {
    const [first, ...others] = schemes.map(({ name }) => name);
    assert.equal(first, 'SimpleBackups');
    assert.deepEqual(
      others,
      [...others].sort((a, b) => a.localeCompare(b, 'en')),
    );
  });

  it('uses no id and no name twice', () => {
    assert.equal(new Set(schemes.map(({ id }) => id)).size, schemes.length);
    assert.equal(new Set(schemes.map(({ name }) => name)).size, schemes.length);
  });

  it('names a row of the family for each family, and that row is in it', () => {
    for (const { id, family } of schemes) {
      if (family !== undefined) {
        assert.equal(schemeById(family)?.family, family, id);
      }
    }
  });

  it('recognises every provider by something', () => {
    for (const { id, detect } of schemes.filter((scheme) => scheme.id !== 'none')) {
      assert.ok(detect.length > 0, id);
      for (const { pass, without, ...conditions } of detect) {
        assert.ok(Object.keys(conditions).length > 0, `${id}, ${pass}, without ${String(without)}`);
      }
    }
  });

  it('has a title for the events of every vendor, that can be read', () => {
    const nobodys = [...familyRows, 'bearer', 'basic-auth', 'custom-header-token', 'none'];
    const relays = ['hookdeck', 'convoy', 'convoy-advanced'];
    for (const scheme of schemes) {
      const isGuessed = [...nobodys, ...relays].includes(scheme.id);
      assert.equal(scheme.title.length === 0, isGuessed, scheme.id);
      for (const template of scheme.title) {
        assert.equal(titleFault(template), undefined, `${scheme.id}: ${template}`);
      }
    }
  });

  it('finds a title template with an open bracket', () => {
    assert.ok(titleFault('{type}[: {id}') !== undefined);
    assert.ok(titleFault('{type') !== undefined);
    assert.ok(titleFault('{type|upper}') !== undefined);
    assert.ok(titleFault('[a [b] c]') !== undefined);
  });

  it('says in a sentence what to paste as the secret', () => {
    for (const { id, secretFormat } of schemes) {
      assert.match(secretFormat, /^[A-Z].*\.$/, id);
    }
  });

  it('names places that are somewhere', () => {
    for (const { id, idempotency, attempt } of schemes) {
      assert.ok(isPlace(idempotency) && isPlace(attempt), id);
    }
  });

  it('answers every handshake that providers make', function () {
    for (const shared of readShared<readonly SharedHandshake[]>(this, 'handshakes.json')) {
      const rules = schemeById(shared.scheme)?.handshake ?? [];
      const rule = rules.find(({ method }) => method === shared.request.method);
      assert.ok(rule, shared.scheme);
      assert.equal(rule.answer.contentType, shared.response.contentType, shared.scheme);
      const [kind = '', name = ''] = shared.learnSecret?.split(' ') ?? [];
      const place = kind === 'header' ? { header: name } : { json: name };
      assert.deepEqual(rule.secret, shared.learnSecret === undefined ? undefined : place, shared.scheme);
    }
  });
});
