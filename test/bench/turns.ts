/**
 * Prints the longest turn of the engine, in milliseconds of CPU time of its thread, for each question that it is asked
 * about hostile bodies of 10 MiB, and for taking them in.
 */
import { Buffer } from 'node:buffer';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { EngineUnderTest } from '../faults/engineUnderTest.ts';
import { resultsFolder } from '../tools/paths.ts';

const size = 10 * 1024 * 1024;
const secret = 'bench-secret';

interface Sent {
  readonly body: Buffer<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const filled = (unit: string, head = '', tail = ''): Buffer<ArrayBuffer> =>
  Buffer.from(head + unit.repeat((size - head.length - tail.length) / Buffer.byteLength(unit)) + tail);

function keys(): Buffer<ArrayBuffer> {
  const rows = Array.from({ length: 400_000 }, (_, at) => `"key${at}":"\\u0061${at}"`);
  return Buffer.from(`{${rows.join(',')}}`).subarray(0, size);
}

const signed = (body: Buffer<ArrayBuffer>, headers: Readonly<Record<string, string>>): Sent => ({
  body,
  headers: { ...headers, 'SB-Signature': createHmac('sha256', secret).update(body).digest('hex') },
});

const many = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`x${at}`, 'v']));
const bomb = (): Buffer<ArrayBuffer> => gzipSync(Buffer.alloc(1024 * 1024 * 1024));

export const kinds: Readonly<Record<string, () => Sent>> = {
  numbers: () => signed(filled('1,', '[', '1]'), json),
  nested: () => signed(filled('['), json),
  objects: () => signed(filled('{"a":1.0},', '[', '1]'), json),
  keys: () => signed(keys(), json),
  string: () => signed(filled('a', '{"a":"', '"}'), json),
  escapes: () => signed(filled('\\u0041', '{"a":"', '"}'), json),
  quotes: () => signed(filled(`'`), { 'content-type': 'text/plain' }),
  lines: () => signed(filled('\n'), { 'content-type': 'text/plain' }),
  formPairs: () => signed(filled('a=1&'), form),
  formEncoded: () => signed(filled('%41', 'a='), form),
  binary: () => signed(randomBytes(size), {}),
  wide: () => signed(filled('ü漢'), { 'content-type': 'text/plain; charset=utf-8' }),
  gzip: () => signed(bomb(), { ...json, 'content-encoding': 'gzip' }),
  brotli: () =>
    signed(brotliCompressSync(Buffer.alloc(64 * 1024 * 1024)), { ...json, 'content-encoding': 'br, br' }),
  headers: () => signed(filled('{"a":1},', '[', '1]'), { ...json, ...many }),
};

type Ask = (engine: EngineUnderTest, id: number, folder: string) => Promise<unknown>;

const origin = 'http://localhost:1';
const remarks = { always: [], captured: [] };
const file = (folder: string): string => join(folder, 'out');

