/** A saved secret that signs: where it is saved (see `Secrets`), and its label there. */
export interface Signer {
  readonly key: string;
  readonly label: string;
}

/** Signers, each once. */
export function distinctSigners(signers: readonly Signer[]): readonly Signer[] {
  return [...new Map(signers.map((signer) => [JSON.stringify(signer), signer])).values()];
}

/** How a request is re-signed. */
export interface Signing {
  /** Whether it can be signed with a saved secret: only the provider has the key, none is saved, nothing is signed. */
  readonly signing: 'possible' | 'privateKey' | 'noSecret' | 'unsigned';
  /** The secret that would sign it; null where none would. */
  readonly signer: Signer | null;
}
