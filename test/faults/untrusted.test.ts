import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from '../../src/engine/send/connect.ts';
import type { DeliveryError } from '../../src/engine/send/deliveryError.ts';
import { send } from '../../src/engine/send/send.ts';
import { Targets } from '../../src/engine/targets/targets.ts';
import { authority, expired, issued, otherHost, privateKey, selfSigned } from './certificates.ts';

const outgoing = { method: 'GET', path: '/', headers: [['Host', 'app']], body: new Uint8Array() } as const;
const never = new AbortController().signal;

describe('A target with TLS', () => {
  const targets = new Targets({ listenerPort: () => undefined, publicUrls: () => [] });
  let app: Server;
  let requests = 0;
  let origin: string;

  async function serve(certificate: string): Promise<void> {
    requests = 0;
    app = createServer({ key: privateKey, cert: certificate }, (_request, response) => {
      requests += 1;
      response.end('hello');
    });
    app.listen(0, '127.0.0.1');
    await once(app, 'listening');
    origin = `https://localhost:${(app.address() as AddressInfo).port}`;
  }
  beforeEach(() => targets.allow({ origins: [], certificates: [] }));
  afterEach(() => {
    app.closeAllConnections();
    app.close();
  });

  /** The code of why a certificate is not trusted by who trusts the authority of these tests; empty where it is. */
  async function problem(certificate: string): Promise<string> {
    await serve(certificate);
    try {
      const socket = await connect(await targets.routeTo(origin), never, { ca: [authority] });
      socket.destroy();
      return '';
    } catch (error) {
      return (error as DeliveryError).code;
    } finally {
      app.close();
    }
  }

  it('is sent nothing where its certificate is not trusted, and it is said whose that is', async () => {
    await serve(selfSigned);
    const { answer, failure } = await send(outgoing, await targets.routeTo(origin));
    assert.deepEqual([answer, failure?.code, requests], [null, 'DEPTH_ZERO_SELF_SIGNED_CERT', 0]);
    const { validTo = 0, ...certificate } = failure?.certificate ?? {};
    assert.equal(new Date(validTo).getUTCFullYear(), 2126);
    assert.deepEqual(
      { ...certificate, validFrom: 0 },
      {
        subject: 'localhost',
        issuer: 'localhost',
        names: 'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
        validFrom: 0,
        fingerprint: new X509Certificate(selfSigned).fingerprint256,
      },
    );
  });

  it('says which problem it is', async () => {
    assert.equal(await problem(issued), '');
    assert.equal(await problem(expired), 'CERT_HAS_EXPIRED');
    assert.equal(await problem(otherHost), 'ERR_TLS_CERT_ALTNAME_INVALID');
    await serve(issued);
    const { failure } = await send(outgoing, await targets.routeTo(origin));
    assert.deepEqual(
      [failure?.code, failure?.certificate?.issuer],
      ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'Webhook Debugger Test Authority'],
    );
  });

  it('is sent to with the certificate that was accepted for it, and with no other', async () => {
    await serve(selfSigned);
    const { fingerprint256: fingerprint } = new X509Certificate(selfSigned);
    targets.allow({ origins: [], certificates: [{ origin, fingerprint }] });
    const { answer, failure } = await send(outgoing, await targets.routeTo(origin));
    assert.deepEqual([Buffer.from(answer?.body ?? '').toString(), failure], ['hello', null]);
    const other = origin.replace('localhost', '127.0.0.1');
    assert.equal((await send(outgoing, await targets.routeTo(other))).answer, null);
    app.setSecureContext({ key: privateKey, cert: expired });
    const changed = await send(outgoing, await targets.routeTo(origin));
    assert.deepEqual(
      [changed.answer, changed.failure?.certificate?.names],
      [null, 'DNS:localhost, IP Address:127.0.0.1'],
    );
    assert.equal(requests, 1);
  });
});
