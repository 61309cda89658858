import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { send } from '../../../../src/engine/send/send.ts';
import { TargetError } from '../../../../src/engine/targets/targetError.ts';
import { Targets, type Resolver } from '../../../../src/engine/targets/targets.ts';
import { App } from '../../../support/app.ts';

const port = 6464;
const none = new Uint8Array();
const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ address }) => address === '::1'),
);
const publicUrls = ['https://hooks.example.com/twilio', 'not a URL'];

/** Has the addresses of each look-up in turn, and the last of them from then on. */
function answers(...turns: readonly (readonly string[])[]): Resolver & { count: () => number } {
  let count = 0;
  const resolve: Resolver = () => {
    const addresses = turns[Math.min(count, turns.length - 1)] ?? [];
    count += 1;
    return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  };
  return Object.assign(resolve, { count: () => count });
}

function targetsWith(resolver?: Resolver): Targets {
  return new Targets({
    listenerPort: () => port,
    publicUrls: () => publicUrls,
    ...(resolver === undefined ? {} : { resolver }),
  });
}

const kindOf = (text: string): string => {
  const found = targetsWith().check(text);
  return found.kind === 'refused' ? found.refusal : found.kind;
};

const table: Readonly<Record<string, readonly string[]>> = {
  allowed: [
    ...[
      'http://localhost',
      'https://localhost:3000/in?x',
      'http://LOCALHOST.:80',
      'http://app.localhost:3000',
    ],
    ...['http://127.0.0.1', 'http://127.1', 'http://2130706433/', 'http://0177.0.0.1', 'http://0x7f.1'],
    ...[
      'http://017700000001',
      'http://0x7f000001',
      'http://127.0.0.1.',
      'http://[::1]:8080',
      'http://127.0.0.2',
    ],
    ...['http://[0:0:0:0:0:0:0:1]', 'http://[::ffff:127.0.0.1]', 'http://%31%32%37.0.0.1'],
    ...[
      'http://\u2460\u2461\u2466.0.0.1',
      'http://\uff4cocalhost',
      'http://127.0.0.1:65535',
      ' http://localhost ',
    ],
  ],
  ask: [
    ...[
      'http://example.com',
      'https://EXAMPLE.com.',
      'http://127.0.0.1.example.com',
      'http://localhost.example.com',
    ],
    ...[
      'http://notlocalhost',
      'http://10.0.0.1',
      'http://192.168.1.1:3000',
      'http://[fd00::1]',
      'http://100.64.0.1',
    ],
    ...[
      'http://b\u00fccher.example',
      'http://1.1',
      'http://167772161',
      'http://[64:ff9b::808:808]',
      'http://a..b',
    ],
    ...[
      'https://hooks.example.com:8443',
      'https://hooks.example.com/twilio2',
      'http://hooks.example.com/twilio',
    ],
  ],
  metadata: [
    ...['http://169.254.169.254', 'http://2852039166', 'http://0xa9fea9fe', 'http://0251.0376.0251.0376'],
    ...[
      'http://169.16689662',
      'http://[::ffff:169.254.169.254]',
      'http://[::ffff:a9fe:a9fe]:80',
      'http://[fd00:ec2::254]',
    ],
    ...[
      'http://100.100.100.200',
      'http://metadata.google.internal',
      'http://METADATA.google.internal.',
      'http://metadata',
    ],
    ...['http://%6detadata', 'http://169.254.169.254./latest'],
  ],
  linkLocal: ['http://169.254.1.1', 'http://[fe80::1]', 'http://[FEBF::]'],
  unspecified: [
    'http://0',
    'http://0.0.0.0:3000',
    'http://[::]',
    'http://0x0',
    'http://[::ffff:0:0]',
    'http://00.0',
  ],
  multicast: ['http://224.0.0.1', 'http://[ff02::1]'],
  broadcast: ['http://255.255.255.255', 'http://4294967295', 'http://0xffffffff'],
  reserved: ['http://240.0.0.1'],
  embedded: ['http://[64:ff9b::169.254.169.254]', 'http://[2002:7f00:1::]', 'http://[::127.0.0.1]'],
  ownListener: [
    ...[
      `http://localhost:${port}`,
      `https://127.0.0.1:${port}`,
      `http://[::1]:${port}/x`,
      `http://127.9.9.9:${port}`,
    ],
    ...[`http://x.localhost:${port}`, `http://2130706433:${port}`, `http://[::ffff:7f00:1]:${port}`],
    ...[
      'https://hooks.example.com',
      'https://hooks.example.com:443/twilio',
      'https://HOOKS.example.com./twilio/x',
    ],
  ],
  credentials: ['http://localhost@example.com', 'http://a:b@localhost', 'http://:b@localhost'],
  notHttp: [
    ...[
      '',
      'nonsense',
      'ftp://localhost',
      'file:///etc/passwd',
      'ws://localhost',
      'javascript:alert(1)',
      'http://',
    ],
    ...[
      'http://[fe80::1%25eth0]',
      'http://localhost:99999',
      'http://local host',
      'http://localhost%00',
      'http://256.1.1.1',
    ],
  ],
};

