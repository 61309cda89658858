import type { ProviderInfo, SecretForm } from '../../protocol/engine.ts';
import { isPublicKey } from '../signature/digest.ts';
import { compileRule } from '../signature/preparedScheme.ts';
import { canSign } from '../signature/sign.ts';
import type { KeyRule, Scheme } from '../signature/scheme.ts';
import { signsSecret, signsUrl } from '../signature/template.ts';

const keyForms: Readonly<Record<KeyRule['encoding'], SecretForm['encoding']>> = {
  utf8: 'text',
  base64: 'base64',
  hex: 'hex',
  pem: 'pem',
  'spki-base64': 'base64',
  'ed25519-base64': 'base64',
  'ed25519-hex': 'hex',
  jwk: 'jwk',
  sha1: 'text',
};

export function secretForm({ verify, secretPrefix = '' }: Scheme): SecretForm {
  switch (verify.kind) {
    case 'signature':
      // Beside the key there is a secret of another form: nothing can be said of what is typed.
      return isPublicKey(verify.algorithm) && signsSecret(compileRule(verify).content)
        ? { encoding: 'text', prefix: '' }
        : { encoding: keyForms[verify.key.encoding], prefix: verify.key.prefix ?? secretPrefix };
    case 'jwt':
      return { encoding: keyForms[verify.key.encoding], prefix: verify.key.prefix ?? secretPrefix };
    case 'token':
      return { encoding: verify.auth === 'Basic' ? 'userPassword' : 'text', prefix: secretPrefix };
    case 'builtin':
      return { encoding: 'pem', prefix: '' };
    case 'none':
      return { encoding: 'text', prefix: '' };
  }
}

/** What the host needs to know of a provider. */
export function providerInfo(scheme: Scheme, custom: boolean): ProviderInfo {
  const { id, name, secretFormat, verify, docs, samples = [] } = scheme;
  return {
    id,
    name,
    secretFormat,
    secretForm: secretForm(scheme),
    usesSecret: verify.kind !== 'none',
    signsUrl: verify.kind === 'signature' && signsUrl(compileRule(verify).content),
    custom,
    docs,
    canSign: canSign(verify),
    samples: samples.map(({ id: sampleId, label, event = label }) => ({ id: sampleId, label, event })),
  };
}
