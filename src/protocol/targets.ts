/** Why nothing is sent to a target, whatever a person allowed; but for `notAllowed`, which a person can change. */

export type TargetRefusal =
  | 'notHttp'
  | 'credentials'
  | 'metadata'
  | 'linkLocal'
  | 'unspecified'
  | 'multicast'
  | 'broadcast'
  | 'reserved'
  /** An IPv6 address that stands for an IPv4 address which is not sent to. */
  | 'embedded'
  /** `localhost` resolves to another machine. */
  | 'notLoopback'
  | 'ownListener'
  | 'notAllowed';

/** Whether a target may be sent to. `origin` is scheme, host and port, such as `https://hooks.example.com:443`. */
export type TargetCheck =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'ask'; readonly origin: string }
  | { readonly kind: 'refused'; readonly refusal: TargetRefusal };

/** A certificate that a person accepted for a target although it is not trusted. */
export interface AcceptedCertificate {
  readonly origin: string;
  /** SHA-256, as Node writes it: `AB:CD:...`. */
  readonly fingerprint: string;
}

/** What a person has allowed; origins are written as in `TargetCheck`. */
export interface AllowedTargets {
  /** Targets that are not this machine. */
  readonly origins: readonly string[];
  /** At most one for each target. */
  readonly certificates: readonly AcceptedCertificate[];
}

interface Authority {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}

/** The port of a URL, also where it does not say one. */
export function portOf({ port, protocol }: Authority): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

/** The origin of a URL, as consent is given for it. */
export function originOf(url: Authority): string {
  return `${url.protocol}//${url.hostname.replace(/\.$/, '')}:${portOf(url)}`;
}

/** Where an event is sent again: a URL, and what becomes of its path where the target is that of its source. */
export interface ReplayTarget {
  readonly target: string;
  readonly path?: ForwardPath;
}

/** What becomes of a request's path: `auto` takes the target's where that has one, else keeps the request's own. */
export const forwardPaths = ['auto', 'keep', 'replace', 'append'] as const;

export type ForwardPath = (typeof forwardPaths)[number];
