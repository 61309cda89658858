import type { Detection } from '../protocol/event.ts';
import { displayText } from './displayText.ts';
import { listText } from './signedContentText.ts';
import type { Translate } from './translate.ts';

function headersText(headers: readonly string[], t: Translate): string {
  const list = listText(
    headers.map((header) => displayText(header)),
    t,
  );
  return headers.length === 1 ? t('the header {0}', list) : t('the headers {0}', list);
}

function familyText(detection: Extract<Detection, { by: 'family' }>, provider: string, t: Translate): string {
  const { family, headers, secretMatches } = detection;
  const known = headersText(headers, t);
  return secretMatches
    ? t('family {0}, recognised by {1}; narrowed by the saved secret of {2}', family, known, provider)
    : t('family {0}, recognised by {1}; only {2} of it has a saved secret', family, known, provider);
}

/** Why an event is taken for its provider's; `provider` is that one's name. */
export function detectionText(detection: Detection, provider: string, t: Translate): string {
  switch (detection.by) {
    case 'nothing':
      return t('not recognised: nothing in the request shows whose it is');
    case 'chosen':
      return t('chosen by you');
    case 'source':
      return t('the source {0} says so', displayText(detection.source));
    case 'headers':
      return t('recognised by {0}', headersText(detection.headers, t));
    case 'shape':
      return t(
        'recognised by what it holds: {0}',
        listText(
          detection.names.map((name) => displayText(name)),
          t,
        ),
      );
    case 'family':
      return familyText(detection, provider, t);
    case 'onlySecret':
      return t('nothing shows another sender, and only {0} has a saved secret', provider);
  }
}
