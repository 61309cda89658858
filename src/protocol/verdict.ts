/** What a verdict comes to: the sender is proven; something is wrong with the proof; nothing was checked. */
export const verdictKind: Readonly<Record<Verdict, 'verified' | 'failed' | 'unchecked' | 'refused'>> = {
  valid: 'verified',
  authenticated: 'verified',
  invalid: 'failed',
  missing: 'failed',
  malformed: 'failed',
  expired: 'failed',
  noSecret: 'unchecked',
  unrecognised: 'unchecked',
  unsigned: 'unchecked',
  refused: 'refused',
};

export const isVerified = (verdict: Verdict): boolean => verdictKind[verdict] === 'verified';
export const isFailed = (verdict: Verdict): boolean => verdictKind[verdict] === 'failed';

/** The English word of each verdict; the host translates it before showing it. */
export const verdictWord: Readonly<Record<Verdict, string>> = {
  valid: 'Valid',
  authenticated: 'Authenticated',
  invalid: 'Invalid',
  missing: 'Missing signature',
  malformed: 'Malformed signature',
  expired: 'Expired',
  noSecret: 'No secret',
  unrecognised: 'Unrecognised',
  unsigned: 'Unsigned',
  refused: 'Refused',
};

/**
 * How a verdict looks on every surface: a codicon, and the tone that the surface turns into a theme colour. None is red:
 * that is for what failed, such as a backup.
 */
export const verdictLook: Readonly<
  Record<Verdict, { readonly icon: string; readonly tone: 'good' | 'caution' | 'quiet' }>
> = {
  valid: { icon: 'verified-filled', tone: 'good' },
  authenticated: { icon: 'verified', tone: 'good' },
  invalid: { icon: 'workspace-untrusted', tone: 'caution' },
  missing: { icon: 'unverified', tone: 'caution' },
  malformed: { icon: 'warning', tone: 'caution' },
  expired: { icon: 'history', tone: 'caution' },
  noSecret: { icon: 'key', tone: 'caution' },
  unrecognised: { icon: 'question', tone: 'quiet' },
  unsigned: { icon: 'circle-large-outline', tone: 'quiet' },
  refused: { icon: 'circle-slash', tone: 'caution' },
};

/** What became of an event's signature. DESIGN: every surface uses the same word for each. */
export type Verdict =
  | 'valid'
  /** A token, or a signature of no byte of the request, proves the sender; it does not prove the bytes. */
  | 'authenticated'
  | 'invalid'
  /** The provider is known, and its signature is not there. */
  | 'missing'
  | 'malformed'
  | 'expired'
  | 'noSecret'
  /** Nothing shows who sent it, or it carries a signature of no known scheme. */
  | 'unrecognised'
  /** The source is known and does not sign. */
  | 'unsigned'
  | 'refused';
