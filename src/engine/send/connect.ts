import { once } from 'node:events';
import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net';
import {
  connect as connectTls,
  type ConnectionOptions,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { codeOf } from '../../common/errors.ts';
import type { Certificate } from '../../protocol/delivery.ts';
import { portOf } from '../../protocol/targets.ts';
import { DeliveryError } from './deliveryError.ts';
import { nameOf, type Route } from '../targets/targets.ts';
import { systemTrust } from '../targets/systemTrust.ts';

/** Letters of a name in a certificate that are kept. */
const longestName = 500;

/** Problems of a certificate that the operating system may know better. */
const unknownHere = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The common name, else the organisation, of one side of a certificate. */
function nameIn(party: PeerCertificate['subject'] | undefined): string {
  const names = [party?.CN, party?.O].flat().filter((name) => name !== undefined);
  return (names[0] ?? '').slice(0, longestName);
}

function certificateOf(peer: PeerCertificate): Certificate {
  return {
    subject: nameIn(peer.subject),
    issuer: nameIn(peer.issuer),
    names: (peer.subjectaltname ?? '').slice(0, longestName),
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
    fingerprint: peer.fingerprint256,
  };
}

/** @throws DeliveryError where the certificate is neither trusted nor the one that the person accepted. */
function checkCertificate(socket: TLSSocket, { acceptedCertificate }: Route): void {
  const peer = socket.getPeerCertificate();
  if (socket.authorized || peer.fingerprint256 === acceptedCertificate) {
    return;
  }
  // Typed as an Error, it is the code of OpenSSL's or Node's.
  const code = String(socket.authorizationError);
  throw new DeliveryError(code, `certificate not trusted: ${code}`, certificateOf(peer));
}

/** Has the addresses that were checked for a name, and no others. A name server may never answer: the signal ends it. */
async function checkedLookup({ resolve }: Route, signal: AbortSignal): Promise<LookupFunction> {
  signal.throwIfAborted();
  const aborted = once(signal, 'abort').then((): never => {
    throw signal.reason;
  });
  const addresses = [...(await Promise.race([resolve(), aborted]))];
  return (_name, { all = false }, callback) => {
    const [first] = addresses;
    if (all || first === undefined) {
      callback(null, addresses);
    } else {
      callback(null, first.address, first.family);
    }
  };
}

/** How a connection is made, and what its certificate is held against: Node's authorities where nothing is said. */
type TlsOptions = ConnectionOptions & { readonly lookup: LookupFunction };

/** Nothing is sent before the certificate is known to be trusted. */
async function connectSecurely(route: Route, options: TlsOptions, signal: AbortSignal): Promise<Socket> {
  // The certificate is checked below, where it can be said whose it is.
  const socket = connectTls({ ...options, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
  await opened(socket, 'secureConnect', signal);
  try {
    checkCertificate(socket, route);
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}

/** A connection to a target, with TLS where its URL says so. The signal ends it, now and later. */
export async function connect(
  route: Route,
  signal: AbortSignal,
  trust: Pick<ConnectionOptions, 'ca'> = {},
): Promise<Socket> {
  const host = nameOf(route.url);
  const options = { host, port: portOf(route.url), lookup: await checkedLookup(route, signal) };
  if (route.url.protocol !== 'https:') {
    const socket = connectPlain(options);
    await opened(socket, 'connect', signal);
    return socket;
  }
  const secured = { ...options, ...trust, servername: isIP(host) === 0 ? host : '' };
  try {
    return await connectSecurely(route, secured, signal);
  } catch (error) {
    const secureContext = unknownHere.has(codeOf(error)) ? systemTrust() : null;
    if (secureContext === null) {
      throw error;
    }
    return connectSecurely(route, { ...secured, secureContext }, signal);
  }
}

async function opened(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => socket.destroy(new Error('aborted')), { once: true });
  // What goes wrong later is heard by who uses the connection; it may also be nobody any more.
  socket.on('error', () => undefined);
  await once(socket, event, { signal });
}
