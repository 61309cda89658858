import { hostname } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { messageOf } from '../../common/errors.ts';
import { OtherWindows } from './otherWindows.ts';
import { WindowFolder } from './windowFolder.ts';

/** The other windows that share this one's global storage. */
export function otherWindows(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): OtherWindows {
  return new OtherWindows({
    folder: new WindowFolder({
      folder: join(context.globalStorageUri.fsPath, 'windows'),
      machine: hostname(),
    }),
    workspace: () => vscode.workspace.name,
    // Webhooks arrive all the same.
    onError: (error) => log.warn(`Other windows cannot be told of this one: ${messageOf(error)}`),
  });
}
