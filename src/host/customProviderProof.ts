import type { Verdict } from '../protocol/event.ts';
import { customRow, likelyKeys, otherDrafts, type Draft } from './customProviderRow.ts';
import type { EngineCaller } from './engineClient.ts';
import { describeReason } from './reasonText.ts';
import { customProblemText } from './sources/settingText.ts';
import type { Translate } from './translate.ts';

/** What the event says of the answers. */
export interface Proof {
  readonly verdict: Verdict;
  readonly reason: string;
  /** With the key rule that fits, where one does. */
  readonly draft: Draft;
}

/** An id that no provider has for long: it is used while nobody knows what the provider is called. */
const probeId = 'new-custom-provider';

/** Holds an event against the answers, with each way to make a key of the secret; null where there is nothing to hold. */
export async function prove(draft: Draft, engine: EngineCaller, t: Translate): Promise<Proof | null> {
  const id = draft.event?.summary.id;
  if (id === undefined || draft.secret === '') {
    return null;
  }
  const secrets = [{ label: t('entered here'), value: draft.secret }];
  const keys = draft.kind === 'token' ? [draft.key] : likelyKeys(draft.secret, draft.algorithm);
  let first: Proof | null = null;
  for (const key of keys) {
    const tried = { ...draft, key };
    const row = customRow(tried, probeId, t('The provider'));
    const { verdict, reason, problems } = await engine.call('tryProvider', { id, row, secrets });
    const words = describeReason(reason, { t, signedContent: draft.kind === 'token' ? '' : draft.content });
    const [problem] = problems;
    const text = problem === undefined ? words.reason : customProblemText(problem, t);
    const proof: Proof = { verdict, reason: text, draft: tried };
    if (verdict === 'valid') {
      return proof;
    }
    first ??= proof;
  }
  return first;
}

/** Looks for other answers that make the event valid with the same secret; null where none of the likely ones does. */
export async function findFitting(draft: Draft, engine: EngineCaller, t: Translate): Promise<Proof | null> {
  for (const other of draft.kind === 'token' ? [] : otherDrafts(draft)) {
    const proof = await prove(other, engine, t);
    if (proof?.verdict === 'valid') {
      return proof;
    }
  }
  return null;
}
