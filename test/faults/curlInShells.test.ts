import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientRequest, type ClientRequest } from '../../src/engine/requests/clientRequest.ts';
import { curlCall, curlConfig, type CurlOption } from '../../src/engine/export/curl.ts';
import { posixCommand } from '../../src/engine/export/shells/posix.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { capturedRequest } from '../unit/engine/store/events.ts';
import { corpusValues, shellAttacks } from './hostileValues.ts';
import { Recorder, type Recording } from './recorder.ts';
import { limit } from '../support/limits.ts';

const isThere = (command: string): boolean => spawnSync(command, ['--version']).error === undefined;

/** A value as a header can hold it: without the bytes that end it, and without space around it. */
function headerValue(value: Buffer): string {
  return value
    .toString('latin1')
    .replaceAll(/[\0\r\n]/g, '')
    .replaceAll(/^[ \t]+|[ \t]+$/g, '');
}

/** A value as a target can hold it. */
const targetPart = (value: Buffer): string => value.toString('latin1').replaceAll(/[\0-\x20\x7f]/g, '');

/** Requests with the values as body, in a header and in the target, three values in each. */
function requestsOf(values: readonly Buffer[], origin: string): ClientRequest[] {
  return values.map((body, at) => {
    const [header = body, target = body] = [
      values[(at + 1) % values.length],
      values[(at + 2) % values.length],
    ];
    const rawHeaders = [
      'Host',
      'hooks.example',
      'X-Value',
      headerValue(header),
      'x-value',
      '2',
      'X-Empty',
      '',
    ];
    return clientRequest(
      capturedRequest({
        method: at % 5 === 0 ? 'PUT' : 'POST',
        target: `/../a?x=${targetPart(target)}`,
        rawHeaders,
        body,
      }),
      origin,
    );
  });
}

function assertSame(sent: Recording, request: ClientRequest, label: string): void {
  assert.equal(sent.requestLine, `${request.method} ${request.target} HTTP/1.1`, label);
  assert.ok(
    sent.rest.equals(request.body),
    `${label}: another body: ${sent.rest.toString('latin1').slice(0, 200)}`,
  );
  const [host = [], ...others] = sent.headers;
  const lengths = others.filter(([name]) => name === 'Content-Length');
  assert.deepEqual([host, ...others.filter(([name]) => name !== 'Content-Length')], request.headers, label);
  assert.ok(lengths.length <= 1, label);
}

const [endOfArguments, end] = ['-- end of arguments --', '-- end --'];

/** Instead of curl: tells the arguments that the shell made of a command, and what it is sent. A process less. */
const tellsItsArguments = `curl() {
  printf '%s\\0' "$@"
  printf '%s' '${endOfArguments}'
  case "$*" in *' @-') cat ;; esac
  printf '%s' '${end}'
}
`;

