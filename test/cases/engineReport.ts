import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { asSecrets, envSecrets } from '../../src/host/diagnosis/envSecrets.ts';
import type { Source } from '../../src/protocol/engine.ts';
import { EngineUnderTest, usualSettings } from '../faults/engineUnderTest.ts';
import { scratchFolder } from '../tools/scratch.ts';
import { App } from '../support/app.ts';
import { english } from '../unit/host/fakes.ts';
import { compareDiagnosis, type ExpectedDiagnosis } from './expectedDiagnosis.ts';
import { Comparison, type Outcome } from './outcome.ts';
import type { EventSummary } from '../../src/protocol/summary.ts';

interface Expected {
  readonly verdict?: string;
  readonly provider?: string;
  readonly bodyBase64?: string;
  readonly allBodiesBase64?: readonly string[];
  readonly appBodyBase64?: string;
  readonly appUrl?: string;
  readonly appLacksHeader?: string;
  readonly replyHas?: readonly string[];
  readonly replyBodyBase64?: string;
  readonly diagnosis?: ExpectedDiagnosis;
  /** The name in the `.env` file whose value verifies. */
  readonly envName?: string;
}

const read = [
  'verdict',
  'provider',
  'bodyBase64',
  'allBodiesBase64',
  'appBodyBase64',
  'appUrl',
  'appLacksHeader',
  'replyHas',
  'replyBodyBase64',
  'diagnosis',
  'envName',
];

/** Requests that go to a listener over a socket, one step after another. */
export interface EngineReport {
  readonly sources: readonly Source[];
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  readonly customProviders?: readonly unknown[];
  /** Where the first source's events are sent on to: a path of an app, under this host name. */
  readonly forward?: { readonly host?: string; readonly path: string };
  /** The `.env` file beside the report. */
  readonly env?: string;
  readonly steps: readonly { readonly sendBase64: string; readonly expected: Expected }[];
}

/** Milliseconds for a diagnosis, and until what does not come is given up. */
const budget = 10_000;
const patience = 20_000;

/** One run of a report. */
interface Run {
  readonly engine: EngineUnderTest;
  readonly app: App;
  readonly path: string;
  readonly report: EngineReport;
}

const after = (milliseconds: number): Promise<'late'> =>
  new Promise((resolve) => {
    setTimeout(() => resolve('late'), milliseconds).unref();
  });

/** The events that the engine has told of, in all. */
function toldBy({ messages }: EngineUnderTest): number {
  return messages.reduce((sum, message) => sum + (message.type === 'captured' ? message.count : 0), 0);
}

/** Sends bytes and waits until so many events more came of them; resolves with what was responded. */
async function speak(engine: EngineUnderTest, bytes: Uint8Array, count: number): Promise<string> {
  const before = toldBy(engine);
  const socket = connect(engine.port, '127.0.0.1');
  let heard = '';
  const closed = new Promise<void>((resolve) => {
    socket.on('close', resolve);
  });
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  socket.write(bytes);
  const captured = engine.until(() => toldBy(engine) >= before + count);
  const isEnded = /\r\nConnection: close\r\n/i.test(Buffer.from(bytes).toString('latin1'));
  await Promise.race([Promise.all([captured, ...(isEnded ? [closed] : [])]), after(patience)]);
  socket.destroy();
  return heard;
}

async function bodyOf(engine: EngineUnderTest, { id, size }: EventSummary): Promise<Uint8Array> {
  return engine.call('readBody', { id, offset: 0, length: Math.max(size, 1) });
}

async function compareApp({ app }: Run, expected: Expected, comparison: Comparison): Promise<void> {
  const { appBodyBase64, appUrl, appLacksHeader } = expected;
  if (appBodyBase64 === undefined && appUrl === undefined && appLacksHeader === undefined) {
    return;
  }
  if ((await Promise.race([app.until(1), after(patience)])) === 'late') {
    comparison.unmet.push('app: nothing arrived');
    return;
  }
  const arrived = app.arrived.at(-1);
  comparison.bytes('body at the app', appBodyBase64, arrived?.body ?? null);
  comparison.same('URL at the app', appUrl, arrived?.url);
  if (appLacksHeader !== undefined && arrived?.headers[appLacksHeader] !== undefined) {
    comparison.unmet.push(`header at the app: expected no ${appLacksHeader}`);
  }
}

