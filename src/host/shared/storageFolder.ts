import type { ExtensionContext, Uri } from 'vscode';

/** The path of a workspace's folder without what VS Code adds to it for a further extension host. */
export function sharedPath(path: string): string {
  return path.replace(/(?<=\/[^/]{4,})-[1-9](?=\/[^/]+$)/, '');
}

/**
 * Where the files of this workspace are; without a workspace those of all windows. VS Code lets one extension host at
 * a time have a workspace's folder, and gives the next one an empty folder, `<id>-1`: a second window, and also a
 * window that is loaded again while its old extension host still ends (ExtHostStoragePaths of VS Code 1.103 and 1.139).
 * The store can be shared, and a history that is there must not seem lost.
 */
export function storageUriOf({ storageUri, globalStorageUri }: ExtensionContext): Uri {
  return storageUri?.with({ path: sharedPath(storageUri.path) }) ?? globalStorageUri;
}
