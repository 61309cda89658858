/** A saved secret that stands in a request itself; the secret is named by its label and is no part of this. */
export interface ExposedSecret {
  readonly label: string;
  /** Name of the provider, source or channel that it is saved for. */
  readonly owner: string;
  readonly at: 'body' | 'URL' | { readonly header: string };
}
