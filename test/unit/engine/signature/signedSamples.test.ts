import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { sendSample } from '../../../../src/engine/sender/sendSample.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { SignedRequest } from '../../../../src/engine/signature/requestParts.ts';
import type { Sample } from '../../../../src/engine/signature/scheme.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import { isVerified } from '../../../../src/protocol/verdict.ts';
import { prepare } from './holding.ts';
import { isOneSided, knowledgeOf, now, plausibleSecret, publicUrl, received } from './signing.ts';

describe('a sample', () => {
  const samples = schemes.flatMap((scheme) => (scheme.samples ?? []).map((sample) => ({ scheme, sample })));

  function plain({ contentType = 'application/json', headers = {}, body: text }: Sample): SignedRequest {
    const own = Object.entries(headers).flatMap(([name, value]) => [name, value.replaceAll('{id}', 'id-1')]);
    const rawHeaders = ['Host', 'localhost:6464', 'Content-Type', contentType, ...own];
    return { method: 'POST', target: '/', rawHeaders, body: Buffer.from(text(now)) };
  }

  for (const { scheme, sample } of samples.filter((one) => !isOneSided(one.scheme))) {
    it(`${scheme.id}: ${sample.id} is recognised and valid when it is signed`, () => {
      const secret = plausibleSecret(scheme);
      const sent = plain(sample);
      const signed = signRequest({ request: sent, url: `${publicUrl}/`, now }, prepare(scheme, secret));
      assert.ok(typeof signed === 'object');
      const knowledge = knowledgeOf(null, scheme.id, secret);
      const { findings } = inspect(received(sent, signed), knowledge);
      assert.equal(findings.provider, scheme.id);
      assert.ok(isVerified(findings.verdict), findings.verdict);
      assert.ok(findings.title !== '' && !findings.title.startsWith('POST '), findings.title);
    });
  }

  for (const { scheme, sample } of samples.filter((one) => isOneSided(one.scheme))) {
    it(`${scheme.id}: ${sample.id} cannot be signed, and can be sent as it is`, () => {
      const sent = plain(sample);
      assert.equal(signRequest({ request: sent, url: publicUrl, now }, prepare(scheme, 'x')), 'privateKey');
      const told = inspect(
        received(sent, { headers: [], target: sent.target, body: sent.body }),
        knowledgeOf(scheme.id, scheme.id, ''),
      );
      assert.ok(['missing', 'malformed'].includes(told.findings.verdict), told.findings.verdict);
    });
  }

  const addresses: readonly [path: string, publicUrl: string | null][] = [
    ['/', null],
    ['/hook', null],
    ['/', publicUrl],
    ['/', `${publicUrl}/`],
    ['/hook', publicUrl],
    ['/hook', `${publicUrl}/in`],
    ['/hook', `${publicUrl}/in/`],
  ];
  for (const [path, url] of addresses) {
    it(`that is sent to ${path}, which is ${url ?? 'nothing'} outside, has the signature of that URL`, async () => {
      const square = schemes.find(({ id }) => id === 'square');
      const sampleId = square?.samples?.[0]?.id;
      assert.ok(square !== undefined && sampleId !== undefined);
      const server = createServer();
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const arrived = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
      const address = { host: '127.0.0.1', port };
      const prepared = prepare(square, 'secret');
      const status = sendSample({ prepared, sampleId, signed: true, address, path, publicUrl: url });
      const [incoming, response] = await arrived;
      const sent = {
        method: 'POST',
        target: incoming.url ?? '',
        rawHeaders: incoming.rawHeaders,
        body: await buffer(incoming),
      };
      response.end();
      assert.equal(await status, 200);
      server.close();
      const source = { name: 'own', path, provider: null, publicUrl: url };
      const settings = {
        sources: [source],
        customProviders: [],
        ignoreTimestamps: false,
        answerHandshakes: true,
      };
      const knowledge = new Knowledge(settings, { square: [{ label: 'Secret 1', value: 'secret' }] });
      const { findings } = inspect(
        received(sent, { headers: [], target: sent.target, body: sent.body }),
        knowledge,
      );
      assert.equal(findings.verdict, 'valid');
    });
  }
});
