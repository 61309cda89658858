import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { detailOf } from '../../../../src/engine/verification/detail.ts';
import { inspect, type Inspection } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import type { Secrets } from '../../../../src/protocol/engine.ts';
import { readShared } from '../signature/vectors.ts';
import { capturedRequest } from '../store/events.ts';
import type { Answer } from '../../../../src/protocol/http.ts';

/** A question of a provider and what it wants to hear, as the shared facts have it. */
interface SharedHandshake {
  readonly scheme: string;
  readonly secret?: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string;
  };
  readonly response: {
    readonly status: number;
    readonly contentType?: string;
    readonly headers?: readonly (readonly [string, string])[];
    readonly body: string;
  };
  readonly learnSecret?: string;
}

interface Question {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };

function ask(question: Question, secrets: Secrets = {}, change: Partial<typeof settings> = {}): Inspection {
  const { method = 'POST', target = '/', headers = [], body = '' } = question;
  const request = capturedRequest({ method, target, rawHeaders: headers, body: Buffer.from(body) });
  return inspect(request, new Knowledge({ ...settings, ...change }, secrets));
}

function headerOf({ headers }: Answer, name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1];
}

const saved = (scheme: string, value: string): Secrets => ({ [scheme]: [{ label: 'Secret 1', value }] });
const slackBody = '{"token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV","type":"url_verification"}';
const zoomBody = (token: string): string =>
  JSON.stringify({ payload: { plainToken: token }, event: 'endpoint.url_validation' });

