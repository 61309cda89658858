import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundleFile, bundleText } from '../../host/l10nStrings.ts';

describe('The texts for translators', () => {
  it('are exactly those that the host shows (`npm run l10n` writes them)', () => {
    assert.equal(readFileSync(bundleFile, 'utf8'), bundleText());
  });
});
