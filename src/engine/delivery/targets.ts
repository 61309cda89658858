import { HumanError } from '../../common/errors.ts';

/** How a target is reached. */
export interface Route {
  readonly url: URL;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

export interface RouteOptions {
  /** The listener itself may be meant: what is sent is of the sender's side, not what arrived there. */
  readonly toListener?: boolean;
}

/** Where requests may be sent: to this machine, and not to the listener itself. */
export class Targets {
  readonly #ownPort: () => number | undefined;

  constructor(ownPort: () => number | undefined) {
    this.#ownPort = ownPort;
  }

  /** @throws HumanError where a text is no URL that may be sent to; it says why. */
  async routeTo(text: string, { toListener = false }: RouteOptions = {}): Promise<Route> {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
      throw new HumanError(`"${text}" is not an http or https URL.`);
    }
    if (!loopback.test(url.hostname)) {
      throw new HumanError(
        `${url.host} is not this machine: webhooks are only sent to localhost, 127.0.0.1 or [::1].`,
      );
    }
    if (url.username !== '' || url.password !== '') {
      throw new HumanError(
        'A user name and a password in the URL would be stored with the event: leave them out.',
      );
    }
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    if (port === this.#ownPort() && !toListener) {
      throw new HumanError(`${url.host} is the listener itself: the webhook would only arrive here again.`);
    }
    return { url };
  }
}
