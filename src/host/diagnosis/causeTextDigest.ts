import type { causeFamilies } from '../../protocol/diagnosis.ts';
import type { Translate } from '../words/translate.ts';
import { sentences } from '../secrets/secretText.ts';
import { bothSaid, ifSaid, said, type CauseContext, type CauseTexts, type CauseWords } from './causeWords.ts';

const encodingNames: Readonly<Record<string, string>> = {
  hex: 'hex',
  'hex-upper': 'upper-case hex',
  base64: 'Base64',
  base64url: 'Base64url',
  url: 'URL encoding',
};

function encodingName(name: string): string {
  return Object.hasOwn(encodingNames, name) ? (encodingNames[name] ?? name) : name;
}

function spelled(context: CauseContext, name: string): CauseWords {
  const { t } = context;
  return {
    clause: ifSaid(
      context,
      'expected',
      (expected) => t('the digest is written in {0} instead of {1}', name, encodingName(expected)),
      () => t('the digest is written in {0}', name),
    ),
    remedy: t(
      'Have the sender write the digest in the encoding that the provider documents, or the handler decode the one that came.',
    ),
    proof: 'so',
  };
}

/** Hex, or what was made of bytes that should have been hex. */
function hex(context: CauseContext): CauseWords {
  const { t } = context;
  const texts: Readonly<Record<string, () => string>> = {
    unpadded: () => t('the digest is written in hex without some of its zeros'),
    signed: () => t('the digest is written in hex of signed bytes, with ffffff in front of many'),
    decimal: () => t('the digest is written as decimal numbers'),
    escaped: () => t('the digest is written as a language prints bytes, with \\x in front of many'),
    spread: () => t('the digest is written in groups of hex with marks between them'),
  };
  const as = said(context, 'as');
  const text = Object.hasOwn(texts, as) ? texts[as] : undefined;
  return text === undefined
    ? spelled(context, 'hex')
    : {
        clause: text(),
        remedy: t(
          'Have the sender write each byte of the digest as two hex digits, with nothing between them.',
        ),
        proof: 'so',
      };
}

/** The whole line that a command printed was encoded. */
function encodedLine(context: CauseContext): CauseWords {
  const { t } = context;
  return {
    clause: t(
      'the value is {0} of the whole line that openssl or sha256sum prints, not of the digest',
      encodingName(said(context, 'outer')),
    ),
    remedy: t('Encode the bytes of the digest: `openssl dgst -sha256 -hmac KEY -binary | base64`.'),
    proof: 'so',
  };
}

function twice(context: CauseContext): CauseWords {
  return {
    clause: bothSaid(
      context,
      ['outer', 'inner'],
      (outer, inner) =>
        context.t('the digest was encoded twice: {0} of {1}', encodingName(outer), encodingName(inner)),
      () => context.t('the digest was encoded twice'),
    ),
    remedy: context.t(
      'Have the sender encode the bytes of the digest once: many libraries give hex or Base64 text already, which was encoded again.',
    ),
    proof: 'so',
  };
}

/** How the digest was written. */
export const encodingTexts: CauseTexts<(typeof causeFamilies.encoding)[number]> = {
  'encoding-hex': hex,
  'encoding-base64': (context) => spelled(context, 'Base64'),
  'encoding-base64url': (context) => spelled(context, 'Base64url'),
  'encoding-padding': ({ t }) => ({
    clause: t('the padding (=) at the end of the digest is missing or wrong'),
    remedy: t('Have the sender pad the digest as its encoding does, or the handler compare decoded bytes.'),
    proof: 'so',
  }),
  'encoding-uppercase': ({ t }) => ({
    clause: t('the digest is written in upper case'),
    remedy: t('Have the sender write hex in lower case, or the handler compare decoded bytes.'),
    proof: 'so',
  }),
  'encoding-twice': (context) => (said(context, 'of') === 'openssl' ? encodedLine(context) : twice(context)),
};

const hashNames: Readonly<Record<string, string>> = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

function hashName(hash: string): string {
  return Object.hasOwn(hashNames, hash) ? (hashNames[hash] ?? hash) : hash;
}

