import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { corpus } from './corpora.ts';
import { EngineUnderTest } from './engineUnderTest.ts';
import { Recorder, type Recording } from './recorder.ts';

const remarks = { always: ['a remark'], captured: ['no text'] };
const secret = 'edited-requests-secret-93b1';

describe('a request that a person edited', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let recorder: Recorder;
  let target: string;

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    recorder = new Recorder();
    target = await recorder.listen();
  });
  afterEach(async () => {
    recorder.close();
    await engine.close();
  });

  /** Captures a body and answers the event's id. */
  async function capture(body: Uint8Array<ArrayBuffer>): Promise<number> {
    await engine.post(body, { 'Content-Type': 'application/json', 'X-Name': 'caf\u00e9' });
    return (await engine.newest()).id;
  }

  async function edit(id: number): Promise<string> {
    return (await engine.call('editHttp', { id, target, remarks })).text;
  }

  async function lineOf(text: string): Promise<number> {
    const [request] = await engine.call('readHttp', { text });
    assert.ok(request !== undefined);
    return request.line;
  }

  async function send(text: string, resign = false): Promise<Recording> {
    await engine.call('sendHttp', { text, line: await lineOf(text), resign, bodyFile: null, origin: null });
    const [recording, ...others] = await recorder.take(1);
    assert.ok(recording !== undefined && others.length === 0);
    return recording;
  }

  it('arrives as it is written, with the length of what it is', async () => {
    const text = (await edit(await capture(Buffer.from('{"a":1}'))))
      .replace(`POST ${target}/hooks/backups`, `PATCH ${target}/other?x=%20y`)
      .replace('{"a":1}', '{\n  "a": "\u00fc"\n}')
      .replace('X-Name: caf\u00e9', 'X-Name: na\u00efve\nContent-Length: 3\nX-Two: 2\nx-two: 3');
    const recording = await send(text);
    const body = Buffer.from('{\n  "a": "\u00fc"\n}');
    assert.equal(recording.requestLine, 'PATCH /other?x=%20y HTTP/1.1');
    assert.deepEqual(recording.rest, body);
    assert.deepEqual(recording.valuesOf('content-length'), [String(body.length)]);
    assert.deepEqual(recording.valuesOf('x-name'), ['na\u00efve']);
    assert.deepEqual(recording.valuesOf('transfer-encoding'), []);
    const two = recording.headers.filter(([name]) => name.toLowerCase() === 'x-two');
    assert.deepEqual(two, [
      ['X-Two', '2'],
      ['x-two', '3'],
    ]);
  });

  it('goes to another host than its own with the same path, where that is asked for', async () => {
    const text = (await edit(await capture(Buffer.from('{}')))).replace(target, 'http://localhost:1');
    const call = { text, line: await lineOf(text), resign: false, bodyFile: null };
    await engine.call('sendHttp', { ...call, origin: target });
    const [recording] = await recorder.take(1);
    assert.equal(recording?.requestLine, 'POST /hooks/backups HTTP/1.1');
    assert.deepEqual(recording.valuesOf('host'), [new URL(target).host]);
  });

  it('has the captured body where that cannot be text, byte for byte', async function () {
    const bodies = [
      ...[
        Buffer.from([0, 255, 13, 10]),
        Buffer.from('a\r\nb'),
        Buffer.from('### x\n{}'),
        Buffer.from('< ./x'),
      ],
      ...[...corpus(this, 'JSONTestSuite/test_parsing').values()].slice(0, 60),
    ];
    for (const body of bodies) {
      assert.deepEqual((await send(await edit(await capture(body)))).rest, body);
    }
  });

  it('is kept with its event as edited, with what was sent', async () => {
    const id = await capture(Buffer.from('{}'));
    await send(await edit(id));
    const [delivery] = (await engine.call('getEvent', { id }))?.deliveries ?? [];
    assert.deepEqual([delivery?.kind, delivery?.answer?.status], ['edited', 200]);
    assert.deepEqual(delivery?.request?.path, '/hooks/backups');
  });

  it('is kept with no event where it was made of none, or of one that is gone', async () => {
    const id = await capture(Buffer.from('{}'));
    const text = await edit(id);
    await engine.call('deleteEvents', { ids: [id] });
    for (const each of [text, text.replace(/^# @webhook-event .*\n/m, '')]) {
      const line = await lineOf(each);
      const sent = await engine.call('sendHttp', {
        text: each,
        line,
        resign: false,
        bodyFile: null,
        origin: null,
      });
      assert.deepEqual([sent.event, sent.delivery.id, sent.delivery.answer?.status], [null, 0, 200]);
    }
  });

  it('tells that a secret is missing to sign it anew', async () => {
    const id = await capture(Buffer.from('{"id":1}'));
    const [info] = await engine.call('readHttp', {
      text: `# @webhook-provider simplebackups\n${await edit(id)}`,
    });
    assert.equal(info?.signing, 'noSecret');
    const [unknown] = await engine.call('readHttp', { text: 'POST http://localhost:3000/\n' });
    assert.equal(unknown?.signing, 'unsigned');
  });

  it('is signed anew over what it is now', async () => {
    await engine.saveSecret(secret);
    const body = Buffer.from('{"id":1,"type":"backup","status":"success"}');
    await engine.post(body, {
      'Content-Type': 'application/json',
      'SB-Signature': createHmac('sha256', secret).update(body).digest('hex'),
    });
    const { id, verdict } = await engine.newest();
    assert.equal(verdict, 'valid');
    const text = (await edit(id)).replace('"id":1', '"id":2');
    const [info] = await engine.call('readHttp', { text });
    assert.deepEqual([info?.signing, info?.provider?.id, info?.event], ['possible', 'simplebackups', id]);
    const recording = await send(text, true);
    const signature = createHmac('sha256', secret).update(recording.rest).digest('hex');
    assert.deepEqual(recording.valuesOf('sb-signature'), [signature]);
    assert.match(String(recording.rest), /"id":2/);
  });

  it('does not leave where it would be another request', async () => {
    const text = await edit(await capture(Buffer.from('{}')));
    const bad = [
      text.replace('X-Name: caf\u00e9', 'X-Name: a\rX-Smuggled: 1'),
      text.replace('X-Name: caf\u00e9', 'X-Name: a\n\tX-Smuggled: 1'),
      text.replace('X-Name: caf\u00e9', 'X-Name: a\0'),
      text.replace('X-Name: caf\u00e9', 'Transfer-Encoding: chunked'),
      text.replace(`${target}/hooks/backups`, `${target}/hooks\u010dHTTP/1.1`),
    ];
    for (const each of bad) {
      const line = await lineOf(each);
      const call = { text: each, line, resign: false, bodyFile: null, origin: null };
      await assert.rejects(engine.call('sendHttp', call), /cannot be sent as it is written/);
    }
    const away = text.replace(target, 'http://169.254.169.254');
    const call = { text: away, line: await lineOf(away), resign: false, bodyFile: null, origin: null };
    await assert.rejects(engine.call('sendHttp', call), /169\.254\.169\.254/);
  });

  it('goes to the listener as a fixture, and not as what was captured here', async () => {
    const own = (await edit(await capture(Buffer.from('{}')))).replace(
      target,
      `http://127.0.0.1:${engine.port}`,
    );
    const line = await lineOf(own);
    await assert.rejects(
      engine.call('sendHttp', { text: own, line, resign: false, bodyFile: null, origin: null }),
      /listener itself/,
    );
    const text = own.replace(/^# @webhook-event .*\n/m, '');
    const sent = await engine.call('sendHttp', {
      text,
      line: line - 1,
      resign: false,
      bodyFile: null,
      origin: null,
    });
    assert.equal(sent.delivery.answer?.status, 200);
  });

  it('is no fixture where it holds a saved secret', async () => {
    const id = await capture(Buffer.from(JSON.stringify({ key: secret })));
    await engine.saveSecret(secret);
    await assert.rejects(engine.call('fixture', { id, target, name: 'a' }), /holds a signing secret/);
  });

  it('is compared with the newest event of its kind, credentials masked on both sides', async () => {
    await engine.post('{"a":1}', { Authorization: 'Bearer one', 'X-Kind': 'old' });
    const { id } = await engine.newest();
    const { text } = await engine.call('fixture', { id, target, name: 'a' });
    await engine.post('{"a":2}', { Authorization: 'Bearer two', 'X-Kind': 'new' });
    const line = await lineOf(text);
    const found = await engine.call('compareHttp', { text, line, bodyFile: null });
    assert.equal(found?.event, id + 1);
    assert.match(found.document, /^X-Kind: old$/im);
    assert.match(found.latest, /^X-Kind: new$/im);
    assert.match(found.latest, /\n\n\{"a":2\}\n$/);
    assert.doesNotMatch(found.document + found.latest, /Bearer/);
  });
});
