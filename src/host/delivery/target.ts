import { displayText } from '../displayText.ts';
import type { Translate } from '../translate.ts';

const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
/** An address of this machine as people write it, without `http://`. */
const withoutScheme = /^(localhost|127\.|\[::1\])/i;

/** The URL that a person means; `localhost:3000` is `http://localhost:3000`. Null where it is none. */
export function readTarget(text: string): URL | null {
  const trimmed = text.trim();
  const full = withoutScheme.test(trimmed) ? `http://${trimmed}` : trimmed;
  return URL.canParse(full) ? new URL(full) : null;
}

/** Why nothing can be sent to what a person wrote, empty where it can as far as the host knows. */
export function targetProblem(text: string, t: Translate): string {
  const url = readTarget(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return t('A URL of your app is needed, such as http://localhost:3000.');
  }
  if (!thisMachine.test(url.hostname)) {
    return t('Webhooks are only sent to this machine: localhost, 127.0.0.1 or [::1].');
  }
  return url.username + url.password === ''
    ? ''
    : t('User name and password cannot be part of the URL: they would be stored with the event.');
}

/** Host and port of a target, for a sentence. */
export function hostOf(target: string): string {
  return displayText(URL.canParse(target) ? new URL(target).host : target, 80);
}
