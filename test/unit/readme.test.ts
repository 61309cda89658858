import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readmeFile, withProviderTable } from '../host/providerTable.ts';
import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };

const readme = readFileSync(readmeFile, 'utf8');

describe('README', () => {
  it('has the table of providers that npm run providers writes', () => {
    assert.equal(withProviderTable(readme), readme);
  });

  it('has every setting', () => {
    const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
    assert.deepEqual(
      settings.filter((name) => !readme.includes(`\`${name}\``)),
      [],
    );
  });

  it('has every command that the palette offers', () => {
    const hidden = new Set(
      manifest.contributes.menus.commandPalette
        .filter(({ when }) => when === 'false')
        .map(({ command }) => command),
    );
    const titles = manifest.contributes.commands
      .filter(({ command }) => !hidden.has(command))
      .map(({ title }) => (texts as Readonly<Record<string, string>>)[title.slice(1, -1)] ?? title);
    assert.deepEqual(
      titles.filter((title) => !readme.includes(title.replace(/\.\.\.$/, ''))),
      [],
    );
  });
});
