import type { causeFamilies } from '../../protocol/diagnosis.ts';
import type { Translate } from '../translate.ts';
import { ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';

const passBytes = (t: Translate): string =>
  t('Have whatever stands between sender and listener pass the body on byte for byte.');

function changed(context: CauseContext, clause: string): CauseWords {
  return { clause, remedy: passBytes(context.t), proof: 'without' };
}

function compressed(context: CauseContext, clause: (how: string) => string, bare: () => string): string {
  return ifSaid(context, 'encoding', clause, bare);
}

/** A body that ended early, with its figures where they are known. */
function truncated(context: CauseContext): CauseWords {
  const { t } = context;
  const declared = said(context, 'declared');
  return {
    clause:
      declared === '' || declared === 'null'
        ? t('the body was cut off on the way')
        : t('the body was cut off on the way, after {0} of {1} bytes', said(context, 'received'), declared),
    remedy: t(
      'Look for a limit of a proxy or tunnel on the way, or a sender that hung up, and send it again.',
    ),
  };
}

/** What happened to a body as a whole. */
export const bodyTexts: CauseTexts<(typeof causeFamilies.body)[number]> = {
  'body-newline-added': (context) => changed(context, context.t('a final newline was added to the body')),
  'body-newline-removed': (context) =>
    changed(context, context.t('the final newline of the body was taken away')),
  'body-crlf': (context) => changed(context, context.t('the line ends of the body became CRLF')),
  'body-lf': (context) => changed(context, context.t('the line ends of the body became LF')),
  'body-bom-added': (context) =>
    changed(context, context.t('a byte order mark was put in front of the body')),
  'body-bom-removed': (context) =>
    changed(context, context.t('the byte order mark in front of the body was taken away')),
  'body-compressed': (context) => ({
    clause: compressed(
      context,
      (how) => context.t('the body came compressed ({0}), and the signature is over what it unpacks to', how),
      () => context.t('the body came compressed, and the signature is over what it unpacks to'),
    ),
    remedy: context.t(
      'Unpack the body before its signature is verified, or have the proxy on the way not compress it.',
    ),
    proof: 'so',
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
    proof: 'so',
  }),
  'body-charset': (context) =>
    changed(
      context,
      ifSaid(
        context,
        'charset',
        (charset) =>
          context.t('the characters of the body were converted to another encoding, from {0}', charset),
        () => context.t('the characters of the body were converted to another encoding'),
      ),
    ),
  'body-normalised': (context) =>
    changed(
      context,
      context.t('accented letters of the body were composed or taken apart (Unicode NFC and NFD)'),
    ),
  'body-base64': (context) => ({
    clause: context.t('the body was wrapped in Base64, or unwrapped, on the way'),
    remedy: context.t(
      'Decode the body before it is verified where a gateway hands it over in Base64 (such as isBase64Encoded of AWS Lambda).',
    ),
    proof: 'so',
  }),
  'body-form': (context) => ({
    clause: context.t('the body was put in a form field, or taken out of one, on the way'),
    remedy: context.t('Verify the bytes of the form as they came, or set the sender’s content type to JSON.'),
    proof: 'so',
  }),
  'body-form-spaces': (context) =>
    changed(
      context,
      context.t('the form was written again, with spaces or other characters encoded otherwise'),
    ),
  'body-double-encoded': (context) =>
    changed(context, context.t('the JSON was encoded once more, as a string')),
  'body-unwrapped': (context) =>
    changed(context, context.t('the JSON was a string that holds JSON, and was unwrapped')),
  'body-truncated': truncated,
  'body-empty': (context) => ({
    clause: context.t('the signature is over an empty body'),
    remedy: context.t(
      'Have the sender sign the body that it sends: it was signed before it was written, or its stream was read already.',
    ),
    proof: 'so',
  }),
  'body-edited': (context) => ({
    clause: context.t('the body was edited after it was signed'),
    remedy: context.t('Sign it anew after an edit; a replay of an edited event needs a new signature.'),
  }),
};
