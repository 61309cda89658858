import type { causeFamilies } from '../../protocol/diagnosis.ts';
import type { Translate } from '../words/translate.ts';
import { byteCountText, numberText } from '../words/wording.ts';
import { changed, edited } from './causeTextEdited.ts';
import { form } from './causeTextBodyForm.ts';
import { unwrapped } from './causeTextWrapped.ts';
import { codeText } from './differenceText.ts';
import type { Remedy } from './steps.ts';
import { ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';

/** Line ends are changed by programs that read and write files more than by what forwards requests. */
const fileRemedy = (t: Translate, ofFile: string): Remedy => [
  ofFile,
  t('Otherwise, have every proxy, tunnel and script on the way pass the body on byte for byte.'),
];

const lineEnds = (t: Translate): Remedy =>
  fileRemedy(
    t,
    t(
      'If the body comes from a file, look for an editor that converts line ends, and for Git’s `core.autocrlf`.',
    ),
  );

function newlineRemoved(context: CauseContext): CauseWords {
  const { t } = context;
  return changed(
    context,
    said(context, 'count') === 'all'
      ? t('all line ends of the body were removed, as curl -d @file does')
      : t('the final newline of the body was removed'),
    [
      t('With curl, use `--data-binary` in place of `-d`.'),
      t('Otherwise, verify and forward the raw body without trimming it.'),
    ],
  );
}

function newlineAdded(context: CauseContext): CauseWords {
  const { t } = context;
  return changed(
    context,
    said(context, 'kind') === 'whitespace'
      ? t('white space was added around the body')
      : t('a final newline was added to the body'),
    fileRemedy(
      t,
      t(
        'If the body comes from a file or `echo`, look for an editor or a command that ends it with a newline.',
      ),
    ),
  );
}

function compressed(context: CauseContext, clause: (how: string) => string, bare: () => string): string {
  return ifSaid(context, 'format', clause, bare);
}

/** A body that ended early, with its figures where they are known. */
function truncated(context: CauseContext): CauseWords {
  const { t } = context;
  const [received, declared] = ['received', 'declared'].map((name) => said(context, name));
  const hasFigures = /^\d+$/.test(received ?? '') && /^\d+$/.test(declared ?? '');
  const remedy = t(
    'Look for a limit of a proxy or tunnel on the way, or a sender that hung up, and send it again.',
  );
  if (hasFigures) {
    return {
      clause: t(
        'the body was cut off on the way, after {0} of {1}',
        numberText(Number(received)),
        byteCountText(Number(declared), t),
      ),
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
  if (received === '?') {
    return changed(
      context,
      t('characters of the body were replaced with ?, as encoders write for what their charset lacks'),
      t('Encode the body as UTF-8 wherever it becomes bytes, or pass the raw bytes through.'),
    );
  }
  if (said(context, 'lost') !== '') {
    return {
      clause: t('the sender signed the body with ? for characters that {0} lacks', signed),
      remedy: t('Have the sender encode the body as UTF-8 before it signs it.'),
      proof: 'with',
    };
  }
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
          'Decode the body before it is verified where a gateway hands it over in Base64 (such as `isBase64Encoded` of AWS Lambda).',
        )
      : t('Have the sender sign the bytes that it sends.'),
  };
}

function empty(context: CauseContext): CauseWords {
  const { t } = context;
  const signed = said(context, 'signed');
  const received = said(context, 'received');
  if (received !== '' && received !== 'empty') {
    return {
      clause: t('a program sent {0} in place of the body, which it had not read', codeText(received)),
      remedy: t('Read the raw body before you forward it: without a body parser, it is empty.'),
    };
  }
  if (received === 'empty') {
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
  'body-newline-added': newlineAdded,
  'body-newline-removed': newlineRemoved,
  'body-crlf': (context) =>
    changed(context, context.t('the line ends of the body became CRLF'), lineEnds(context.t)),
  'body-lf': (context) =>
    changed(context, context.t('the line ends of the body became LF'), lineEnds(context.t)),
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
    remedy: [
      context.t('If the sender compresses its requests, unpack the body before you verify it.'),
      context.t('If it does not, have the proxy on the way pass the body on as it came.'),
    ],
  }),
  'body-decompressed': (context) => ({
    clause: compressed(
      context,
      (how) => context.t('the body came unpacked, and the signature is over its compressed bytes ({0})', how),
      () => context.t('the body came unpacked, and the signature is over its compressed bytes'),
    ),
    remedy: context.t(
      'Have the proxy on the way pass compressed bodies on as they are, or the sender sign the bytes that it sends.',
    ),
  }),
  'body-charset': charset,
  'body-normalised': (context) =>
    changed(
      context,
      said(context, 'signed') === 'NFKC'
        ? context.t('characters of the body were replaced with ones that look alike, such as no-break spaces')
        : context.t('accented letters of the body were composed or taken apart (Unicode NFC and NFD)'),
    ),
  'body-base64': base64,
  'body-form': form,
  'body-form-spaces': (context) =>
    changed(context, context.t('the form was written again, with its spaces encoded otherwise')),
  'body-double-encoded': (context) =>
    said(context, 'in') === 'sender'
      ? {
          clause: context.t('the sender signed the JSON encoded once more, as a string, and sent it plain'),
          remedy: context.t('Have the sender sign the very text that it sends, without encoding it again.'),
          proof: 'with',
        }
      : changed(context, context.t('the JSON was encoded once more, as a string, on the way')),
  'body-unwrapped': unwrapped,
  'body-truncated': truncated,
  'body-empty': empty,
  'body-edited': edited,
};
