import { keyOfSource } from '../../protocol/secretKeys.ts';
import { secretsOf } from './secretList.ts';
import { providerTarget, sourceTarget, type SecretTarget, type TargetChoice } from './secretTargets.ts';
import { providerOf, sourceOf } from '../shared/arguments.ts';

/**
 * What a secret is for by an argument that names a source, a provider or, as an event does, both: the source where
 * its secrets are those that are tried for that provider. Null where it names none that there is.
 */
export function namedTarget(
  argument: unknown,
  { sources, providers, secrets }: TargetChoice,
): SecretTarget | null {
  const source = sources.find(({ name }) => name === sourceOf(argument));
  const provider = providers.find(({ id }) => id === providerOf(argument));
  if (source === undefined) {
    return provider === undefined ? null : providerTarget(provider);
  }
  const hasOwn = secretsOf(secrets, keyOfSource(source)).length > 0;
  return provider === undefined || provider.id === source.provider || hasOwn
    ? sourceTarget(source, providers)
    : providerTarget(provider);
}
