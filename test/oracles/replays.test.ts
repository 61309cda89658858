import assert from 'node:assert/strict';
import { request as sendRequest } from 'node:http';
import { EngineUnderTest, usualSettings } from '../faults/engineUnderTest.ts';
import { scratchFolder, type ScratchFolder } from '../tools/scratch.ts';
import { backupBody, signatureOf } from '../tools/webhook.ts';
import { oracles } from './all.ts';
import { withVersion } from './library.ts';
import { unsignedRequests, type Oracle, type WebhookRequest } from './oracle.ts';
import { captured, signWithOurs } from './ours.ts';
import { hasPhp, PhpApp } from './phpApp.ts';
import { VendorApp } from './vendorApp.ts';

const monthAgo = (): number => Date.now() - 30 * 24 * 3600 * 1000;

/** Libraries that refuse what was signed a month ago. */
const mindTheTime: readonly string[] = [
  'stripe',
  'standard-webhooks',
  'svix',
  'slack',
  'hubspot-v3',
  'contentful',
];

describe('A captured event that is replayed to an app with its vendor’s library', () => {
  let scratch: ScratchFolder;
  let engine: EngineUnderTest;

  before(async () => {
    scratch = scratchFolder();
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
  });
  after(async () => {
    await engine.close();
    scratch.remove();
  });

  /** Has the engine receive a request as one of a provider, of which it has a secret; answers with its id. */
  async function capture(scheme: string, request: WebhookRequest, secret: string): Promise<number> {
    const source = { name: 'Own', path: '/', provider: scheme, publicUrl: null };
    await engine.call('configure', { ...usualSettings, sources: [source] });
    const secrets = { [scheme]: [{ label: 'Secret 1', value: secret }] };
    await engine.call('setSecrets', { secrets, verifyAgain: false });
    const { method, target: path, rawHeaders, body } = captured(request);
    const headers = ['Host', 'hooks.example.com', ...rawHeaders, 'Content-Length', String(body.length)];
    await new Promise<void>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: engine.port, method, path, headers, agent: false };
      const sent = sendRequest(options, (response) => response.resume().on('end', resolve));
      sent.on('error', reject);
      sent.end(body);
    });
    return (await engine.newest()).id;
  }

  const answerTo = async (id: number, target: string, resign: boolean): Promise<number | undefined> =>
    (await engine.call('replay', { id, target, resign })).answer?.status;

  async function check(oracle: Oracle, unsigned: WebhookRequest): Promise<void> {
    const old = signWithOurs(oracle.scheme, unsigned, oracle.secret, monthAgo());
    const id = await capture(oracle.scheme, old, oracle.secret);
    const app = new VendorApp(oracle);
    const target = await app.start();
    try {
      if (mindTheTime.includes(oracle.scheme)) {
        assert.equal(await answerTo(id, target, false), 401, 'as it came it is too old');
      }
      assert.equal(await answerTo(id, target, true), 200, 'signed anew it is taken');
    } finally {
      app.stop();
    }
  }

  for (const oracle of oracles.filter(({ verifyOnly }) => verifyOnly === undefined)) {
    const { scheme, library, variant = '' } = oracle;
    it(`${scheme} ${variant}: ${withVersion(library)} takes it signed anew`, async () => {
      for (const unsigned of unsignedRequests(oracle)) {
        await check(oracle, unsigned);
      }
    });
  }

  it('are all of those that have to be asked', () => {
    const asked = new Set(oracles.map(({ scheme }) => scheme));
    const wanted = ['stripe', 'svix', 'standard-webhooks', 'github', 'slack', 'shopify', 'twilio'];
    assert.deepEqual(
      [...wanted, ...mindTheTime].filter((scheme) => !asked.has(scheme)),
      [],
    );
  });

  it('simplebackups: PHP takes it signed anew with the secret of the app', async function () {
    if (!hasPhp()) {
      console.log('      (PHP is not installed here)');
      this.skip();
    }
    const secret = 'php-app-secret';
    const php = new PhpApp(secret);
    try {
      const target = `${await php.start()}/`;
      const body = backupBody('error', 'Zürich/東京');
      const headers = [
        ['Content-Type', 'application/json'],
        ['SB-Signature', signatureOf(body, 'another secret')],
      ] as const;
      const url = 'https://hooks.example.com/hooks/backups';
      const id = await capture(
        'simplebackups',
        { method: 'POST', url, headers, body: Buffer.from(body) },
        secret,
      );
      assert.equal(await answerTo(id, target, false), 401);
      assert.equal(await answerTo(id, target, true), 200);
      const secrets = ['the one before', secret].map((value, index) => ({ label: `Secret ${index}`, value }));
      await engine.call('setSecrets', { secrets: { simplebackups: secrets }, verifyAgain: false });
      assert.equal(await answerTo(id, target, true), 200, 'the newest of two signs');
    } finally {
      php.stop();
    }
  });
});
