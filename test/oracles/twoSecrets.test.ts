import assert from 'node:assert/strict';
import { EngineUnderTest, usualSettings } from '../faults/engineUnderTest.ts';
import { scratchFolder, type ScratchFolder } from '../tools/scratch.ts';
import { oracles } from './all.ts';
import { withVersion } from './library.ts';
import { compactJson } from './oracle.ts';
import { signWithOurs } from './ours.ts';
import { hasPhp, PhpApp } from './phpApp.ts';
import { VendorApp } from './vendorApp.ts';

const other = 'whsec_YW5vdGhlciBzZWNyZXQgb2YgdGhlIHNhbWUgZm9ybQ==';
const noPhp = '(PHP is not installed here)';

/** An app that verifies as its vendor has it, with one secret. */
interface Subject {
  readonly scheme: string;
  readonly secret: string;
  readonly verifier: string;
  readonly app: () => { start(): Promise<string>; stop(): void };
}

function withLibrary(scheme: string): Subject {
  const oracle = oracles.find((each) => each.scheme === scheme && each.variant === undefined);
  assert.ok(oracle !== undefined, scheme);
  const { secret, library } = oracle;
  return { scheme, secret, verifier: withVersion(library), app: () => new VendorApp(oracle) };
}

const secret = 'the-secret-of-the-php-app';
const backups: Subject = { scheme: 'simplebackups', secret, verifier: 'PHP', app: () => new PhpApp(secret) };
const subjects = [...['stripe', 'svix', 'github', 'slack'].map(withLibrary), backups];

describe('With two saved secrets', () => {
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

  async function save(scheme: string, ...values: readonly string[]): Promise<void> {
    const source = { name: 'Own', path: '/', provider: scheme, publicUrl: null };
    await engine.call('configure', { ...usualSettings, sources: [source] });
    const secrets = { [scheme]: values.map((value, index) => ({ label: `Secret ${index + 1}`, value })) };
    await engine.call('setSecrets', { secrets, verifyAgain: false });
  }

  /** Has the engine receive what a secret signs; answers with its id. */
  async function capture(scheme: string, secret: string): Promise<number> {
    const url = `http://127.0.0.1:${engine.port}/`;
    const headers = [['Content-Type', 'application/json']] as const;
    const unsigned = { method: 'POST', url, headers, body: Buffer.from(compactJson) };
    const signed = signWithOurs(scheme, unsigned, secret);
    const response = await fetch(url, {
      method: 'POST',
      headers: signed.headers.map(([name, value]): [string, string] => [name, value]),
      body: Buffer.from(signed.body),
    });
    assert.equal(response.status, 200);
    const { id, verdict } = await engine.newest();
    assert.equal(verdict, 'valid');
    return id;
  }

  /** What the app answers to an event that goes out as a document, re-signed. */
  async function sendDocument(text: string): Promise<number | undefined> {
    const [request] = await engine.call('readHttp', { text });
    assert.ok(request !== undefined);
    const params = { text, line: request.line, resign: true, origin: null, bodyFile: null };
    return (await engine.call('sendHttp', params)).delivery.answer?.status;
  }

  async function withApp(subject: Subject, run: (target: string) => Promise<void>): Promise<void> {
    const app = subject.app();
    try {
      await run(`${await app.start()}/`);
    } finally {
      app.stop();
    }
  }

  for (const subject of subjects) {
    const { scheme, secret, verifier } = subject;
    const way = (title: string, run: (target: string) => Promise<void>): void => {
      it(`${scheme}: ${verifier} takes ${title}`, function () {
        if (verifier === 'PHP' && !hasPhp()) {
          console.log(`      ${noPhp}`);
          this.skip();
        }
        return withApp(subject, run);
      });
    };

    way('what the older one verified and re-signs', async (target) => {
      await save(scheme, secret, other);
      const id = await capture(scheme, secret);
      const replayed = await engine.call('replay', { id, target, resign: true });
      assert.deepEqual([replayed.answer?.status, replayed.secretLabel], [200, 'Secret 1']);
      const several = { run: 1, ids: [id], pause: 0, resign: true } as const;
      const { outcomes } = await engine.call('replayAll', {
        ...several,
        targets: [{ source: null, target }],
      });
      assert.deepEqual(outcomes, [{ id, status: 200, problem: '' }]);
      const signer = { key: scheme, label: 'Secret 1' };
      assert.deepEqual((await engine.call('getEvent', { id }))?.signer, signer);
      assert.deepEqual(await engine.call('resigners', { ids: [id, id, id + 1000] }), [signer]);
      const remarks = { always: [], captured: [] };
      const { text } = await engine.call('editHttp', { id, target, remarks });
      assert.equal(await sendDocument(text), 200);
    });

    way('what the newest one signs', async (target) => {
      await save(scheme, other, secret);
      const providers = await engine.call('providers', null);
      const sample = providers.find(({ id }) => id === scheme)?.samples[0]?.id ?? 'example';
      const made = { provider: scheme, sample, signed: true, target };
      const place = { provider: scheme, target, channel: null };
      const told = await engine.call('signers', place);
      assert.deepEqual(told, { key: scheme, labels: ['Secret 1', 'Secret 2'] });
      const burst = await engine.call('burst', { ...made, count: 2, rate: 10 });
      assert.equal(burst.accepted, 2, 'burst');
      const composed = await engine.call('sendComposed', { ...made, text: compactJson });
      assert.equal(composed.answer?.status, 200, 'composition');
      const channel = { name: 'App', provider: scheme, url: target, retries: 0, gaps: [], timeout: 10 };
      const fired = await engine.call('fire', { channel, event: { kind: 'sample', id: sample } });
      assert.equal(fired.state, 'accepted', 'channel');
      // The event of the older secret, saved as a fixture, is signed by the newest.
      const id = await capture(scheme, other);
      const { text } = await engine.call('fixture', { id, target, name: 'saved' });
      assert.equal(await sendDocument(text), 200, 'fixture');
      const event = { kind: 'fixture', name: 'saved', text, bodyFile: null } as const;
      assert.equal((await engine.call('fire', { channel, event })).state, 'accepted', 'fixture of a channel');
    });

    way('a sample and a burst of the one that is chosen', async (target) => {
      await save(scheme, secret, other);
      const providers = await engine.call('providers', null);
      const sample = providers.find(({ id }) => id === scheme)?.samples[0]?.id ?? 'example';
      const chosen = { provider: scheme, sample, signed: true, secretLabel: 'Secret 1' };
      const burst = await engine.call('burst', { ...chosen, target, count: 1, rate: 10 });
      assert.equal(burst.accepted, 1);
      assert.equal((await engine.call('sendSample', chosen)).status, 200);
      const { id } = await engine.newest();
      assert.equal((await engine.call('replay', { id, target })).answer?.status, 200);
      const gone = { ...chosen, secretLabel: 'Removed', target, count: 1, rate: 10 };
      await assert.rejects(engine.call('burst', gone), /“Removed” is not a secret that can sign this/);
    });
  }
});
