import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { schemes } from '../../src/engine/signature/schemes/table.ts';
import { exampleSample } from '../../src/protocol/engine.ts';
import type { Channel, Firing } from '../../src/protocol/sending.ts';
import { channelKey } from '../../src/protocol/secretKeys.ts';
import { isVerified } from '../../src/protocol/verdict.ts';
import { freePort } from '../tools/wait.ts';
import { App } from '../support/app.ts';
import { limit } from '../support/limits.ts';
import { isOneSided, plausibleSecret } from '../unit/engine/signature/signing.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';

const secret = 'a-channel-secret-5f';

describe("The sender's side", () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;
  let app: App;
  let appUrl: string;

  /** Answers each request with the next of the statuses, 200 when none is left; 0 is no answer. */
  function answerInTurn(...statuses: number[]): void {
    app.answer = (response) => {
      const status = statuses.shift() ?? 200;
      if (status !== 0) {
        response.writeHead(status).end(`answer ${app.arrived.length}`);
      }
    };
  }

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path);
    await engine.listen();
    app = new App();
    appUrl = `${await app.listen()}/hooks`;
    answerInTurn();
  });
  afterEach(async () => {
    app.close();
    await engine.close();
  });

  const channel = (others: Partial<Channel> = {}): Channel => ({
    name: 'Staging',
    provider: 'simplebackups',
    url: appUrl,
    retries: 3,
    gaps: [0.02],
    timeout: 5,
    ...others,
  });
  const fire = (others: Partial<Channel> = {}, sample = 'backup-failed'): Promise<Firing> =>
    engine.call('fire', { channel: channel(others), event: { kind: 'sample', id: sample } });
  const statuses = ({ attempts }: Firing): (number | null)[] => attempts.map(({ status }) => status);
  const untilFiring = (test: (firing: Firing) => boolean): Promise<void> =>
    engine.until((message) => message.type === 'firing' && test(message.firing));

  describe('a channel', () => {
    beforeEach(() => engine.saveSecret(secret));

    it('tries again up to 3 times where the answer is not 2xx, with the same bytes and signature', async () => {
      answerInTurn(500, 302, 404, 500);
      const firing = await fire();
      assert.deepEqual([firing.state, firing.of, statuses(firing)], ['givenUp', 4, [500, 302, 404, 500]]);
      assert.equal(app.arrived.length, 4);
      const [first] = app.arrived;
      for (const { headers, body } of app.arrived) {
        assert.deepEqual(body, first?.body);
        assert.equal(headers['sb-signature'], first?.headers['sb-signature']);
      }
    });

    it('stops at the first 2xx, and keeps each answer until it fires again', async () => {
      answerInTurn(500, 503, 204);
      const firing = await fire();
      assert.deepEqual(
        [firing.state, firing.event, statuses(firing)],
        ['accepted', 'Backup Error', [500, 503, 204]],
      );
      const second = await engine.call('firedAttempt', { channel: 'Staging', number: 2 });
      assert.equal(second?.answer?.status, 503);
      assert.equal(Buffer.from(second.answer.body).toString(), 'answer 2');
      assert.equal(second.request?.path, '/hooks');
      assert.equal(await engine.call('firedAttempt', { channel: 'Staging', number: 4 }), null);
      assert.deepEqual(statuses(await fire()), [200]);
      assert.equal(await engine.call('firedAttempt', { channel: 'Staging', number: 2 }), null);
    });

    it('takes no answer in time, and nobody at the port, for a failed attempt', async () => {
      answerInTurn(0);
      const timeout = limit(500) / 1000;
      const late = await fire({ timeout });
      assert.deepEqual([late.state, statuses(late)], ['accepted', [null, 200]]);
      assert.equal(late.attempts[0]?.failure?.detail, `no answer within ${timeout} s`);
      const gone = await fire({ url: `http://127.0.0.1:${await freePort()}/`, retries: 1 });
      assert.deepEqual([gone.state, statuses(gone)], ['givenUp', [null, null]]);
      assert.equal(gone.attempts[1]?.failure?.code, 'ECONNREFUSED');
    });

    it('is stopped between two attempts, and while it waits for an answer', async () => {
      answerInTurn(500);
      const waiting = fire({ gaps: [3600] });
      await untilFiring(({ state, nextIn }) => state === 'waiting' && nextIn === 3600);
      await assert.rejects(fire(), /"Staging" is firing already/);
      await engine.call('stopFiring', { channel: 'Staging' });
      assert.deepEqual([(await waiting).state, app.arrived.length], ['stopped', 1]);
      engine.messages.length = 0;
      answerInTurn(0);
      const unanswered = fire();
      await untilFiring(({ state }) => state === 'sending');
      await engine.call('stopFiring', { channel: 'Staging' });
      const { state, attempts } = await unanswered;
      assert.deepEqual([state, attempts], ['stopped', []]);
    });

    it('signs each attempt anew where there is a time, with the id that it had', async () => {
      await engine.call('setSecrets', {
        secrets: {
          replicate: [{ label: 'Secret 1', value: 'whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=' }],
        },
        verifyAgain: false,
      });
      answerInTurn(500);
      assert.equal((await fire({ provider: 'replicate', gaps: [1.1] }, exampleSample.id)).state, 'accepted');
      const [first, second] = app.arrived.map(({ headers }) => headers);
      assert.equal(first?.['webhook-id'], second?.['webhook-id']);
      assert.notEqual(first?.['webhook-timestamp'], second?.['webhook-timestamp']);
      assert.notEqual(first?.['webhook-signature'], second?.['webhook-signature']);
    });

    it('fires a fixture, with a new signature in place of the one that it was captured with', async () => {
      const text = [
        '# @webhook-provider simplebackups',
        'POST http://localhost:3000/elsewhere HTTP/1.1',
        'Content-Type: application/json',
        'X-Own: kept',
        'SB-Signature: re-sign',
        '',
        '{"id":1,  "name":"a\\/b"}',
        '',
      ].join('\n');
      const fixture = (own: string, bodyFile: Uint8Array | null = null): Promise<Firing> =>
        engine.call('fire', {
          channel: channel(),
          event: { kind: 'fixture', name: 'odd-spaces', text: own, bodyFile },
        });
      const firing = await fixture(text);
      assert.deepEqual([firing.state, firing.event], ['accepted', 'odd-spaces']);
      const { headers, body } = await app.newestOf(1);
      assert.equal(String(body), '{"id":1,  "name":"a\\/b"}');
      assert.equal(headers['x-own'], 'kept');
      assert.equal(headers['sb-signature'], createHmac('sha256', secret).update(body).digest('hex'));
      const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
      await fixture('POST http://localhost:3000/ HTTP/1.1\n\n< ./odd.body.bin\n', bytes);
      assert.deepEqual(app.arrived[1]?.body, Buffer.from(bytes));
      await assert.rejects(
        fixture('GET http://localhost:3000/ HTTP/1.1\n'),
        /"odd-spaces" has no POST request/,
      );
    });

    it('says what keeps it from firing, and shows nothing as sent', async () => {
      await assert.rejects(fire({ provider: 'nobody' }), /No provider has the id "nobody"/);
      await assert.rejects(fire({}, 'nothing'), /has no sample "nothing"/);
      await assert.rejects(fire({ url: 'ftp://localhost/' }), /not an http or https URL/);
      await assert.rejects(fire({ provider: 'discord' }, exampleSample.id), /Only Discord has the key/);
      await assert.rejects(fire({ provider: 'github' }, 'push'), /No signing secret is saved for GitHub/);
      assert.equal(app.arrived.length, 0);
      assert.equal(engine.messages.filter(({ type }) => type === 'firing').length, 0);
    });

    it('has a secret of its own, which PHP verifies as the vendor documents it', async function () {
      const php = `$body = file_get_contents('php://stdin');
        echo hash_equals(hash_hmac('sha256', $body, $argv[1]), $argv[2]) ? 'same' : 'other';
        echo ' ', json_encode(json_decode($body)) === $body ? 'same' : 'other';`;
      await engine.call('setSecrets', {
        secrets: { [channelKey('Staging')]: [{ label: 'Secret 1', value: 'of its own' }] },
        verifyAgain: false,
      });
      await fire({}, 'backup-succeeded');
      const [arrived] = app.arrived;
      assert.ok(arrived);
      const args = ['-r', php, 'of its own', String(arrived.headers['sb-signature'])];
      const ended = spawnSync('php', args, { input: arrived.body, encoding: 'utf8' });
      if (ended.error !== undefined) {
        this.skip();
      }
      assert.equal(ended.stdout, 'same same');
    });
  });

  it('is valid at the listener for every provider that can be signed for, also with a public URL', async () => {
    const signing = schemes.filter((scheme) => !isOneSided(scheme) && scheme.verify.kind !== 'none');
    const path = (id: string): string => `/of/${id}`;
    const sources = signing.map(({ id }) => {
      return { name: id, path: path(id), provider: id, publicUrl: `https://hooks.example.com${path(id)}` };
    });
    await engine.call('configure', { ...usualSettings, sources });
    const secrets = signing.map((scheme) => [
      scheme.id,
      [{ label: 'Secret 1', value: plausibleSecret(scheme) }],
    ]);
    await engine.call('setSecrets', { secrets: Object.fromEntries(secrets), verifyAgain: false });
    const found: string[] = [];
    for (const { id, samples = [exampleSample] } of signing) {
      const url = `http://127.0.0.1:${engine.port}${path(id)}`;
      const firing = await fire({ name: id, provider: id, url, retries: 0 }, samples[0]?.id);
      const { verdict, provider } = await engine.newest();
      found.push(
        ...(firing.state === 'accepted' && isVerified(verdict) && provider === id
          ? []
          : [`${id}: ${verdict} ${firing.state}`]),
      );
    }
    assert.deepEqual(found, []);
  });

  describe('a composed event', () => {
    const compose = { provider: 'simplebackups', sample: 'backup-failed' };
    const listener = (): string => `http://localhost:${engine.port}/`;

    beforeEach(() => engine.saveSecret(secret));

    it('is a sample set in lines, and goes out as the vendor would have written it', async () => {
      const { text, contentType } = await engine.call('compose', compose);
      assert.equal(contentType, 'application/json');
      assert.match(text, /^\{\n {2}"id": \d+,\n {2}"type": "backup",\n.*\}\n$/s);
      assert.match(text, /s3:\\\/\\\/acme/);
      const edited = text
        .replace('Acme Project', 'Größe/日本')
        .replace(/"id": \d+,/, '"id": 1.0, "id": 12345678901234567890,');
      const sent = await engine.call('sendComposed', {
        ...compose,
        text: edited,
        signed: true,
        target: appUrl,
      });
      assert.equal(sent.answer?.status, 200);
      const [arrived] = app.arrived;
      assert.match(
        String(arrived?.body),
        /^\{"id":1\.0,"id":12345678901234567890,"type":"backup",.*"name":"Gr\\u00f6\\u00dfe\\\/\\u65e5\\u672c"/,
      );
      await engine.call('sendComposed', { ...compose, text: edited, signed: true, target: listener() });
      assert.equal((await engine.newest()).verdict, 'valid');
      await engine.call('sendComposed', { ...compose, text: edited, signed: false, target: listener() });
      assert.equal((await engine.newest()).verdict, 'missing');
    });

    it('that is no JSON goes as it is, and a form without the line end of the editor', async () => {
      await engine.call('sendComposed', { ...compose, text: '{"id": 1,\n', signed: true, target: appUrl });
      const form = { provider: 'slack', sample: 'slash-command' };
      const { text, contentType } = await engine.call('compose', form);
      assert.equal(contentType, 'application/x-www-form-urlencoded');
      assert.doesNotMatch(text, /\n/);
      await engine.call('sendComposed', { ...form, text: `${text}\n`, signed: false, target: appUrl });
      assert.deepEqual(
        app.arrived.map(({ body }) => String(body)),
        ['{"id": 1,\n', text],
      );
    });

    it('is saved as a fixture without its signature, which a channel fires', async () => {
      const { text } = await engine.call('compose', compose);
      const edited = text.replace('Acme Project', 'Kept');
      const event = { ...compose, text: edited, target: `${appUrl}/saved` };
      const { text: file, bodyFile } = await engine.call('composedFixture', { ...event, name: 'kept' });
      assert.equal(bodyFile, null);
      assert.match(file, /^SB-Signature: re-sign$/m);
      assert.match(file, /^POST http:\/\/127\.0\.0\.1:\d+\/hooks\/saved HTTP\/1\.1$/m);
      const fixture = { kind: 'fixture', name: 'kept', text: file, bodyFile } as const;
      const url = listener();
      await engine.call('fire', { channel: channel({ url }), event: fixture });
      const { verdict, title } = await engine.newest();
      assert.deepEqual([verdict, title], ['valid', 'backup error: Kept']);
      const held = { ...event, text: edited.replace('Kept', secret) };
      await assert.rejects(engine.call('composedFixture', { ...held, name: 'x' }), /holds a signing secret/);
    });

    it('tells why no answer came', async () => {
      const { text } = await engine.call('compose', compose);
      const target = `http://127.0.0.1:${await freePort()}/`;
      const { answer, failure } = await engine.call('sendComposed', {
        ...compose,
        text,
        signed: true,
        target,
      });
      assert.deepEqual([answer, failure?.code], [null, 'ECONNREFUSED']);
    });
  });

  describe('a burst', () => {
    const plan = {
      provider: 'simplebackups',
      sample: 'backup-succeeded',
      signed: true,
      count: 200,
      rate: 1000,
    };

    beforeEach(() => engine.saveSecret(secret));

    it('of 200 arrives as 200 events, each valid and another', async () => {
      const target = `http://127.0.0.1:${engine.port}/`;
      const summary = await engine.call('burst', { ...plan, target });
      assert.deepEqual([summary.sent, summary.accepted, summary.refused, summary.failed], [200, 200, 0, 0]);
      assert.ok(summary.latency !== null && summary.latency.p50 <= summary.latency.p99);
      const { events, total } = await engine.call('listEvents', { limit: 500, before: null });
      assert.equal(total, 200);
      assert.deepEqual([...new Set(events.map(({ verdict }) => verdict))], ['valid']);
      const bodies = events.map(({ id }) => engine.call('readBody', { id, offset: 0, length: 10_000 }));
      assert.equal(
        new Set((await Promise.all(bodies)).map((body) => Buffer.from(body).toString())).size,
        200,
      );
      assert.ok(engine.messages.some(({ type }) => type === 'burst'));
    });

    it('counts what is refused and what fails apart', async () => {
      answerInTurn(...Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? 500 : 200)));
      const summary = await engine.call('burst', { ...plan, count: 6, target: appUrl });
      assert.deepEqual([summary.accepted, summary.refused], [3, 3]);
      const target = `http://127.0.0.1:${await freePort()}/`;
      const failed = await engine.call('burst', { ...plan, count: 3, target });
      assert.deepEqual([failed.failed, failed.latency, failed.failure?.code], [3, null, 'ECONNREFUSED']);
    });

    it('ends at once when it is stopped, with what was answered till then', async () => {
      answerInTurn(200, ...Array.from({ length: 100 }, () => 0));
      const burst = engine.call('burst', { ...plan, target: appUrl });
      await engine.until(({ type }) => type === 'burst');
      await assert.rejects(engine.call('burst', { ...plan, target: appUrl }), /Another burst is being sent/);
      await engine.call('stopBurst', null);
      const { cancelled, sent, accepted, failed } = await burst;
      assert.deepEqual([cancelled, accepted, failed], [true, 1, 0]);
      assert.ok(sent <= 65, `${sent} sent while none but one was answered`);
    });

    it('goes to this machine only, within its bounds', async () => {
      const refused = (
        others: Partial<typeof plan> & { readonly target?: string },
        why: RegExp,
      ): Promise<void> => assert.rejects(engine.call('burst', { ...plan, target: appUrl, ...others }), why);
      await refused({ count: 10_001 }, /1 to 10000 events/);
      await refused({ rate: 0 }, /at 1 to 1000 a second/);
      await refused({ rate: NaN }, /at 1 to 1000 a second/);
      await refused({ target: 'http://192.0.2.1/' }, /is not this machine: a burst/);
      await engine.call('allowTargets', { origins: ['http://192.0.2.1:80'], certificates: [] });
      await refused({ target: 'http://192.0.2.1/' }, /is not this machine: a burst/);
      assert.equal(app.arrived.length, 0);
    });
  });
});
