import { likelyKeys, type Key } from '../../protocol/keyGuess.ts';
import { isVerified, type Verdict } from '../../protocol/verdict.ts';
import { customRow, type Draft } from './customProviderRow.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { describeReason } from '../signature/reasonText.ts';
import { customProblemText } from '../settings/settingText.ts';
import type { Translate } from '../words/translate.ts';

/** What the event says of the answers. */
export interface Proof {
  readonly verdict: Verdict;
  readonly reason: string;
  /** With the key rule that fits, where one does. */
  readonly draft: Draft;
}

/** An id that no provider has for long: it is used while nobody knows what the provider is called. */
const probeId = 'new-custom-provider';

/** Checks an event against the answers, with each of the `keys` that the secret may become; null without event or secret. */
export async function prove(
  draft: Draft,
  engine: EngineCaller,
  t: Translate,
  keys: readonly Key[] = draft.kind === 'token' ? [draft.key] : likelyKeys(draft.secret, draft.algorithm),
): Promise<Proof | null> {
  const id = draft.event?.summary.id;
  if (id === undefined || draft.secret === '') {
    return null;
  }
  const secrets = [{ label: t('entered here'), value: draft.secret }];
  let first: Proof | null = null;
  for (const key of keys) {
    const tried = { ...draft, key };
    const row = customRow(tried, probeId, t('The provider'));
    const { verdict, reason, problems } = await engine.call('tryProvider', { id, row, secrets });
    const words = describeReason(reason, { t, signedContent: draft.kind === 'token' ? '' : draft.content });
    const [problem] = problems;
    const text = problem === undefined ? words.reason : customProblemText(problem, t);
    const proof: Proof = { verdict, reason: text, draft: tried };
    if (isVerified(verdict)) {
      return proof;
    }
    first ??= proof;
  }
  return first;
}
