import { changed } from './causeTextEdited.ts';
import { said, type CauseContext, type CauseWords } from './causeWords.ts';

/** JSON that was made a form. */
function asForm(context: CauseContext, received: 'escaped' | 'fieldName'): CauseWords {
  const { t } = context;
  if (received === 'escaped') {
    return changed(
      context,
      t('the body was URL-encoded, as curl --data-urlencode does'),
      t('With curl, use `--data-binary` in place of `--data-urlencode`.'),
    );
  }
  return changed(
    context,
    t('a program took the JSON for a form with one field, and wrote that form'),
    t(
      'Have the sender set Content-Type to application/json, and verify the raw body: curl -d without it sends a form.',
    ),
  );
}

/** What happened to a form, or made one of a body. */
export function form(context: CauseContext): CauseWords {
  const { t } = context;
  const [signed, received] = [said(context, 'signed'), said(context, 'received')];
  const remedy = t(
    'Verify the bytes of the form as they came, and choose the content type at the sender once.',
  );
  if (received === 'escaped' || received === 'fieldName') {
    return asForm(context, received);
  }
  if (said(context, 'escapes') === 'decoded') {
    return changed(context, t('the escapes of the form were decoded on the way'), remedy);
  }
  if (said(context, 'order') !== '') {
    return changed(
      context,
      t('the form was written again, with its fields in another order'),
      t(
        'Verify the raw body, not what a parser makes of it: Go’s `url.Values.Encode` and others sort the fields.',
      ),
    );
  }
  if (said(context, 'escapes') !== '' || (signed === '' && received === '')) {
    return changed(context, t('the form was written again, with its escapes spelled otherwise'));
  }
  if (received === 'form') {
    return { clause: t('the signature is over the content alone, which came in a form field'), remedy };
  }
  return signed === 'form'
    ? { clause: t('the signature is over a form, of which only the content came'), remedy }
    : { clause: t('the signature is over the form with its escapes decoded'), remedy };
}
