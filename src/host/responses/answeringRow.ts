import type { TemporaryAnswer } from '../../protocol/answering.ts';
import { itemKinds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { SourceRow } from '../sources/sourceRows.ts';
import { described, lines, readOut } from '../shared/rowText.ts';
import type { Translate } from '../words/translate.ts';
import { remainingText, ruleText } from './answerText.ts';

function answeringRow(temporary: TemporaryAnswer, t: Translate): SourceRow {
  const label = t('Responding {0}', ruleText(temporary.rule, t));
  const remaining = remainingText(temporary, t);
  const whose = temporary.source === null ? '' : t('for {0}', displayText(temporary.source));
  return {
    id: 'answering',
    label,
    description: described(remaining, whose),
    accessibleLabel: readOut(label, remaining, whose),
    tooltip: lines(
      readOut(label, remaining, whose),
      t('Instead of what is configured. The button of this row ends it; so does a restart.'),
    ),
    icon: 'reply',
    color: 'problemsWarningIcon.foreground',
    kind: itemKinds.answering,
    provider: null,
    source: temporary.source,
    command: null,
  };
}

/**
 * The row of what is answered for a while where it is of this source (null: of all), to stand right after that of the
 * source or of the listener. Not within it: a row that gets its first child stays folded.
 */
export function answeringRows(
  source: string | null,
  temporary: TemporaryAnswer | null,
  t: Translate,
): readonly SourceRow[] {
  return temporary === null || temporary.source !== source ? [] : [answeringRow(temporary, t)];
}
