import { createHash } from 'node:crypto';

/** A fixed piece of work, as the tests do it: hashing and building text. */
export function work(rounds: number): void {
  const hash = createHash('sha256');
  let text = '';
  for (let at = 0; at < rounds; at += 1) {
    text = `${text.slice(-500)}${at}`;
    hash.update(text);
  }
  hash.digest();
}
