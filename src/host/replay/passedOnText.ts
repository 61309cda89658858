import type { Translate } from '../words/translate.ts';
import type { PassedOn } from '../../protocol/delivery.ts';

/** Whether the sender was given an application's answer, in few words. */
export function passedOnWords(passedOn: PassedOn, t: Translate): string {
  return passedOn === 'given' ? t('given to the sender') : t('not given to the sender');
}

/** What the sender had of an application's answer. */
export function passedOnText(passedOn: PassedOn, t: Translate): string {
  switch (passedOn) {
    case 'given':
      return t('got this response');
    case 'late':
      return t(
        'had its configured response already: this one came too late (“Longest wait for the app” of the source)',
      );
    case 'left':
      return t('closed the connection before this response came');
    case 'noAnswer':
      return t('got its configured response, since none came');
    case 'cutOff':
      return t('got its configured response, since this one is not whole');
    case 'unusable':
      return t('got its configured response, since this one cannot be passed on');
  }
}
