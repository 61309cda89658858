import type { SecretForm } from '../../protocol/engine.ts';

const secretBytes = 32;

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A new secret that looks like one of the provider's. `random` fills bytes, as `crypto.getRandomValues` does. */
export function newSecret(
  { encoding, prefix }: SecretForm,
  random: (bytes: Uint8Array) => Uint8Array,
): string {
  const bytes = random(new Uint8Array(secretBytes));
  switch (encoding) {
    case 'base64':
      return prefix + btoa(String.fromCharCode(...bytes));
    case 'userPassword':
      return `webhooks:${hex(bytes)}`;
    default:
      return prefix + hex(bytes);
  }
}
