import assert from 'node:assert/strict';
import { NothingToDo } from '../../../../src/common/errors.ts';
import { Emitter } from '../../../../src/common/event.ts';
import type { EngineCaller } from '../../../../src/host/engine/engineClient.ts';
import { OfferedSecrets } from '../../../../src/host/secrets/offeredSecrets.ts';
import type { Secrets } from '../../../../src/protocol/engine.ts';
import type { EventDetail } from '../../../../src/protocol/event.ts';
import { detail, english, summary } from '../fakes.ts';

const secret = 'b537207f20cbfa02';
const handshake: EventDetail = {
  ...detail,
  summary: { ...summary, provider: 'asana', verdict: 'unsigned' },
  providerName: 'Asana',
  reason: { code: 'handshake', provider: 'Asana', result: 'answered', offersSecret: true, byHand: null },
  handshake: { offersSecret: true, byHand: null },
};

function offering(event: EventDetail, saved: Secrets = {}, offered: string | null = secret) {
  const written: Secrets[] = [];
  const answers: Readonly<Record<string, unknown>> = { getEvent: event, offeredSecret: offered };
  const engine = { call: (name: string) => Promise.resolve(answers[name]) } as unknown as EngineCaller;
  const { event: onDidChange } = new Emitter<Secrets>(() => undefined);
  const store = { read: () => Promise.resolve(written.at(-1) ?? saved), onDidChange };
  const changes = { save: (secrets: Secrets) => Promise.resolve(written.push(secrets) + 2) };
  return {
    offered: new OfferedSecrets({
      engine,
      store,
      changes,
      config: { settings: { sources: [] } },
      t: english,
    }),
    written,
  };
}

describe('A secret that a handshake brings', () => {
  it('is offered until it is saved, under the provider', async () => {
    const { offered, written } = offering(handshake);
    assert.equal(await offered.isOpen(handshake), true);
    assert.deepEqual(await offered.save(12), { owner: 'Asana', label: 'Secret 1', changed: 3 });
    assert.partialDeepStrictEqual(written, [{ asana: [{ label: 'Secret 1', value: secret }] }]);
    assert.equal(await offered.isOpen(handshake), false);
    assert.deepEqual(await offered.save(12), { owner: 'Asana', label: 'Secret 1', changed: null });
    assert.equal(written.length, 1);
  });

  it('is the source’s own where the event has one', async () => {
    const own = { ...handshake, summary: { ...handshake.summary, source: 'Tasks' } };
    const { offered, written } = offering(own, { 'source:Tasks': [{ label: 'Secret 1', value: 'old' }] });
    assert.equal(await offered.isOpen(own), true);
    assert.deepEqual(await offered.save(12), { owner: 'Tasks', label: 'Secret 2', changed: 3 });
    assert.deepEqual(Object.keys(written[0] ?? {}), ['source:Tasks']);
  });

  it('needs no saving where the provider has it and the source has none of its own', async () => {
    const own = { ...handshake, summary: { ...handshake.summary, source: 'Tasks' } };
    const { offered } = offering(own, { asana: [{ label: 'Acme', value: secret }] });
    assert.equal(await offered.isOpen(own), false);
    const other = offering(own, {
      asana: [{ label: 'Acme', value: secret }],
      'source:Tasks': [{ label: 'Old', value: 'old' }],
    });
    assert.equal(await other.offered.isOpen(own), true);
  });

  it('is none where the event brings none', async () => {
    assert.equal(await offering(detail).offered.isOpen(detail), false);
    const empty = offering(handshake, {}, null).offered;
    assert.equal(await empty.isOpen(handshake), false);
    await assert.rejects(empty.save(12), NothingToDo);
  });
});
