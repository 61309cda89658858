import { lookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import {
  originOf,
  portOf,
  type AllowedTargets,
  type TargetCheck,
  type TargetRefusal,
} from '../../protocol/targets.ts';
import { addressKind, isLocalhostName, isMetadataName } from './addressKind.ts';
import { TargetError } from './targetError.ts';

/** Every address of a name. @throws Error with a code such as `ENOTFOUND`. */
export type Resolver = (name: string) => Promise<readonly LookupAddress[]>;

/** How a target is reached. */
export interface Route {
  readonly url: URL;
  /**
   * The addresses to connect to, checked: a name is looked up once, and only what came out of that is connected to.
   * @throws TargetError where one of them is none that is sent to; the resolver's error where the name is not known.
   */
  readonly resolve: () => Promise<readonly LookupAddress[]>;
  /** SHA-256 fingerprint of a certificate that the person accepted although it is not trusted; null for none. */
  readonly acceptedCertificate: string | null;
  /** Aborted when nothing is sent any more. */
  readonly closing: AbortSignal;
}

export interface RouteOptions {
  /** The listener itself may be meant: what is sent is of the sender's side, not what arrived there. */
  readonly toListener?: boolean;
}

export interface TargetsOptions {
  /** Undefined while the listener is stopped. */
  readonly listenerPort: () => number | undefined;
  /** URLs under which senders reach the listener. */
  readonly publicUrls: () => readonly string[];
  readonly resolver?: Resolver;
}

const lookupAll = promisify(lookup);
const systemResolver: Resolver = (name) => lookupAll(name, { all: true });

/**
 * Of every name below localhost (RFC 6761, section 6.3): browsers and curl ask no resolver either, and not every system's
 * knows such names.
 */
const loopbackAddresses: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** The host of a URL as the system's resolver takes it: no brackets, no dot at the end. */
export function nameOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isThisMachine(name: string): boolean {
  return isLocalhostName(name) || (isIP(name) !== 0 && addressKind(name) === 'loopback');
}

function isOwnAddress(address: string): boolean {
  const own = new BlockList();
  for (const { address: each, family } of Object.values(networkInterfaces()).flatMap((list) => list ?? [])) {
    own.addAddress(each, family === 'IPv6' ? 'ipv6' : 'ipv4');
  }
  return addressKind(address) === 'loopback' || own.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a request that keeps its path, or has the target's, would come in at a public URL. */
function leadsTo(publicUrl: string, target: URL): boolean {
  if (!URL.canParse(publicUrl)) {
    return false;
  }
  const known = new URL(publicUrl);
  const base = known.pathname.replace(/\/$/, '');
  const isBelow = target.pathname === base || target.pathname.startsWith(`${base}/`);
  return originOf(known) === originOf(target) && (target.pathname === '/' || isBelow);
}

/** The way to the listener, wherever it is bound. `authority` is its host and port, as a URL has them. */
export function routeToListener(authority: string): Route {
  const url = new URL(`http://${authority}`);
  const closing = new AbortController().signal;
  return { url, resolve: () => systemResolver(nameOf(url)), acceptedCertificate: null, closing };
}

/** Where requests may be sent: to this machine, to what a person allowed, and never to the listener itself. */
export class Targets {
  readonly #options: TargetsOptions;
  readonly #resolver: Resolver;
  readonly #closing = new AbortController();
  #allowed: AllowedTargets = { origins: [], certificates: [] };

  constructor(options: TargetsOptions) {
    this.#options = options;
    this.#resolver = options.resolver ?? systemResolver;
  }

  /** From now on these, and no others. */
  allow(allowed: AllowedTargets): void {
    this.#allowed = allowed;
  }

  /** Ends what is being sent; nothing is sent from now on. */
  close(): void {
    this.#closing.abort();
  }

  /** Whether a text is a URL that may be sent to, as far as it says by itself: no name is looked up. */
  check(text: string, { toListener = false }: RouteOptions = {}): TargetCheck {
    if (!URL.canParse(text)) {
      return { kind: 'refused', refusal: 'notHttp' };
    }
    const url = new URL(text);
    const refusal = this.#refusalOf(url, toListener);
    if (refusal !== null) {
      return { kind: 'refused', refusal };
    }
    const origin = originOf(url);
    return isThisMachine(nameOf(url)) || this.#allowed.origins.includes(origin)
      ? { kind: 'allowed' }
      : { kind: 'ask', origin };
  }

  /** Whether a URL names this machine. */
  isLocal(url: URL): boolean {
    return isThisMachine(nameOf(url));
  }

  /** Whether a URL is one of this window's listener by itself, without a tunnel or proxy. */
  isListener(url: URL): boolean {
    return this.isLocal(url) && portOf(url) === this.#options.listenerPort();
  }

  /** @throws TargetError where a text is no URL that may be sent to; it says why. */
  async routeTo(text: string, options: RouteOptions = {}): Promise<Route> {
    const found = this.check(text, options);
    if (found.kind !== 'allowed') {
      const named = URL.canParse(text) ? new URL(text).host : `"${text}"`;
      throw new TargetError(found.kind === 'ask' ? 'notAllowed' : found.refusal, named);
    }
    const url = new URL(text);
    const accepted = this.#allowed.certificates.find(({ origin }) => origin === originOf(url));
    return {
      url,
      resolve: () => this.#resolve(url, options.toListener ?? false),
      acceptedCertificate: accepted?.fingerprint ?? null,
      closing: this.#closing.signal,
    };
  }

  async #resolve(url: URL, toListener: boolean): Promise<readonly LookupAddress[]> {
    const name = nameOf(url);
    const addresses = await this.#addressesOf(name);
    const isLocal = isLocalhostName(name);
    for (const { address } of addresses) {
      const refusal =
        isLocal && addressKind(address) !== 'loopback'
          ? 'notLoopback'
          : this.#addressRefusal(address, portOf(url), toListener);
      if (refusal !== null) {
        throw new TargetError(refusal, name === address ? url.host : `${url.host} (${address})`);
      }
    }
    return addresses;
  }

  async #addressesOf(name: string): Promise<readonly LookupAddress[]> {
    const family = isIP(name);
    if (family !== 0) {
      return [{ address: name, family }];
    }
    return name.endsWith('.localhost') ? loopbackAddresses : this.#resolver(name);
  }

  #refusalOf(url: URL, toListener: boolean): TargetRefusal | null {
    if (!/^https?:$/.test(url.protocol)) {
      return 'notHttp';
    }
    if (url.username + url.password !== '') {
      return 'credentials';
    }
    const name = nameOf(url);
    if (isMetadataName(name)) {
      return 'metadata';
    }
    if (!toListener && this.#leadsToListener(url, name)) {
      return 'ownListener';
    }
    return isIP(name) === 0 ? null : this.#addressRefusal(name, portOf(url), toListener);
  }

  #leadsToListener(url: URL, name: string): boolean {
    const isOwnPort = portOf(url) === this.#options.listenerPort();
    return (
      (isOwnPort && isLocalhostName(name)) ||
      this.#options.publicUrls().some((publicUrl) => leadsTo(publicUrl, url))
    );
  }

  #addressRefusal(address: string, port: number, toListener: boolean): TargetRefusal | null {
    const kind = addressKind(address);
    if (kind !== 'loopback' && kind !== 'other') {
      return kind;
    }
    const isListener = !toListener && port === this.#options.listenerPort() && isOwnAddress(address);
    return isListener ? 'ownListener' : null;
  }
}
