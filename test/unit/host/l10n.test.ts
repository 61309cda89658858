import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoFolder } from '../../tools/paths.ts';
import { bundleFile, bundleText } from '../../tools/l10nStrings.ts';

describe('The texts for translators', () => {
  it('are exactly those that the host shows (`npm run l10n` writes them)', () => {
    assert.equal(readFileSync(bundleFile, 'utf8'), bundleText());
  });

  it('name a setting as the settings editor does, not by its id: a button or a link leads there', () => {
    assert.doesNotMatch(bundleText(), /webhookDebugger\./);
    // In the manifest, `#id#` is a link.
    const manifest = readFileSync(join(repoFolder, 'package.nls.json'), 'utf8');
    assert.doesNotMatch(
      manifest.replaceAll(/`#webhookDebugger\.[\w.]+#`|command:webhookDebugger\.\w+/g, ''),
      /webhookDebugger\./,
    );
  });
});
