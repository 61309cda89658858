import type { Scheme } from '../scheme.ts';

/** Ten minutes: the duration of a sample backup. */
const sampleDuration = 600_000;

/** `2021-12-12 12:12:12`, without a time zone, as the vendor's page "Backup Webhook" prints it. */
function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** As PHP's `json_encode` writes by default: `/` as `\/`, everything beyond ASCII as `\uXXXX`. */
function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

let lastRun = 0;

/** The id of a run: greater than any before, so that of many samples no two are the same event. */
function nextRun(now: number): number {
  lastRun = Math.max(lastRun + 1, Math.floor(now / 1000) % 1_000_000);
  return lastRun;
}

const sampleBody =
  (status: 'success' | 'error') =>
  (now: number): string =>
    phpJson({
      id: nextRun(now),
      type: 'backup',
      status,
      started_at: timeText(now - sampleDuration),
      finished_at: timeText(now),
      backup: { id: 7, name: 'Acme Project', type: 'file' },
      server: { id: 3, name: 'Acme Server' },
      storage: { id: 9, name: 's3://acme/backups' },
    });

/** The facts are the vendor's: docs.simplebackups.com, page "Backup Webhook". */
export const simplebackups: Scheme = {
  id: 'simplebackups',
  name: 'SimpleBackups',
  docs: 'https://docs.simplebackups.com/getting-started/wQoo4wxkAvWswAmeWeYoKU/backup-webhook/oAZzrqYAeMAbKWqjQRxv3C',
  secretFormat: 'The signing secret of the team or organisation, shown once a webhook exists there.',
  verify: {
    kind: 'signature',
    algorithm: 'hmac-sha256',
    encoding: 'hex',
    signature: [{ header: 'SB-Signature' }],
    content: '{body}',
    key: { encoding: 'utf8' },
  },
  detect: [
    { pass: 'signature', headers: ['SB-Signature'] },
    { pass: 'shape', json: ['type', 'status', 'backup.name', 'server.name', 'storage.name'] },
  ],
  title: ['{type} {status}[: {backup.name}]'],
  outcome: { of: ['{status}'], success: ['success'], failure: ['error'] },
  // For any answer but 2xx; the same page.
  retries: 3,
  facts: [
    { label: 'Status', field: 'status', kind: 'outcome' },
    { label: 'Duration', kind: 'milliseconds', from: 'started_at', to: 'finished_at' },
    { label: 'Backup', field: 'backup.name', note: 'backup.type', kind: 'text' },
    { label: 'Server', field: 'server.name', kind: 'text' },
    { label: 'Storage', field: 'storage.name', kind: 'text' },
    { label: 'Type', field: 'type', kind: 'text' },
    { label: 'Started', field: 'started_at', kind: 'time' },
    { label: 'Finished', field: 'finished_at', kind: 'time' },
    { label: 'Run', field: 'id', kind: 'text' },
  ],
  writer: 'php',
  samples: [
    {
      id: 'backup-succeeded',
      label: 'backup succeeded',
      event: 'Backup Success',
      body: sampleBody('success'),
    },
    { id: 'backup-failed', label: 'backup failed', event: 'Backup Error', body: sampleBody('error') },
  ],
};
