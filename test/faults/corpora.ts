import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const corpora = join(import.meta.dirname, '../../../shared/corpora');

/** The files of a shared corpus; skips the test, and says so, where a clone does not have it. */
export function corpus(test: Mocha.Context, folder: string): Map<string, Buffer<ArrayBuffer>> {
  try {
    const names = readdirSync(join(corpora, folder)).filter((name) => /\.(json|gz|md)$/.test(name));
    return new Map(
      names.map((name) => [name, readFileSync(join(corpora, folder, name)) as Buffer<ArrayBuffer>]),
    );
  } catch {
    console.log(`      skipped: ../shared/corpora/${folder} is not beside this clone`);
    return test.skip();
  }
}

/** Writes bytes, ends, and waits until the other side has closed. */
export async function speak(port: number, bytes: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.end(bytes);
  // Not events.once, which takes a reset for a failure: some of these are to be reset.
  await new Promise((resolve) => socket.on('close', resolve));
  return heard;
}