describe('A cURL command', function () {
  this.timeout(limit(120_000));
  const scratch = scratchFolder();
  let recorder: Recorder;
  let origin: string;

  beforeEach(async function () {
    if (!isThere('curl')) {
      console.log('      skipped: there is no curl on this machine');
      this.skip();
    }
    recorder = new Recorder();
    origin = await recorder.listen();
  });
  afterEach(() => recorder?.close());

  /** Feeds a shell with commands, from another folder than any of ours, and waits for its end. */
  async function run(shell: string, args: readonly string[], script: string): Promise<string> {
    const env = {
      PATH: process.env['PATH'],
      HOME: scratch.path,
      HISTFILE: '',
      TERM: 'dumb',
      PS1: '',
      PS2: '',
    };
    const child = spawn(shell, args, { cwd: scratch.path, env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
    child.stdin.end(script);
    await once(child, 'close');
    return output;
  }

  /** Runs the commands of all requests in one shell, and compares what came. */
  async function compare(
    shell: string,
    args: readonly string[],
    requests: readonly ClientRequest[],
  ): Promise<void> {
    const commands = requests.map((request) => posixCommand(curlCall(request)));
    const output = await run(
      shell,
      args,
      `${commands.map((command) => `${command} -sS -o /dev/null`).join('\n')}\n`,
    );
    assert.deepEqual(
      readdirSync(scratch.path),
      [],
      `something was done beside sending: ${output.slice(0, 500)}`,
    );
    const sent = await recorder.take(requests.length);
    assert.equal(sent.length, requests.length);
    requests.forEach((request, at) => {
      const recording = sent[at];
      assert.ok(recording !== undefined);
      assertSame(recording, request, commands[at] ?? '');
    });
  }

  const attacks = shellAttacks.map((text) => Buffer.from(text));
  const shells = [
    { shell: 'bash', args: ['--norc', '--noprofile'] },
    { shell: 'bash', args: ['--norc', '--noprofile', '-i', '+m', '-o', 'histexpand'] },
    { shell: 'dash', args: [] },
    { shell: 'zsh', args: ['-f'] },
    { shell: 'zsh', args: ['-f', '-i'] },
    { shell: 'ksh', args: [] },
    { shell: 'fish', args: ['--no-config'] },
  ];
  for (const { shell, args } of shells) {
    it(`sends the same bytes and does nothing else, in ${[shell, ...args].join(' ')}`, async function () {
      if (!isThere(shell)) {
        console.log(`      skipped: there is no ${shell} on this machine`);
        this.skip();
      }
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const requests = requestsOf([...attacks, bytes, randomBytes(2000)], origin);
      const large = [
        Buffer.alloc(30_000, 'plain text '),
        Buffer.alloc(200_000, `it's! `),
        randomBytes(100_000),
      ];
      const largeRequests = large.map((body) => clientRequest(capturedRequest({ body }), origin));
      await compare(shell, args, [...requests, ...largeRequests]);
    });
  }

  for (const shell of ['bash', 'dash']) {
    it(`is read by ${shell} as the options that curl is to have, for the strings of BLNS and FuzzDB`, async function () {
      const requests = corpusRequests(this, isThere(shell));
      const commands = requests.map((request) => posixCommand(curlCall(request)));
      const output = await run(shell, [], `${tellsItsArguments}${commands.join('\n')}\n`);
      assert.deepEqual(readdirSync(scratch.path), []);
      const told = output.split(end).slice(0, -1);
      assert.equal(told.length, requests.length);
      requests.forEach((request, at) => {
        const [args = '', piped = ''] = (told[at] ?? '').split(endOfArguments);
        const { options, body } = curlCall(request);
        const text = Buffer.from(body ?? '').toString('latin1');
        const data = body === null ? [] : ['--data-binary', piped === '' ? text : '@-'];
        assert.deepEqual(args.split('\0').slice(0, -1), [...options.flat(), ...data], commands[at]);
        assert.ok(piped === '' || piped === text, commands[at]);
      });
    });
  }

  it('sends the strings of BLNS and FuzzDB as they are', async function () {
    const requests = corpusRequests(this, true);
    const transfers = requests.map((request, at) => {
      const { options, body } = curlCall(request);
      const file = join(scratch.path, String(at));
      writeFileSync(file, body ?? '');
      const data: readonly CurlOption[] = body === null ? [] : [['--data-binary', `@${file}`]];
      return curlConfig([...options, ...data, ['--silent'], ['--output', '/dev/null']]).toString('latin1');
    });
    const config = join(scratch.path, 'config');
    writeFileSync(config, transfers.join('--next\n'), 'latin1');
    await run('curl', ['--config', config], '');
    const sent = await recorder.take(requests.length);
    assert.equal(sent.length, requests.length);
    requests.forEach((request, at) => assertSame(sent[at] ?? assert.fail(), request, transfers[at] ?? ''));
  });

  function corpusRequests(test: Mocha.Context, isRunnable: boolean): readonly ClientRequest[] {
    const values = corpusValues(18);
    if (values === undefined || !isRunnable) {
      console.log('      skipped: ../shared/corpora is not beside this clone, or there is no such shell');
      test.skip();
    }
    assert.ok(values.length > 600);
    return requestsOf(values, origin);
  }
});
