import { randomUUID } from 'node:crypto';
import type { Sample } from '../../scheme.ts';
import { iso, newId } from './values.ts';

export const muxSamples: readonly Sample[] = [
  {
    id: 'asset-ready',
    label: 'video.asset.ready',
    body: (now) => {
      const id = newId('', 43);
      return JSON.stringify({
        type: 'video.asset.ready',
        id: randomUUID(),
        created_at: iso(now),
        object: { type: 'asset', id },
        environment: { name: 'Acme Project', id: newId('', 6).toLowerCase() },
        data: {
          id,
          status: 'ready',
          duration: 23.857167,
          max_stored_frame_rate: 29.97,
          aspect_ratio: '16:9',
        },
        attempts: [],
        request_id: null,
        accessor: null,
      });
    },
  },
];
