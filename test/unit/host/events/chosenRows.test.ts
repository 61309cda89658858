import assert from 'node:assert/strict';
import { chosenRows, idsOfRows } from '../../../../src/host/events/chosenRows.ts';
import { EngineSession } from '../../../../src/host/engine/engineSession.ts';
import { FakePort, summary } from '../fakes.ts';

const event = (id: number, attempts = 1) => ({ kind: 'event', summary: { ...summary, id }, attempts });
const attempt = (id: number) => ({ kind: 'attempt', summary: { ...summary, id } });

describe('The rows that a command is for', () => {
  const selection = { selectedRows: [event(1), { kind: 'older' }] };

  it('are those of the menu, else those that are selected', () => {
    assert.deepEqual(chosenRows(event(2), undefined, selection), [event(2)]);
    assert.deepEqual(chosenRows(event(2), [event(2), event(3)], selection), [event(2), event(3)]);
    assert.deepEqual(chosenRows(undefined, undefined, selection), selection.selectedRows);
  });

  it('stand for all their attempts, a row of one attempt for itself; each event is meant once', async () => {
    const port = new FakePort().answer('attemptIds', () => [3, 5, 8]);
    const engine = new EngineSession(port, {
      onNews: () => undefined,
      onEnd: () => undefined,
      endError: (call) => new Error(call),
    });
    const rows = [event(8, 3), attempt(5), event(9), { kind: 'older' }];
    assert.deepEqual(await idsOfRows(rows, engine), [3, 5, 8, 9]);
    assert.deepEqual(await idsOfRows([attempt(5)], engine), [5]);
    assert.deepEqual(port.calls, ['attemptIds']);
  });
});