const questions: Readonly<Record<string, Ask>> = {
  getEvent: (engine, id) => engine.call('getEvent', { id }),
  readBody: (engine, id) => engine.call('readBody', { id, offset: 0, length: size }),
  decoded: (engine, id) => engine.call('readBody', { id, offset: 0, length: size, decoded: true }),
  listEvents: (engine) => engine.call('listEvents', { limit: 200, before: null }),
  curl: (engine, id) => engine.call('copyAs', { id, form: 'curlPosix', masked: true, origin }),
  powershell: (engine, id) => engine.call('copyAs', { id, form: 'curlPowerShell', masked: true, origin }),
  cmd: (engine, id) => engine.call('copyAs', { id, form: 'curlCmd', masked: true, origin }),
  fetch: (engine, id) => engine.call('copyAs', { id, form: 'fetch', masked: true, origin }),
  raw: (engine, id) => engine.call('copyAs', { id, form: 'rawHttp', masked: true, origin }),
  exportHar: (engine, id, folder) =>
    engine.call('exportEvents', { ids: [id], filter: {}, format: 'har', masked: true, file: file(folder) }),
  exportJson: (engine, id, folder) =>
    engine.call('exportEvents', { ids: [id], filter: {}, format: 'json', masked: true, file: file(folder) }),
  edit: (engine, id) => engine.call('editHttp', { id, remarks, target: origin, formatted: true }),
  editExact: (engine, id) => engine.call('editHttp', { id, remarks, target: origin, formatted: false }),
  fixture: (engine, id) => engine.call('fixture', { id, name: 'a', target: origin }),
  expected: (engine, id) => engine.call('expectedDigests', { id }),
  setProvider: (engine, id) => engine.call('setProvider', { id, provider: 'stripe' }),
  recognise: (engine, id) => engine.call('setProvider', { id, provider: null }),
  offered: (engine, id) => engine.call('offeredSecret', { id }),
  trySecrets: (engine, id) =>
    engine.call('trySecrets', {
      id,
      secrets: Array.from({ length: 60 }, (_, at) => ({ label: String(at), value: `value-${at}` })),
    }),
  tryProvider: (engine, id) =>
    engine.call('tryProvider', {
      id,
      row: {
        id: 'own',
        name: 'Own',
        detect: { headers: ['sb-signature'] },
        verify: { header: 'SB-Signature', algorithm: 'sha256', encoding: 'hex', content: '{body}' },
      },
      secrets: [{ label: 'a', value: 'b' }],
    }),
  signedLines: (engine, id) => engine.call('signedLines', { id, signed: Buffer.from('{}') }),
  breaks: (engine, id) => engine.call('bodyBreaks', { id }),
  diagnose: (engine, id) => engine.call('diagnose', { id, budget: 1000 }),
  secretAgain: (engine) => engine.saveSecret(`${secret}2`, true),
};

/** What is asked about the document of an event. */
async function askDocument(
  engine: EngineUnderTest,
  id: number,
  measured: (name: string, ask: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const { text } = await engine.call('editHttp', { id, remarks, target: origin, formatted: true });
  const line = text.split('\n').findIndex((own) => /^[A-Z]+ http/.test(own));
  await measured('readHttp', () => engine.call('readHttp', { text }));
  await measured('layHttp', () => engine.call('layHttp', { text, line, layout: 'exact' }));
  await measured('compare', () => engine.call('compareHttp', { text, line, bodyFile: null }));
  await measured('sendHttp', () =>
    engine.call('sendHttp', { text, line, resign: true, origin: null, bodyFile: null }),
  );
  await measured('replay', () => engine.call('replay', { id, target: origin, resign: true }));
}

async function main(): Promise<void> {
  const only = process.argv.slice(2);
  await mkdir(resultsFolder, { recursive: true });
  console.log('| body | question | longest turn, ms of CPU |\n|---|---|---|');
  for (const [kind, make] of Object.entries(kinds)) {
    if (only.length > 0 && !only.includes(kind)) {
      continue;
    }
    const folder = await mkdtemp(join(resultsFolder, 'turns-'));
    const engine = new EngineUnderTest(folder, undefined, true);
    const measured = async (name: string, ask: () => Promise<unknown>): Promise<void> => {
      let problem = '';
      const turn = await engine.longestTurn(() =>
        ask().catch((error: unknown) => (problem = ` (${String(error).slice(0, 60).split('\n', 1)[0]})`)),
      );
      if (turn >= 30 || process.env['ALL'] !== undefined) {
        console.log(`| ${kind} | ${name}${problem} | ${turn.toFixed(0)} |`);
      }
    };
    await engine.saveSecret(secret);
    await engine.listen();
    const { body, headers } = make();
    await measured('capture', () => engine.postRaw(body, headers));
    const { id } = await engine.newest();
    for (const [name, ask] of Object.entries(questions)) {
      await measured(name, () => ask(engine, id, folder));
    }
    await askDocument(engine, id, measured);
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
