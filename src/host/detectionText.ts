import type { Detection } from '../protocol/detection.ts';
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

type Family = Extract<Detection, { readonly by: 'family' }>;

function familyText({ members, headers, toldBy }: Family, provider: string, t: Translate): string {
  const names = listText(members, t);
  const known = headersText(headers, t);
  const texts: Readonly<Record<Family['toldBy'], () => string>> = {
    match: () =>
      t('recognised by {0}, which {1} share; the saved secret of {2} matches', known, names, provider),
    onlySecret: () =>
      t('recognised by {0}, which {1} share; only {2} has a saved secret', known, names, provider),
    nothing: () =>
      t('recognised by {0}, which {1} share; no saved secret shows which of them sent it', known, names),
  };
  return texts[toldBy]();
}

/** Why an event is taken for its provider's; `provider` is that one's name. */
export function detectionText(detection: Detection, provider: string, t: Translate): string {
  switch (detection.by) {
    case 'nothing':
      return t('not known: nothing in the request shows the sender');
    case 'chosen':
      return t('chosen by you');
    case 'source':
      return t('set for the source {0}', displayText(detection.source));
    case 'headers':
      return t('recognised by {0}', headersText(detection.headers, t));
    case 'shape':
      return t(
        'recognised by fields of the request: {0}',
        listText(
          detection.names.map((name) => displayText(name)),
          t,
        ),
      );
    case 'family':
      return familyText(detection, provider, t);
    case 'match':
      return t('recognised by its signature: it verifies with the saved secret of {0}', provider);
    case 'onlySecret':
      return t('only {0} has a saved secret, which does not show that it sent this', provider);
  }
}
