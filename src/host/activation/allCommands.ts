import type * as vscode from 'vscode';
import type { Disposable } from '../../common/disposable.ts';
import type { OfferedSecrets } from '../secrets/offeredSecrets.ts';
import type { Command } from '../shared/command.ts';
import { deliveryCommands } from './deliveryCommands.ts';
import { EditCustomProvider } from '../customProvider/editCustomProvider.ts';
import { eventCommands } from './eventCommands.ts';
import { explainCommands } from './explainCommands.ts';
import { exportCommands } from './exportCommands.ts';
import { NewCustomProvider } from '../customProvider/newCustomProvider.ts';
import { OpenDocumentation, OpenProviderDocumentation } from './openDocumentation.ts';
import { OpenSettings } from '../settings/openSettings.ts';
import { SaveOfferedSecret } from '../secrets/saveOfferedSecret.ts';
import { sendingCommands, type SendingOptions } from './sendingCommands.ts';
import { ShowLog } from '../engine/showLog.ts';
import { sourceCommands } from './sourceCommands.ts';
import { StartListener } from '../listener/startListener.ts';
import { StopListener } from '../listener/stopListener.ts';
import { TakeOverListener } from '../listener/takeOverListener.ts';
import { VerifyAs } from '../signature/verifyAs.ts';

export interface AllCommandsOptions extends SendingOptions {
  readonly context: vscode.ExtensionContext;
  readonly offered: OfferedSecrets;
  readonly log: vscode.LogOutputChannel;
}

/** Every command, and what some of them need beside them. */
export function allCommands(options: AllCommandsOptions): {
  readonly commands: readonly Command[];
  readonly parts: readonly Disposable[];
} {
  const { engine, listener, views, offered, context, log } = options;
  const { events, panels, times } = views;
  const selected = { ...options, panels, selection: events };
  const sending = sendingCommands(context, options);
  const commands = [
    new StartListener(listener),
    new StopListener(listener),
    new TakeOverListener(listener),
    ...sourceCommands(options),
    ...sending.commands,
    ...eventCommands(engine, views),
    new NewCustomProvider({ ...selected, times }),
    new EditCustomProvider({ ...options, times }),
    new VerifyAs(selected),
    ...deliveryCommands({ ...options, memory: context.globalState }),
    ...exportCommands(options),
    ...explainCommands(options),
    new SaveOfferedSecret({ ...selected, offered }),
    new ShowLog(log),
    new OpenSettings(),
    new OpenDocumentation(context.extensionUri),
    new OpenProviderDocumentation(engine),
  ];
  return { commands, parts: sending.parts };
}
