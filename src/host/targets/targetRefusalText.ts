import type { TargetRefusal } from '../../protocol/targets.ts';
import type { Translate } from '../words/translate.ts';

type Words = (host: string, t: Translate) => string;

/** Why nothing is sent to a target, and what to do where something can be done. */
const byRefusal: Readonly<Record<TargetRefusal, Words>> = {
  notHttp: (_host, t) => t('A URL of your app is needed, such as http://localhost:3000.'),
  credentials: (_host, t) =>
    t('User name and password cannot be part of the URL: they would be stored with the event.'),
  metadata: (host, t) =>
    t('Nothing is sent to {0}: clouds serve the credentials of a machine at this address.', host),
  linkLocal: (host, t) =>
    t('Nothing is sent to {0}: it is link-local, where clouds serve the credentials of a machine.', host),
  unspecified: (host, t) =>
    t('{0} is not the address of a machine: for an app on this one, use localhost instead.', host),
  multicast: (host, t) => t('Nothing is sent to {0}: it is a multicast address.', host),
  broadcast: (host, t) => t('Nothing is sent to {0}: it is a broadcast address.', host),
  reserved: (host, t) => t('Nothing is sent to {0}: it is a reserved address.', host),
  embedded: (host, t) =>
    t(
      'Nothing is sent to {0}: it stands for an IPv4 address that is not sent to. Write that address itself.',
      host,
    ),
  notLoopback: (host, t) => t('{0} resolves to another machine here: use 127.0.0.1 instead.', host),
  ownListener: (host, t) => t('{0} is the listener itself: the webhook would only arrive here again.', host),
  notAllowed: (host, t) =>
    t(
      '{0} is not this machine, and sending there has not been allowed: replay to it once to be asked.',
      host,
    ),
};

export function isTargetRefusal(code: string): code is TargetRefusal {
  return Object.hasOwn(byRefusal, code);
}

export function targetRefusalText(host: string, refusal: TargetRefusal, t: Translate): string {
  return byRefusal[refusal](host, t);
}
