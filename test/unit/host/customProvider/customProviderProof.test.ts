import assert from 'node:assert/strict';
import { prove } from '../../../../src/host/customProvider/customProviderProof.ts';
import { emptyDraft, withHeader, type Draft } from '../../../../src/host/customProvider/customProviderRow.ts';
import type { EngineCaller } from '../../../../src/host/engine/engineClient.ts';
import type { EngineCalls } from '../../../../src/protocol/engine.ts';
import { detail, english } from '../fakes.ts';

type Trial = EngineCalls['tryProvider'];

interface TriedRule {
  readonly content?: string;
  readonly key?: { readonly encoding: string };
}

/** An engine for which an event is valid where the rule is as `isRight` says. */
function engineWhere(isRight: (rule: TriedRule) => boolean) {
  const tried: Trial['params'][] = [];
  const call = (_: string, params: Trial['params']): Promise<Trial['result']> => {
    tried.push(params);
    const { verify } = params.row as { readonly verify: TriedRule };
    const place = { header: 'X-Acme-Signature' };
    return Promise.resolve(
      isRight(verify)
        ? {
            verdict: 'valid',
            reason: {
              code: 'matches',
              place,
              proof: 'hmac',
              algorithm: 'HMAC-SHA256',
              secretLabel: params.secrets[0]?.label ?? '',
              coverage: { kind: 'body', bytes: 391 },
            },
            problems: [],
          }
        : { verdict: 'missing', reason: { code: 'absent', place, provider: 'x' }, problems: [] },
    );
  };
  return { engine: { call } as unknown as EngineCaller, tried };
}

const headers = [
  ['X-Acme-Signature', `t=1700000000,v1=${'ab'.repeat(32)}`],
  ['X-Acme-Id', '1'],
] as const;
const draft: Draft = withHeader(
  { ...emptyDraft, event: { ...detail, headers }, secret: 'whsec_c2VjcmV0LXM=' },
  'X-Acme-Signature',
  'signature',
);

describe('The proof of a custom provider', () => {
  it('holds the event against the answers, with a secret that nobody has saved', async () => {
    const { engine, tried } = engineWhere(() => true);
    const proof = await prove(draft, engine, english);
    assert.equal(proof?.verdict, 'valid');
    assert.match(proof.reason, /of the time and the body with the secret “entered here”/);
    assert.equal(tried.length, 1);
    assert.deepEqual(tried[0]?.secrets, [{ label: 'entered here', value: draft.secret }]);
    assert.equal(tried[0]?.id, 12);
  });

  it('finds how the secret becomes a key', async () => {
    const { engine } = engineWhere(({ key }) => key?.encoding === 'base64');
    const proof = await prove(draft, engine, english);
    assert.deepEqual(proof?.draft.key, { encoding: 'base64', prefix: 'whsec_' });
  });

  it('says of the answers themselves why they are not valid', async () => {
    const { engine, tried } = engineWhere(() => false);
    const proof = await prove(draft, engine, english);
    assert.equal(proof?.verdict, 'missing');
    assert.equal(proof.reason, 'There is no X-Acme-Signature header.');
    assert.deepEqual(proof.draft.key, { encoding: 'utf8' });
    assert.equal(tried.length, 3);
  });

  it('is none without an event or a secret', async () => {
    const { engine, tried } = engineWhere(() => true);
    assert.equal(await prove({ ...draft, event: null }, engine, english), null);
    assert.equal(await prove({ ...draft, secret: '' }, engine, english), null);
    assert.deepEqual(tried, []);
  });

  it('tries the key that a search has found, and no other', async () => {
    const { engine, tried } = engineWhere(() => true);
    await prove(draft, engine, english, [{ encoding: 'hex' }]);
    assert.deepEqual(
      tried.map(({ row }) => (row as { readonly verify: TriedRule }).verify.key),
      [{ encoding: 'hex' }],
    );
  });
});
