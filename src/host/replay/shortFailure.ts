import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import type { Delivery } from '../../protocol/delivery.ts';

type Failure = Pick<NonNullable<Delivery['failure']>, 'code' | 'detail'>;

/** Why no answer came, in two or three words; the sentence with the remedy is `failureText`. */
export function shortFailure({ code, detail }: Failure, t: Translate): string {
  switch (code) {
    case 'ECONNREFUSED':
      return t('connection refused');
    case 'ECONNRESET':
    case 'EPIPE':
      return t('connection closed');
    case 'ETIMEDOUT':
      return t('no response in time');
    case 'ENOTFOUND':
      return t('unknown name');
    default:
      return displayText(code || detail, 40);
  }
}
