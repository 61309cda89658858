import type { Source } from './engine.ts';

/** What stays the same of a source when it is renamed. */
export function idOfSource({ id, name }: Pick<Source, 'id' | 'name'>): string {
  return id ?? name;
}

/** The key of a source's own secrets, by its id; they are used instead of those of its provider. */
export function sourceKey(id: string): string {
  return `source:${id}`;
}

export function keyOfSource(source: Pick<Source, 'id' | 'name'>): string {
  return sourceKey(idOfSource(source));
}

/** The key of a channel's own secret; it is used instead of those of its provider. */
export function channelKey(name: string): string {
  return `channel:${name}`;
}

/** The id of the source, or the name of the channel, that secrets are saved for; null for a provider's id. */
export function ownerOfKey(key: string): string | null {
  const prefix = [sourceKey(''), channelKey('')].find((each) => key.startsWith(each));
  return prefix === undefined ? null : key.slice(prefix.length);
}
