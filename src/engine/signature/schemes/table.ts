import type { Scheme } from '../scheme.ts';
import { simplebackups } from './simplebackups.ts';

/** Every provider, in the order in which a person is offered them. */
export const schemes: readonly Scheme[] = [simplebackups];

/**
 * What a request is held against that shows no provider: while there is one provider, the listener is for its
 * webhooks, and "no SB-Signature header" is the answer that its user looks for.
 */
export const defaultScheme: Scheme = simplebackups;

const byId = new Map(schemes.map((scheme) => [scheme.id, scheme]));

export function schemeById(id: string): Scheme | undefined {
  return byId.get(id);
}
