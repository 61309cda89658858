import type { StorageNotice } from '../protocol/engine.ts';
import { notificationText } from './displayText.ts';
import type { Translate } from './translate.ts';

type NoticeOf<K extends StorageNotice['kind']> = Extract<StorageNotice, { readonly kind: K }>;

/** Characters: a path is long, and it is what the person needs. */
const longestPath = 1000;

function setAsideText({ why, movedTo }: NoticeOf<'setAside'>, t: Translate): string {
  const file = notificationText(movedTo, longestPath);
  switch (why) {
    case 'corrupt':
      return t(
        'The stored webhooks could not be read: the file is damaged. It was kept as {0}, and a new one was begun.',
        file,
      );
    case 'newerVersion':
      return t(
        'The stored webhooks were written by a newer version of Webhook Debugger. They were kept as {0}, and a new file was begun. Update the extension to read them.',
        file,
      );
    case 'readOnly':
      return t(
        'The stored webhooks are in a file that cannot be written. It was kept as {0}, and a new one was begun.',
        file,
      );
  }
}

function failingText({ why, file, detail }: NoticeOf<'failing'>, t: Translate): string {
  const path = notificationText(file, longestPath);
  return why === 'full'
    ? t(
        'Webhooks cannot be stored: the disk of {0} is full. Senders get a 507 and should try again later. Free some disk space; capture resumes by itself.',
        path,
      )
    : t(
        'Webhooks cannot be stored in {0}: {1}. Senders get a 503 and should try again later.',
        path,
        notificationText(detail),
      );
}

/** What happened to the store, where, and what to do, as a message. */
export function noticeText(notice: StorageNotice, t: Translate): string {
  switch (notice.kind) {
    case 'setAside':
      return setAsideText(notice, t);
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
    case 'failing':
      return notice.file;
    case 'recovered':
      return null;
  }
}
