import type { Secrets, Source } from '../../protocol/engine.ts';
import { idOfSource, keyOfSource } from '../../protocol/secretKeys.ts';
import { originForm } from '../signature/originForm.ts';
import { prepareScheme, type PreparedScheme } from '../signature/preparedScheme.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { StoredEvent } from '../store/storedEvent.ts';

/** Whether a target is at a path or below it. */
function isBelow(target: string, path: string): boolean {
  const base = path.replace(/\/$/, '');
  const next = target.charAt(base.length);
  return target.startsWith(base) && (next === '' || next === '/' || next === '?');
}

/** The configured sources, and the secrets of those that have their own. */
export class Sources {
  /** Longest path first. */
  readonly #sources: readonly Source[];
  readonly #secrets: Secrets;
  readonly #prepared = new Map<string, PreparedScheme>();

  constructor(sources: readonly Source[], secrets: Secrets) {
    this.#sources = [...sources].sort((a, b) => b.path.length - a.path.length);
    this.#secrets = secrets;
  }

  /** The source whose path is the longest that a target is at or below; undefined where none is. */
  of(target: string): Source | undefined {
    const own = originForm(target);
    return this.#sources.find(({ path }) => isBelow(own, path));
  }

  /** The source of a stored event: by its path, else the one that it was captured for, whose path has changed. */
  ofStored({ request, findings }: Pick<StoredEvent, 'request' | 'findings'>): Source | undefined {
    return this.of(request.target) ?? this.named(findings.source);
  }

  named(name: string | null): Source | undefined {
    return this.#sources.find((source) => source.name === name);
  }

  /** The first source of a provider; undefined where it has none. */
  ofProvider(provider: string): Source | undefined {
    return this.#sources.find((source) => source.provider === provider);
  }

  /** A scheme with the source's own secrets; undefined where it has none. */
  preparedFor(source: Source, scheme: Scheme): PreparedScheme | undefined {
    const own = this.#secrets[keyOfSource(source)] ?? [];
    if (own.length === 0) {
      return undefined;
    }
    const key = `${idOfSource(source)}\n${scheme.id}`;
    const prepared = this.#prepared.get(key) ?? prepareScheme(scheme, own);
    this.#prepared.set(key, prepared);
    return prepared;
  }
}
