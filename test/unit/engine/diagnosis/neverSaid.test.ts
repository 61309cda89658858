import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import { Clock } from '../../../../src/engine/diagnosis/clock.ts';
import { diagnose } from '../../../../src/engine/diagnosis/diagnose.ts';
import { subjectOf } from '../../../../src/engine/diagnosis/subject.ts';
import type { Sample, Scheme } from '../../../../src/engine/signature/scheme.ts';
import { prepareScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import type { SignedRequest } from '../../../../src/engine/signature/requestParts.ts';
import type { CauseId, Diagnosis } from '../../../../src/protocol/diagnosis.ts';
import { readings } from '../../../support/clocks.ts';
import { knowledgeOf, now, plausibleSecret, publicUrl, received } from '../signature/signing.ts';
import { diagnosed, hmac, now as seconds, original, saved, signedWith } from './patients.ts';

const few = (): Clock => new Clock(5, undefined, readings());
const idsOf = ({ causes }: Diagnosis): readonly CauseId[] => causes.map(({ id }) => id);

/** What a sender with another secret sends; undefined where it cannot be signed here. */
function ofOtherSecret(scheme: Scheme, sample: Sample | undefined, method: string): Diagnosis | undefined {
  const own = Object.entries(sample?.headers ?? {});
  const request: SignedRequest = {
    method,
    target: '/',
    rawHeaders: ['Content-Type', sample?.contentType ?? 'application/json', ...own.flat()],
    body: Buffer.from(method === 'POST' ? (sample?.body(now) ?? '{"id":1}') : ''),
  };
  const prepared = prepareScheme(scheme, [{ label: 'Theirs', value: plausibleSecret(scheme) }]);
  const signed = signRequest({ request, url: `${publicUrl}/`, now }, prepared);
  if (typeof signed === 'string') {
    return undefined;
  }
  const knowledge = knowledgeOf(scheme.id, scheme.id, plausibleSecret(scheme));
  const subject = subjectOf(received(request, signed), scheme.id, knowledge);
  return subject === undefined ? undefined : diagnose(subject, few());
}

const signing = schemes.filter(({ verify }) => verify.kind === 'signature');

describe('What is never said of another secret', () => {
  it('is that the signature, the body or its end is missing, whoever sent it', () => {
    const tried = signing.flatMap((scheme) =>
      (scheme.samples ?? [undefined]).flatMap((sample) => {
        const diagnosis = ofOtherSecret(scheme, sample, 'POST');
        const said = diagnosis === undefined ? [] : idsOf(diagnosis);
        for (const id of ['header-absent', 'body-empty', 'body-truncated'] as const) {
          assert.ok(!said.includes(id), `${scheme.id}: ${said.join()}`);
        }
        assert.notEqual(diagnosis?.level, 'proven', scheme.id);
        return diagnosis === undefined ? [] : [scheme.id];
      }),
    );
    assert.ok(new Set(tried).size > 50, String(new Set(tried).size));
    assert.ok(tried.includes('adyen') && tried.includes('mailgun'), 'those that sign in the body');
  });

  it('is that the body is lost, where the request has none by its method', () => {
    const usual = ['twilio', 'hubspot-v3', 'github'];
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      const some = signing.filter(({ id }) => method === 'GET' || usual.includes(id));
      const tried = some.flatMap((scheme) => {
        const diagnosis = ofOtherSecret(scheme, undefined, method);
        assert.ok(diagnosis === undefined || !idsOf(diagnosis).includes('body-empty'), scheme.id);
        return diagnosis === undefined ? [] : [scheme.id];
      });
      assert.ok(
        usual.every((id) => tried.includes(id)),
        method,
      );
    }
    const posted = diagnosed(signedWith(hmac('x', 'y').toString('hex'), { body: '', clock: few() }));
    assert.deepEqual(idsOf(posted), ['body-empty']);
  });

  it('is that a text was cut off whose quotes are escaped', () => {
    for (const text of [original, '{"open":"{[","end":"a"}', '[{"a":"\\"}"}]']) {
      const body = JSON.stringify(text).slice(1, -1);
      const said = idsOf(diagnosed(signedWith(hmac(text, 'theirs').toString('hex'), { body, clock: few() })));
      assert.ok(!said.includes('body-truncated'), `${body}: ${said.join()}`);
    }
  });
});

describe('What a sender signs with an empty key', () => {
  it('is that, and no fault of the saved secret, however its bytes are written', () => {
    const families = ['standard-webhooks', 'svix', 'openai', 'resend', 'clerk', 'replicate', 'adyen-banking'];
    const known = families.filter((id) => schemes.some((scheme) => scheme.id === id));
    assert.ok(known.length > 4, known.join());
    for (const provider of known) {
      for (const size of [24, 25, 26, 31, 32]) {
        const bytes = Buffer.alloc(size, 'k3y');
        const isHex = provider === 'adyen-banking';
        const secret = isHex ? bytes.toString('hex').toUpperCase() : `whsec_${bytes.toString('base64')}`;
        const name =
          provider === 'svix' || provider === 'resend' || provider === 'clerk' ? 'svix' : 'webhook';
        const text = isHex ? original : `msg_1.${seconds}.${original}`;
        const digest = createHmac('sha256', '').update(text).digest('base64');
        const stamped = [`${name}-id`, 'msg_1', `${name}-timestamp`, `${seconds}`, `${name}-signature`];
        const headers = isHex ? ['HmacSignature', digest] : [...stamped, `v1,${digest}`];
        const diagnosis = diagnosed({ provider, headers, secrets: { [provider]: saved(secret) } });
        assert.deepEqual(
          [diagnosis.level, idsOf(diagnosis)],
          ['proven', ['secret-empty']],
          `${provider} ${size}`,
        );
      }
    }
  });
});
