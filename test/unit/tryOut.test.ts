import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { inspect } from '../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../src/engine/verification/knowledge.ts';
import { configurationSection, settingNames } from '../../src/host/shared/contributions.ts';
import { demoSecret, firstSettings, instructions } from '../tools/tryOut.ts';
import { capturedRequest } from './engine/store/events.ts';

describe('What npm start shows', () => {
  it('begins with the listener on, and no question of Git', () => {
    const own = `${configurationSection}.${settingNames.autoStart}`;
    assert.equal(firstSettings[own], true);
    assert.equal(firstSettings['git.openRepositoryInParentFolders'], 'never');
  });

  it('is a line for the shell that sends to the URL above it what is Valid with the secret above it', function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    const shown = instructions(7001);
    const [, url = ''] = /^Webhook URL: +(\S+)$/m.exec(shown) ?? [];
    assert.match(shown, new RegExp(`^Signing secret: +${demoSecret} +\\(SimpleBackups\\)$`, 'm'));
    const line = shown.split('\n').find((text) => text.startsWith('curl '));
    const typed = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }\n${line}`], {
      encoding: 'utf8',
    });
    const [to = '', ...args] = typed.trimEnd().split('\n');
    assert.equal(to, url);
    assert.equal(new URL(url).port, '7001');
    const rawHeaders = args.flatMap((text, at) => (args[at - 1] === '-H' ? text.split(': ') : []));
    const body = Buffer.from(args[args.indexOf('--data-binary') + 1] ?? '');
    const request = capturedRequest({ target: new URL(url).pathname, method: 'POST', rawHeaders, body });
    const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
    const secrets = { simplebackups: [{ label: 'Secret 1', value: demoSecret }] };
    const { verdict, title } = inspect(request, new Knowledge(settings, secrets)).findings;
    assert.deepEqual([verdict, title], ['valid', 'backup error: Acme Project']);
  });
});
