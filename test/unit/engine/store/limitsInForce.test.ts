import assert from 'node:assert/strict';
import fs, { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { parseAgreed } from '../../../../src/engine/store/agreedLimits.ts';
import { LimitsInForce } from '../../../../src/engine/store/limitsInForce.ts';
import type { RetentionLimits, RetentionQuestion } from '../../../../src/protocol/retention.ts';
import { scratchFolder } from '../scratch.ts';

const usual = { maxEvents: 1000, maxMegabytes: 500 };
const few = { maxEvents: 100, maxMegabytes: 500 };
const small = { maxEvents: 1000, maxMegabytes: 10 };

describe('The limits in force', () => {
  const scratch = scratchFolder();
  const file = (): string => join(scratch.path, 'retention.json');
  const written = (): unknown => parseAgreed(readFileSync(file(), 'utf8'));
  let stored: { events: number; bytes: number };
  let asked: (RetentionQuestion | null)[];

  const store = {
    count: () => stored.events,
    liveBytes: () => stored.bytes,
    beyond: ({ maxEvents }: RetentionLimits) => ({ events: stored.events - maxEvents, isEstimate: false }),
  };
  /** As an engine that starts with these settings has them. */
  const opened = (limits: RetentionLimits): LimitsInForce =>
    new LimitsInForce({ store, limits, file: file(), onQuestion: (question) => asked.push(question) });

  /** A store that was filled under the usual limits. */
  beforeEach(() => {
    [stored, asked] = [{ events: 0, bytes: 16_384 }, []];
    opened(usual).now();
    stored = { events: 130, bytes: 2 * 1024 * 1024 };
  });

  it('are those of the settings at first, and those of the settings where nothing would go', () => {
    stored.events = 100;
    assert.deepEqual([opened(few).now(), asked], [few, []]);
    assert.deepEqual(written(), { inForce: few, declined: null });
  });

  it('stay until a person agrees that stored events go', () => {
    const limits = opened(few);
    assert.deepEqual([limits.now(), limits.now()], [usual, usual]);
    assert.deepEqual(asked, [{ wanted: few, beyond: { events: 30, isEstimate: false }, stored }]);
    assert.deepEqual(limits.decide({ wanted: few, isAgreed: true }), few);
    assert.deepEqual([limits.now(), opened(few).now()], [few, few]);
    assert.equal(asked.length, 1);
  });

  it('stay where a person does not agree, without another question until the setting changes', () => {
    const limits = opened(few);
    limits.now();
    assert.deepEqual(limits.decide({ wanted: few, isAgreed: false }), usual);
    assert.deepEqual([limits.now(), opened(few).now(), asked.length], [usual, usual, 1]);
    limits.want({ ...few, maxEvents: 101 });
    assert.deepEqual([limits.now(), asked.length], [usual, 2 + 1]);
    assert.equal(asked[1], null);
  });

  it('stay where nobody chose, and are asked about again at the next start', () => {
    opened(few).now();
    assert.deepEqual([opened(few).now(), asked.length], [usual, 2]);
  });

  it('are lowered by megabytes in the same way', () => {
    stored.bytes = 10 * 1024 * 1024 + 1;
    assert.deepEqual([opened(small).now(), asked.length], [usual, 1]);
    stored.bytes -= 1;
    assert.deepEqual(opened(small).now(), small);
  });

  it('rise without a question, each by itself', () => {
    assert.deepEqual(opened({ maxEvents: 100, maxMegabytes: 900 }).now(), {
      maxEvents: 1000,
      maxMegabytes: 900,
    });
    assert.deepEqual(opened({ maxEvents: 2000, maxMegabytes: 900 }).now(), {
      maxEvents: 2000,
      maxMegabytes: 900,
    });
  });

  it('are those of the settings as soon as nothing would go any more', () => {
    const limits = opened(few);
    limits.now();
    limits.decide({ wanted: few, isAgreed: false });
    stored.events = 0;
    assert.deepEqual(limits.now(), few);
    stored.events = 130;
    assert.deepEqual(limits.now(), few);
  });

  it('do not follow an agreement to what the settings no longer say', () => {
    const limits = opened(few);
    limits.now();
    limits.want(usual);
    assert.equal(asked.at(-1), null);
    assert.equal(limits.decide({ wanted: few, isAgreed: true }), null);
    assert.deepEqual(limits.now(), usual);
  });

  it('are the same in every window of the store', () => {
    const [one, other] = [opened(few), opened(few)];
    one.now();
    other.now();
    one.decide({ wanted: few, isAgreed: true });
    assert.deepEqual(other.now(), few);
    assert.deepEqual(other.decide({ wanted: few, isAgreed: false }), few);
  });

  it('are read again only when a window has written them', () => {
    const { readFileSync: read } = fs;
    let reads = 0;
    const counting = (...args: Parameters<typeof read>): ReturnType<typeof read> => {
      reads += 1;
      return read(...args);
    };
    fs.readFileSync = counting as typeof read;
    syncBuiltinESMExports();
    try {
      const [one, other] = [opened(few), opened(few)];
      Array.from({ length: 50 }, () => one.now());
      assert.equal(reads, 1);
      other.now();
      other.decide({ wanted: few, isAgreed: true });
      reads = 0;
      Array.from({ length: 50 }, () => one.now());
      assert.deepEqual([one.now(), reads], [few, 1]);
    } finally {
      fs.readFileSync = read;
      syncBuiltinESMExports();
    }
  });

  it('keep all that is stored where the file is gone, spoilt or no file', () => {
    const all = { maxEvents: 130, maxMegabytes: 500 };
    for (const text of [
      '',
      '{',
      '[]',
      '{"inForce":{"maxEvents":-1,"maxMegabytes":"5"}}',
      '{"inForce":null}',
    ]) {
      writeFileSync(file(), text);
      assert.deepEqual(opened(few).now(), all, text);
    }
    rmSync(file());
    assert.deepEqual(opened(few).now(), all);
    rmSync(file());
    mkdirSync(file());
    const limits = opened(few);
    assert.deepEqual([limits.now(), asked.length], [all, 7]);
    assert.deepEqual(limits.decide({ wanted: few, isAgreed: true }), few);
    assert.deepEqual(limits.now(), few);
  });
});
