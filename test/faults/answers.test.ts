import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { AnswerRule, AnswerStep } from '../../src/protocol/answering.ts';
import type { EngineSettings, Source } from '../../src/protocol/engine.ts';
import { signatureOf } from '../tools/webhook.ts';
import { rule, wanted } from '../unit/answerRules.ts';
import { until } from '../tools/wait.ts';
import { scratchFolder } from '../unit/engine/scratch.ts';
import { EngineUnderTest, usualSettings } from './engineUnderTest.ts';
import type { GivenAnswer } from '../../src/protocol/http.ts';

function settingsWith(answer: AnswerRule, others: Partial<Source> = {}): EngineSettings {
  const source = { name: 'Backups', path: '/hooks', provider: null, publicUrl: null, answer, ...others };
  return { ...usualSettings, sources: [source] };
}

const slowly = wanted(200, { delay: 60_000 });

/** Whether an answer is what a sender is to be given once it has waited. */
function isPlanned(answer: GivenAnswer): boolean {
  return 'unanswered' in answer ? answer.unanswered === 'onPurpose' : answer.delay === slowly.delay;
}

describe('a configured answer', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;

  async function start(settings: EngineSettings = usualSettings): Promise<void> {
    engine = new EngineUnderTest(scratch.path, settings);
    await engine.listen();
  }
  afterEach(() => engine.close());

  const posts = async (count: number, headers = {}): Promise<number[]> => {
    const statuses: number[] = [];
    for (let round = 0; round < count; round += 1) {
      statuses.push(await engine.post('{}', headers));
    }
    return statuses;
  };

  async function kept(): Promise<GivenAnswer | null> {
    const { id } = await engine.newest();
    return (await engine.call('getEvent', { id }))?.answer ?? null;
  }

  /** A request that is stored and not answered yet. */
  async function ask(path = '/hooks/a'): Promise<Socket> {
    const { total } = await engine.call('listEvents', { limit: 1, before: null });
    const socket = connect(engine.port, '127.0.0.1');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}`);
    for (let now = total; now === total;) {
      ({ total: now } = await engine.call('listEvents', { limit: 1, before: null }));
    }
    return socket;
  }

  const changed = (): Promise<void> => engine.until(({ type }) => type === 'eventsChanged');

  it('is given as it is configured, and kept with the event', async () => {
    const headers = [['Retry-After', '120'] as const, ['content-type', 'application/json'] as const];
    await start(settingsWith(rule([wanted(429, { headers, body: '{"slow":"dówn"}' })])));
    const response = await fetch(`http://127.0.0.1:${engine.port}/hooks`, { method: 'POST', body: '{}' });
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '120');
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(await response.text(), '{"slow":"dówn"}');
    const answer = await kept();
    assert.ok(answer !== null && 'status' in answer);
    assert.deepEqual([answer.status, answer.body], [429, '{"slow":"dówn"}']);
    assert.deepEqual(answer.headers.at(-1), ['Content-Length', '16']);
  });

  it('is given in turn, and leaves other paths alone', async () => {
    await start(settingsWith(rule([wanted(500), wanted(503), wanted(200)])));
    assert.deepEqual(await posts(4), [500, 503, 200, 200]);
    const response = await fetch(`http://127.0.0.1:${engine.port}/else`, { method: 'POST', body: '{}' });
    assert.equal(await response.text(), 'OK\n');
  });

  it('fails every third, goes on after a change of other settings, and begins anew when it is changed', async () => {
    const every = rule([wanted(200), wanted(200), wanted(500)], { repeats: true });
    await start(settingsWith(every));
    assert.deepEqual(await posts(4), [200, 200, 500, 200]);
    await engine.call('configure', { ...settingsWith(structuredClone(every)), maxEvents: 500 });
    assert.deepEqual(await posts(2), [200, 500]);
    await engine.call('configure', settingsWith(rule([wanted(404)])));
    assert.deepEqual(await posts(1), [404]);
    await engine.call('configure', usualSettings);
    assert.deepEqual(await posts(1), [200]);
  });

  it('tells wrong signatures another status, which takes no step', async () => {
    const answer = rule([wanted(500), wanted(202)], { invalid: wanted(401) });
    await start(settingsWith(answer, { provider: 'simplebackups' }));
    await engine.saveSecret('secret');
    const wrong = { 'SB-Signature': signatureOf('{}', 'another') };
    assert.deepEqual(await posts(2, wrong), [401, 401]);
    assert.deepEqual(await posts(1), [401], 'without a signature');
    const right = { 'SB-Signature': signatureOf('{}', 'secret') };
    assert.deepEqual(await posts(2, right), [500, 202]);
  });

  it('is held back for its time, while others get theirs, and kept with it', async () => {
    await start(settingsWith(rule([slowly, wanted(201, { delay: 5 })])));
    const slow = await ask();
    assert.deepEqual(await posts(1), [201]);
    const answer = await kept();
    assert.ok(answer !== null && 'status' in answer);
    assert.deepEqual([answer.status, answer.delay], [201, 5]);
    assert.equal(slow.bytesRead, 0);
    slow.destroy();
  });

  it('is noted as not given where the sender goes away while it waits', async () => {
    await start(settingsWith(rule([slowly, wanted(200)])));
    const socket = await ask();
    socket.destroy();
    await changed();
    const answer = await kept();
    assert.ok(answer !== null && 'unanswered' in answer);
    assert.equal(answer.unanswered, 'senderLeft');
    assert.deepEqual(await posts(1), [200], 'nothing else is held up');
  });

  it('can be none at all: the sender waits until it gives up, which is noted', async () => {
    await start(settingsWith(rule(['timeOut', wanted(200)])));
    const socket = await ask();
    assert.deepEqual(await kept(), { unanswered: 'onPurpose', after: 0 });
    socket.end();
    await changed();
    const answer = await kept();
    assert.ok(answer !== null && 'unanswered' in answer);
    assert.equal(answer.unanswered, 'gaveUp');
  });

  it('is given at once when the listener stops, and who is not answered is hung up on', async () => {
    await start(settingsWith(rule([slowly, 'timeOut'])));
    const slow = await ask();
    const answered = once(slow, 'data');
    const silent = await ask();
    const closed = once(silent, 'close');
    await engine.call('stopListener', null);
    assert.match(String(await answered), /^HTTP\/1\.1 200 OK\r\n/);
    await closed;
    // Written down after they were given.
    const [none, early] = await until('both are noted', async () => {
      const { events } = await engine.call('listEvents', { limit: 2, before: null });
      const details = await Promise.all(events.map(({ id }) => engine.call('getEvent', { id })));
      const given = details.map((detail) => detail?.answer);
      return given.every((answer) => answer && !isPlanned(answer)) && given;
    });
    assert.ok(none && 'unanswered' in none && none.unanswered === 'hungUp');
    assert.ok(early && 'status' in early && early.delay !== slowly.delay);
  });

  it('waits for no more than 256 senders: the next one is answered at once', async () => {
    await start(settingsWith(rule([slowly])));
    const waiting = Array.from({ length: 256 }, () => {
      const socket = connect(engine.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write('POST /hooks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}');
      return socket;
    });
    for (let total = 0; total < 256;) {
      ({ total } = await engine.call('listEvents', { limit: 1, before: null }));
    }
    assert.deepEqual(await posts(1), [200]);
    await until('its answer is noted as given at once', async () => {
      const answer = await kept();
      return answer !== null && !isPlanned(answer);
    });
    waiting.forEach((socket) => socket.destroy());
  });

  it('answers requests that came behind a slow one on the same connection in their order', async () => {
    await start(settingsWith(rule([wanted(201, { delay: 60 }), wanted(202)])));
    const socket = connect(engine.port, '127.0.0.1');
    const one = 'POST /hooks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}';
    socket.write(one + one);
    let heard = '';
    while (!heard.includes('202 Accepted')) {
      heard += String((await once(socket, 'data'))[0]);
    }
    assert.match(heard, /^HTTP\/1\.1 201 Created/);
    socket.destroy();
  });

  it('is never given where the event cannot be stored', async () => {
    const folder = join(scratch.path, 'store');
    writeFileSync(folder, 'a file where the folder should be');
    engine = new EngineUnderTest(folder, settingsWith(rule([slowly, 'timeOut', wanted(204)])));
    await engine.listen();
    await engine.call('answerNext', { source: null, rule: rule([wanted(200)]), remaining: 1 });
    assert.deepEqual(await posts(4), [503, 503, 503, 503]);
  });
});

