import type { ProviderInfo, Secret, Secrets, Tally } from '../../protocol/engine.ts';
import { keyOfSource } from '../../protocol/secretKeys.ts';
import { ruleText } from '../responses/answerText.ts';
import { commandIds, itemKinds } from '../shared/contributions.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf } from '../secrets/secretList.ts';
import { eachTriedText, sentences } from '../secrets/secretText.ts';
import type { SourceRow } from './sourceRows.ts';
import type { Translate } from '../words/translate.ts';
import {
  countsText,
  described,
  isDocumented,
  lines,
  readOut,
  scopeText,
  secretCount,
} from '../shared/rowText.ts';
import type { SourceSetting } from './sourceSettings.ts';
import { countsOfSource } from './tallyCounts.ts';
import { scopeOf } from '../settings/settingScope.ts';

export interface SourceState {
  readonly source: SourceSetting;
  /** Null where it is recognised or not known. */
  readonly provider: ProviderInfo | null;
  readonly secrets: Secrets;
  readonly tallies: readonly Tally[];
  /** Where the listener is or would be reached: `http://localhost:6464/`. */
  readonly baseUrl: string;
  /** In which counts are written; left out for that of the machine. */
  readonly language?: string;
}

/** What keeps signatures of the source from being verified. */
type Trouble = 'unknownProvider' | 'noSecret' | 'noPublicUrl';

