import { Buffer } from 'node:buffer';
import { HumanError } from '../../common/errors.ts';
import type { HttpDocument } from '../../protocol/httpFile.ts';
import type { Knowledge } from '../verification/knowledge.ts';
import { offeredSecret } from '../verification/questions.ts';
import type { StoredEvent } from '../store/storedEvent.ts';

/** Shorter ones are words that stand in any body. */
const shortest = 8;

/**
 * Makes sure that no signing secret leaves in a file: neither a saved one, nor one that a handshake brought. `event` is null
 * for one that was never captured.
 * @throws HumanError where one would.
 */
export function refuseSecrets(
  { text, bodyFile }: HttpDocument,
  event: StoredEvent | null,
  knowledge: Knowledge,
): void {
  const saved = Object.values(knowledge.secrets).flatMap((secrets) => secrets.map(({ value }) => value));
  const offered = event === null ? null : offeredSecret(event, knowledge);
  const contents = [Buffer.from(text), Buffer.from(bodyFile?.bytes ?? [])];
  const isHeld = [...saved, ...(offered === null ? [] : [offered])]
    .filter((secret) => secret.length >= shortest)
    .some((secret) => contents.some((content) => content.includes(secret)));
  if (isHeld) {
    throw new HumanError(
      'This request holds a signing secret: it is not saved as a file that others may read.',
    );
  }
}
