import assert from 'node:assert/strict';
import {
  handlePanelMessage,
  isPanelMessage,
  type PanelHandlers,
} from '../../../../src/webview/panel/panelMessages.ts';

describe('isPanelMessage', () => {
  const view = { id: 1, title: 'x' };

  it('takes what the host sends', () => {
    assert.ok(isPanelMessage({ type: 'text', text: { payload: 'Payload' } }));
    assert.ok(isPanelMessage({ type: 'show', view, body: new Uint8Array(), decoded: null }));
    assert.ok(isPanelMessage({ type: 'update', view }));
    assert.ok(isPanelMessage({ type: 'expected', id: 1, digests: [] }));
    assert.ok(isPanelMessage({ type: 'diagnosis', id: 1, diagnosis: { state: 'none' } }));
    assert.ok(isPanelMessage({ type: 'showExplanation' }));
    assert.ok(isPanelMessage({ type: 'breaks', id: 1, breaks: { rows: [], remedies: [] } }));
    assert.ok(isPanelMessage({ type: 'deliveries', id: 1, deliveries: [] }));
    assert.ok(isPanelMessage({ type: 'fault', id: 1, fault: null }));
    assert.ok(isPanelMessage({ type: 'fault', id: 1, fault: { sentence: 'x', causes: [] } }));
    assert.ok(isPanelMessage({ type: 'showDeliveries' }));
    assert.ok(isPanelMessage({ type: 'gone' }));
  });

  it('refuses anything else', () => {
    const others: unknown[] = [
      null,
      'gone',
      1,
      {},
      { type: 'other' },
      { type: 'toString' },
      { type: '__proto__' },
    ];
    others.push(
      { type: 'show', view, body: [1] },
      { type: 'show', body: new Uint8Array() },
      { type: 'update' },
      { type: 'diagnosis', id: 1 },
      { type: 'breaks', id: 1, breaks: null },
      { type: 'deliveries', id: 1, deliveries: {} },
      { type: 'fault', id: 1, fault: {} },
      { type: 'announce', text: 1 },
    );
    for (const data of others) assert.equal(isPanelMessage(data), false, JSON.stringify(data));
  });
});

describe('handlePanelMessage', () => {
  it('calls the handler of the message and no other', () => {
    const calls: string[] = [];
    const note = ({ type }: { readonly type: string }): void => void calls.push(type);
    const handlers: PanelHandlers = {
      text: note,
      show: note,
      update: note,
      expected: note,
      diagnosis: note,
      announce: note,
      showExplanation: note,
      breaks: note,
      deliveries: note,
      fault: note,
      showDeliveries: note,
      gone: note,
    };
    handlePanelMessage(handlers, { type: 'gone' });
    handlePanelMessage(handlers, { type: 'expected', id: 1, digests: [] });
    assert.deepEqual(calls, ['gone', 'expected']);
  });
});
