import type { SignatureKind, UnknownSignature } from '../../protocol/unknownSignature.ts';
import { displayText } from '../words/displayText.ts';
import { placeAtStart, placeText } from '../words/placeText.ts';
import { listText } from './signedContentText.ts';
import type { Translate } from '../words/translate.ts';
import type { DigestEncoding } from '../../protocol/signature.ts';
import type { Explanation, ReasonOf, ReasonWords } from './reasonWords.ts';

function kindText(kind: SignatureKind, t: Translate): string {
  const texts: Readonly<Record<SignatureKind, () => string>> = {
    'hmac-md5': () => t('an HMAC-MD5'),
    'hmac-sha1': () => t('an HMAC-SHA1'),
    'hmac-sha256': () => t('an HMAC-SHA256'),
    'hmac-sha384': () => t('an HMAC-SHA384'),
    'hmac-sha512': () => t('an HMAC-SHA512'),
    ed25519: () => t('an Ed25519 signature'),
    ecdsa: () => t('an ECDSA signature'),
    rsa: () => t('an RSA signature'),
    jws: () => t('a JSON Web Signature (JWT)'),
    'http-message': () => t('an HTTP message signature'),
  };
  return texts[kind]();
}

const encodingNames: Readonly<Record<DigestEncoding, string>> = {
  hex: 'hex',
  'hex-upper': 'upper-case hex',
  base64: 'Base64',
  base64url: 'Base64url',
};

/** What it looks like, without claiming that it is: a length is that of several algorithms. */
function formText({ kinds, encoding }: UnknownSignature, t: Translate): string {
  const [first, second] = kinds.map((kind) => kindText(kind, t));
  const kind = second === undefined ? (first ?? '') : t('{0} or {1}', first ?? '', second);
  return encoding === null ? kind : t('{0} in {1}', kind, encodingNames[encoding]);
}

function signatureText(
  signature: UnknownSignature,
  alike: readonly string[] | undefined,
  t: Translate,
): string {
  const place = placeAtStart(signature.place, t);
  const form = formText(signature, t);
  if (alike === undefined) {
    return t('{0} looks like {1}; no known provider signs so.', place, form);
  }
  const names = alike.map((name) => displayText(name));
  return names.length === 0
    ? t('{0} looks like {1}.', place, form)
    : t('{0} looks like {1}, as used by {2}.', place, form, listText(names, t));
}

/** That nothing shows whose a request is, or what its signature looks like; never that something is wrong with it. */
export function describeUnrecognised(
  { signature, maybe, alike }: ReasonOf<'unrecognised'>,
  { t }: ReasonWords,
): Explanation {
  if (signature !== undefined) {
    return { reason: signatureText(signature, alike, t), advice: '' };
  }
  return {
    reason: t('Nothing shows who sent this.'),
    advice:
      maybe === undefined
        ? ''
        : t(
            'If {0} sent it, its {1} header is missing.',
            displayText(maybe.provider),
            placeText(maybe.place, t),
          ),
  };
}
