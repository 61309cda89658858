import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { iso } from './values.ts';

export const bearerSamples: readonly Sample[] = [
  {
    id: 'event',
    label: 'event',
    body: (now) =>
      JSON.stringify({ type: 'backup.done', id: randomUUID(), created_at: iso(now), name: 'Acme Project' }),
  },
];
