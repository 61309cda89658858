import type { causeFamilies } from '../../protocol/diagnosis.ts';
import type { Translate } from '../translate.ts';
import { codeText } from './differenceText.ts';
import { ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';

const passBytes = (t: Translate): string =>
  t('Have whatever stands between sender and listener pass the body on byte for byte.');

function changed(context: CauseContext, clause: string): CauseWords {
  return { clause, remedy: passBytes(context.t), proof: 'without' };
}

function compressed(context: CauseContext, clause: (how: string) => string, bare: () => string): string {
  return ifSaid(context, 'format', clause, bare);
}

/** A body that ended early, with its figures where they are known. */
function truncated(context: CauseContext): CauseWords {
  const { t } = context;
  const declared = said(context, 'declared');
  const hasFigures = declared !== '' && declared !== 'null';
  const remedy = t(
    'Look for a limit of a proxy or tunnel on the way, or a sender that hung up, and send it again.',
  );
  if (hasFigures) {
    const received = said(context, 'received');
    return {
      clause: t('the body was cut off on the way, after {0} of {1} bytes', received, declared),
      remedy,
    };
  }
  return {
    clause: ifSaid(
      context,
      'missing',
      (missing) => t('the body was cut off on the way: its end, {0}, is missing', codeText(missing)),
      () => t('the body was cut off on the way'),
    ),
    remedy,
  };
}

function charset(context: CauseContext): CauseWords {
  const { t } = context;
  const [signed, received] = [said(context, 'signed'), said(context, 'received')];
  if (received === 'U+FFFD') {
    return changed(
      context,
      t('the body was read in the wrong encoding, which left the replacement character U+FFFD in it'),
    );
  }
  return changed(
    context,
    signed === '' || received === ''
      ? t('the characters of the body were converted to another encoding')
      : t('the characters of the body were converted from {0} to {1}', signed, received),
  );
}

function base64(context: CauseContext): CauseWords {
  const { t } = context;
  const isWrapped = said(context, 'received') === 'base64';
  return {
    clause: isWrapped
      ? t('the body was put in Base64 on the way')
      : t('the sender signed the body in Base64 and sent it decoded'),
    remedy: isWrapped
      ? t(
          'Decode the body before it is verified where a gateway hands it over in Base64 (such as isBase64Encoded of AWS Lambda).',
        )
      : t('Have the sender sign the bytes that it sends.'),
  };
}

function form(context: CauseContext): CauseWords {
  const { t } = context;
  const [signed, received] = [said(context, 'signed'), said(context, 'received')];
  const remedy = t(
    'Verify the bytes of the form as they came, and choose the content type at the sender once.',
  );
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

function unwrapped(context: CauseContext): CauseWords {
  const { t } = context;
  const name = said(context, 'name');
  if (said(context, 'received') === 'wrapped') {
    return changed(
      context,
      name === ''
        ? t('the body was wrapped in another JSON on the way')
        : t('the body was wrapped in another JSON on the way, as its {0}', codeText(name)),
    );
  }
  return changed(context, t('the body was extracted from the JSON that was signed'));
}

function edited(context: CauseContext): CauseWords {
  const { t } = context;
  if (said(context, 'received') === 'object') {
    return {
      clause: t('the body is “[object Object]”: JavaScript wrote an object as text'),
      remedy: t('Send JSON.stringify of the object, or the raw body.'),
    };
  }
  if (said(context, 'added') !== '') {
    return changed(
      context,
      said(context, 'added') === 'twice' ? t('the body came twice') : t('something was added to the body'),
    );
  }
  return {
    clause: t('the body was edited after it was signed'),
    remedy: t('Re-sign it after an edit; a replay of an edited event needs a new signature.'),
  };
}

function empty(context: CauseContext): CauseWords {
  const { t } = context;
  const signed = said(context, 'signed');
  if (said(context, 'received') === 'empty') {
    return {
      clause: t('the body was lost on the way: it came empty'),
      remedy: t(
        'Look for a redirect or a proxy on the way that drops bodies, and for a sender that signs one and sends none.',
      ),
    };
  }
  return {
    clause:
      signed === '' || signed === 'empty'
        ? t('the signature is over an empty body')
        : t('the signature is over {0} in place of the body', codeText(signed)),
    remedy: t(
      'Have the sender sign the body that it sends: it was signed before it was written, or its stream was read already.',
    ),
  };
}

/** What happened to a body as a whole. */
export const bodyTexts: CauseTexts<(typeof causeFamilies.body)[number]> = {
  'body-newline-added': (context) => changed(context, context.t('a final newline was added to the body')),
  'body-newline-removed': (context) =>
    changed(context, context.t('the final newline of the body was removed')),
  'body-crlf': (context) => changed(context, context.t('the line ends of the body became CRLF')),
  'body-lf': (context) => changed(context, context.t('the line ends of the body became LF')),
  'body-bom-added': (context) =>
    changed(context, context.t('a byte order mark was put in front of the body')),
  'body-bom-removed': (context) =>
    changed(context, context.t('the byte order mark at the start of the body was removed')),
  'body-compressed': (context) => ({
    clause: compressed(
      context,
      (how) => context.t('the body came compressed ({0}), and the signature is over what it unpacks to', how),
      () => context.t('the body came compressed, and the signature is over what it unpacks to'),
    ),
    remedy: context.t(
      'Unpack the body before its signature is verified, or have the proxy on the way not compress it.',
    ),
  }),
  'body-decompressed': (context) => ({
    clause: compressed(
      context,
      (how) =>
        context.t(
          'the body was unpacked on the way, and the signature is over its compressed bytes ({0})',
          how,
        ),
      () => context.t('the body was unpacked on the way, and the signature is over its compressed bytes'),
    ),
    remedy: context.t('Have the proxy on the way pass compressed bodies on as they are.'),
  }),
  'body-charset': charset,
  'body-normalised': (context) =>
    changed(
      context,
      context.t('accented letters of the body were composed or taken apart (Unicode NFC and NFD)'),
    ),
  'body-base64': base64,
  'body-form': form,
  'body-form-spaces': (context) =>
    changed(context, context.t('the form was written again, with its spaces encoded otherwise')),
  'body-double-encoded': (context) =>
    changed(context, context.t('the JSON was encoded once more, as a string, on the way')),
  'body-unwrapped': unwrapped,
  'body-truncated': truncated,
  'body-empty': empty,
  'body-edited': edited,
};
