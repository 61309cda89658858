import { changed } from './causeTextEdited.ts';
import { said, type CauseContext, type CauseWords } from './causeWords.ts';
import { codeText } from './differenceText.ts';
import { rawBodyIn } from './remedies.ts';

/** The signed body came inside another JSON: as its `name`, where that is known. */
function wrapped(context: CauseContext, name: string): CauseWords {
  const { t } = context;
  return changed(
    context,
    name === ''
      ? t('the body was wrapped in another JSON on the way')
      : t('the body was wrapped in another JSON on the way, as its {0}', codeText(name)),
    name === ''
      ? undefined
      : t(
          'Verify what {0} holds, byte for byte, not the JSON around it: queues and event buses such as SQS, SNS and Pub/Sub add that.',
          codeText(name),
        ),
  );
}

/** A body that came in another JSON, or alone where it was signed in one. */
export function unwrapped(context: CauseContext): CauseWords {
  const { t } = context;
  const name = said(context, 'name');
  const by = said(context, 'by');
  if (by === 'lambda') {
    return changed(
      context,
      t('the whole event of AWS Lambda came in place of its body'),
      t('Verify `event.body`, decoded from Base64 where `event.isBase64Encoded` is true.'),
    );
  }
  if (by === 'copy') {
    return changed(
      context,
      t(
        'a copy of the parameters was added to the JSON as {0}, as Rails does (wrap_parameters)',
        codeText(name),
      ),
      [
        {
          text: t('Verify the raw body in place of `params`:'),
          code: rawBodyIn(['ruby'], t),
        },
      ],
    );
  }
  if (said(context, 'received') === 'wrapped') {
    return wrapped(context, name);
  }
  return changed(context, t('the body was extracted from the JSON that was signed'));
}
