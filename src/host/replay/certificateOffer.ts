import * as vscode from 'vscode';
import type { SentRequest } from '../../protocol/sending.ts';
import { notificationText } from '../words/displayText.ts';
import { deliveryMessage } from './deliveryText.ts';
import type { TargetConsent } from '../targets/targetConsent.ts';

/**
 * Where a request failed with a certificate that is not trusted, says so and offers to accept it. Whether it was
 * accepted: then the request may be sent again.
 */
export async function offerCertificate(sent: SentRequest, consent: TargetConsent): Promise<boolean> {
  if (sent.failure?.certificate === undefined) {
    return false;
  }
  const accept = acceptLabel();
  const text = notificationText(deliveryMessage(sent, vscode.l10n.t), 400);
  const choice = await vscode.window.showWarningMessage(text, accept);
  return choice === accept && consent.acceptCertificate(sent);
}

export function acceptLabel(): string {
  return vscode.l10n.t('Accept Certificate...');
}
