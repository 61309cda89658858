import type { Translate } from '../words/translate.ts';
import { isPath, isPublicUrl, isSamePath, type SourceSetting } from './sourceSettings.ts';

/** The longest name that the guide takes; the settings take any. */
const longestName = 60;

/** Why a text cannot be the name of one more source, null where it can. */
export function nameProblem(name: string, sources: readonly SourceSetting[], t: Translate): string | null {
  if (name === '') {
    return t('A source needs a name.');
  }
  if (name.length > longestName) {
    return t('A name has at most {0} characters; this one has {1}.', longestName, name.length);
  }
  return sources.some((source) => source.name === name)
    ? t('Another source is called “{0}” already.', name)
    : null;
}

/** Why a text cannot be the path of one more source, null where it can. */
export function pathProblem(path: string, sources: readonly SourceSetting[], t: Translate): string | null {
  if (!path.startsWith('/')) {
    return /^https?:/i.test(path)
      ? t('Only the path, such as /stripe, without the host in front of it.')
      : t('A path begins with /.');
  }
  const [odd] = /[^!-~]|[?#]/u.exec(path) ?? [];
  if (odd !== undefined) {
    return odd.trim() === '' ? t('A path has no spaces in it.') : t('A path has no “{0}” in it.', odd);
  }
  if (!isPath(path)) {
    return t('A path begins with /.');
  }
  const other = sources.find((source) => source.enabled && isSamePath(source.path, path));
  return other === undefined ? null : t('“{0}” has this path already.', other.name);
}

/** Why a text cannot be a public URL, null where it can; empty for none. */
export function publicUrlProblem(url: string, t: Translate): string | null {
  if (url === '' || isPublicUrl(url)) {
    return null;
  }
  return /^https?:\/\//i.test(url)
    ? t('The URL may have no spaces, no ? and no # in it.')
    : t('A URL begins with https:// or http://.');
}

/** What is in the name of a provider before its explanation: `Meta` of `Meta (Facebook, ...)`. */
export function shortName(name: string): string {
  return name.replace(/\s*\(.*\)\s*$/, '').replace(/\s+\/\s.*$/, '');
}
