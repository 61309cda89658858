import * as vscode from 'vscode';
import type { Diagnoses } from '../diagnosis/diagnoses.ts';
import { SenderSecrets } from '../diagnosis/senderSecrets.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { EventDocuments } from '../events/eventDocuments.ts';
import type { EventPanels } from '../panel/eventPanels.ts';
import type { Comparisons } from '../requests/comparisons.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretChanges } from '../secrets/secretChanges.ts';
import type { SecretStore } from '../secrets/secretStore.ts';
import type { Settings } from '../settings/settings.ts';
import type { Command } from '../shared/command.ts';
import { Explain } from '../diagnosis/explain.ts';
import type { Selection } from '../events/openEvent.ts';
import { SaveCorrectedSecret } from '../diagnosis/saveCorrectedSecret.ts';
import { SaveFoundSecret } from '../diagnosis/saveFoundSecret.ts';
import { ShowExactBytes, ShowSignedBytes } from '../diagnosis/showSignedBytes.ts';
import { TryEnvSecrets } from '../diagnosis/tryEnvSecrets.ts';

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
