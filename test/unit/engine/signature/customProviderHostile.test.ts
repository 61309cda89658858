import assert from 'node:assert/strict';
import { readCustomProvider } from '../../../../src/engine/signature/customProvider.ts';
import { readRow } from '../../../../src/engine/signature/customProviderForm.ts';
import { prepareScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { problemsOf, rowOf, signature, type Row } from './customRows.ts';
import { hold } from './holding.ts';

/** Every field that there is, filled in. */
const full: Row = {
  id: 'acme',
  name: 'Acme',
  docs: 'https://example.com',
  secretFormat: 'The secret.',
  verify: {
    ...signature,
    content: '{timestamp}.{listed}.{field:h}.{body}',
    key: { encoding: 'base64', prefix: 'whsec_', normalize: 'NFKD' },
    parse: { items: ',', pair: '=', keys: ['v1'] },
    requires: [{ header: 'X-Id' }],
    timestamp: { from: { field: 't' }, unit: 's', tolerance: 300, future: true },
    listed: { names: { field: 'h' }, split: ' ', item: '{value}', join: '.' },
    bodyHash: { from: { query: 'hash' }, algorithm: 'sha256' },
    url: 'unescaped',
    each: 'items',
  },
  detect: [
    {
      pass: 'shape',
      headers: ['X-A'],
      anyHeader: ['X-B'],
      without: ['X-C'],
      starts: { 'X-A': 'a' },
      userAgent: 'Acme',
      query: ['q'],
      json: ['a.b'],
      jsonStarts: { 'a.b': ['c'] },
    },
  ],
  title: ['{event}'],
  idempotency: { header: 'X-Id' },
  attempt: { json: 'attempt' },
  retries: 3,
};

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

/** The dotted paths of everything in a value. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner = isRow(value)
    ? Object.keys(value).flatMap((name) => pathsIn(value[name], [...path, name]))
    : [];
  return [path, ...inner];
}

/** The value with something else at a path. */
function replaced(value: unknown, [name, ...names]: readonly string[], other: unknown): unknown {
  if (name === undefined || !isRow(value)) {
    return other;
  }
  const copy = { ...value, [name]: replaced(value[name], names, other) };
  return Array.isArray(value) ? Object.values(copy) : copy;
}

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) {
    value = level % 2 === 0 ? { a: value } : [value];
  }
  return value;
}

describe('hostile rows of customProviders', () => {
  const hostile: readonly unknown[] = [
    null,
    undefined,
    true,
    0,
    -0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '{',
    '__proto__',
    'x'.repeat(100_000),
    [],
    [null],
    [[]],
    {},
    nested(10_000),
    JSON.parse('{"__proto__":{"kind":"none"}}'),
    JSON.parse('{"constructor":{"prototype":{}},"toString":1}'),
    { kind: { kind: 'signature' } },
    Object.create(null),
    10n,
    Symbol('s'),
    () => 'x',
    new Date(Number.NaN),
  ];

  it('with everything in them are good', () => {
    assert.deepEqual(problemsOf(full), []);
    assert.ok(pathsIn(full).length > 60);
  });

  it('are told apart field by field, and never throw, whatever stands in a field', () => {
    let refused = 0;
    for (const path of pathsIn(full)) {
      for (const value of hostile) {
        const result = readCustomProvider(replaced(full, path, value), 0, new Set());
        if ('id' in result) {
          const prepared = prepareScheme(result, [{ label: 'Secret 1', value: 'whsec_AAAA' }]);
          const { verdict } = hold({ rawHeaders: ['X-Acme-Signature', 't=1,v1=aa', 'X-Id', '1'] }, prepared);
          assert.notEqual(verdict, 'valid');
        } else {
          refused += 1;
          assert.ok(result.length > 0, path.join('.'));
        }
      }
    }
    assert.ok(refused > 1000, String(refused));
  });

  it('are refused with the field that was changed, or with one in or around it', () => {
    for (const path of pathsIn(full).filter(({ length }) => length > 0)) {
      const result = readCustomProvider(replaced(full, path, Symbol('s')), 0, new Set());
      assert.ok(!('id' in result), path.join('.'));
      const dotted = path.join('.');
      for (const { field } of result) {
        assert.ok(`${dotted}.`.startsWith(`${field}.`) || field.startsWith(dotted), `${field} for ${dotted}`);
      }
    }
  });

  it('change no prototype', () => {
    const polluted: unknown = JSON.parse(
      '{"__proto__":{"polluted":1},"id":"acme","name":"Acme","verify":{"kind":"jwt","header":"X","algorithm":"HS256","claims":{"__proto__":"x"}}}',
    );
    assert.deepEqual(problemsOf(polluted), ['__proto__: unknownField']);
    const claims: unknown = JSON.parse('{"__proto__":"x"}');
    const row = rowOf({ kind: 'jwt', header: 'X', algorithm: 'HS256', claims });
    const read = readRow(row, '', () => assert.fail('it is a good row'));
    assert.ok(read?.verify.kind === 'jwt');
    assert.deepEqual(Object.entries(read.verify.claims ?? {}), [['__proto__', 'x']]);
    assert.ok(!('polluted' in {}));
  });
});
