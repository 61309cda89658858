import { headerValues } from './headers.ts';
import { originForm } from './originForm.ts';
import type { SignatureRule } from './scheme.ts';
import type { SignedRequest } from './requestParts.ts';

/** Where a source is reached from outside. */
export interface PublicAddress {
  /** The source's path at the listener. */
  readonly path: string;
  /** The URL that its sender knows for that path. */
  readonly publicUrl: string;
}

/** The public URL of a request, and whether it is known or only guessed from what proxies and tunnels add. */
export interface RequestUrl {
  readonly url: string;
  readonly isKnown: boolean;
}

/** The first host or protocol of a list that proxies append to. */
function firstOf(rawHeaders: readonly string[], name: string): string | undefined {
  return headerValues(rawHeaders, name)[0]?.split(',')[0]?.trim();
}

function guessedUrl({ rawHeaders, target }: SignedRequest): string {
  const host = firstOf(rawHeaders, 'x-forwarded-host') ?? firstOf(rawHeaders, 'host') ?? 'localhost';
  const protocol = firstOf(rawHeaders, 'x-forwarded-proto') ?? 'http';
  return `${protocol}://${host}${originForm(target)}`;
}

/** The URL that a sender signed: the public one of the source's path, and what the request has behind that path. */
export function publicUrlOf(request: SignedRequest, address: PublicAddress | undefined): RequestUrl {
  if (address === undefined) {
    return { url: guessedUrl(request), isKnown: false };
  }
  const { publicUrl, path } = address;
  const rest = originForm(request.target).slice(path.replace(/\/$/, '').length);
  const base = rest.startsWith('/') ? publicUrl.replace(/\/$/, '') : publicUrl;
  return { url: base + rest, isKnown: true };
}

/** With the port of its protocol where it has none, and without where it has one. */
function otherPortForm(url: string): string {
  const match = /^(https?:\/\/[^/?#]*?)(:\d+)?([/?#].*)?$/.exec(url);
  if (match === null) {
    return url;
  }
  const [, origin = '', port, rest = ''] = match;
  const standard = origin.startsWith('https') ? ':443' : ':80';
  return `${origin}${port === undefined ? standard : ''}${rest}`;
}

/** The percent-encodings that HubSpot's v3 signature has decoded: of : / ? @ ! $ ' ( ) * , ; */
const unescapedBySender = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/** The spellings of a URL that a signature may be made with. */
export function urlSpellings(url: string, rule: SignatureRule['url']): readonly string[] {
  switch (rule) {
    case 'port-insensitive':
      return [url, otherPortForm(url)];
    case 'unescaped':
      return [url.replace(unescapedBySender, (escape) => decodeURIComponent(escape))];
    case undefined:
      return [url];
  }
}
