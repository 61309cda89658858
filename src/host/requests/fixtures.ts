import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import type { HttpDocument } from '../../protocol/httpFile.ts';
import { displayText } from '../words/displayText.ts';
import { statOf } from './bodyFile.ts';
import { fixturesFolder, freeName } from './fixtureName.ts';

/** A request that is saved in a workspace folder. */
export interface Fixture {
  /** Of the file, without its end. */
  readonly name: string;
  readonly uri: vscode.Uri;
  /** Name of the workspace folder. */
  readonly folder: string;
}

/** The fixtures of all workspace folders, by folder and name. */
export async function fixtures(): Promise<readonly Fixture[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return (await Promise.all(folders.map(fixturesOf))).flat();
}

async function fixturesOf({ uri: root, name: folder }: vscode.WorkspaceFolder): Promise<readonly Fixture[]> {
  const directory = vscode.Uri.joinPath(root, fixturesFolder);
  return (await filesIn(directory))
    .filter((file) => file.endsWith('.http'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.http'.length),
      uri: vscode.Uri.joinPath(directory, file),
      folder,
    }));
}

/** Names of the files of a folder; none where it is not there, or is none. */
async function filesIn(directory: vscode.Uri): Promise<readonly string[]> {
  const stat = await statOf(directory);
  return stat?.type === vscode.FileType.Directory
    ? (await vscode.workspace.fs.readDirectory(directory)).map(([name]) => name)
    : [];
}

/**
 * Asks which workspace folder a fixture is for, where there are several; undefined where the person leaves.
 * @throws HumanError where no folder is open.
 */
export async function askFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const [folder, ...others] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) {
    throw new HumanError(
      vscode.l10n.t('Open a folder first: a fixture is a file in its folder {0}.', fixturesFolder),
    );
  }
  return others.length === 0
    ? folder
    : vscode.window.showWorkspaceFolderPick({
        placeHolder: vscode.l10n.t('Save the fixture in which folder?'),
      });
}

/**
 * Saves a fixture under a name that no file has yet, made of `wanted`, and answers where. `print` makes its files.
 * @throws HumanError where the folder of fixtures is a link or a file: what is saved stays in the workspace.
 */
export async function saveFixture(
  { uri: root, name }: vscode.WorkspaceFolder,
  wanted: string,
  print: (name: string) => Promise<HttpDocument>,
): Promise<vscode.Uri> {
  const directory = vscode.Uri.joinPath(root, fixturesFolder);
  const stat = await statOf(directory);
  if (stat !== undefined && stat.type !== vscode.FileType.Directory) {
    throw new HumanError(
      vscode.l10n.t(
        '{0} in {1} is a link or a file: fixtures are only saved in a folder of the workspace itself.',
        fixturesFolder,
        displayText(name, 80),
      ),
    );
  }
  await vscode.workspace.fs.createDirectory(directory);
  const free = freeName(wanted, await filesIn(directory));
  const { text, bodyFile } = await print(free);
  if (bodyFile !== null) {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(directory, bodyFile.name), bodyFile.bytes);
  }
  const uri = vscode.Uri.joinPath(directory, `${free}.http`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}
