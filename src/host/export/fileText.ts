import type { ExportCalls, ImportResult } from '../../protocol/exports.ts';
import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

/** Skipped entries that are named. */
const named = 3;

/** Said after an export. */
export function exportedText(
  { events, leftOut }: ExportCalls['exportEvents']['result'],
  file: string,
  t: Translate,
): string {
  const name = displayText(file, 100);
  const exported =
    events === 1
      ? t('Exported 1 event to {0}.', name)
      : t('Exported {0} events to {1}.', numberText(events), name);
  return leftOut === 0
    ? exported
    : t(
        '{0} {1} refused are left out: HAR has no word for what is no request.',
        exported,
        numberText(leftOut),
      );
}

const wholeText = (imported: number, t: Translate): string =>
  imported === 1 ? t('Imported 1 event.') : t('Imported {0} events.', numberText(imported));

function noRoomText(count: number, t: Translate): string {
  return t(
    'There is no room for {0} more: delete events, or raise “Max Events” and “Max Megabytes”.',
    numberText(count),
  );
}

/** Entries that could be read, and found no room. */
function beyondRoom({ imported, found, skipped }: ImportResult): number {
  return found - imported - skipped;
}

export function isRoomLacking(result: ImportResult): boolean {
  return beyondRoom(result) > 0;
}

/** Said after an import: how many came in, and what was wrong with the first of the others. */
export function importedText(result: ImportResult, t: Translate): string {
  const { imported, found, skipped, told } = result;
  const beyond = beyondRoom(result);
  const whole = found === imported;
  const count = whole
    ? wholeText(imported, t)
    : t('Imported {0} of {1} events.', numberText(imported), numberText(found));
  const reasons = told
    .slice(0, named)
    .map(({ entry, why }) => t('Entry {0}: {1}.', numberText(entry), displayText(why, 120)));
  const more = skipped - reasons.length;
  return [
    count,
    ...reasons,
    ...(more > 0 ? [t('{0} more cannot be read.', numberText(more))] : []),
    ...(beyond > 0 ? [noRoomText(beyond, t)] : []),
  ].join(' ');
}

/** The name that a new file is offered under: `webhooks-2026-05-01.har`. */
export function fileName(now: Date, ending: string): string {
  return `webhooks-${now.toISOString().slice(0, 10)}.${ending}`;
}
