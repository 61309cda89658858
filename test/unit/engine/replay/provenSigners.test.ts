import assert from 'node:assert/strict';
import { ProvenSigners } from '../../../../src/engine/replay/provenSigners.ts';
import type { StoredEvent } from '../../../../src/engine/store/storedEvent.ts';
import { cause, diagnosisOf } from '../../host/diagnosis/samples.ts';
import type { Reason } from '../../../../src/protocol/reason.ts';

const event = (id: number, reason: Partial<Reason> = { code: 'mismatch' }) =>
  ({ id, findings: { reason } }) as unknown as StoredEvent;
const byGzip = diagnosisOf({ causes: [cause('body-compressed')], secretLabel: 'Secret 1' });

describe('The secret that signs an event anew', () => {
  it('is the one that an explanation proved, until secrets or settings change', () => {
    const signers = new ProvenSigners();
    signers.explained(7, byGzip);
    assert.equal(signers.labelOf(event(7)), 'Secret 1');
    assert.equal(signers.labelOf(event(8)), undefined);
    assert.equal(signers.labelOf(undefined), undefined);
    signers.explained(8, byGzip);
    signers.forget(8);
    assert.deepEqual(
      [7, 8].map((id) => signers.labelOf(event(id))),
      ['Secret 1', undefined],
    );
    signers.forget();
    assert.equal(signers.labelOf(event(7)), undefined);
  });

  it('is the one that verified it, whatever was proven before', () => {
    const signers = new ProvenSigners();
    signers.explained(7, byGzip);
    assert.equal(signers.labelOf(event(7, { code: 'matches', secretLabel: 'Live' } as Reason)), 'Live');
  });

  it('is none that is saved for somebody else, that is only likely, or that is none at all', () => {
    const signers = new ProvenSigners();
    for (const changes of [
      { causes: [cause('secret-other-provider')] },
      { level: 'unexplained' },
      { secretLabel: null },
      { secretLabel: '' },
    ] as const) {
      signers.explained(7, byGzip);
      signers.explained(7, diagnosisOf({ secretLabel: 'Secret 1', ...changes }));
      assert.equal(signers.labelOf(event(7)), undefined, JSON.stringify(changes));
    }
  });

  it('is remembered of the newest thousand', () => {
    const signers = new ProvenSigners();
    for (let id = 1; id <= 1001; id += 1) {
      signers.explained(id, byGzip);
    }
    assert.deepEqual(
      [1, 2, 1001].map((id) => signers.labelOf(event(id))),
      [undefined, 'Secret 1', 'Secret 1'],
    );
  });
});
