import { HumanError } from '../../common/errors.ts';
import type { TargetRefusal } from '../../protocol/targets.ts';

const because: Readonly<Record<TargetRefusal, string>> = {
  notHttp: 'it is not an http or https URL',
  credentials: 'a user name and a password in the URL would be stored with the event: leave them out',
  metadata: 'a cloud serves credentials at this address',
  linkLocal: 'it is a link-local address, where clouds serve credentials',
  unspecified: 'it is no address of a machine: write localhost',
  multicast: 'it is a multicast address',
  broadcast: 'it is a broadcast address',
  reserved: 'it is a reserved address',
  embedded: 'it stands for an IPv4 address that nothing is sent to',
  notLoopback: 'localhost is not this machine here',
  ownListener: 'it is the listener itself: the webhook would only arrive here again',
  notAllowed: 'it is not this machine, and was not allowed',
};

/** A target that nothing is sent to. Its `code` is the refusal, as that of a failed delivery. */
export class TargetError extends HumanError {
  readonly code: TargetRefusal;

  constructor(code: TargetRefusal, target: string) {
    super(`Nothing is sent to ${target}: ${because[code]}.`);
    this.code = code;
  }
}
