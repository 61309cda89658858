import type { Secret } from '../../protocol/engine.ts';
import { displayText } from '../words/displayText.ts';
import { restorePem } from '../secrets/secretForm.ts';
import type { Translate } from '../words/translate.ts';
import { envCandidates, type EnvCandidate } from './envFile.ts';

/** Values that are tried at most: more would be no configuration. */
const mostValues = 2000;

export interface EnvText {
  /** As the person knows the file, such as `.env.staging`. */
  readonly file: string;
  readonly text: string;
}

export interface EnvSecret extends EnvCandidate {
  /** Such as `WEBHOOK_SECRET of .env.staging`; no other one has the same. */
  readonly label: string;
}

/** Names that speak of a secret go first. */
function rankOf({ name }: EnvCandidate): number {
  const words = [/webhook/i, /sign/i, /secret/i, /key|token/i];
  const rank = words.findIndex((word) => word.test(name));
  return rank < 0 ? words.length : rank;
}

/** The values of `.env` files that may be a secret, each once, the likeliest first. */
export function envSecrets(texts: readonly EnvText[], t: Translate): readonly EnvSecret[] {
  const seen = new Set<string>();
  const labels = new Map<string, number>();
  return texts
    .flatMap(({ file, text }) => envCandidates(text).map((candidate) => ({ ...candidate, file })))
    .sort((one, other) => rankOf(one) - rankOf(other))
    .filter(({ value }) => {
      const isNew = !seen.has(value);
      seen.add(value);
      return isNew;
    })
    .slice(0, mostValues)
    .map(({ name, value, file }) => {
      const label = t('{0} of {1}', displayText(name, 60), displayText(file, 60));
      const count = (labels.get(label) ?? 0) + 1;
      labels.set(label, count);
      return { name, value: restorePem(value), label: count === 1 ? label : `${label} (${count})` };
    });
}

/** As the engine takes them. */
export function asSecrets(secrets: readonly EnvSecret[]): readonly Secret[] {
  return secrets.map(({ label, value }) => ({ label, value }));
}
