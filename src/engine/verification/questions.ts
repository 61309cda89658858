import { HumanError } from '../../common/errors.ts';
import type { CustomProviderProblem, EngineCalls, ExpectedDigest, Secret } from '../../protocol/engine.ts';
import { isVerified } from '../../protocol/verdict.ts';
import { completedTexts, savedForms } from '../diagnosis/secretText.ts';
import type { Knowledge } from './knowledge.ts';
import { readCustomProvider } from '../signature/customProvider.ts';
import { handshakeOf } from '../signature/handshake.ts';
import { prepareScheme } from '../signature/preparedScheme.ts';
import { expectedDigests } from '../signature/sign.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { verifyRequest } from './verifyRequest.ts';

/** What the signature of an event would be with each saved secret; empty where that cannot be said. */
export function expectedDigestsOf(event: StoredEvent | undefined, knowledge: Knowledge): ExpectedDigest[] {
  if (event === undefined || event.findings.provider === null) {
    return [];
  }
  const subject = knowledge.caseOf(event);
  const prepared = knowledge.prepared(event.findings.provider, subject.source);
  return prepared === undefined ? [] : expectedDigests(subject.parts, prepared, subject.url.url);
}

/** The secret that an event's handshake carries, null where it carries none. */
export function offeredSecret(event: StoredEvent | undefined, knowledge: Knowledge): string | null {
  if (event === undefined || event.findings.provider === null) {
    return null;
  }
  const { parts, source } = knowledge.caseOf(event);
  const prepared = knowledge.prepared(event.findings.provider, source);
  return (prepared === undefined ? undefined : handshakeOf(prepared, parts))?.secret ?? null;
}

/** What is wrong with a row of the custom providers by itself. */
export function problemsOf(row: unknown): readonly CustomProviderProblem[] {
  const scheme = readCustomProvider(row, 0, new Set());
  return 'id' in scheme ? [] : scheme;
}

/**
 * Holds an event against a row that is not saved, with secrets that are not saved either.
 * @throws HumanError where the event is gone.
 */
export function tryProvider(
  event: StoredEvent | undefined,
  row: unknown,
  secrets: readonly Secret[],
  knowledge: Knowledge,
): EngineCalls['tryProvider']['result'] {
  if (event === undefined) {
    throw new HumanError('The event is no longer stored.');
  }
  const scheme = readCustomProvider(row, 0, new Set());
  if (!('id' in scheme)) {
    return { verdict: 'unrecognised', reason: { code: 'unrecognised' }, problems: scheme };
  }
  const subject = knowledge.caseOf(event);
  const prepared = prepareScheme(scheme, secrets);
  return { ...verifyRequest(subject, prepared, knowledge.settings.ignoreTimestamps), problems: [] };
}

/** Secrets that are tried with a character more, the likeliest ones, on a body of at most so many bytes: each is some 200 texts. */
const completed = { secrets: 8, body: 64 * 1024 };

/** Secrets that are tried in other forms as well, the first ones: each form is a verification of its own. */
const mostInForms = 60;

/**
 * The first of some secrets, none of them saved, that an event verifies with: as they are, then as a copy in a file may
 * have gone wrong, with quotes, a comment or without its last character; with the text that is right.
 */
export function trySecrets(
  event: StoredEvent | undefined,
  secrets: readonly Secret[],
  knowledge: Knowledge,
): EngineCalls['trySecrets']['result'] {
  const scheme = knowledge.schemes.find(({ id }) => id === event?.findings.provider);
  if (event === undefined || scheme === undefined) {
    return { label: null, value: null };
  }
  const subject = knowledge.caseOf(event);
  const verifies = (secret: Secret): boolean =>
    isVerified(verifyRequest(subject, prepareScheme(scheme, [secret]), true).verdict);
  const inForms = secrets
    .slice(0, mostInForms)
    .flatMap(({ label, value }) => savedForms(value).map((form) => ({ label, value: form })));
  const likeliest = event.request.body.length <= completed.body ? secrets.slice(0, completed.secrets) : [];
  const whole = likeliest.flatMap(({ label, value }) =>
    [...completedTexts(value)].map(({ text }) => ({ label, value: text })),
  );
  const found = secrets.find(verifies) ?? inForms.find(verifies) ?? whole.find(verifies);
  return { label: found?.label ?? null, value: found?.value ?? null };
}
