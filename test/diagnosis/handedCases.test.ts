import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { judge, readCases, type Judged } from '../cases/diagnosis.ts';
import { absent, handedFolder } from '../cases/handedFolder.ts';
import type { Fault } from '../cases/judge.ts';
import { countOf, diagnosisSums, isMet, isReversible } from '../cases/sums.ts';
import { readings } from '../support/clocks.ts';
import { limit } from '../support/limits.ts';

/** How often a diagnosis asks for the time, at most: so the same is found on every machine. About 30 s of CPU time in all. */
const steps = 4000;

/** What never happens. */
const never: readonly Fault[] = ['false proof', 'wrong bytes', 'valid one refused', 'no cause'];
/** How many cases are met in full within these steps, at least. */
const leastMet = { reversible: 130, reversibleEveryWeek: 74, others: 28 } as const;
/** How many have such a fault, at most. */
const most: Readonly<Partial<Record<Fault, number>>> = { 'wrong cause': 0, 'wrong party': 0 };

describe('The handed cases', function () {
  this.timeout(limit(180_000));
  let all: readonly Judged[] = [];
  const namesOf = (fault: Fault): string =>
    all
      .filter(({ faults }) => faults.includes(fault))
      .map(({ handed }) => handed.case.name)
      .join('\n');

  before(function () {
    const folder = handedFolder();
    if (folder === null) {
      console.log(`      skipped: ${absent}`);
      this.skip();
    }
    const clockOf = (): Clock => new Clock(steps, undefined, readings());
    all = readCases(join(folder, 'diagnosis/cases.json')).map((handed) => judge(handed, clockOf));
    diagnosisSums(all).forEach((line) => console.log(`      ${line}`));
  });

  for (const fault of never) {
    it(`never have the fault “${fault}”`, () => {
      assert.equal(countOf(all, fault), 0, namesOf(fault));
    });
  }

  for (const [fault, count] of Object.entries(most) as [Fault, number][]) {
    it(`have the fault “${fault}” at most ${count} times`, () => {
      assert.ok(countOf(all, fault) <= count, namesOf(fault));
    });
  }

  it(`are met: ${Object.values(leastMet).join(', ')} at least`, () => {
    const met = all.filter(isMet);
    const reversible = met.filter(isReversible);
    const weekly = reversible.filter(({ handed }) => handed.common === 1);
    const others = met.filter(({ handed }) => handed.class === 'likely');
    const text = diagnosisSums(all).join('\n');
    assert.ok(reversible.length >= leastMet.reversible, text);
    assert.ok(weekly.length >= leastMet.reversibleEveryWeek, text);
    assert.ok(others.length >= leastMet.others, text);
  });
});
