/** Why an event is taken for a provider's. */
export type Detection =
  /** Nothing shows whose it is. */
  | { readonly by: 'nothing' }
  /** A person said so, of this event. */
  | { readonly by: 'chosen' }
  /** The source that its path belongs to is a provider's. */
  | { readonly by: 'source'; readonly source: string }
  /** Headers that it has, or what the start of one is. */
  | { readonly by: 'headers'; readonly headers: readonly string[] }
  /** The shape of the body or the query: names that are in it. */
  | { readonly by: 'shape'; readonly names: readonly string[] }
  /** Headers show a family: providers that sign alike, so that a request does not tell them apart. */
  | {
      readonly by: 'family';
      /** Names of its providers. */
      readonly members: readonly string[];
      readonly headers: readonly string[];
      /** What tells the member: its saved secret matches; only it has one; nothing, it is named as the family. */
      readonly toldBy: 'match' | 'onlySecret' | 'nothing';
    }
  /** Its signature alone: the provider's saved secret made it. */
  | { readonly by: 'match' }
  /** Stored by older versions only: nothing shows whose it is, and only this provider had a saved secret. */
  | { readonly by: 'onlySecret' };
