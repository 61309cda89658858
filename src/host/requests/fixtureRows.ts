import { itemKinds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { SourceRow } from '../sources/sourceRows.ts';
import { described, lines, readOut } from '../shared/rowText.ts';
import type { Translate } from '../words/translate.ts';
import { fixturesFolder } from './fixtureName.ts';

/** What a row of a fixture is made of; `uri` is that of its file. */
export interface FixtureFile {
  readonly name: string;
  readonly folder: string;
  readonly uri: { toString(): string };
}

/**
 * A row for each fixture, by name; the workspace folder is named where there are several. `signers`: which secret signs
 * what is in a file, by its URI.
 */
export function fixtureRows(
  files: readonly FixtureFile[],
  signers: ReadonlyMap<string, string>,
  t: Translate,
): readonly SourceRow[] {
  const hasFolders = new Set(files.map(({ folder }) => folder)).size > 1;
  return files.map(({ name, folder, uri }) => {
    const label = displayText(name, 100);
    const where = hasFolders ? displayText(folder, 60) : '';
    return {
      id: `fixture.${uri.toString()}`,
      label,
      description: described(where),
      accessibleLabel: readOut(t('Fixture {0}', label), where),
      tooltip: lines(
        `${fixturesFolder}/${label}.http`,
        signers.get(uri.toString()) ?? '',
        t('Click to open the request.'),
      ),
      icon: 'file-code',
      color: '',
      kind: itemKinds.fixture,
      provider: null,
      source: null,
      command: null,
      file: uri.toString(),
    };
  });
}
