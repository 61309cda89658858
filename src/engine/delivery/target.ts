import { HumanError } from '../../common/errors.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Where a request may be sent: to this machine, and not to the listener itself.
 * @throws HumanError where a text is no such URL; it says why.
 */
export function targetOf(text: string, ownPort: number | undefined): URL {
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
  if (port === ownPort) {
    throw new HumanError(`${url.host} is the listener itself: the webhook would only arrive here again.`);
  }
  return url;
}
