import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from '../tools/wait.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { App } from '../support/app.ts';
import { EngineUnderTest } from './engineUnderTest.ts';

const body = Buffer.from([0x7b, 0xff, 0x00, 0xc3, 0xbc, 0x7d]);

describe('a replay', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let app: App;
  let url: string;

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    app = new App();
    url = await app.listen();
  });
  afterEach(async () => {
    app.close();
    await engine.close();
  });

  /** Sends bytes to the listener as they are, and waits for the row. */
  async function capture(head: readonly string[]): Promise<number> {
    const socket = connect(engine.port, '127.0.0.1');
    const lines = [...head, `Content-Length: ${body.length}`, '', ''].join('\r\n');
    socket.write(Buffer.concat([Buffer.from(lines, 'latin1'), body]));
    await once(socket, 'data');
    socket.destroy();
    return (await engine.newest()).id;
  }

  const head = [
    'PUT /hooks/a%2Fb?x=1&y HTTP/1.1',
    'host: hooks.example.com',
    'X-Twice: one',
    'x-twice: two',
    'X-Name: caf\u00e9',
    'Connection: keep-alive, X-Hop',
    'X-Hop: gone',
    'TE: trailers',
    'X-Forwarded-Proto: https',
  ];

  it('sends method, path, headers and body as they came, less what was of the connection', async () => {
    const id = await capture(head);
    const delivery = await engine.call('replay', { id, target: url });
    assert.equal(delivery.answer?.status, 200);
    assert.equal(Buffer.from(delivery.answer.body).toString(), 'thanks');
    const [arrived] = app.arrived;
    assert.deepEqual([arrived?.method, arrived?.url], ['PUT', '/hooks/a%2Fb?x=1&y']);
    assert.deepEqual(arrived?.body, body);
    assert.deepEqual(arrived.rawHeaders.slice(0, -2), [
      ...['Host', new URL(url).host, 'X-Twice', 'one', 'x-twice', 'two', 'X-Name', 'caf\u00e9'],
      ...['X-Forwarded-Proto', 'https', 'X-Forwarded-Host', 'hooks.example.com'],
      ...['X-Forwarded-For', '127.0.0.1', 'Content-Length', String(body.length)],
    ]);
  });

  it('takes the path of a target that has one, with the query as it came', async () => {
    const id = await capture(head);
    await engine.call('replay', { id, target: `${url}/in` });
    await engine.call('replay', { id, target: `${url}/in?own=1` });
    assert.deepEqual(
      app.arrived.map((arrived) => arrived.url),
      ['/in?x=1&y', '/in?own=1&x=1&y'],
    );
  });

  it('is kept with its event, newest first, and goes with it', async () => {
    const id = await capture(head);
    app.answer = (response) => response.writeHead(401, { 'X-Why': 'no' }).end('invalid signature');
    await engine.call('replay', { id, target: url });
    app.answer = (response) => response.writeHead(302, { Location: '/else' }).end();
    await engine.call('replay', { id, target: url });
    assert.equal(app.arrived.length, 2, 'the redirect is not followed');
    const deliveries = (await engine.call('getEvent', { id }))?.deliveries ?? [];
    assert.deepEqual(
      deliveries.map(({ answer }) => [answer?.status, Buffer.from(answer?.body ?? '').toString()]),
      [
        [302, ''],
        [401, 'invalid signature'],
      ],
    );
    await engine.call('deleteEvents', { ids: [id] });
    assert.equal(await engine.call('getEvent', { id }), null);
  });

  it('says why no answer came', async () => {
    const id = await capture(head);
    const port = await freePort();
    const { answer, failure } = await engine.call('replay', { id, target: `http://127.0.0.1:${port}` });
    assert.deepEqual([answer, failure?.code], [null, 'ECONNREFUSED']);
    app.answer = (response) => response.destroy();
    assert.equal((await engine.call('replay', { id, target: url })).failure?.code, 'ECONNRESET');
  });

  it('goes to this machine only unless another is allowed, never to the listener, and only what arrived whole', async () => {
    const id = await capture(head);
    const refused = (target: string, why: RegExp): Promise<void> =>
      assert.rejects(engine.call('replay', { id, target }), why);
    await refused('http://example.com/', /is not this machine, and was not allowed/);
    await refused('http://169.254.169.254/', /credentials/);
    await refused('http://127.0.0.1.example.com/', /is not this machine, and was not allowed/);
    await refused('ftp://localhost/', /not an http or https URL/);
    await refused('http://a:b@localhost/', /a user name and a password/);
    await refused('nonsense', /not an http or https URL/);
    await refused(`http://localhost:${engine.port}/`, /is the listener itself/);
    await refused(`http://[::1]:${engine.port}/`, /is the listener itself/);
    assert.equal((await engine.call('getEvent', { id }))?.deliveries.length, 0);
  });
});
