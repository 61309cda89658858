import * as vscode from 'vscode';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import { SenderSecrets } from '../diagnosis/senderSecrets.ts';
import type { EngineCaller } from '../engineClient.ts';
import type { EventDocuments } from '../eventDocuments.ts';
import type { EventPanels } from '../eventPanels.ts';
import type { Comparisons } from '../httpFiles/comparisons.ts';
import type { Problems } from '../problems.ts';
import type { SecretChanges } from '../secretChanges.ts';
import type { SecretStore } from '../secretStore.ts';
import type { Settings } from '../settings.ts';
import type { Command } from './command.ts';
import { Explain } from './explain.ts';
import type { Selection } from './openEvent.ts';
import { SaveCorrectedSecret } from './saveCorrectedSecret.ts';
import { SaveFoundSecret } from './saveFoundSecret.ts';
import { ShowExactBytes, ShowSignedBytes } from './showSignedBytes.ts';
import { TryEnvSecrets } from './tryEnvSecrets.ts';

export interface ExplainCommandsOptions {
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly config: { readonly settings: Settings };
  readonly problems: Problems;
  readonly views: {
    readonly panels: EventPanels;
    readonly events: Selection;
    readonly documents: EventDocuments;
    readonly diagnoses: Diagnoses;
    readonly comparisons: Comparisons;
  };
}

/** The commands about why a signature fails. */
export function explainCommands({ views, ...options }: ExplainCommandsOptions): readonly Command[] {
  const senderSecrets = new SenderSecrets({ ...options, t: vscode.l10n.t });
  const common = { ...options, ...views, selection: views.events, senderSecrets };
  return [
    new Explain(common),
    new ShowSignedBytes(common),
    new ShowExactBytes(common),
    new SaveFoundSecret(common),
    new SaveCorrectedSecret(common),
    new TryEnvSecrets(common),
  ];
}
