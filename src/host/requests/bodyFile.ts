import * as vscode from 'vscode';
import { HumanError } from '../../common/errors.ts';
import { displayText } from '../words/displayText.ts';
import { sizeText } from '../words/wording.ts';

/** Bytes. */
const largest = 32 * 1024 * 1024;

/**
 * The file beside a document that holds its body. `name` has no folder in it.
 * @throws HumanError where it is not there, too large, or a link that may lead elsewhere.
 */
export async function readBodyFile({ uri }: vscode.TextDocument, name: string): Promise<Uint8Array> {
  const shown = displayText(name, 80);
  if (uri.scheme === 'untitled') {
    throw new HumanError(vscode.l10n.t('Save this document first: {0} is looked for beside it.', shown));
  }
  const file = vscode.Uri.joinPath(uri, '..', name);
  const stat = await statOf(file);
  if (stat === undefined) {
    throw new HumanError(vscode.l10n.t('The body file {0} is not beside this document.', shown));
  }
  if (stat.type !== vscode.FileType.File) {
    throw new HumanError(
      vscode.l10n.t('{0} is a link or a folder: a body is read from a plain file.', shown),
    );
  }
  if (stat.size > largest) {
    throw new HumanError(
      vscode.l10n.t('{0} has {1}: at most {2} are sent.', shown, sizeText(stat.size), sizeText(largest)),
    );
  }
  return vscode.workspace.fs.readFile(file);
}

/** Undefined where there is nothing. */
export async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') {
      return undefined;
    }
    throw error;
  }
}
