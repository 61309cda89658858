import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { HumanError } from '../../../../src/common/errors.ts';
import { clientRequest, type ClientRequest } from '../../../../src/engine/requests/clientRequest.ts';
import { curlCall, curlConfig } from '../../../../src/engine/export/curl.ts';
import { cmdCommand } from '../../../../src/engine/export/shells/cmd.ts';
import { powershellCommand } from '../../../../src/engine/export/shells/powershell.ts';
import { shellAttacks } from '../../../faults/hostileValues.ts';
import { capturedRequest } from '../store/events.ts';
import { afterCmd, afterPowerShell, argumentsOf } from './windowsShells.ts';
import { costOf } from '../../../support/cost.ts';

const origin = 'http://localhost:6464';

function requestWith(header: string, target: string, body: Uint8Array): ClientRequest {
  const rawHeaders = ['Host', 'localhost:6464', 'X-Value', header, 'X-Empty', ''];
  return clientRequest(capturedRequest({ target, rawHeaders, body }), origin);
}

const headerOf = (text: string): string =>
  Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[\0\r\n]/g, '')
    .trim();
const targetOf = (text: string): string =>
  `/a?${Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[\0-\x20\x7f]/g, '')}`;

const windowsAttacks = [
  ...[
    '%PATH%',
    '%20',
    '^',
    '^^',
    '"',
    '""',
    '\\"',
    '\\\\"',
    '" & calc & "',
    '^" ^& calc',
    '&calc',
    '|calc',
    '>out',
    '(calc)',
  ],
  ...[
    "' ; calc ; '",
    '$(calc)',
    '`calc`',
    '`"',
    '$env:PATH',
    '@(calc)',
    '--%',
    '\u2018\u2019; calc',
    '{"a":"b c\\\\"}',
    'a b\\',
  ],
];
const values = [...shellAttacks, ...windowsAttacks];
const requests = values.flatMap((text) => [
  requestWith(headerOf(text), '/', new Uint8Array(0)),
  requestWith('plain', targetOf(text), new Uint8Array(0)),
  requestWith('plain', '/', Buffer.from(text)),
]);

/** What curl is told, flag and value in turn. */
const argumentsWanted = (request: ClientRequest): string[] =>
  curlCall(request).options.flatMap(([flag, value]) => (value === undefined ? [flag] : [flag, value]));

describe('The model of a Windows command line', () => {
  it('reads the examples of its documentation as they stand there', () => {
    assert.deepEqual(argumentsOf(String.raw`"a b c" d e`), ['a b c', 'd', 'e']);
    assert.deepEqual(argumentsOf(String.raw`"ab\"c" "\\" d`), ['ab"c', '\\', 'd']);
    assert.deepEqual(argumentsOf(String.raw`a\\\b d"e f"g h`), [String.raw`a\\\b`, 'de fg', 'h']);
    assert.deepEqual(argumentsOf(String.raw`a\\\"b c d`), [String.raw`a\"b`, 'c', 'd']);
    assert.deepEqual(argumentsOf(String.raw`a\\\\"b c" d e`), [String.raw`a\\b c`, 'd', 'e']);
    assert.deepEqual(argumentsOf('a"b"" c d'), ['ab" c d']);
  });
});

describe('A command for PowerShell', () => {
  for (const edition of ['Windows PowerShell 5.1', 'PowerShell 7'] as const) {
    it(`tells curl the same in ${edition}, and nothing else`, () => {
      for (const request of requests) {
        const { args, files } = afterPowerShell(powershellCommand(curlCall(request)), edition);
        const { options, body } = curlCall(request);
        const data = body === null ? [] : ['--data-binary', '@$body'];
        const config = files.get('config');
        assert.deepEqual(args, [
          ...(config === undefined ? argumentsWanted(request) : ['--config', '$config']),
          ...data,
        ]);
        assert.ok(config === undefined || config.equals(curlConfig(options)));
        assert.deepEqual(files.get('body'), body === null ? undefined : Buffer.from(body));
      }
    });
  }

  it('says JSON as it reads, and other bytes in base64', () => {
    const json = powershellCommand(curlCall(requestWith("it's", '/', Buffer.from(`{"it's":"a\\/b"}`))));
    assert.ok(json.includes(`ASCII.GetBytes('{"it''s":"a\\/b"}')`), json);
    const bytes = powershellCommand(curlCall(requestWith('x', '/', Buffer.from([0, 255]))));
    assert.ok(bytes.includes(`FromBase64String('AP8=')`), bytes);
  });
});

describe('A command for cmd', () => {
  it('tells curl the same, or says what cannot be said', () => {
    let refused = 0;
    for (const request of requests) {
      const call = curlCall(request);
      let line: string;
      try {
        line = cmdCommand(call);
      } catch (error) {
        assert.ok(error instanceof HumanError);
        assert.match(error.message, /copy the command for PowerShell instead\.$/);
        refused += 1;
        continue;
      }
      const text = call.body === null ? '' : Buffer.from(call.body).toString('latin1');
      assert.doesNotMatch(line, /[%!]/);
      assert.deepEqual(argumentsOf(afterCmd(line, { PATH: '" & calc & "' })), [
        ...['curl.exe', ...argumentsWanted(request)],
        ...(call.body === null ? [] : ['--data-binary', text]),
      ]);
    }
    assert.ok(refused > 20 && refused < requests.length / 2, String(refused));
  });

  it('names what it cannot say', () => {
    const say = (request: ClientRequest): string => cmdCommand(curlCall(request));
    assert.throws(
      () => say(requestWith('100%', '/', Buffer.alloc(0))),
      /^HumanError: The header X-Value holds a percent sign/,
    );
    assert.throws(
      () => say(requestWith('x', '/a%20b', Buffer.alloc(0))),
      /The request line holds a percent sign/,
    );
    assert.throws(() => say(requestWith('x', '/', Buffer.from('a\nb'))), /The body holds a line break/);
    assert.throws(() => say(requestWith('x', '/', Buffer.from('@x'))), /begins with @/);
    assert.throws(() => say(requestWith('x', '/', Buffer.alloc(9000, 'x'))), /longer than a line of cmd/);
    const slashes = '\\'.repeat(1_000_000);
    const cost = costOf(() => {
      assert.throws(
        () => say(requestWith('x', '/', Buffer.from(`${slashes}x`))),
        /longer than a line of cmd/,
      );
      assert.throws(() => say(requestWith(`${slashes}x`, '/', Buffer.alloc(0))), /longer than a line of cmd/);
    });
    assert.ok(cost < 1000, `${cost}`);
  });
});
