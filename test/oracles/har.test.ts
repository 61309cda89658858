import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { harFrame, printEntry } from '../../src/engine/export/har.ts';
import type { CapturedRequest } from '../../src/engine/capture/capturedRequest.ts';
import { corpusBodies, exportedEvent } from '../unit/engine/export/fileForms.ts';
import { part, withVersion } from './library.ts';

const validate = part<(har: unknown) => Promise<unknown>>('har-validator', 'har');

/** Rejects with what the schema of HAR 1.2 says of a file with these requests. */
async function read(requests: readonly Partial<CapturedRequest>[]): Promise<void> {
  const entries = requests.map((change) => printEntry(exportedEvent(change)));
  await validate(JSON.parse(harFrame.head + entries.join(',') + harFrame.tail));
}

describe(`HAR files, read by ${withVersion('har-validator')}`, () => {
  it('are valid with whatever target, header, method and answer', async () => {
    const targets = ['/', '*', '/\xff"<>', '//', '/%', 'http://[', '/a?b=c&d=%zz&&#x', 'x y'];
    const hosts = ['a.example', 'a b', '[::1]:80', '', 'user@host:99999'];
    await read(targets.flatMap((target) => hosts.map((host) => ({ target, rawHeaders: ['Host', host] }))));
    await read([
      { rawHeaders: ['Cookie', 'a=1; b; =c; ', '__proto__', '\xff'], method: 'M-SEARCH', httpVersion: '1.0' },
    ]);
    await read([{ rawHeaders: [], body: randomBytes(1000), complete: false }, { body: new Uint8Array(0) }]);
  });

  it('are valid with the body of every file of the corpora', async function () {
    const bodies = corpusBodies();
    if (bodies === undefined) {
      console.log('      skipped: ../shared/corpora is not beside this clone');
      this.skip();
    }
    await read(bodies.map((body) => ({ body })));
  });

  it('are not called valid by a validator that takes everything', async () => {
    await assert.rejects(validate({ log: { version: '1.2', entries: [{}] } }));
  });
});
