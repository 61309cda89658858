export type ByteEncoding = 'hex' | 'base64' | 'base64url';

/** `hex` has lower-case digits. */
export type DigestEncoding = ByteEncoding | 'hex-upper';

/**
 * Where a value stands in a request: a header; a dotted path into the JSON body; a query parameter; a field of a form,
 * urlencoded or multipart; an item of the signature's own value, such as the `t` of `t=1700000000,v1=…`.
 */
export type Place =
  | { readonly header: string }
  | { readonly json: string }
  | { readonly query: string }
  | { readonly form: string }
  | { readonly field: string };

/** What kind of proof a request carries. */
export type ProofKind = 'hmac' | 'hash' | 'publicKey' | 'token' | 'jwt';