describe('an answer that is set for a while', () => {
  const scratch = scratchFolder();
  let engine: EngineUnderTest;

  beforeEach(async () => {
    engine = new EngineUnderTest(scratch.path, settingsWith(rule([wanted(202)])));
    await engine.listen();
  });
  afterEach(() => engine.close());

  const post = async (path: string, headers: Readonly<Record<string, string>> = {}, body = '{}') => {
    const response = await fetch(`http://127.0.0.1:${engine.port}${path}`, { method: 'POST', body, headers });
    return { status: response.status, text: await response.text() };
  };

  const set = (steps: readonly AnswerStep[], remaining: number | null, source: string | null = null) =>
    engine.call('answerNext', { source, rule: rule(steps), remaining });

  const remaining = (): unknown =>
    engine.messages.flatMap((message) =>
      message.type === 'answering' ? [message.temporary?.remaining ?? null] : [],
    );

  it('goes to so many requests, whoever they are for, and is told of until it is over', async () => {
    await set([wanted(500)], 2);
    assert.equal((await post('/hooks')).status, 500);
    await engine.until((message) => message.type === 'answering' && message.temporary?.remaining === 1);
    assert.equal((await post('/else')).status, 500);
    await engine.until((message) => message.type === 'answering' && message.temporary === null);
    assert.deepEqual(remaining(), [2, 1, null]);
    assert.equal((await post('/hooks')).status, 202);
  });

  it('goes to one source only where it is set for one, and ends with it', async () => {
    await set([wanted(500)], null, 'Backups');
    assert.equal((await post('/else')).status, 200);
    assert.equal((await post('/hooks/a')).status, 500);
    await engine.call('configure', usualSettings);
    assert.equal((await post('/hooks/a')).status, 200);
    assert.deepEqual(remaining(), [null, null]);
  });

  it('is ended by a person, and replaced by another', async () => {
    await set([wanted(500)], null);
    await set([wanted(410), wanted(404)], null);
    assert.deepEqual([(await post('/a')).status, (await post('/a')).status], [410, 404]);
    await engine.call('answerNext', null);
    assert.equal((await post('/a')).status, 200);
  });

  it('leaves the questions of providers alone, and does not count them', async () => {
    await set([wanted(500)], 1);
    const question = '{"type":"url_verification","token":"t","challenge":"what-i-said"}';
    const headers = { 'content-type': 'application/json' };
    const source = { name: 'Slack', path: '/slack', provider: 'slack', publicUrl: null };
    await engine.call('configure', { ...usualSettings, sources: [source] });
    const { status, text } = await post('/slack', headers, question);
    assert.equal(status, 200);
    assert.match(text, /what-i-said/);
    assert.equal((await post('/slack', headers)).status, 500);
    assert.equal((await post('/slack', headers)).status, 200);
  });

  it('comes before the status with which a provider wants a wrong signature refused', async () => {
    const source = { name: 'Discord', path: '/discord', provider: 'discord', publicUrl: null };
    await engine.call('configure', {
      ...usualSettings,
      sources: [{ ...source, answer: rule([wanted(202)]) }],
    });
    const key = 'ab'.repeat(32);
    await engine.call('setSecrets', {
      secrets: { discord: [{ label: 'Key', value: key }] },
      verifyAgain: false,
    });
    assert.equal((await post('/discord')).status, 401);
    await set([wanted(503)], 1);
    assert.equal((await post('/discord')).status, 503);
    const answer = rule([wanted(202)], { invalid: wanted(403) });
    await engine.call('configure', { ...usualSettings, sources: [{ ...source, answer }] });
    assert.equal((await post('/discord')).status, 403);
  });
});