function hashed(context: CauseContext, hash: string): CauseWords {
  const { t } = context;
  const name = said(context, 'how') === 'hmac' ? t('HMAC with {0}', hashName(hash)) : hashName(hash);
  return {
    clause: ifSaid(
      context,
      'expected',
      (expected) => t('the sender used {0} instead of {1}', name, hashName(expected)),
      () => t('the sender used {0}, which the provider does not', name),
    ),
    remedy: t('Set the sender’s algorithm to the one that the provider documents.'),
    proof: 'with',
  };
}

/** Which kind of signature came, where the rules expect another. */
function publicKey(context: CauseContext): CauseWords {
  const { t } = context;
  const received = said(context, 'received');
  if (received.toLowerCase() === 'hmac') {
    return {
      clause: t('the signature is an HMAC with a shared secret, where one with a private key is expected'),
      remedy: t('Choose the right provider with “Check as Provider...”.'),
    };
  }
  const kind = received === '' ? '' : ` (${received})`;
  return {
    clause: received.startsWith('JWT')
      ? t('the value is a JSON Web Token{0}, which is verified otherwise', kind)
      : t('the signature was made with a private key{0}, not with a shared secret', kind),
    remedy: [
      t('Choose its provider with “Check as Provider...”.'),
      t('Save the key that it verifies with, usually a public key.'),
    ],
  };
}

const useHmac = (t: Translate, why: string): string =>
  sentences(t('Have the sender use HMAC with the secret as its key.'), why);

/** A secret that came somewhere in a request without a signature. */
function sentInside({ t }: CauseContext, name: string, at: string): CauseWords {
  const clause =
    at === 'body'
      ? t('the sender did not sign: it sent the secret “{0}” itself, in the body', name)
      : at === 'URL'
        ? t('the sender did not sign: it sent the secret “{0}” itself, in the URL', name)
        : t('the sender did not sign: it sent the secret “{0}” itself, in the header {1}', name, at);
  return {
    clause,
    remedy: [
      t('Update the sender to a version that signs (Gitea signs from 1.9 on).'),
      t('Then replace the secret: whoever sees such a request knows it.'),
    ],
  };
}

/** A secret in place of a signature, or a value that is no digest in any spelling. */
function token(context: CauseContext): CauseWords {
  const { t } = context;
  const name = said(context, 'label');
  const at = said(context, 'at');
  if (at !== '') {
    return sentInside(context, name, at);
  }
  return name === ''
    ? {
        clause: t('the value is no digest: it may be a token or an id that is sent as it is'),
        remedy: [
          t('Look at what the sender writes there.'),
          t('If the provider sends a token, choose it with “Check as Provider...”.'),
        ],
      }
    : {
        clause: t('the secret “{0}” itself was sent where a signature belongs', name),
        remedy: [
          t('If the provider does send a token, choose it with “Check as Provider...”.'),
          t('Otherwise, have the sender sign with the secret instead of sending it, and replace the secret.'),
        ],
      };
}

/** How the digest was computed. */
export const algorithmTexts: CauseTexts<(typeof causeFamilies.algorithm)[number]> = {
  'algorithm-md5': (context) => hashed(context, 'md5'),
  'algorithm-sha1': (context) => hashed(context, 'sha1'),
  'algorithm-sha256': (context) => hashed(context, 'sha256'),
  'algorithm-sha384': (context) => hashed(context, 'sha384'),
  'algorithm-sha512': (context) => hashed(context, 'sha512'),
  'hash-of-body': ({ t }) => ({
    clause: t('the digest is a plain hash of the content, without the secret'),
    remedy: t(
      'Have the sender use HMAC with the secret as its key: this digest proves nothing, anybody can make it.',
    ),
  }),
  'hash-of-secret-and-body': ({ t }) => ({
    clause: t('the digest is a plain hash of the secret followed by the content, not an HMAC'),
    remedy: useHmac(
      t,
      t(
        'Whoever sees one such hash can add to the content and hash on, without the secret (length extension).',
      ),
    ),
  }),
  'hash-of-body-and-secret': ({ t }) => ({
    clause: t('the digest is a plain hash of the content followed by the secret, not an HMAC'),
    remedy: useHmac(t, t('Two contents with one hash would have one signature, whatever the secret.')),
  }),
  'arguments-swapped': ({ t }) => ({
    clause: t('the sender passed content and secret to the HMAC in the wrong order'),
    remedy: t('Swap the two arguments at the sender: the secret is the key, the body is the message.'),
  }),
  'public-key-scheme': (context) => publicKey(context),
  'token-scheme': token,
};
