import assert from 'node:assert/strict';
import { readCustomProvider } from '../../../../src/engine/signature/customProvider.ts';
import type { Scheme } from '../../../../src/engine/signature/scheme.ts';

export type Row = Readonly<Record<string, unknown>>;

export const header = { header: 'X-Acme-Signature' };
export const signature = {
  kind: 'signature',
  algorithm: 'hmac-sha256',
  encoding: 'hex',
  signature: [header],
};
/** A row that verifies in that way. */
export const rowOf = (verify: unknown, more: Row = {}): Row => ({
  id: 'acme',
  name: 'Acme',
  verify,
  ...more,
});
export const acme = rowOf(signature);

export function schemeOf(row: unknown): Scheme {
  const result = readCustomProvider(row, 0, new Set());
  assert.ok('id' in result, JSON.stringify(result));
  return result;
}

/** `field: code` of each problem. */
export function problemsOf(row: unknown): string[] {
  const result = readCustomProvider(row, 0, new Set());
  return 'id' in result ? [] : result.map(({ field, problem }) => `${field}: ${problem.code}`);
}
