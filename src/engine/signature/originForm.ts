const schemeAndHost = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/**
 * A request target less scheme and host, which a request to a proxy has in front of its path, and any other may have
 * (RFC 9112, section 3.2.2).
 */
export function originForm(target: string): string {
  const [before = ''] = target.startsWith('/') ? [] : (schemeAndHost.exec(target) ?? []);
  const rest = target.slice(before.length);
  return before === '' || rest.startsWith('/') ? rest : `/${rest}`;
}
