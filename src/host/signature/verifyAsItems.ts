import type { ProviderInfo, Secrets } from '../../protocol/engine.ts';
import type { EventDetail } from '../../protocol/event.ts';
import { secretsOf } from '../secrets/secretList.ts';
import { savedText } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';

/** One choice of "Check as Provider..."; a `heading` stands above those that follow and cannot be picked. */
export interface VerifyAsItem {
  readonly label: string;
  readonly description: string;
  /** Scheme id, null to recognise the event again. */
  readonly provider: string | null;
  readonly heading: boolean;
}

const heading = (label: string): VerifyAsItem => ({ label, description: '', provider: null, heading: true });

/** Recognising first, then the providers with saved secrets, then the others by name; the present one is marked. */
export function verifyAsItems(
  providers: readonly ProviderInfo[],
  secrets: Secrets,
  { summary, detection }: Pick<EventDetail, 'summary' | 'detection'>,
  t: Translate,
): readonly VerifyAsItem[] {
  const saved = ({ id }: ProviderInfo): number => secretsOf(secrets, id).length;
  const item = (provider: ProviderInfo): VerifyAsItem => {
    const count = saved(provider);
    const notes = [
      provider.id === summary.provider ? t('current') : '',
      count === 0 ? '' : savedText(count, t),
      provider.custom ? t('custom') : '',
    ];
    return {
      label: provider.name,
      description: notes.filter(Boolean).join(', '),
      provider: provider.id,
      heading: false,
    };
  };
  const byName = providers.toSorted((one, other) => one.name.localeCompare(other.name));
  const withSecret = byName.filter((provider) => saved(provider) > 0);
  const others = byName.filter((provider) => saved(provider) === 0);
  return [
    {
      label: t('Recognise Automatically'),
      description: detection.by === 'chosen' ? '' : t('current'),
      provider: null,
      heading: false,
    },
    ...(withSecret.length > 0 ? [heading(t('with a saved secret')), ...withSecret.map(item)] : []),
    ...(others.length > 0 ? [heading(t('all others')), ...others.map(item)] : []),
  ];
}
