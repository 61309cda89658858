import { hostname } from 'node:os';
import { join } from 'node:path';
import { basename, dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { messageOf } from '../../common/errors.ts';
import { sharedPath } from '../shared/storageFolder.ts';
import { OtherWindows } from './otherWindows.ts';
import { WindowFolder } from './windowFolder.ts';

/** By the folder that VS Code has for the workspace: its name is a hash. */
function workspaceIdOf({ storageUri }: vscode.ExtensionContext): string | null {
  return storageUri === undefined ? null : basename(dirname(sharedPath(storageUri.path)));
}

/** The other windows that share this one's global storage. */
export function otherWindows(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): OtherWindows {
  return new OtherWindows({
    folder: new WindowFolder({
      folder: join(context.globalStorageUri.fsPath, 'windows'),
      machine: hostname(),
    }),
    workspace: () => vscode.workspace.name,
    workspaceId: workspaceIdOf(context),
    // Webhooks arrive all the same.
    onError: (error) => log.warn(`Other windows cannot be told of this one: ${messageOf(error)}`),
  });
}
