import * as tls from 'node:tls';

let known: { readonly ca?: string[] } | undefined;

/**
 * Node's authorities and those of the operating system, where a developer's own is installed; Node's alone where the
 * system's cannot be read. Read once, at the first connection with TLS.
 */
export function trustedAuthorities(): { readonly ca?: string[] } {
  known ??= read();
  return known;
}

function read(): { readonly ca?: string[] } {
  try {
    return { ca: [...tls.getCACertificates('default'), ...tls.getCACertificates('system')] };
  } catch {
    return {};
  }
}
