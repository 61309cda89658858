import assert from 'node:assert/strict';
import { readCustomProvider } from '../../../../src/engine/signature/customProvider.ts';
import {
  customRows,
  fittedRow,
  withKind,
  withProviderId,
} from '../../../../src/host/customProvider/customRows.ts';
import { withField } from '../../../../src/host/settings/rowFields.ts';
import { completed, leadsOf, type Schema } from '../../../../src/host/settings/schema.ts';
import type { CustomProviderProblem } from '../../../../src/protocol/engine.ts';
import type { Row } from '../../../../src/host/settings/settingRow.ts';

const signature = {
  kind: 'signature',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  signature: [{ header: 'X-A' }],
};
const row: Row = { id: 'acme', name: 'Acme', verify: signature, note: 'ours' };

function problemsOf(value: Row): readonly CustomProviderProblem[] {
  const scheme = readCustomProvider(value, 0, new Set());
  return 'id' in scheme ? [] : scheme;
}

describe('A custom provider that is edited', () => {
  it('is found where it stands, with its faults', () => {
    const faulty = { name: 'No id' };
    const found = customRows({ workspace: ['x', faulty], user: [row, { id: 'other' }] });
    assert.deepEqual(
      found.map(({ id, name, place }) => [id, name, place.scope, place.index]),
      [
        ['', 'No id', 'workspace', 1],
        ['acme', 'Acme', 'user', 0],
        ['other', 'other', 'user', 1],
      ],
    );
  });

  it('can be used with each algorithm and each kind of proof that is chosen', () => {
    for (const algorithm of ['ed25519', 'rsa-sha256', 'ecdsa-p256-sha256', 'sha1', 'sha256', 'hmac-sha1']) {
      const chosen = withField(row, ['verify', 'algorithm'], algorithm);
      const fitted = fittedRow(chosen, problemsOf(withoutNote(chosen)));
      assert.deepEqual(problemsOf(withoutNote(fitted)), [], algorithm);
    }
    for (const kind of ['signature', 'token', 'jwt', 'none']) {
      assert.deepEqual(problemsOf(withoutNote(withKind(row, kind))), [], kind);
    }
    assert.deepEqual(withKind(row, 'token')['verify'], { kind: 'token', from: { header: 'X-A' } });
    assert.equal(withKind(row, 'jwt')['note'], 'ours');
  });

  it('gets back the key of a shared secret', () => {
    const rsa = { ...row, verify: { ...signature, algorithm: 'hmac-sha1', key: { encoding: 'pem' } } };
    assert.deepEqual(fittedRow(rsa, problemsOf(withoutNote(rsa)))['verify'], {
      ...signature,
      algorithm: 'hmac-sha1',
    });
  });

  it('takes what names it along', () => {
    const sources = [{ name: 'A', provider: 'acme' }, { name: 'B', provider: 'stripe' }, 7];
    assert.deepEqual(withProviderId(sources, 'acme', 'acme-eu'), [
      { name: 'A', provider: 'acme-eu' },
      { name: 'B', provider: 'stripe' },
      7,
    ]);
  });
});

function withoutNote(value: Row): Row {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'note'));
}

describe('A part of a setting', () => {
  const schema: Schema = {
    required: ['from', 'unit'],
    properties: { from: {}, unit: { default: 's' }, tolerance: {} },
  };
  const path = ['verify', 'timestamp'];
  const at = (part: unknown) => ({ verify: { timestamp: part, algorithm: 'x' } });

  it('is made by what has no default, and has all that it needs then', () => {
    assert.deepEqual(leadsOf(schema), ['from']);
    assert.deepEqual(completed(at({ from: 1 }), path, schema), at({ from: 1, unit: 's' }));
  });

  it('goes with that', () => {
    assert.deepEqual(completed(at({ unit: 'ms', tolerance: 3 }), path, schema), {
      verify: { algorithm: 'x' },
    });
  });
});
