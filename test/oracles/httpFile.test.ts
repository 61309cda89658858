import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { passedOn } from '../../src/engine/send/outgoing.ts';
import { printFixture } from '../../src/engine/requests/httpPrint.ts';
import type { StoredEvent } from '../../src/engine/store/storedEvent.ts';
import { corpus } from '../faults/corpora.ts';
import { Recorder, type Recording } from '../faults/recorder.ts';
import { storedEvent } from '../unit/engine/export/events.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { sendWithHttpyac } from './httpyac.ts';
import { withVersion } from './library.ts';
import { limit } from '../support/limits.ts';
import type { HeaderPair } from '../../src/protocol/http.ts';

const json: HeaderPair = ['Content-Type', 'application/json'];
const form: HeaderPair = ['Content-Type', 'application/x-www-form-urlencoded'];

describe(`fixtures, sent by ${withVersion('httpyac')}`, () => {
  const scratch = scratchFolder();
  let recorder: Recorder;
  let origin: string;

  beforeEach(async () => {
    recorder = new Recorder();
    origin = await recorder.listen();
  });
  afterEach(() => recorder.close());

  /** Saves each event as a fixture, all in one file, has it sent, and answers what arrived, in the order of the events. */
  async function sent(events: readonly StoredEvent[]): Promise<readonly Recording[]> {
    const documents = events.map((event, index) =>
      printFixture({ event, scheme: undefined, to: { target: `${origin}/${index}` }, name: `body-${index}` }),
    );
    for (const { bodyFile } of documents) {
      if (bodyFile !== null) {
        writeFileSync(join(scratch.path, bodyFile.name), bodyFile.bytes);
      }
    }
    writeFileSync(join(scratch.path, 'all.http'), documents.map(({ text }) => text).join('\n###\n'));
    await sendWithHttpyac(scratch.path, 'all.http');
    const recordings = await recorder.take(events.length);
    assert.equal(recordings.length, events.length);
    const indexOf = ({ requestLine }: Recording): number => Number(/^\w+ \/(\d+)/.exec(requestLine)?.[1]);
    return recordings.toSorted((one, other) => indexOf(one) - indexOf(other));
  }

  it('arrive with the captured bytes', async function () {
    this.timeout(limit(150_000));
    const bodies = [
      ...[
        Buffer.alloc(0),
        Buffer.from('{"a":"{{b}}"}'),
        Buffer.from('{"a":1}\n'),
        Buffer.from('# {}\r\n\r\n'),
      ],
      ...[
        Buffer.from('{"url":"http://x/#y // z <a> > @b = c"}'),
        Buffer.from('{\n### x\n}'),
        Buffer.alloc(70_000, '['),
      ],
      ...corpus(this, 'JSONTestSuite/test_parsing').values(),
      ...corpus(this, 'blns').values(),
    ];
    const recordings = await sent(bodies.map((body) => storedEvent(body, [json])));
    for (const [index, recording] of recordings.entries()) {
      assert.deepEqual(recording.rest, bodies[index], `body ${index}`);
    }
  });

  it('arrive with the captured forms', async () => {
    const bodies = ['a=b&c=%20d+e&f', 'payload=%7B%22a%22%3A1%7D', "a=~!*'()"].map((text) =>
      Buffer.from(text),
    );
    const recordings = await sent(bodies.map((body) => storedEvent(body, [form])));
    assert.deepEqual(
      recordings.map(({ rest }) => rest),
      bodies,
    );
  });

  it('arrive with the captured method and headers', async () => {
    const headers: HeaderPair[] = [
      json,
      ['X-Acme-Event', 'a: b # c // d'],
      ['X-Twice', 'one'],
      ['X-Twice', 'two'],
      ['User-Agent', 'Acme/1.0'],
    ];
    const event = storedEvent(Buffer.from('{}'), headers, {
      method: 'PUT',
      target: '/?a=b%20c&d',
      title: '{{a}} @prompt b\nGET http://localhost/',
    });
    const [recording] = await sent([event]);
    assert.equal(recording?.requestLine, 'PUT /0?a=b%20c&d HTTP/1.1');
    const arrived = new Set(recording.headers.map((pair) => JSON.stringify(pair)));
    const missing = passedOn(event.request.rawHeaders).filter(
      ([name, value]) => !arrived.has(JSON.stringify([name.toLowerCase(), value])),
    );
    assert.deepEqual(missing, []);
  });
});
