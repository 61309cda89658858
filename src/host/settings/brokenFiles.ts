import * as vscode from 'vscode';
import { isMentionedIn, isReadable } from './settingsSyntax.ts';
import type { SettingScope } from './settingScope.ts';

/** The scheme under which VS Code opens the user's settings, wherever they are. */
const userScheme = 'vscode-userdata';

/** The file of a scope that has a syntax error. */
export interface BrokenFile {
  readonly scope: SettingScope;
  /** As a message names it. */
  readonly name: string;
}

/** Of one that is not there, or not to be read, nothing. */
async function readText(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return '';
  }
}

/** The settings file of the workspace; undefined without one, and where it is not trusted: its settings are not used. */
function workspaceFile(): { readonly uri: vscode.Uri; readonly name: string } | undefined {
  const { workspaceFile: uri, workspaceFolders: [folder] = [], isTrusted } = vscode.workspace;
  if (!isTrusted) {
    return undefined;
  }
  if (uri !== undefined) {
    return { uri, name: uri.path.split('/').at(-1) ?? '' };
  }
  const name = '.vscode/settings.json';
  return folder === undefined ? undefined : { uri: vscode.Uri.joinPath(folder.uri, name), name };
}

/**
 * Where the user's settings may be. VS Code does not say: the one that is open in an editor is it, also in a profile;
 * else it is beside the storage of extensions, unless it is on another machine.
 */
function userFiles(globalStorage: vscode.Uri): readonly vscode.Uri[] {
  const open = vscode.workspace.textDocuments
    .map(({ uri }) => uri)
    .filter(({ scheme, path }) => scheme === userScheme && path.endsWith('/settings.json'));
  return open.length > 0 ? open : [vscode.Uri.joinPath(globalStorage, '../../settings.json')];
}

async function brokenWorkspaceFile(): Promise<readonly BrokenFile[]> {
  const file = workspaceFile();
  const isBroken = file !== undefined && !isReadable(await readText(file.uri));
  return isBroken ? [{ scope: 'workspace', name: file.name }] : [];
}

async function brokenUserFile(globalStorage: vscode.Uri): Promise<readonly BrokenFile[]> {
  const texts = await Promise.all(userFiles(globalStorage).map(readText));
  const isBroken = texts.some((text) => isMentionedIn(text) && !isReadable(text));
  return isBroken ? [{ scope: 'user', name: 'settings.json' }] : [];
}

/** The settings files with a syntax error, of those that settings of this extension come from. */
export async function brokenFiles(globalStorage: vscode.Uri): Promise<readonly BrokenFile[]> {
  return (await Promise.all([brokenWorkspaceFile(), brokenUserFile(globalStorage)])).flat();
}
