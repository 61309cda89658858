import * as tls from 'node:tls';

let context: tls.SecureContext | null | undefined;

/**
 * Trusts the authorities of the operating system, where a developer's own is installed, beside Node's; null where they
 * cannot be read. Made once, when it is needed first: that takes a tenth of a second.
 */
export function systemTrust(): tls.SecureContext | null {
  context ??= read();
  return context;
}

function read(): tls.SecureContext | null {
  try {
    const ca = [...tls.getCACertificates('default'), ...tls.getCACertificates('system')];
    return tls.createSecureContext({ ca });
  } catch {
    return null;
  }
}
