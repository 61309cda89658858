/** The key of a source's own secrets; they are used instead of those of its provider. */
export function sourceKey(name: string): string {
  return `source:${name}`;
}

/** The key of a channel's own secret; it is used instead of those of its provider. */
export function channelKey(name: string): string {
  return `channel:${name}`;
}

/** The name of the source or channel that secrets are saved for under a key; null where it is a provider's id. */
export function ownerOfKey(key: string): string | null {
  const prefix = [sourceKey(''), channelKey('')].find((each) => key.startsWith(each));
  return prefix === undefined ? null : key.slice(prefix.length);
}
