import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { readCustomProviders } from '../../../../src/engine/signature/customProvider.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import type { CustomProviderProblem, Secrets } from '../../../../src/protocol/engine.ts';
import { acme, header, problemsOf, rowOf, schemeOf, signature } from './customRows.ts';
import { readShared, type SharedScheme } from './vectors.ts';

function knowledgeOf(rows: readonly unknown[], secrets: Secrets = {}): Knowledge {
  const settings = { sources: [], customProviders: rows, ignoreTimestamps: false, answerHandshakes: true };
  return new Knowledge(settings, secrets);
}

function requestOf(rawHeaders: readonly string[], body: string): CapturedRequest {
  return {
    receivedAt: 1_760_000_000_000,
    remoteAddress: '127.0.0.1',
    httpVersion: '1.1',
    method: 'POST',
    target: '/',
    rawHeaders,
    rawTrailers: [],
    body: Buffer.from(body),
    bodyMilliseconds: 0,
    declaredLength: null,
    complete: true,
    refusal: null,
  };
}

describe('a row of customProviders', () => {
  const common = { id: 'acme', name: 'Acme', docs: '', secretFormat: '', title: [] };

  it('needs an id, a name and how a signature is made; the body is signed with the secret as it stands', () => {
    assert.deepEqual(schemeOf(acme), {
      ...common,
      verify: { ...signature, content: '{body}', key: { encoding: 'utf8' } },
      detect: [{ pass: 'vendor', headers: ['X-Acme-Signature'] }],
    });
  });

  it('may be a token, a JWT, or nothing to verify', () => {
    const token = { kind: 'token', from: { query: 'token' } };
    assert.deepEqual(schemeOf(rowOf(token)), { ...common, verify: token, detect: [] });
    const jwt = { kind: 'jwt', header: 'X-Token', algorithm: 'HS256' };
    assert.deepEqual(schemeOf(rowOf(jwt)), {
      ...common,
      verify: { ...jwt, key: { encoding: 'utf8' } },
      detect: [{ pass: 'vendor', headers: ['X-Token'] }],
    });
    const none = { kind: 'none' };
    assert.deepEqual(schemeOf(rowOf(none)), { ...common, verify: none, detect: [] });
  });

  it('may have one value where a list is meant, and an empty list where nothing shows its requests', () => {
    const one = rowOf(
      { ...signature, signature: header, parse: { pair: '=', keys: 'v1' } },
      { detect: { headers: 'X-Acme' }, title: '{event}' },
    );
    const { verify, detect, title } = schemeOf(one);
    assert.deepEqual(verify.kind === 'signature' && [verify.signature, verify.parse], [
      [header],
      { pair: '=', keys: ['v1'] },
    ]);
    assert.deepEqual([detect, title], [[{ pass: 'vendor', headers: ['X-Acme'] }], ['{event}']]);
    assert.deepEqual(schemeOf({ ...acme, detect: [] }).detect, []);
  });
});

describe('the rows of customProviders', () => {
  it('have ids of their own: the first of an id is used, and none of the table', () => {
    const other = { ...acme, name: 'Other' };
    const { schemes: usable, problems } = readCustomProviders(
      [acme, other, { ...acme, id: 'stripe' }],
      schemes,
    );
    assert.deepEqual(
      usable.map(({ name }) => name),
      ['Acme'],
    );
    assert.deepEqual(problems satisfies readonly CustomProviderProblem[], [
      { index: 1, field: 'id', problem: { code: 'duplicateId', id: 'acme' } },
      { index: 2, field: 'id', problem: { code: 'duplicateId', id: 'stripe' } },
    ]);
  });

  it('say nothing about one another: a wrong one leaves the others', () => {
    const { schemes: usable, problems } = readCustomProviders([null, acme, 7], schemes);
    assert.deepEqual([usable.length, problems.map(({ index }) => index)], [1, [0, 2]]);
  });

  it('take how every provider of the shared table signs, but for what is not a rule here', function () {
    const known: Readonly<Record<string, readonly string[]>> = {
      // The secret text of a public key has no number here.
      paypal: ['verify.key.index: unknownField'],
      'aws-sns': ['verify.kind: notOneOf'],
    };
    for (const { id, verify } of readShared<readonly SharedScheme[]>(this, 'schemes.json')) {
      const row = rowOf(verify);
      assert.deepEqual(problemsOf(row), known[id] ?? [], id);
      if (known[id] === undefined) {
        assert.deepEqual(schemeOf(row).verify, verify, id);
      }
    }
  });
});

