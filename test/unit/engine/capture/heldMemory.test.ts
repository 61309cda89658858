import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { answers } from '../../../../src/engine/capture/answers.ts';
import type { CapturedRequest } from '../../../../src/engine/capture/capturedRequest.ts';
import type { CaptureSink, Reply } from '../../../../src/engine/capture/exchange.ts';
import { CaptureServer } from '../../../../src/engine/capture/httpServer.ts';
import { Listener } from '../../../../src/engine/capture/listener.ts';
import { freePort, until } from '../../../tools/wait.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Remembers bodies without keeping them, and lets their senders wait. */
class Forgetful implements CaptureSink {
  readonly bodies: WeakRef<Uint8Array>[] = [];

  /** Whether bodies have come and are gone from memory. */
  get isEmpty(): boolean {
    return this.bodies.length > 0 && this.bodies.every((body) => body.deref() === undefined);
  }

  keep({ body }: CapturedRequest, reply: Reply): void {
    this.bodies.push(new WeakRef(body));
    setImmediate(() => reply({ ...answers.stored, delay: 60_000 }));
  }

  keepRefused(): void {
    assert.fail('nothing is refused here');
  }
}

describe('A sender that is kept waiting', () => {
  it('keeps no body in memory', async () => {
    const sink = new Forgetful();
    const listener = new Listener(new CaptureServer(sink, () => 10_000_000));
    const port = await freePort();
    await listener.start('127.0.0.1', port);
    const socket = connect(port, '127.0.0.1');
    // It comes in one piece, which is the body then.
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nabcde');
    await until('the body is gone', () => {
      collectGarbage();
      return sink.isEmpty;
    });
    const answered = once(socket, 'data');
    await listener.stop();
    assert.match(String(await answered), /^HTTP\/1\.1 200 OK/);
  });
});
