import type { StorageNotice } from '../../protocol/storage.ts';
import { notificationText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';

type NoticeOf<K extends StorageNotice['kind']> = Extract<StorageNotice, { readonly kind: K }>;

/** Characters: a path is long, and it is what the person needs. */
const longestPath = 1000;

/** How many events were copied out of a damaged file, and how many were not. */
function recoveryText({ recovered, missing }: NoticeOf<'setAside'>, t: Translate): string {
  if (recovered === null) {
    return '';
  }
  return missing === null || missing === 0
    ? t('Events recovered from it: {0}.', numberText(recovered))
    : t('Events recovered from it: {0}; missing: at least {1}.', numberText(recovered), numberText(missing));
}

const sentences = (all: readonly string[]): string => all.filter((one) => one !== '').join(' ');

function setAsideText(notice: NoticeOf<'setAside'>, t: Translate): string {
  const file = notificationText(notice.movedTo, longestPath);
  switch (notice.why) {
    case 'corrupt':
      return sentences([
        t('The file of the stored webhooks was damaged and was kept as {0}.', file),
        recoveryText(notice, t),
        t(
          'New webhooks are stored in a new file, and senders get their usual response. If this happens again, check the disk.',
        ),
      ]);
    case 'foreign':
      return sentences([
        t('The file of the stored webhooks was replaced by another database, which was kept as {0}.', file),
        recoveryText(notice, t),
        t(
          'New webhooks are stored in a new file, and senders get their usual response. To get the old events back, close VS Code and restore the file from a backup.',
        ),
      ]);
    case 'newerVersion':
      return t(
        'The stored webhooks were written by a newer version of Webhook Debugger. They were kept as {0}, and a new file was begun. Update the extension to read them.',
        file,
      );
  }
}

function missingText({ file, missing, keptAs }: NoticeOf<'missing'>, t: Translate): string {
  const [path, count] = [notificationText(file, longestPath), numberText(missing)] as const;
  return keptAs === null
    ? t(
        'Stored webhooks are missing from {0} (at least {1}): the file was deleted, moved, replaced or cut short. New webhooks are stored there, and senders get their usual response. To get the old events back, close VS Code and restore the file from the trash or a backup.',
        path,
        count,
      )
    : t(
        'Stored webhooks are missing from {0} (at least {1}): the file or its log was deleted, emptied, replaced or overwritten. What was left of the log was kept as {2}. New webhooks are stored there, and senders get their usual response. To get the old events back, close VS Code and restore the file from the trash or a backup.',
        path,
        count,
        notificationText(keptAs, longestPath),
      );
}

function failingText({ why, file, detail }: NoticeOf<'failing'>, t: Translate): string {
  const path = notificationText(file, longestPath);
  switch (why) {
    case 'full':
      return t(
        'Webhooks cannot be stored: the disk of {0} is full. Senders get a 507 and should try again later. Free some disk space; capture resumes by itself.',
        path,
      );
    case 'readOnly':
      return t(
        'Webhooks cannot be stored: {0} is read-only. Senders get a 503 and should try again later; events stored earlier can still be read. Make the file and its folder writable; capture resumes by itself.',
        path,
      );
    case 'locked':
      return t(
        'Webhooks cannot be stored: another program keeps {0} locked. Senders get a 503 and should try again later. Close that program; capture resumes by itself.',
        path,
      );
    case 'unusable':
      return t(
        'Webhooks cannot be stored in {0}: {1}. Senders get a 503 and should try again later. Capture resumes by itself once the file can be written.',
        path,
        notificationText(detail),
      );
  }
}

/** What happened to the store, where, and what to do, as a message. */
export function noticeText(notice: StorageNotice, t: Translate): string {
  switch (notice.kind) {
    case 'setAside':
      return setAsideText(notice, t);
    case 'missing':
      return missingText(notice, t);
    case 'failing':
      return failingText(notice, t);
    case 'recovered':
      return t('Webhooks are stored again.');
  }
}

/** A few words for a row. */
export function noticeWords(notice: StorageNotice, t: Translate): string {
  return notice.kind === 'failing' && notice.why === 'full' ? t('disk full') : t('cannot store');
}

/** The file that a notice is about. */
export function noticeFile(notice: StorageNotice): string | null {
  switch (notice.kind) {
    case 'setAside':
      return notice.movedTo;
    case 'missing':
      return notice.keptAs ?? notice.file;
    case 'failing':
      return notice.file;
    case 'recovered':
      return null;
  }
}
