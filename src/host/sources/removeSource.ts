import { keyOfSource } from '../../protocol/secretKeys.ts';
import * as vscode from 'vscode';
import type { Config } from '../settings/config.ts';
import { commandIds, settingNames } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import { secretsOf, withoutKey } from '../secrets/secretList.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import { sentences } from '../secrets/secretText.ts';
import { removalText } from '../shared/rowText.ts';
import { withoutSource } from './sourceEdits.ts';
import type { Command } from '../shared/command.ts';
import type { SourceSetting } from './sourceSettings.ts';
import { chooseSource } from './sourcePick.ts';
import { scopeOf, standsInBoth } from '../settings/settingScope.ts';

export interface RemoveSourceOptions {
  readonly config: Config;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
}

/** Takes a source out of the settings, and its own secrets out of the secret storage, after one question. */
export class RemoveSource implements Command {
  readonly id = commandIds.removeSource;
  readonly #options: RemoveSourceOptions;

  constructor(options: RemoveSourceOptions) {
    this.#options = options;
  }

  async run(argument: unknown): Promise<void> {
    const { config, store, changes } = this.#options;
    const title = vscode.l10n.t('Remove Source');
    const source = await chooseSource(config.settings.sources, argument, title);
    if (source === undefined) {
      return;
    }
    const key = keyOfSource(source);
    const isLeft = standsInBoth(config.written(settingNames.sources), source.name);
    const count = isLeft ? 0 : secretsOf(await store.read(), key).length;
    if (await confirm(source, { isLeft, secrets: count })) {
      await config.editSources(scopeOf(source), (value) => withoutSource(value, source.name));
      if (count > 0) {
        await changes.save(withoutKey(await store.read(), key));
      }
    }
  }
}

function secretsText(count: number): string {
  switch (count) {
    case 0:
      return '';
    case 1:
      return vscode.l10n.t('Its signing secret goes with it and cannot be brought back from here.');
    default:
      return vscode.l10n.t('Its {0} signing secrets go with it and cannot be brought back from here.', count);
  }
}

async function confirm(
  source: SourceSetting,
  { isLeft, secrets }: { readonly isLeft: boolean; readonly secrets: number },
): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the source {0} from the settings?', displayText(source.name)),
    {
      modal: true,
      detail: sentences(
        removalText(scopeOf(source), isLeft, vscode.l10n.t),
        vscode.l10n.t('Stored events stay.'),
        secretsText(secrets),
      ),
    },
    remove,
  );
  return choice === remove;
}
