import * as vscode from 'vscode';

/** Folders in which no file of the person's own is. */
const skipped: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'dist',
  'build',
  'out',
  'target',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
]);
const deepest = 5;
const mostFolders = 2000;
const mostFiles = 100;

/** `.env`, `.env.staging`, `.envrc`, `staging.env`. */
function isEnvFile(name: string): boolean {
  return /^\.env(?:rc|[.\-_].*)?$/i.test(name) || /\.env$/i.test(name);
}

interface Folder {
  readonly uri: vscode.Uri;
  readonly depth: number;
}

async function entriesOf(uri: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(uri);
  } catch {
    // A folder that cannot be read has nothing to offer.
    return [];
  }
}

/** The `.env` files of the workspace, those nearest to its root first. Links are not followed. */
export async function envFiles(): Promise<readonly vscode.Uri[]> {
  const folders: Folder[] = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => ({ uri, depth: 0 }));
  const found: vscode.Uri[] = [];
  for (let index = 0; index < Math.min(folders.length, mostFolders) && found.length < mostFiles; index += 1) {
    const folder = folders[index];
    for (const [name, type] of folder === undefined ? [] : await entriesOf(folder.uri)) {
      if (folder !== undefined && type === vscode.FileType.File && isEnvFile(name)) {
        found.push(vscode.Uri.joinPath(folder.uri, name));
      } else if (folder !== undefined && type === vscode.FileType.Directory && !skipped.has(name)) {
        folders.push(...below(folder, name));
      }
    }
  }
  return found.slice(0, mostFiles);
}

function below({ uri, depth }: Folder, name: string): readonly Folder[] {
  return depth < deepest ? [{ uri: vscode.Uri.joinPath(uri, name), depth: depth + 1 }] : [];
}
