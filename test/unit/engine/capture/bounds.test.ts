import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { PassThrough } from 'node:stream';
import type { Socket } from 'node:net';
import { BodyRoom } from '../../../../src/engine/capture/bodyRoom.ts';
import { BodyReader } from '../../../../src/engine/capture/bodyReader.ts';
import { Connection } from '../../../../src/engine/capture/connection.ts';
import type { Exchange } from '../../../../src/engine/capture/exchange.ts';
import { looksLikeSeveral, pieceLength } from '../../../../src/engine/capture/inlet.ts';
import { Places } from '../../../../src/engine/capture/places.ts';

/** A socket as far as its place is concerned. */
const newSocket = (): Socket => new PassThrough() as unknown as Socket;

const reading = { isReading: true, isWaiting: false, hasRoom: false } as unknown as Exchange;

class Listener {
  now = 0;
  readonly cut: Socket[] = [];
  readonly places = new Places({
    most: 2,
    now: () => this.now,
    cutShort: (socket) => this.cut.push(socket),
  });

  /** A connection that got a place; `prepare` makes of it what it is at. */
  taken(prepare: (connection: Connection) => void = () => undefined): Socket {
    const [socket, connection] = [newSocket(), new Connection()];
    assert.ok(this.places.take(socket, connection));
    prepare(connection);
    return socket;
  }

  get findsPlace(): boolean {
    return this.places.take(newSocket(), new Connection());
  }
}

describe('Places', () => {
  it('are given to new connections by the one that has been idle for longest', () => {
    const listener = new Listener();
    const first = listener.taken();
    listener.now = 100;
    const second = listener.taken();
    listener.now = 1050;
    assert.ok(listener.findsPlace);
    assert.deepEqual([first.destroyed, second.destroyed], [true, false]);
    assert.deepEqual(listener.cut, []);
  });

  it('are kept by those that were heard of just now, and by those that are owed an answer', () => {
    const listener = new Listener();
    listener.taken((connection) => connection.requestBegan());
    listener.now = 600_000;
    const idle = listener.taken();
    listener.now += 999;
    assert.ok(!listener.findsPlace);
    listener.now += 1;
    assert.ok(listener.findsPlace);
    assert.ok(idle.destroyed);
  });

  it('are taken from unfinished headers before stalled bodies, whose requests are kept', () => {
    const listener = new Listener();
    const body = listener.taken((connection) => (connection.latest = reading));
    const headers = listener.taken((connection) => connection.readOn());
    listener.now = 1999;
    assert.ok(!listener.findsPlace);
    listener.now = 60_000;
    assert.ok(listener.findsPlace);
    assert.ok(listener.findsPlace);
    assert.deepEqual(listener.cut, [headers, body]);
  });

  it('are free again when a connection closes', async () => {
    const listener = new Listener();
    const socket = listener.taken();
    listener.taken();
    assert.ok(!listener.findsPlace);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await closed;
    assert.ok(listener.findsPlace);
  });
});

describe('BodyRoom', () => {
  class Rooms {
    readonly events: string[] = [];
    readonly room = new BodyRoom({ bytes: 100, wait: 60_000, isShort: () => undefined });

    take(name: string, bytes: number): () => void {
      return this.room.take(bytes, {
        granted: () => this.events.push(`${name} reads`),
        refused: () => this.events.push(`${name} is refused`),
      });
    }
  }

  it('lets bodies in while they fit together, and the next ones in their order', () => {
    const rooms = new Rooms();
    const giveBack = rooms.take('a', 60);
    const leave = rooms.take('b', 60);
    const giveBackSmall = rooms.take('c', 40);
    assert.deepEqual(rooms.events, ['a reads']);
    giveBack();
    giveBack();
    assert.deepEqual(rooms.events, ['a reads', 'b reads', 'c reads']);
    leave();
    giveBackSmall();
  });

  it('gives a body that is larger than all of it the whole', () => {
    const rooms = new Rooms();
    const giveBack = rooms.take('a', 500);
    const leave = rooms.take('b', 1);
    assert.deepEqual(rooms.events, ['a reads']);
    giveBack();
    assert.deepEqual(rooms.events, ['a reads', 'b reads']);
    leave();
  });

  it('is not given to who has left', () => {
    const rooms = new Rooms();
    const giveBack = rooms.take('a', 100);
    rooms.take('b', 1)();
    giveBack();
    assert.deepEqual(rooms.events, ['a reads']);
  });
});

describe('A packet', () => {
  const request = 'GET / HTTP/1.1\r\n\r\n';

  it('of many requests is read in pieces', () => {
    const packet = Buffer.from(request.repeat(3000));
    const length = pieceLength(packet);
    assert.ok(length < 2000, String(length));
    assert.ok(looksLikeSeveral(packet));
  });

  it('of one request is read at once', () => {
    const packet = Buffer.from(`POST / HTTP/1.1\r\nHost: a\r\n\r\n${'x'.repeat(60_000)}`);
    assert.equal(pieceLength(packet), packet.length);
    assert.ok(!looksLikeSeveral(packet));
  });
});

describe('BodyReader', () => {
  const ignored = { refused: () => undefined, drained: () => undefined };

  it('joins what comes, whether the length is known or not', () => {
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
    for (const expected of [null, bytes.length, bytes.length + 5]) {
      const reader = new BodyReader(1_000_000, ignored, expected);
      for (let at = 0; at < bytes.length; at += 60_000) {
        reader.push(bytes.subarray(at, at + 60_000));
      }
      assert.ok(bytes.equals(reader.takeBody()), String(expected));
    }
  });

  it('keeps the first 16 KiB of what is given up', () => {
    const first: Uint8Array[] = [];
    const reader = new BodyReader(
      1_000_000,
      { refused: () => undefined, drained: (bytes) => first.push(bytes) },
      100_000,
    );
    reader.push(Buffer.alloc(90_000, 7));
    reader.giveUp();
    reader.endOfDraining();
    assert.deepEqual(first, [Buffer.alloc(16 * 1024, 7)]);
  });
});
