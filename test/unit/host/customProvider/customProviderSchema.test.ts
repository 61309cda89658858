import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCustomProviders } from '../../../../src/engine/signature/customProvider.ts';
import {
  detectPasses,
  keyEncodings,
  type DetectRule,
  type JwtRule,
  type KeyRule,
  type ListedRule,
  type ParseRule,
  type SignatureAlgorithm,
  type SignatureRule,
  type TimestampRule,
  type TokenRule,
} from '../../../../src/engine/signature/scheme.ts';
import { algorithms, encodings } from '../../../../src/host/customProvider/customProviderRow.ts';
import { repoFolder } from '../../../tools/paths.ts';
import type { ByteEncoding, DigestEncoding } from '../../../../src/protocol/signature.ts';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema | true>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly {
    readonly if: { readonly properties: { readonly kind: { readonly const: string } } };
    readonly then: Schema;
  }[];
  readonly markdownDescription?: string;
  readonly defaultSnippets?: readonly { readonly body: unknown }[];
}

/** All names of a type, which the compiler holds complete. */
const namesOf = <T extends object>(names: { readonly [K in keyof Required<T>]: true }): string[] =>
  Object.keys(names).sort();

const manifest = JSON.parse(readFileSync(join(repoFolder, 'package.json'), 'utf8')) as {
  contributes: { configuration: { properties: Record<string, Schema> }[] };
};
const row =
  manifest.contributes.configuration.flatMap(
    ({ properties }) => properties['webhookDebugger.customProviders']?.items ?? [],
  )[0] ?? {};

function within(schema: Schema, ...path: readonly string[]): Schema {
  const found = path.reduce<Schema | undefined>((at, name) => {
    const property = at?.properties?.[name];
    return property === true ? undefined : property;
  }, schema);
  assert.ok(found, path.join('.'));
  return found;
}

function branch(kind: string): Schema {
  const found = within(row, 'verify').allOf?.find((one) => one.if.properties.kind.const === kind);
  assert.ok(found, kind);
  return found.then;
}

const sorted = (names: readonly string[] = []): string[] => [...names].sort();
const fields = ({ properties = {} }: Schema): string[] => sorted(Object.keys(properties));
const choices = (schema: Schema, ...path: readonly string[]): string[] =>
  sorted(within(schema, ...path).enum);

/** Every schema below one, with the path to it. */
function* all(schema: Schema, path = ''): Generator<readonly [string, Schema]> {
  yield [path, schema];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property !== true) {
      yield* all(property, `${path}.${name}`);
    }
  }
  const others = [schema.items, ...(schema.anyOf ?? []), ...(schema.allOf ?? []).map((one) => one.then)];
  for (const other of others) {
    if (other !== undefined) {
      yield* all(other, path);
    }
  }
}