/** The URL of a path of the listener. */
export function urlOfPath(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/$/, '')}${path}`;
}

function isUnknown({ source, provider }: SourceState): boolean {
  return source.provider !== null && provider === null;
}

function ownSecrets({ source, secrets }: SourceState): readonly Secret[] {
  return secretsOf(secrets, keyOfSource(source));
}

/** Its own, or else those of its provider. */
function usedSecrets(state: SourceState): readonly Secret[] {
  const own = ownSecrets(state);
  return own.length > 0 || state.provider === null ? own : secretsOf(state.secrets, state.provider.id);
}

function troublesOf(state: SourceState): readonly Trouble[] {
  const { source, provider } = state;
  const troubles: readonly (readonly [Trouble, boolean])[] = [
    ['unknownProvider', isUnknown(state)],
    ['noSecret', provider?.usesSecret === true && usedSecrets(state).length === 0],
    ['noPublicUrl', provider?.signsUrl === true && source.publicUrl === null],
  ];
  return troubles.filter(([, applies]) => applies).map(([trouble]) => trouble);
}

function troubleText(trouble: Trouble, t: Translate): string {
  const words: Readonly<Record<Trouble, () => string>> = {
    unknownProvider: () => t('unknown provider'),
    noSecret: () => t('no secret'),
    noPublicUrl: () => t('no public URL'),
  };
  return words[trouble]();
}

function adviceText(trouble: Trouble, { source, provider }: SourceState, t: Translate): string {
  const name = provider?.name ?? displayText(source.provider ?? '');
  const words: Readonly<Record<Trouble, () => string>> = {
    unknownProvider: () => t('No provider has the id “{0}”: its signatures cannot be verified.', name),
    noSecret: () => t('No signing secret is saved: its webhooks are kept, and cannot be verified yet.'),
    noPublicUrl: () =>
      t(
        'No public URL is set, and {0} signs the URL that it was given: set “publicUrl” of this source to that URL.',
        name,
      ),
  };
  return words[trouble]();
}

function providerName({ source, provider }: SourceState): string {
  return provider?.name ?? displayText(source.provider ?? '');
}

function secretText(state: SourceState, t: Translate): string {
  const count = usedSecrets(state).length;
  return count === 0 && state.provider?.usesSecret !== true ? '' : secretCount(count, t);
}

function kindOf(state: SourceState): SourceRow['kind'] {
  if (!state.source.enabled) {
    return itemKinds.sourceDisabled;
  }
  if (ownSecrets(state).length > 0) {
    return itemKinds.sourceWithSecret;
  }
  return state.provider?.usesSecret === false ? itemKinds.sourcePlain : itemKinds.sourceNoSecret;
}

function iconOf(state: SourceState, [trouble]: readonly Trouble[]): Pick<SourceRow, 'icon' | 'color'> {
  if (!state.source.enabled) {
    return { icon: 'circle-slash', color: 'disabledForeground' };
  }
  if (trouble !== undefined) {
    return { icon: trouble === 'noSecret' ? 'key' : 'warning', color: 'problemsWarningIcon.foreground' };
  }
  return { icon: usedSecrets(state).length > 0 ? 'lock' : 'inbox', color: '' };
}

/** What a click does: the way out of the first trouble. */
function commandOf({ source }: SourceState, [trouble]: readonly Trouble[]): string | null {
  if (!source.enabled || trouble === undefined) {
    return null;
  }
  return trouble === 'noSecret' ? commandIds.setSigningSecret : commandIds.editSource;
}

/** What its requests are answered, empty for the usual answer. */
function answerText({ source: { answer, enabled } }: SourceState, t: Translate): string {
  return answer === undefined || !enabled ? '' : t('responds {0}', ruleText(answer, t));
}

function secretsLine(state: SourceState, t: Translate): string {
  const used = usedSecrets(state);
  const labels = used.map(({ label }) => displayText(label)).join(', ');
  if (used.length === 0) {
    return '';
  }
  const named =
    ownSecrets(state).length > 0
      ? t('Its own secrets: {0}.', labels)
      : t('Secrets of {0}: {1}.', providerName(state), labels);
  return sentences(named, eachTriedText(used.length, t));
}

function tooltipOf(state: SourceState, troubles: readonly Trouble[], t: Translate): string {
  const { source, baseUrl, tallies } = state;
  const provider = providerName(state);
  const { enabled, publicUrl, answer } = source;
  return lines(
    displayText(source.name),
    enabled ? '' : t('Disabled: requests are captured as if the source did not exist.'),
    provider === '' ? t('The provider of each request is recognised.') : t('Provider: {0}', provider),
    t('Local URL: {0}', urlOfPath(baseUrl, source.path)),
    publicUrl === null ? '' : t('Public URL: {0}', displayText(publicUrl)),
    answer === undefined ? '' : t('Response: {0}', ruleText(answer, t)),
    secretsLine(state, t),
    ...troubles.map((trouble) => adviceText(trouble, state, t)),
    countsText(countsOfSource(tallies, source.name), t, state.language),
    scopeText(scopeOf(source), t),
  );
}

/** A row for a configured source; what tells most stands first, because the side bar is narrow. */
export function sourceRow(state: SourceState, t: Translate): SourceRow {
  const { source } = state;
  const label = displayText(source.name);
  const provider = providerName(state);
  const troubles = source.enabled ? troublesOf(state) : [];
  const words = troubles.map((trouble) => troubleText(trouble, t));
  const off = source.enabled ? '' : t('disabled');
  const counts = countsText(countsOfSource(state.tallies, source.name), t, state.language);
  const secrets = secretText(state, t);
  return {
    id: `source.${source.name}`,
    label,
    description: described(
      off,
      ...words,
      answerText(state, t),
      counts,
      label.toLowerCase().includes(provider.toLowerCase()) ? '' : provider,
      troubles.includes('noSecret') ? '' : secrets,
    ),
    accessibleLabel: readOut(
      label,
      off,
      provider === label ? '' : provider,
      displayText(source.path),
      secrets,
      ...words.filter((word) => word !== secrets),
      counts,
      answerText(state, t),
    ),
    tooltip: tooltipOf(state, troubles, t),
    ...iconOf(state, troubles),
    kind: kindOf(state),
    provider: source.provider,
    isDocumented: state.provider !== null && isDocumented(state.provider),
    source: source.name,
    command: commandOf(state, troubles),
  };
}
