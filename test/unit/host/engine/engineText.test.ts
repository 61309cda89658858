import assert from 'node:assert/strict';
import { EngineDeaths } from '../../../../src/host/engine/engineDeaths.ts';
import { endReason, type EngineEnd } from '../../../../src/host/engine/engineEnd.ts';
import type { FailedState } from '../../../../src/host/listener/listenerState.ts';
import { notRestartedText, restartedText } from '../../../../src/host/listener/listenerText.ts';
import { Times } from '../../../../src/host/words/wording.ts';
import { english } from '../fakes.ts';

const at = (seconds: number): number => new Date(2026, 10, 23, 14, 3, 0).getTime() + seconds * 1000;
const words = { t: english, times: new Times('en', () => at(60)) };
const outOfMemory: EngineEnd = { why: 'outOfMemory', detail: '', stack: '' };

describe('What is said of an engine that stopped', () => {
  it('is why, in which whole seconds webhooks may have been missed, and what to do', () => {
    assert.equal(
      restartedText({ since: at(5.9), end: outOfMemory }, at(6.1), words),
      'The webhook engine stopped (out of memory) and was restarted. Webhooks that arrived between 14:03:05 and 14:03:07 may have been missed: check whether their senders retry them.',
    );
  });

  it('names the reason, of an error its message on one line', () => {
    const reason = (end: Partial<EngineEnd>): string =>
      endReason({ why: 'error', detail: '', stack: '', ...end }, english);
    assert.equal(reason({ why: 'hung' }), 'it no longer responded');
    assert.equal(reason({ why: 'exit', detail: '7' }), 'exit code 7');
    assert.equal(reason({ detail: 'a\nb' }), String.raw`a\nb`);
    assert.ok(reason({ detail: 'a'.repeat(5000) }).length < 200);
  });

  it('is why it does not listen again, and since when', () => {
    const state: FailedState = {
      ...{ kind: 'failed', host: '127.0.0.1', port: 6464, nextFreePort: null },
      ...{ why: 'addressNotHere', detail: '' },
    };
    const missed = { since: at(5), end: outOfMemory };
    assert.match(
      notRestartedText(state, missed, words),
      /^This machine does not have .* The webhook engine had stopped \(out of memory\): webhooks since 14:03:05 may have been missed\.$/,
    );
    assert.match(
      notRestartedText({ ...state, why: 'other', detail: 'It was so.' }, missed, words),
      /^The webhook listener on port 6464 is not running: It was so\. Webhooks since 14:03:05 may have been missed\.$/,
    );
  });
});

describe('Deaths of the engine', () => {
  it('are too many at the third within a minute', () => {
    let now = 0;
    const deaths = new EngineDeaths(() => now);
    const tooMany = [0, 30_000, 60_000, 89_999, 150_000].map((time) => {
      now = time;
      deaths.add(false);
      return deaths.areTooMany;
    });
    assert.deepEqual(tooMany, [false, false, false, true, false]);
  });

  it('make the next engine be waited for twice as long where it was silent', () => {
    let now = 0;
    const deaths = new EngineDeaths(() => now);
    deaths.add(false);
    assert.equal(deaths.caution, 1);
    deaths.add(true);
    deaths.add(true);
    assert.equal(deaths.caution, 4);
    now = 10 * 60_000;
    assert.equal(deaths.caution, 1);
  });
});
