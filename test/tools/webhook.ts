import { createHmac } from 'node:crypto';
import { request } from 'node:http';

/** A SimpleBackups body as its sender writes one: PHP's `json_encode`, with `\/` for `/`. */
export function backupBody(
  status: 'success' | 'error' = 'success',
  name = 'Acme Project',
  id = 48151,
): string {
  const body = {
    id,
    type: 'backup',
    status,
    started_at: '2026-11-23 12:12:12',
    finished_at: '2026-11-23 12:14:40',
    backup: { id: 2342, name, type: 'file' },
    server: { id: 108, name: 'web-1.acme.example' },
    storage: { id: 42, name: 's3://acme-backups/daily' },
  };
  return JSON.stringify(body).replaceAll('/', '\\/');
}

/** The value of `SB-Signature`: lowercase hex HMAC-SHA256 over the body's bytes. */
export function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

export interface Webhook {
  readonly port: number;
  readonly body: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const webhookPath = '/hooks/backups';

/** Sends one webhook to this machine. Answers the status that came back. */
export function sendWebhook(webhook: Webhook): Promise<number> {
  const { port, body, path = webhookPath } = webhook;
  const headers = { 'Content-Type': 'application/json', ...webhook.headers };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method: 'POST', headers, agent: false },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.once('error', reject);
    sent.setTimeout(15_000, () => sent.destroy(new Error('The listener did not answer within 15 s.')));
    sent.end(body);
  });
}

/** Sends a webhook with the signature that `secret` gives its body. */
export function sendSigned(webhook: Webhook, secret: string): Promise<number> {
  const headers = { ...webhook.headers, 'SB-Signature': signatureOf(webhook.body, secret) };
  return sendWebhook({ ...webhook, headers });
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** One line for a POSIX shell that sends the same signed bytes. */
export function curlLine(url: string, body: string, secret: string): string {
  const parts = ['-H', 'Content-Type: application/json', '-H', `SB-Signature: ${signatureOf(body, secret)}`];
  const quoted = parts.map((part) => (part.startsWith('-') ? part : shellQuoted(part)));
  return `curl ${shellQuoted(url)} ${quoted.join(' ')} --data-binary ${shellQuoted(body)}`;
}
