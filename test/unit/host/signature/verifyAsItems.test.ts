import assert from 'node:assert/strict';
import { verifyAsItems } from '../../../../src/host/signature/verifyAsItems.ts';
import type { ProviderInfo } from '../../../../src/protocol/engine.ts';
import { detail, english, summary } from '../fakes.ts';

function provider(id: string, name: string, custom = false): ProviderInfo {
  const secretForm = { encoding: 'text', prefix: '' } as const;
  const rest = {
    secretFormat: '',
    secretForm,
    usesSecret: true,
    canSign: true,
    signsUrl: false,
    docs: '',
    samples: [],
  };
  return { id, name, custom, ...rest };
}

const providers = [
  provider('stripe', 'Stripe'),
  provider('acme', 'Acme', true),
  provider('github', 'GitHub'),
];
const secrets = { github: [{ label: 'Secret 1', value: 'x' }] };

describe('The choices of "Check as Provider..."', () => {
  const lines = (event: Parameters<typeof verifyAsItems>[2]): readonly string[] =>
    verifyAsItems(providers, secrets, event, english).map(({ label, description, heading }) =>
      heading ? `-- ${label}` : `${label} (${description})`,
    );

  it('are recognising, then providers with secrets, then the others by name', () => {
    assert.deepEqual(lines(detail), [
      'Recognise Automatically (current)',
      '-- with a saved secret',
      'GitHub (1 secret saved)',
      '-- all others',
      'Acme (custom)',
      'Stripe ()',
    ]);
  });

  it('mark what holds now', () => {
    const chosen = { summary: { ...summary, provider: 'github' }, detection: { by: 'chosen' } } as const;
    assert.deepEqual(
      lines(chosen).filter((line) => line.includes('current')),
      ['GitHub (current, 1 secret saved)'],
    );
  });
});