describe('The JSON schema of custom providers', () => {
  const signature = branch('signature');

  it('offers what the engine knows', () => {
    const known = namesOf<Record<SignatureAlgorithm, true>>({
      'hmac-md5': true,
      'hmac-sha1': true,
      'hmac-sha256': true,
      'hmac-sha384': true,
      'hmac-sha512': true,
      md5: true,
      sha384: true,
      sha512: true,
      sha1: true,
      sha256: true,
      ed25519: true,
      'ecdsa-p256-sha256': true,
      'rsa-sha256': true,
    });
    const plain = { hex: true, base64: true, base64url: true } as const;
    const written = namesOf<Record<DigestEncoding, true>>({ ...plain, 'hex-upper': true });
    assert.deepEqual(choices(signature, 'algorithm'), known);
    assert.deepEqual(sorted(algorithms), known);
    assert.deepEqual(choices(signature, 'encoding'), written);
    assert.deepEqual(sorted(encodings), written);
    assert.deepEqual(
      choices(branch('jwt'), 'bodyHash', 'encoding'),
      namesOf<Record<ByteEncoding, true>>(plain),
    );
    assert.deepEqual(choices(signature, 'key', 'encoding'), sorted(keyEncodings));
    assert.deepEqual(choices(branch('jwt'), 'key', 'encoding'), sorted(keyEncodings));
    const [rule] = within(row, 'detect').anyOf ?? [];
    assert.ok(rule);
    assert.deepEqual(choices(rule, 'pass'), sorted(detectPasses));
    const kinds = namesOf<Record<JwtRule['algorithm'], true>>({ HS256: true, ES256: true });
    assert.deepEqual(choices(branch('jwt'), 'algorithm'), kinds);
    const units = namesOf<Record<TimestampRule['unit'], true>>({ s: true, ms: true, iso: true });
    assert.deepEqual(choices(signature, 'timestamp', 'unit'), units);
    const auth = namesOf<Record<NonNullable<TokenRule['auth']>, true>>({ Bearer: true, Basic: true });
    assert.deepEqual(choices(branch('token'), 'auth'), auth);
  });

  it('has each field of a rule, and no other', () => {
    const parse = namesOf<ParseRule>({ items: true, pair: true, keys: true });
    const time = namesOf<TimestampRule>({ from: true, unit: true, tolerance: true, future: true });
    const listed = namesOf<ListedRule>({ names: true, split: true, item: true, join: true });
    const key = namesOf<KeyRule>({ encoding: true, prefix: true, normalize: true });
    assert.deepEqual(
      fields(signature),
      namesOf<SignatureRule>({
        kind: true,
        algorithm: true,
        encoding: true,
        signature: true,
        content: true,
        key: true,
        parse: true,
        requires: true,
        timestamp: true,
        listed: true,
        bodyHash: true,
        url: true,
        each: true,
      }),
    );
    assert.deepEqual(fields(within(signature, 'parse')), parse);
    assert.deepEqual(fields(within(signature, 'timestamp')), time);
    assert.deepEqual(fields(within(signature, 'listed')), listed);
    assert.deepEqual(fields(within(signature, 'key')), key);
    assert.deepEqual(fields(branch('token')), namesOf<TokenRule>({ kind: true, from: true, auth: true }));
    assert.deepEqual(
      fields(branch('jwt')),
      namesOf<JwtRule>({
        kind: true,
        header: true,
        algorithm: true,
        key: true,
        claims: true,
        maxAge: true,
        bodyHash: true,
      }),
    );
    assert.deepEqual(
      fields(within(row, 'detect').anyOf?.[0] ?? {}),
      namesOf<Omit<DetectRule, 'onlyField' | 'hex' | 'unlike'>>({
        pass: true,
        headers: true,
        anyHeader: true,
        without: true,
        starts: true,
        userAgent: true,
        query: true,
        json: true,
        form: true,
        jsonStarts: true,
      }),
    );
  });

  it('explains each field', () => {
    const silent = [...all(row)].filter(([path, { markdownDescription, type, items }]) => {
      const isNamed = path !== '' && (type !== undefined || items !== undefined);
      return isNamed && markdownDescription === undefined;
    });
    // Items of a list, the choices of a field and the rules of a kind are explained by the field they are of.
    const named = new Set([...all(row)].filter(([, own]) => own.markdownDescription).map(([path]) => path));
    assert.deepEqual(
      silent.map(([path]) => path).filter((path) => !named.has(path)),
      [],
    );
    assert.ok(named.size > 50);
  });

  it('asks for what the engine cannot do without', () => {
    const { problems } = readCustomProviders([{}], []);
    assert.deepEqual(sorted(problems.map(({ field }) => field)), sorted(row.required));
    const without = readCustomProviders([{ id: 'a', name: 'A', verify: { kind: 'signature' } }], []).problems;
    assert.deepEqual(
      sorted(without.map(({ field }) => field)),
      sorted(signature.required?.map((field) => `verify.${field}`)),
    );
  });

  it('completes to rows that the engine reads', () => {
    const written = (row.defaultSnippets ?? []).map(({ body }) =>
      JSON.parse(JSON.stringify(body).replaceAll(/\$\{\d:([^}]*)\}/g, '$1')),
    ) as readonly object[];
    const rows = written.map((body, index) => ({ ...body, id: `acme-${index}` }));
    const { schemes, problems } = readCustomProviders(rows, []);
    assert.deepEqual(problems, []);
    assert.equal(schemes.length, 3);
  });
});
