import type { Detection } from '../../protocol/detection.ts';
import { displayText } from '../words/displayText.ts';
import { placeText } from '../words/placeText.ts';
import { listText } from './signedContentText.ts';
import type { Translate } from '../words/translate.ts';
import type { Reason } from '../../protocol/reason.ts';

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

/** That the sender is not known, also where a signature is there: several sign so, or none that is known. */
function unknownText(reason: Reason | undefined, t: Translate): string {
  const signature = reason?.code === 'unrecognised' ? reason.signature : undefined;
  return signature === undefined
    ? t('not known: nothing in the request shows the sender')
    : t('not known: {0} does not show by itself who signed', placeText(signature.place, t));
}

/** Reasons that a provider other than the sender's would have as well. */
const open: ReadonlySet<Reason['code']> = new Set([
  'absent',
  'emptySignature',
  'wrongForm',
  'wrongLength',
  'wrongCharacter',
  'wrongTime',
  'mismatch',
  'bodyHash',
  'unusableSecret',
]);

/** Why an event is taken for its provider's; `provider` is that one's name, `reason` that of the event's verdict. */
export function detectionText(detection: Detection, provider: string, t: Translate, reason?: Reason): string {
  switch (detection.by) {
    case 'nothing':
      return unknownText(reason, t);
    case 'chosen':
      return reason !== undefined && open.has(reason.code)
        ? t('chosen by you; if that may be wrong, choose “Recognise Automatically” in “Check as Provider...”')
        : t('chosen by you');
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
