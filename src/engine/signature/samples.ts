import { exampleSample } from '../../protocol/engine.ts';
import type { Sample, Scheme } from './scheme.ts';
import { iso, newId } from './schemes/samples/values.ts';

/** An event for a provider that has no samples: what it is of is for a person to write. */
const example: Sample = {
  ...exampleSample,
  body: (now) =>
    JSON.stringify({
      id: newId('evt_'),
      type: 'example',
      created_at: iso(now),
      data: { name: 'Acme Project' },
    }),
};

/** What can be sent as a provider's: its samples, or else an example. Undefined for an id that is of none. */
export function sampleOf({ samples = [example] }: Scheme, id: string): Sample | undefined {
  return samples.find((sample) => sample.id === id);
}
