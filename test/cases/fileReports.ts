import { readFileSync } from 'node:fs';
import { envCandidates } from '../../src/host/diagnosis/envFile.ts';
import { isHttpError } from '../../src/protocol/httpFile.ts';
import { EngineUnderTest } from '../faults/engineUnderTest.ts';
import { scratchFolder } from '../tools/scratch.ts';
import { App } from '../support/app.ts';
import { Comparison, type Outcome } from './outcome.ts';

/** A file for one of the product's importers, and what is expected of it. */
export interface ReportFile {
  readonly path: string;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** What every file says beside its expectations. */
const about = ['report', 'why'];

/** Runs something with an engine of its own. */
async function withEngine<T>(use: (engine: EngineUnderTest) => Promise<T>): Promise<T> {
  const folder = scratchFolder();
  const engine = new EngineUnderTest(folder.path);
  try {
    return await use(engine);
  } finally {
    await engine.close();
    folder.remove();
  }
}

interface ExpectedRequest {
  readonly url?: string;
  readonly bodyBase64?: string;
  /** It is not sent, and a problem says why. */
  readonly refused?: boolean;
  /** It is not sent, or else as this says. */
  readonly refusedOr?: { readonly bodyBase64?: string };
}

interface Sent {
  readonly problems: readonly string[];
  readonly body: Buffer | null;
}

async function send(engine: EngineUnderTest, app: App, text: string, line: number): Promise<Sent> {
  const count = app.arrived.length;
  const origin = `http://127.0.0.1:${app.port}`;
  try {
    await engine.call('sendHttp', { text, line, resign: false, origin, bodyFile: null });
  } catch (error) {
    return { problems: [String(error)], body: null };
  }
  return { problems: [], body: (await app.newestOf(count + 1)).body };
}

function compareSent(expected: ExpectedRequest, { problems, body }: Sent, comparison: Comparison): void {
  const isRefused = problems.length > 0;
  if (isRefused && (expected.refused === true || expected.refusedOr !== undefined)) {
    return;
  }
  if (expected.refused === true) {
    comparison.unmet.push(`expected a refusal, sent ${JSON.stringify(body?.toString())}`);
  }
  const bytes = expected.bodyBase64 ?? expected.refusedOr?.bodyBase64;
  comparison.bytes(`body (${problems.join(', ')})`, bytes, body);
}

/** Sends every request of an `.http` file to an app. */
export function runHttpReport({ path, expected }: ReportFile): Promise<readonly Outcome[]> {
  const text = readFileSync(path, 'utf8');
  const wanted = (expected['requests'] ?? []) as readonly ExpectedRequest[];
  return withEngine(async (engine) => {
    const app = new App();
    await app.listen();
    try {
      const requests = await engine.call('readHttp', { text });
      const outcomes: Outcome[] = [];
      for (const [index, one] of wanted.entries()) {
        const comparison = new Comparison();
        const request = requests[index];
        comparison.same('URL', one.url, request?.url);
        const problems = request?.problems
          .filter(isHttpError)
          .map(({ code, line }) => `${code} in line ${line + 1}`);
        if (request === undefined || problems === undefined) {
          comparison.unmet.push('expected one request more');
        } else {
          const sent =
            problems.length > 0 ? { problems, body: null } : await send(engine, app, text, request.line);
          compareSent(one, sent, comparison);
        }
        comparison.unread(one, ['url', 'bodyBase64', 'refused', 'refusedOr']);
        outcomes.push(comparison.of(`request ${index + 1}`));
      }
      const whole = new Comparison();
      whole.same('requests', wanted.length, requests.length);
      whole.unread(expected, ['requests', ...about]);
      return whole.unmet.length + whole.toRead.length > 0 ? [...outcomes, whole.of('')] : outcomes;
    } finally {
      app.close();
    }
  });
}

interface ExpectedEvent {
  readonly method?: string;
  readonly verdict?: string;
  readonly bodyBase64?: string;
}

function secretsOf(expected: ReportFile['expected']) {
  const secrets = (expected['secrets'] ?? {}) as Readonly<Record<string, readonly string[]>>;
  return Object.fromEntries(
    Object.entries(secrets).map(([scheme, values]) => [
      scheme,
      values.map((value, index) => ({ label: `Secret ${index + 1}`, value })),
    ]),
  );
}

/** Imports a HAR file. */
export function runHarReport({ path, expected }: ReportFile): Promise<readonly Outcome[]> {
  return withEngine(async (engine) => {
    await engine.call('setSecrets', { secrets: secretsOf(expected), verifyAgain: false });
    const comparison = new Comparison();
    const { imported, told } = await engine.call('importEvents', { file: path, most: 1000 });
    const why = told.map((entry) => entry.why).join('; ');
    comparison.same(`imported (told: ${why})`, expected['imported'], imported);
    comparison.matches('told', expected['toldMatches'] as string | undefined, why);
    const { events } = await engine.call('listEvents', { limit: 1000, before: null });
    const inOrder = events.toSorted((one, other) => one.id - other.id);
    for (const [index, one] of ((expected['events'] ?? []) as readonly ExpectedEvent[]).entries()) {
      const event = inOrder[index];
      const body =
        event === undefined
          ? null
          : await engine.call('readBody', { id: event.id, offset: 0, length: Math.max(event.size, 1) });
      comparison.same(`verdict of event ${index + 1}`, one.verdict, event?.verdict ?? null);
      comparison.same(`method of event ${index + 1}`, one.method, event?.method ?? null);
      comparison.bytes(`body of event ${index + 1}`, one.bodyBase64, body);
      comparison.unread(one, ['verdict', 'method', 'bodyBase64']);
    }
    comparison.unread(expected, ['secrets', 'imported', 'events', 'toldMatches', ...about]);
    return [comparison.of('')];
  });
}

/** Reads a `.env` file as it is read to try its secrets. */
export function runEnvReport({ path, expected }: ReportFile): Promise<readonly Outcome[]> {
  const candidates = envCandidates(readFileSync(path, 'utf8'));
  const comparison = new Comparison();
  for (const [name, value] of Object.entries(
    (expected['values'] ?? {}) as Readonly<Record<string, string>>,
  )) {
    const found = candidates.filter((candidate) => candidate.name === name).map((one) => one.value);
    if (!found.includes(value)) {
      comparison.unmet.push(`${name}: expected ${JSON.stringify(value)}, read ${JSON.stringify(found)}`);
    }
  }
  comparison.unread(expected, ['values', ...about]);
  return Promise.resolve([comparison.of('')]);
}
