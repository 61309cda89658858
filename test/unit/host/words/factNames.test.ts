import assert from 'node:assert/strict';
import { factName } from '../../../../src/host/words/factNames.ts';
import type { Translate } from '../../../../src/host/words/translate.ts';
import { schemes } from '../../../../src/engine/signature/schemes/table.ts';

describe('The labels of facts', () => {
  const marked: Translate = (message) => `<${message}>`;

  it('can be translated, all that the table of providers uses', () => {
    const labels = new Set(schemes.flatMap(({ facts = [] }) => facts.map(({ label }) => label)));
    assert.ok(labels.size > 10);
    assert.deepEqual(
      [...labels].map((label) => factName(label, marked)),
      [...labels].map((label) => `<${label}>`),
    );
  });

  it('stay as they are where they are another’s', () => {
    assert.equal(factName('toString', marked), 'toString');
    assert.equal(factName('Acme field', marked), 'Acme field');
  });
});
