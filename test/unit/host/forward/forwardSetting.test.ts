import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { forwardProblemTexts } from '../../../../src/host/forward/forwardProblemText.ts';
import {
  answerWithinSeconds,
  forwardRule,
  forwardSwitches,
  isForwardTarget,
  readForward,
  type ForwardProblemCode,
  type ForwardSetting,
} from '../../../../src/host/forward/forwardSetting.ts';
import { withForward, withForwarding } from '../../../../src/host/sources/sourceEdits.ts';
import { english } from '../fakes.ts';
import { forwardPaths } from '../../../../src/protocol/targets.ts';

function read(row: Record<string, unknown>): {
  readonly setting: ForwardSetting | null;
  readonly problems: readonly (readonly [string, ForwardProblemCode])[];
} {
  const problems: [string, ForwardProblemCode][] = [];
  const setting = readForward(row, 'sources[0]', (name, code) => {
    problems.push([name, code]);
    return null;
  });
  return { setting, problems };
}

const usual: ForwardSetting = {
  target: 'http://localhost:3000/',
  path: 'auto',
  answerWithinSeconds: 10,
  ...forwardSwitches,
};

describe('The setting that forwards', () => {
  it('needs a URL and nothing else', () => {
    assert.deepEqual(read({}), { setting: null, problems: [] });
    assert.deepEqual(read({ forwardTo: 'http://localhost:3000' }), { setting: usual, problems: [] });
    const forward = {
      enabled: false,
      path: 'append',
      onlyValid: true,
      browserRequests: true,
      answerSender: true,
      answerWithinSeconds: 2.5,
    };
    const { setting, problems } = read({ forwardTo: 'http://localhost:3000/', forward });
    assert.deepEqual([setting, problems], [{ ...forward, target: 'http://localhost:3000/' }, []]);
  });

  it('is refused where it is no URL that may be forwarded to', () => {
    const bad = ['localhost:3000', 'ftp://a', 'http://a:b@c/', 'http://a/#x', 'http://a b/', 'http://', 7];
    for (const forwardTo of bad) {
      const { setting, problems } = read({ forwardTo });
      assert.deepEqual(
        [setting, problems],
        [null, [['sources[0].forwardTo', 'badForwardTo']]],
        String(forwardTo),
      );
    }
    assert.ok(isForwardTarget('https://hooks.example.com/in?team=1'));
  });

  it('names each option that is wrong, and uses its default', () => {
    const { setting, problems } = read({
      forwardTo: 'http://localhost:3000',
      forward: { enabled: 'yes', path: 'up', onlyValid: 1, answerWithinSeconds: 31, retries: 3 },
    });
    assert.deepEqual(setting, usual);
    assert.deepEqual(problems, [
      ['sources[0].forward.retries', 'unknownForwardField'],
      ['sources[0].forward.enabled', 'badForwardSwitch'],
      ['sources[0].forward.path', 'badForwardPath'],
      ['sources[0].forward.onlyValid', 'badForwardSwitch'],
      ['sources[0].forward.answerWithinSeconds', 'badAnswerWithin'],
    ]);
    assert.deepEqual(read({ forwardTo: 'http://localhost:3000', forward: true }).problems, [
      ['sources[0].forward', 'forwardNotAnObject'],
    ]);
    assert.deepEqual(read({ forward: {} }).problems, [['sources[0].forwardTo', 'forwardToMissing']]);
    assert.match(
      forwardProblemTexts.badAnswerWithin('x', english),
      /^x has to be a number from 1 to 30: 10 is used/,
    );
  });

  it('is a rule for the engine only where it is switched on', () => {
    assert.equal(forwardRule({ name: 'A' }, { ...usual, enabled: false }), undefined);
    const { enabled, answerWithinSeconds: seconds, ...rest } = usual;
    assert.ok(enabled && seconds === 10);
    assert.deepEqual(forwardRule({ name: 'A' }, usual), { ...rest, source: 'A', answerWithin: 10_000 });
  });

  it('is switched off and on in the settings, and leaves all else of them as it was', () => {
    const written = [{ name: 'A', note: 'ours', forward: { onlyValid: true } }, { name: 'B' }];
    const to = withForward(written, 'A', 'http://localhost:1/');
    assert.deepEqual(to[0], { ...written[0], forwardTo: 'http://localhost:1/' });
    const off = withForwarding(to, 'A', false);
    assert.deepEqual(off, [
      { ...written[0], forwardTo: 'http://localhost:1/', forward: { onlyValid: true, enabled: false } },
      { name: 'B' },
    ]);
    assert.deepEqual(withForwarding(off, 'A', true), to);
    const plain = [{ name: 'A', forwardTo: 'http://localhost:1/' }];
    const stopped = withForwarding(plain, 'A', false);
    assert.deepEqual(stopped, [{ ...plain[0], forward: { enabled: false } }]);
    assert.deepEqual(withForwarding(stopped, 'A', true), plain);
    assert.deepEqual(withForward(stopped, 'A', 'http://localhost:2/'), [
      { name: 'A', forwardTo: 'http://localhost:2/' },
    ]);
  });

  it('has the figures of package.json', () => {
    interface Schema {
      readonly default?: unknown;
      readonly enum?: unknown;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly properties: Readonly<Record<string, Schema>>;
    }
    const manifest = JSON.parse(
      readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
    ) as { contributes: { configuration: { properties: Record<string, { items: Schema }> }[] } };
    const [setting] = manifest.contributes.configuration.flatMap(
      ({ properties }) => properties['webhookDebugger.sources'] ?? [],
    );
    const options = setting?.items.properties['forward']?.properties ?? {};
    for (const [name, value] of Object.entries(forwardSwitches)) {
      assert.equal(options[name]?.default, value, name);
    }
    assert.deepEqual(options['path']?.enum, forwardPaths);
    const { minimum, maximum, default: fallback } = options['answerWithinSeconds'] ?? {};
    assert.deepEqual({ min: minimum, max: maximum, fallback }, answerWithinSeconds);
  });
});