describe('a custom provider', () => {
  const body = '{"event":"paid","data":{"name":"Acme 1"}}';
  const hmac = (text: string): string => createHmac('sha256', 's3cret').update(text).digest('hex');
  const saved = { acme: [{ label: 'Secret 1', value: 's3cret' }] };

  it('is recognised by the header of its signature, verifies, and has its title', () => {
    const verify = {
      ...signature,
      content: '{timestamp}.{body}',
      parse: { items: ',', pair: '=', keys: ['v1'] },
      timestamp: { from: { field: 't' }, unit: 's', tolerance: 300 },
    };
    const knowledge = knowledgeOf([rowOf(verify, { title: ['{json:event}: {json:data.name}'] })], saved);
    const value = `t=1760000000,v1=${hmac(`1760000000.${body}`)}`;
    const { findings } = inspect(requestOf(['x-acme-signature', value], body), knowledge);
    assert.deepEqual(
      [findings.provider, findings.verdict, findings.title],
      ['acme', 'valid', 'paid: Acme 1'],
    );
    assert.deepEqual(findings.detection, { by: 'headers', headers: ['X-Acme-Signature'] });
    const changed = inspect(requestOf(['x-acme-signature', value], body.replace('1', '2')), knowledge);
    assert.equal(changed.findings.verdict, 'invalid');
  });

  it('goes before a provider of the table that has the same header', () => {
    const verify = { ...signature, signature: [{ header: 'Stripe-Signature' }] };
    const request = requestOf(['Stripe-Signature', hmac(body)], body);
    assert.equal(inspect(request, knowledgeOf([])).findings.provider, 'stripe');
    const { findings } = inspect(request, knowledgeOf([rowOf(verify)], saved));
    assert.deepEqual([findings.provider, findings.verdict], ['acme', 'valid']);
  });

  it('may be called what objects have by themselves', () => {
    const knowledge = knowledgeOf([{ ...acme, id: 'constructor' }]);
    const { findings } = inspect(requestOf(['X-Acme-Signature', hmac(body)], body), knowledge);
    assert.deepEqual([findings.provider, findings.verdict], ['constructor', 'noSecret']);
  });

  it('does not throw with a secret of another form than its key has', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const rules = [
      signature,
      { ...signature, key: { encoding: 'hex' } },
      { ...signature, algorithm: 'ed25519', key: { encoding: 'pem' } },
      { ...signature, algorithm: 'rsa-sha256', encoding: 'base64', key: { encoding: 'pem' } },
      { kind: 'jwt', header: 'X-Acme-Signature', algorithm: 'ES256', key: { encoding: 'pem' } },
      { kind: 'jwt', header: 'X-Acme-Signature', algorithm: 'HS256' },
    ];
    for (const rule of rules) {
      for (const value of [pem, 's3cret', '{}', '{"kty":"EC"}', '\ud800', '0']) {
        const knowledge = knowledgeOf([rowOf(rule)], { acme: [{ label: 'Secret 1', value }] });
        for (const text of [
          hmac(body),
          'e30.e30.e30',
          'eyJhbGciOiJFUzI1NiJ9.e30.AAAA',
          Buffer.alloc(64).toString('hex'),
        ]) {
          const { verdict } = inspect(requestOf(['X-Acme-Signature', text], body), knowledge).findings;
          assert.ok(verdict !== 'valid' || value === 's3cret', `${JSON.stringify(rule)} with ${value}`);
        }
      }
    }
  });
});