async function compareEnv({ engine, path, report }: Run, id: number, comparison: Comparison, name: string) {
  const file = join(dirname(path), report.env ?? '');
  if (!existsSync(file)) {
    comparison.toRead.push(`${basename(file)} is not beside the report: not run`);
    return;
  }
  const secrets = envSecrets([{ file: basename(file), text: readFileSync(file, 'utf8') }], english);
  const { label } = await engine.call('trySecrets', { id, secrets: asSecrets(secrets) });
  comparison.same('name', name, secrets.find((secret) => secret.label === label)?.name ?? null);
}

async function compareNewest(run: Run, expected: Expected, comparison: Comparison): Promise<void> {
  const { engine } = run;
  const { events } = await engine.call('listEvents', { limit: 100, before: null });
  const [newest] = events;
  if (newest === undefined) {
    comparison.unmet.push('event: none was captured');
    return;
  }
  comparison.same('verdict', expected.verdict, newest.verdict);
  comparison.same('provider', expected.provider, newest.provider);
  comparison.bytes('body', expected.bodyBase64, await bodyOf(engine, newest));
  const bodies = await Promise.all(events.toReversed().map((event) => bodyOf(engine, event)));
  comparison.same(
    'bodies',
    expected.allBodiesBase64,
    bodies.map((body) => Buffer.from(body).toString('base64')),
  );
  if (expected.diagnosis !== undefined) {
    const diagnosis = await engine.call('diagnose', { id: newest.id, budget });
    if (diagnosis !== null) {
      compareDiagnosis(expected.diagnosis, diagnosis, comparison);
    }
  }
  if (expected.envName !== undefined) {
    await compareEnv(run, newest.id, comparison, expected.envName);
  }
}

function compareReply(reply: string, expected: Expected, comparison: Comparison): void {
  for (const part of expected.replyHas ?? []) {
    if (!reply.includes(part)) {
      comparison.unmet.push(`response: expected ${JSON.stringify(part)}, got ${JSON.stringify(reply)}`);
    }
  }
  const body = Buffer.from(reply.slice(reply.indexOf('\r\n\r\n') + 4), 'latin1');
  comparison.bytes('body of the response', expected.replyBodyBase64, body);
}

async function prepare({ engine, app, report: { secrets = {}, sources, forward } }: Run): Promise<void> {
  const named = Object.entries(secrets).map(
    ([scheme, values]) =>
      [scheme, values.map((value, index) => ({ label: `Secret ${index + 1}`, value }))] as const,
  );
  await engine.call('setSecrets', { secrets: Object.fromEntries(named), verifyAgain: false });
  await app.listen();
  const [source] = sources;
  if (forward !== undefined && source !== undefined) {
    const target = `http://${forward.host ?? '127.0.0.1'}:${app.port}${forward.path}`;
    const rule = {
      source: source.name,
      target,
      path: 'auto',
      onlyValid: false,
      browserRequests: false,
    } as const;
    await engine.call('setForwards', { rules: [{ ...rule, answerSender: false, answerWithin: patience }] });
  }
  await engine.listen();
}

async function runSteps(run: Run): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [index, { sendBase64, expected }] of run.report.steps.entries()) {
    const comparison = new Comparison();
    const count = expected.allBodiesBase64?.length ?? 1;
    const reply = await speak(run.engine, Buffer.from(sendBase64, 'base64'), count);
    await compareNewest(run, expected, comparison);
    await compareApp(run, expected, comparison);
    compareReply(reply, expected, comparison);
    comparison.unread(expected, read);
    outcomes.push(comparison.of(run.report.steps.length > 1 ? `step ${index + 1}` : ''));
  }
  return outcomes;
}

/** Runs a report against a listener of its own. */
export async function runEngineReport(report: EngineReport, path: string): Promise<readonly Outcome[]> {
  const folder = scratchFolder();
  const { sources, customProviders = [] } = report;
  const engine = new EngineUnderTest(folder.path, { ...usualSettings, sources, customProviders });
  const run: Run = { engine, app: new App(), path, report };
  try {
    await prepare(run);
    return await runSteps(run);
  } finally {
    run.app.close();
    await engine.close();
    folder.remove();
  }
}
