import * as vscode from 'vscode';
import { statOf } from './bodyFile.ts';

/** Documents that are kept: the oldest go first. */
const mostKept = 50;

/** What a person saved of documents of requests, by the names of their files in the storage of the extension. */
export class SavedRequests {
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  stat(name: string): Promise<vscode.FileStat | undefined> {
    return statOf(this.#file(name));
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return (await this.stat(name)) === undefined ? undefined : vscode.workspace.fs.readFile(this.#file(name));
  }

  async write(name: string, content: Uint8Array): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.#folder);
    await vscode.workspace.fs.writeFile(this.#file(name), content);
    await this.#forgetOldest();
  }

  async remove(name: string): Promise<void> {
    if ((await this.stat(name)) !== undefined) {
      await vscode.workspace.fs.delete(this.#file(name));
    }
  }

  async names(): Promise<readonly string[]> {
    return (await statOf(this.#folder)) === undefined
      ? []
      : (await vscode.workspace.fs.readDirectory(this.#folder)).map(([name]) => name);
  }

  async #forgetOldest(): Promise<void> {
    const names = await this.names();
    if (names.length <= mostKept) {
      return;
    }
    const dated = await Promise.all(
      names.map(async (name) => ({ name, at: (await this.stat(name))?.mtime ?? 0 })),
    );
    const oldest = dated.sort((a, b) => b.at - a.at).slice(mostKept);
    await Promise.all(oldest.map(({ name }) => this.remove(name)));
  }

  #file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, name);
  }
}