describe('Where requests may be sent', () => {
  for (const [kind, texts] of Object.entries(table)) {
    it(`is told by the URL alone: ${kind}`, () => {
      assert.deepEqual(
        texts.map((text) => [text, kindOf(text)]),
        texts.map((text) => [text, kind]),
      );
    });
  }

  it('has every address of this machine for the listener', () => {
    const own = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    const sendable = own.filter(({ address }) => !/^(fe80|169\.254)/.test(address));
    for (const { address, family } of sendable) {
      const host = family === 'IPv6' ? `[${address}]` : address;
      assert.equal(kindOf(`http://${host}:${port}`), 'ownListener');
    }
    assert.equal(targetsWith().check(`http://localhost:${port}`, { toListener: true }).kind, 'allowed');
  });

  it('is another host where that was allowed: scheme, name and port together', async () => {
    const targets = targetsWith(answers(['93.184.215.14']));
    await assert.rejects(targets.routeTo('https://example.com/in'), { code: 'notAllowed' });
    assert.deepEqual(targets.check('https://EXAMPLE.com./in'), {
      kind: 'ask',
      origin: 'https://example.com:443',
    });
    targets.allow({ origins: ['https://example.com:443'], certificates: [] });
    assert.equal((await targets.routeTo('https://example.com/in')).url.pathname, '/in');
    for (const other of ['http://example.com', 'https://example.com:444', 'https://www.example.com']) {
      assert.equal(targets.check(other).kind, 'ask', other);
    }
    targets.allow({ origins: [], certificates: [] });
    assert.equal(targets.check('https://example.com').kind, 'ask');
  });

  it('is nothing that is always refused, whatever was allowed', async () => {
    const targets = targetsWith();
    const texts = [
      'http://169.254.169.254',
      'http://[::]',
      'http://metadata.google.internal',
      'http://a@example.com',
    ];
    const origins = texts.map((text) => `${text}:80`);
    targets.allow({ origins, certificates: [] });
    for (const text of texts) {
      await assert.rejects(targets.routeTo(text), TargetError, text);
    }
  });
});

describe('The addresses of a name', () => {
  const example = 'http://example.com';

  async function resolved(url: string, ...addresses: readonly string[]): Promise<string> {
    const targets = targetsWith(answers(addresses));
    targets.allow({ origins: ['http://example.com:80', `http://example.com:${port}`], certificates: [] });
    const { resolve } = await targets.routeTo(url);
    return resolve().then(
      (list) => list.map(({ address }) => address).join(),
      (error: unknown) => (error instanceof TargetError ? error.code : String(error)),
    );
  }

  it('are all looked at, and one that is refused refuses the name', async () => {
    assert.equal(await resolved(example, '93.184.215.14', '10.0.0.1'), '93.184.215.14,10.0.0.1');
    assert.equal(await resolved(example, '93.184.215.14', '169.254.169.254'), 'metadata');
    assert.equal(await resolved(example, '::ffff:169.254.169.254'), 'metadata');
    assert.equal(await resolved(example, '64:ff9b::a9fe:a9fe'), 'embedded');
    assert.equal(await resolved(example, 'fe80::1%2'), 'linkLocal');
    assert.equal(await resolved(example, '0.0.0.0'), 'unspecified');
  });

  it('are not those of the listener', async () => {
    assert.equal(await resolved(`${example}:${port}`, '127.0.0.1'), 'ownListener');
    assert.equal(await resolved(`${example}:${port}`, '93.184.215.14'), '93.184.215.14');
  });

  it('are this machine’s for localhost', async () => {
    assert.equal(await resolved('http://localhost:3000', '127.0.0.1', '::1'), '127.0.0.1,::1');
    assert.equal(await resolved('http://localhost:3000', '127.0.0.1', '93.184.215.14'), 'notLoopback');
  });

  it('are this machine’s for every name below localhost, and nobody is asked', async () => {
    for (const name of ['app.localhost', 'A.B.LocalHost.', 'xn--bcher-kva.localhost']) {
      assert.equal(await resolved(`http://${name}:3000`, '10.0.0.1'), '127.0.0.1,::1', name);
      await assert.rejects(targetsWith().routeTo(`http://${name}:${port}`), { code: 'ownListener' });
    }
    const resolver = answers(['10.0.0.1']);
    await (await targetsWith(resolver).routeTo('http://app.localhost')).resolve();
    assert.equal(resolver.count(), 0);
    assert.equal(kindOf('http://app.localhost.example.com'), 'ask');
  });

  it('below localhost lead to an app that listens at one of them', async () => {
    const hosts = ['127.0.0.1', ...(hasIpv6 ? ['::1'] : [])];
    for (const host of hosts) {
      const app = new App();
      await app.listen(host);
      const url = `http://shop.localhost:${app.port}`;
      const outgoing = {
        method: 'GET',
        path: '/',
        headers: [['Host', 'shop.localhost']],
        body: none,
      } as const;
      const { answer, failure } = await send(outgoing, await targetsWith().routeTo(url));
      assert.deepEqual([answer?.status, failure], [200, null], host);
      app.close();
    }
    if (!hasIpv6) {
      console.log('      without IPv6: this machine has none');
    }
  });

  it('are looked up once, and connected to: an answer that changes changes nothing', async () => {
    const app = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    const url = `http://rebind.example:${(app.address() as AddressInfo).port}`;
    const outgoing = {
      method: 'GET',
      path: '/',
      headers: [['Host', 'rebind.example']],
      body: new Uint8Array(),
    } as const;
    const resolver = answers(['127.0.0.1'], ['169.254.169.254']);
    const targets = targetsWith(resolver);
    targets.allow({ origins: [url], certificates: [] });
    const first = await send(outgoing, await targets.routeTo(url));
    assert.deepEqual([first.answer?.status, resolver.count()], [200, 1]);
    const second = await send(outgoing, await targets.routeTo(url));
    assert.deepEqual([second.answer, second.failure?.code], [null, 'metadata']);
    app.close();
  });
});
