import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { plainBodyVariants } from '../../../../src/engine/diagnosis/bodies/plain.ts';
import { framingVariants } from '../../../../src/engine/diagnosis/framings.ts';
import { headerSigns } from '../../../../src/engine/diagnosis/headerSigns.ts';
import type { Subject } from '../../../../src/engine/diagnosis/subject.ts';
import { targetsOf } from '../../../../src/engine/diagnosis/targets.ts';
import { prepareScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import type { Scheme } from '../../../../src/engine/signature/scheme.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { Case } from '../../../../src/engine/verification/verifyRequest.ts';
import { isLong } from '../../../support/long.ts';
import { ownSecret, subjectOf } from './subjects.ts';
import { limit } from '../../../support/limits.ts';

/** The same numbers in each run, each from 0 to below `limit`. */
function numbers(seed: string): (limit: number) => number {
  let count = 0;
  return (limit) => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest().readUInt32BE() % limit;
  };
}

const pieces = [
  '=',
  ',',
  ';',
  ' ',
  '"',
  "'",
  '\\',
  '%',
  '{',
  '}',
  '[',
  ']',
  ':',
  '.',
  '\xff',
  '\xa0',
  'v1',
  't',
  'sha256',
  'a'.repeat(64),
  'YWJj'.repeat(11),
  '1760000000',
  'ey',
  '0x',
  '%41',
  '<',
  '$',
];

function text(next: (limit: number) => number): string {
  return Array.from({ length: next(12) }, () => pieces[next(pieces.length)] ?? '').join('');
}

const namesOf = (scheme: Scheme): string[] =>
  [...JSON.stringify([scheme.verify, scheme.detect]).matchAll(/[A-Za-z]+(?:-[A-Za-z0-9]+)+/g)].map(
    ([name]) => name,
  );

function subject(scheme: Scheme, seed: string): Subject {
  const next = numbers(seed);
  const base = subjectOf({ scheme: 'simplebackups' });
  const names = [
    ...namesOf(scheme),
    'Host',
    'Forwarded',
    'X-Forwarded-Host',
    'X-Forwarded-Port',
    'Authorization',
    'X-Timestamp',
  ];
  const request = {
    ...base.case.request,
    target: `/in${text(next)}?${text(next)}`,
    rawHeaders: names.flatMap((name) => (next(4) === 0 ? [] : [name, text(next)])),
    body: Buffer.from(text(next), 'latin1'),
  };
  const secret = ownSecret(text(next) || 'x');
  return {
    ...base,
    case: new Case(request, next(2) === 0 ? undefined : base.case.source),
    prepared: prepareScheme(scheme, [secret]),
    secrets: [secret],
  };
}

describe('a hostile request', () => {
  it('of any provider makes nothing throw, and stays within bounds', () => {
    for (const scheme of schemes) {
      for (let trial = 0; trial < (isLong ? 20 : 3); trial += 1) {
        const one = subject(scheme, `${scheme.id} ${trial}`);
        const { body } = one.case.request;
        assert.ok(targetsOf(one).length <= 64);
        assert.ok(headerSigns(one).length < 20);
        const framings = [...framingVariants(one)];
        assert.ok(framings.length > 0 && framings.length < 1500, `${scheme.id}: ${framings.length}`);
        for (const { value } of framings) {
          value(body, Buffer.from('x'));
        }
        assert.ok([...plainBodyVariants(body, 'application/json')].length < 250);
      }
    }
  }).timeout(limit(30_000));
});
