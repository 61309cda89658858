import { displayText } from '../words/displayText.ts';
import type { Translate } from '../words/translate.ts';
import { targetRefusalText } from './targetRefusalText.ts';

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
    return targetRefusalText('', 'notHttp', t);
  }
  return url.username + url.password === '' ? '' : targetRefusalText(hostOf(text), 'credentials', t);
}

/** Host and port of a target, for a sentence. */
export function hostOf(target: string): string {
  return displayText(URL.canParse(target) ? new URL(target).host : target, 80);
}
