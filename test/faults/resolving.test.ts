import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { send } from '../../src/engine/send/send.ts';
import { Targets } from '../../src/engine/targets/targets.ts';
import { App } from '../support/app.ts';
import { NameServer } from '../support/nameServer.ts';

/** What a name may lead to, and why nothing is sent there. */
const forbidden: Readonly<Record<string, readonly [refusal: string, ...addresses: string[]]>> = {
  'cloud.example': ['metadata', '169.254.169.254'],
  'cloud6.example': ['metadata', 'fd00:ec2::254'],
  'link.example': ['linkLocal', '169.254.1.1'],
  'link6.example': ['linkLocal', 'fe80::1'],
  'any.example': ['unspecified', '0.0.0.0'],
  'any6.example': ['unspecified', '::'],
  'many.example': ['multicast', '224.0.0.1'],
  'all.example': ['broadcast', '255.255.255.255'],
  'mapped.example': ['metadata', '::ffff:169.254.169.254'],
  'second.example': ['metadata', '127.0.0.1', '169.254.169.254'],
  'sixth.example': ['linkLocal', '127.0.0.1', 'fe80::1'],
  'listener.example': ['ownListener', '127.0.0.1'],
  'listener6.example': ['ownListener', '::1'],
};

describe('A name that its owner lets lead elsewhere, asked of a real name server', () => {
  const names = new NameServer();
  const app = new App();
  /** All addresses that this process began to connect to. */
  const connected: string[] = [];
  const { connect } = Socket.prototype;
  let listenerPort = 0;
  let targets: Targets;

  before(async () => {
    await names.listen();
    await app.listen();
    Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
      this.on('connectionAttempt', (address: string) => connected.push(address));
      return Reflect.apply(connect, this, args) as Socket;
    };
  });
  after(() => {
    Socket.prototype.connect = connect;
    names.close();
    app.close();
  });
  beforeEach(() => {
    listenerPort = 0;
    connected.length = 0;
    const options = { listenerPort: () => listenerPort, publicUrls: () => [] };
    targets = new Targets({ ...options, resolver: names.resolve });
  });

  /** What comes of a request to a name that a person allowed: the status, or why none came. */
  const outcome = async (name: string): Promise<unknown> => {
    const url = `http://${name}:${app.port}`;
    targets.allow({ origins: [url], certificates: [] });
    const outgoing = { method: 'GET', path: '/', headers: [['Host', name]], body: new Uint8Array() } as const;
    const { answer, failure } = await send(outgoing, await targets.routeTo(url));
    return answer?.status ?? failure?.code;
  };

  it('gets nothing where that is forbidden, whichever of its addresses it is', async () => {
    for (const [name, [refusal, ...addresses]] of Object.entries(forbidden)) {
      names.knows(name, addresses);
      listenerPort = refusal === 'ownListener' ? app.port : 0;
      assert.equal(await outcome(name), refusal, name);
    }
    assert.deepEqual([connected, app.arrived.length], [[], 0]);
  });

  it('is connected to by the addresses that were checked, whatever it leads to a moment later', async () => {
    names.knows('rebind.example', ['127.0.0.1'], ['169.254.169.254'], ['127.0.0.1']);
    assert.equal(await outcome('rebind.example'), 200);
    assert.deepEqual([connected, names.asked.get('rebind.example')], [['127.0.0.1'], 1]);
    assert.equal(await outcome('rebind.example'), 'metadata');
    assert.equal(await outcome('rebind.example'), 200);
    assert.deepEqual([connected.length, names.asked.get('rebind.example')], [2, 3]);
  });

  it('is said to be unknown where it is', async () => {
    assert.equal(await outcome('nobody.example'), 'ENOTFOUND');
  });
});
