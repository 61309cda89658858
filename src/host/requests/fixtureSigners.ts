import * as vscode from 'vscode';
import type { Secrets } from '../../protocol/engine.ts';
import { distinctSigners } from '../../protocol/signer.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { signersText } from '../secrets/signers.ts';
import type { Fixture } from './fixtures.ts';

/** Which saved secrets sign the requests of fixtures that are sent signed, as a sentence, by the URI of the file. */
export async function fixtureSigners(
  files: readonly Fixture[],
  saved: Secrets,
  engine: EngineCaller,
): Promise<ReadonlyMap<string, string>> {
  const texts = files.map(async ({ uri }) => {
    // One that is gone by now has no request.
    const bytes = await vscode.workspace.fs.readFile(uri).then(undefined, () => new Uint8Array());
    const text = new TextDecoder().decode(bytes);
    const requests = await engine.call('readHttp', { text });
    const signers = requests.flatMap(({ hasPlaceholder, signer }) =>
      hasPlaceholder && signer !== null ? [signer] : [],
    );
    return [uri.toString(), signersText(saved, distinctSigners(signers))] as const;
  });
  return new Map(await Promise.all(texts));
}
