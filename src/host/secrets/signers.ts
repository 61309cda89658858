import * as vscode from 'vscode';
import type { Secret, Secrets } from '../../protocol/engine.ts';
import type { Signer } from '../../protocol/signer.ts';
import type { SigningPlace } from '../../protocol/sending.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { markedNow } from './secretPick.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf, signerSecret } from './secretList.ts';

/** Secrets that are told by name; the others are counted. */
const mostNamed = 3;

/** Which saved secrets sign, as a sentence without its end; empty for none. */
export function signersText(saved: Secrets, signers: readonly Signer[]): string {
  const names = signers.map((signer) => {
    const secret = signerSecret(saved, signer);
    return secret === undefined ? displayText(signer.label) : markedNow(secret);
  });
  const { length } = names;
  if (length < 2) {
    return length === 0 ? '' : vscode.l10n.t('Signing secret: {0}', names.join());
  }
  const more = length > mostNamed ? [vscode.l10n.t('and {0} more', length - mostNamed)] : [];
  return vscode.l10n.t('Signing secrets: {0}', [...names.slice(0, mostNamed), ...more].join(' · '));
}

/** The saved secrets that can sign something; the newest, which signs unless another one is chosen, is the last. */
export async function signersOf(
  engine: EngineCaller,
  saved: Secrets,
  place: SigningPlace,
): Promise<readonly Secret[]> {
  const { key, labels } = await engine.call('signers', place);
  return secretsOf(saved, key).filter(({ label }) => labels.includes(label));
}
