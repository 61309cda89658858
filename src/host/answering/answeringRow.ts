import type { TemporaryAnswer } from '../../protocol/answering.ts';
import { itemKinds } from '../contributions.ts';
import type { SourceRow } from '../sourceRows.ts';
import type { Translate } from '../translate.ts';
import { remainingText, ruleText } from './answerText.ts';

/** The row of what is answered for a while: below its source, or below the listener where it is for all. */
export function answeringRow(temporary: TemporaryAnswer, t: Translate): SourceRow {
  const label = t('Answering {0}', ruleText(temporary.rule, t));
  const description = remainingText(temporary, t);
  return {
    id: 'answering',
    label,
    description,
    accessibleLabel: `${label}, ${description}`,
    tooltip: t('Instead of what is configured. The button of this row ends it; so does a restart.'),
    icon: 'reply',
    color: 'problemsWarningIcon.foreground',
    kind: itemKinds.answering,
    provider: null,
    source: temporary.source,
    command: null,
  };
}

/** A row with that of what is answered for a while below it, where it is of this source; null for the listener. */
export function withAnswering(
  row: SourceRow,
  source: string | null,
  temporary: TemporaryAnswer | null,
  t: Translate,
): SourceRow {
  return temporary === null || temporary.source !== source
    ? row
    : { ...row, children: [...(row.children ?? []), answeringRow(temporary, t)] };
}
