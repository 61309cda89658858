import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { readShared } from '../unit/engine/signature/vectors.ts';
import type { Vector } from '../vectors/vector.ts';
import { httpReader } from './httpyac.ts';
import { oracles } from './all.ts';
import { pinnedLibraries, withVersion } from './library.ts';
import { NoNetwork } from './noNetwork.ts';
import { accepts, flipBody, unsignedRequests } from './oracle.ts';
import type { Oracle, Sender, WebhookRequest } from './oracle.ts';
import { signWithOurs, verifyWithOurs } from './ours.ts';

/** A vector with what its library said of it, where it was asked and does not agree. */
type ProvenVector = Vector & { readonly oracleDisagrees?: string };

/** Row of the shared table, as far as it is read here. */
interface SharedRow {
  readonly id: string;
  readonly oracle: string | null;
}

/** What we sign is right to the library, and wrong after one bit of it has changed. */
async function checkOurSignature(oracle: Oracle, unsigned: WebhookRequest): Promise<void> {
  const signed = signWithOurs(oracle.scheme, unsigned, oracle.secret);
  const tampered = (oracle.tamper ?? flipBody)(signed);
  assert.equal(await accepts(oracle, signed, [oracle.secret]), true, 'the library accepts what we sign');
  assert.equal(await accepts(oracle, tampered, [oracle.secret]), false, 'it refuses one flipped bit');
}

/** What the sender signs is right to the library and to us, and wrong to both after one bit of it has changed. */
async function checkTheirSignature(oracle: Oracle, sender: Sender, unsigned: WebhookRequest): Promise<void> {
  const signed = await sender.sign(unsigned);
  const tampered = (oracle.tamper ?? flipBody)(signed);
  assert.equal(await accepts(oracle, signed, [oracle.secret]), true, 'the library accepts it');
  assert.equal(verifyWithOurs(oracle.scheme, signed, oracle.secret), 'valid');
  assert.equal(
    await accepts(oracle, tampered, [oracle.secret]),
    false,
    'the library refuses one flipped bit',
  );
  assert.equal(verifyWithOurs(oracle.scheme, tampered, oracle.secret), 'invalid');
}

/** Asks the library at the moment for which the vector was made. */
async function acceptsVector(oracle: Oracle, vector: Vector): Promise<boolean> {
  const { method, url, headers, secrets } = vector;
  mock.timers.enable({ apis: ['Date'], now: vector.now * 1000 });
  try {
    return await accepts(
      oracle,
      { method, url, headers, body: Buffer.from(vector.bodyBase64, 'base64') },
      secrets,
    );
  } finally {
    mock.timers.reset();
  }
}

describe('the vendors’ own libraries', () => {
  let network: NoNetwork;
  before(() => {
    network = new NoNetwork();
  });
  after(() => {
    network.dispose();
  });

  for (const oracle of oracles) {
    const { scheme, library, call, variant, sender, verifyOnly } = oracle;
    describe(`${scheme}${variant === undefined ? '' : ` ${variant}`}: ${withVersion(library)} ${call}`, () => {
      if (verifyOnly === undefined) {
        it('accepts what we sign, and not with a bit flipped', async () => {
          for (const unsigned of unsignedRequests(oracle)) {
            await checkOurSignature(oracle, unsigned);
          }
        });
      }
      if (sender !== undefined) {
        const signer = sender.by === 'library' ? 'it signs' : 'a sender with the private key signs';
        it(`and we agree on what ${signer}`, async () => {
          for (const unsigned of unsignedRequests(oracle)) {
            await checkTheirSignature(oracle, sender, unsigned);
          }
        });
      }
      if (variant === undefined) {
        it('agrees with the shared vectors', async function () {
          const all = readShared<readonly ProvenVector[]>(this, 'vectors.json');
          const own = all.filter(
            (vector) => vector.scheme === scheme && vector.oracleDisagrees === undefined,
          );
          assert.notEqual(own.length, 0);
          for (const vector of own) {
            const expected = vector.expected === 'valid';
            assert.equal(await acceptsVector(oracle, vector), expected, `${vector.name}: ${vector.expected}`);
          }
        });
      }
    });
  }

  describe('as a whole', () => {
    it('are asked wherever the shared table names one', function () {
      const rows = readShared<readonly SharedRow[]>(this, 'schemes.json');
      const asked = new Map(oracles.map((oracle) => [oracle.scheme, oracle.library]));
      const named = rows.filter(({ oracle }) => oracle !== null && !oracle.startsWith('PHP'));
      assert.deepEqual(
        named.filter(({ id, oracle }) => !oracle?.startsWith(`${asked.get(id)}@`)).map(({ id }) => id),
        [],
      );
    });

    it('are all used, of those that are pinned', () => {
      // The last two read what is exported.
      const used = new Set([...oracles.map(({ library }) => library), httpReader, 'har-validator']);
      assert.deepEqual(
        pinnedLibraries().filter((library) => !used.has(library)),
        [],
      );
    });

    it('connect to nothing', () => {
      assert.deepEqual(network.attempts, []);
    });
  });
});
