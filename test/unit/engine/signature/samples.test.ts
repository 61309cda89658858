import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { Detector } from '../../../../src/engine/signature/detect.ts';
import { factsOf } from '../../../../src/engine/signature/facts.ts';
import { isVerified } from '../../../../src/protocol/verdict.ts';
import { prepareScheme, type PreparedScheme } from '../../../../src/engine/signature/preparedScheme.ts';
import { RequestParts } from '../../../../src/engine/signature/requestParts.ts';
import type { Sample, Scheme } from '../../../../src/engine/signature/scheme.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';
import { signRequest } from '../../../../src/engine/signature/sign.ts';
import { guessTitle, titleOf } from '../../../../src/engine/signature/title.ts';
import { verify } from '../../../../src/engine/signature/verify.ts';

/** A secret of the form that each scheme of a sample needs; any text for the others. */
const secretsOf: Readonly<Record<string, string>> = {
  base64: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
  hex: 'a1'.repeat(32),
};

const publicUrl = 'https://acme.example/in';

function prepared(scheme: Scheme): PreparedScheme {
  const { verify: rule } = scheme;
  const encoding = 'key' in rule ? rule.key.encoding : 'utf8';
  return prepareScheme(scheme, [{ label: 'mine', value: secretsOf[encoding] ?? 'a secret' }]);
}

interface Sent {
  readonly scheme: Scheme;
  readonly sample: Sample;
}

/** What the listener would get of a sample, sent and signed at `now`. */
function signedParts({ scheme, sample }: Sent, ready: PreparedScheme, now: number): RequestParts {
  const own = Object.entries(sample.headers ?? {}).map(([name, value]) => [
    name,
    value.replaceAll('{id}', () => randomUUID()),
  ]);
  const rawHeaders = ['Content-Type', sample.contentType ?? 'application/json', ...own.flat()];
  const body = Buffer.from(sample.body(now), 'utf8');
  const request = { method: 'POST', target: '/in', rawHeaders, body };
  const signed = signRequest({ request, url: publicUrl, now }, ready);
  assert.ok(typeof signed !== 'string', `${scheme.id}: ${String(signed)}`);
  const all = [...rawHeaders, ...signed.headers.flat()];
  return new RequestParts({ ...request, rawHeaders: all, body: signed.body });
}

describe('samples', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
  const detector = new Detector(schemes);
  const all = schemes.flatMap((scheme) => (scheme.samples ?? []).map((sample) => ({ scheme, sample })));

  it('are there for twenty-four providers and more', () => {
    assert.ok(new Set(all.map(({ scheme }) => scheme.id)).size >= 24);
  });

  it('have ids of their own', () => {
    assert.equal(new Set(all.map(({ scheme, sample }) => `${scheme.id} ${sample.id}`)).size, all.length);
  });

  for (const { scheme, sample } of all) {
    describe(`${scheme.id}: ${sample.id}`, () => {
      it('has a short body of its content type', () => {
        const body = sample.body(now);
        if (sample.contentType === undefined) {
          assert.equal(typeof JSON.parse(body), 'object');
        } else {
          assert.equal(sample.contentType, 'application/x-www-form-urlencoded');
          assert.equal(new URLSearchParams(body).toString(), body);
        }
        assert.ok(body.length < 2048, `${body.length} characters`);
      });

      it('is another one each time', () => {
        assert.notEqual(sample.body(now), sample.body(now + 1000));
      });

      it('is recognised, and valid once it is signed', () => {
        const ready = prepared(scheme);
        const parts = signedParts({ scheme, sample }, ready, now);
        const detected = detector.detect(parts)?.scheme;
        assert.ok(detected?.id === scheme.id || detected?.id === scheme.family, `taken for ${detected?.id}`);
        const url = { url: publicUrl, isKnown: true };
        const { verdict, reason } = verify(parts, ready, { receivedAt: now, url, ignoreTimestamps: false });
        assert.ok(isVerified(verdict), JSON.stringify(reason));
      });

      it('has a title, and facts where the scheme names some', () => {
        const parts = signedParts({ scheme, sample }, prepared(scheme), now);
        assert.match(titleOf(scheme.title, parts) ?? guessTitle(parts) ?? '', /^[^ ].*[a-z]/i);
        const isForm = sample.contentType !== undefined;
        assert.equal(factsOf(scheme, parts).length > 0, scheme.facts !== undefined && !isForm);
      });
    });
  }
});