describe('handshakes', () => {
  it('of the shared facts are answered as they say', function () {
    for (const handshake of readShared<SharedHandshake[]>(this, 'handshakes.json')) {
      const { scheme, secret = '', request, response, learnSecret } = handshake;
      const target = request.url.replace('https://hooks.example.com', '');
      const source = { name: 'a', path: '/', provider: scheme, publicUrl: null };
      const secrets = saved(scheme, secret.replace(/ \(.*/, '') || 'a-secret');
      const question = { ...request, target, headers: request.headers.flat() };
      const { answer, findings, offersSecret } = ask(question, secrets, { sources: [source] as never });
      if (scheme !== 'discord') {
        assert.equal(answer.status, response.status, scheme);
        // The default answer says OK where the provider does not look at the body.
        assert.ok(
          answer.body === response.body || (response.body === '' && answer === answers.stored),
          scheme,
        );
      }
      if (response.contentType !== undefined && scheme !== 'discord') {
        assert.equal(headerOf(answer, 'content-type')?.split(';')[0], response.contentType, scheme);
      }
      for (const [name, value] of response.headers ?? []) {
        assert.equal(headerOf(answer, name), value, scheme);
      }
      assert.equal(offersSecret, learnSecret !== undefined, scheme);
      assert.match(findings.title, /^Handshake: /, scheme);
    }
  });

  it('of Slack is answered with its challenge', () => {
    const headers = ['X-Slack-Request-Timestamp', '1760000000'];
    const { answer, findings } = ask({ headers, body: slackBody });
    assert.deepEqual([answer.status, answer.body], [200, '3eZbrw1aBm2rZgRNFdxV']);
    assert.equal(headerOf(answer, 'x-content-type-options'), 'nosniff');
    assert.equal(findings.provider, 'slack');
  });

  it('of others that ask in the words of Slack, as Lark does, are not taken for its', () => {
    const { answer, findings } = ask({ body: slackBody });
    assert.deepEqual([findings.provider, findings.verdict, answer], [null, 'unrecognised', answers.stored]);
  });

  it('of Zoom is answered with the HMAC of its token, made with the saved secret', () => {
    const { answer } = ask({ body: zoomBody('qgg8vlvZRS6UYooatFL8Aw') }, saved('zoom', 's'));
    assert.deepEqual(JSON.parse(String(answer.body)), {
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: createHmac('sha256', 's').update('qgg8vlvZRS6UYooatFL8Aw').digest('hex'),
    });
  });

  /** Zoom's question, signed with a secret as its events are. */
  function signedByZoom(secret: string): Question {
    const body = zoomBody('abc');
    const time = String(Math.floor(capturedRequest({}).receivedAt / 1000));
    const signature = createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex');
    return { body, headers: ['X-Zm-Request-Timestamp', time, 'X-Zm-Signature', `v0=${signature}`] };
  }

  it('of Zoom is answered with the secret that signed the question, else with the newest', () => {
    const secrets = { zoom: ['old', 'new'].map((value) => ({ label: value, value })) };
    const encrypted = (question: Question): unknown =>
      (JSON.parse(String(ask(question, secrets).answer.body)) as { encryptedToken: string }).encryptedToken;
    const expected = (secret: string): string => createHmac('sha256', secret).update('abc').digest('hex');
    assert.equal(encrypted(signedByZoom('old')), expected('old'));
    assert.equal(encrypted(signedByZoom('new')), expected('new'));
    assert.equal(encrypted({ body: zoomBody('abc') }), expected('new'));
  });

  it('have the verdict of their signature where they carry one', () => {
    const verdict = (question: Question, secrets = saved('zoom', 's')): string =>
      ask(question, secrets).findings.verdict;
    assert.equal(verdict(signedByZoom('s')), 'valid');
    assert.equal(verdict(signedByZoom('another')), 'invalid');
    assert.equal(verdict(signedByZoom('s'), {}), 'noSecret');
    assert.equal(verdict({ body: zoomBody('abc') }), 'unsigned');
  });

  it('of Zoom gives nobody the HMAC of something that could be signed', () => {
    for (const text of ['v0:1760000000:{}', 'a b', '', 'x'.repeat(129), 'a\nb']) {
      const { answer, findings } = ask({ body: zoomBody(text) }, saved('zoom', 's'));
      assert.equal(answer, answers.stored, text);
      assert.equal(findings.reason.code, 'absent', 'no question of Zoom, and no token that was refused');
    }
  });

  it('of Zoom without a saved secret says that one is needed', () => {
    const { answer, findings } = ask({ body: zoomBody('abc') });
    assert.equal(answer, answers.stored);
    assert.equal(findings.reason.code === 'handshake' && findings.reason.result, 'noSecret');
  });

  it('of Meta is answered only where the token is a saved one', () => {
    const question = (token: string): Question => ({
      method: 'GET',
      headers: ['User-Agent', 'facebookplatform/1.0 (+http://developers.facebook.com)'],
      target: `/?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
    });
    assert.equal(ask(question('right'), saved('meta', 'right')).answer.body, '1158201444');
    const { answer, findings } = ask(question('wrong'), saved('meta', 'right'));
    assert.equal(answer.status, 403);
    assert.equal(findings.reason.code === 'handshake' && findings.reason.result, 'wrongToken');
  });

  it('of Meta shows Meta by the saved token too, which no other sender has', () => {
    const target = '/?hub.mode=subscribe&hub.challenge=1&hub.verify_token=right';
    const seen = ask({ method: 'GET', target }, saved('meta', 'right'));
    assert.deepEqual([seen.findings.provider, seen.answer.body], ['meta', '1']);
    assert.equal(ask({ method: 'GET', target }, saved('meta', 'other')).findings.provider, null);
  });

  it('of WebSub at a source of Meta brings no token, so none is said to be wrong', () => {
    const sources = [{ name: 'a', path: '/', provider: 'meta', publicUrl: null }] as never;
    const target = '/?hub.mode=subscribe&hub.challenge=1&hub.topic=x';
    const { answer, findings } = ask({ method: 'GET', target }, saved('meta', 's'), { sources });
    assert.deepEqual([answer, findings.verdict], [answers.stored, 'unrecognised']);
  });

  it('are none of a browser, whatever source it finds', () => {
    const sources = [{ name: 'a', path: '/', provider: 'dropbox', publicUrl: null }];
    const headers = ['Sec-Fetch-Site', 'none'];
    const seen = (own: readonly string[]) =>
      ask({ method: 'GET', target: '/?challenge=abc', headers: own }, {}, { sources: sources as never });
    assert.deepEqual(
      [seen(headers).findings.verdict, seen(headers).answer],
      ['unrecognised', answers.stored],
    );
    assert.equal(seen([]).answer.body, 'abc');
  });

  it('of Discord has to be signed: a bad signature gets 401', () => {
    const headers = ['X-Signature-Ed25519', '00'.repeat(64), 'X-Signature-Timestamp', '1760000000'];
    const key = saved('discord', 'b8d5f1a7e6f4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0f9e8d7c6b5a4');
    const { answer, findings } = ask({ headers, body: '{"type":1}' }, key);
    assert.deepEqual([answer.status, findings.verdict], [401, 'invalid']);
    assert.deepEqual(JSON.parse(String(ask({ headers, body: '{"type":1}' }).answer.body)), { type: 1 });
  });

  it('are kept and not answered where that is switched off', () => {
    const { answer, findings } = ask({ body: zoomBody('abc') }, saved('zoom', 's'), {
      answerHandshakes: false,
    });
    assert.equal(answer, answers.stored);
    assert.equal(findings.reason.code === 'handshake' && findings.reason.result, 'notAnswered');
  });

  it('of SNS say what to open by hand', () => {
    const body = '{"Type":"SubscriptionConfirmation","SubscribeURL":"https://sns.example/confirm"}';
    const rawHeaders = ['x-amz-sns-message-type', 'SubscriptionConfirmation'];
    const request = capturedRequest({ rawHeaders, body: Buffer.from(body) });
    const knowledge = new Knowledge(settings, {});
    const { findings, answer } = inspect(request, knowledge);
    const { handshake } = detailOf({ id: 1, request, findings, answer }, knowledge);
    assert.deepEqual(handshake, { offersSecret: false, byHand: 'https://sns.example/confirm' });
  });

  it('are told apart from events that look alike', () => {
    const event = '{"type":"event_callback","challenge":"x","token":"y","event":{"type":"message"}}';
    const { answer, findings } = ask({ body: event, headers: ['X-Slack-Signature', 'v0=00'] });
    assert.equal(answer, answers.stored);
    assert.doesNotMatch(findings.title, /handshake/);
  });
});
