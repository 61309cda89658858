import * as vscode from 'vscode';
import type { Secret, Secrets } from '../../protocol/engine.ts';
import { displayText } from '../words/displayText.ts';
import { secretsOf } from './secretList.ts';
import { markedLabel, secretMark, signerText } from './secretMark.ts';
import { described } from '../shared/rowText.ts';
import { Times } from '../words/wording.ts';
import { savedTargets, type SecretTarget } from './secretTargets.ts';
import { secretKeyOf, secretLabelOf } from '../shared/arguments.ts';
import { namedTarget } from './namedTarget.ts';
import { sayInStatusBar } from '../shared/statusMessage.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { Problems } from '../shared/problems.ts';
import type { SecretChanges } from './secretChanges.ts';
import type { SecretStore } from './secretStore.ts';
import type { Settings } from '../settings/settings.ts';

export interface ChosenSecret {
  readonly target: SecretTarget;
  readonly label: string;
  /** What else tells it from others: see `secretMark`. */
  readonly mark: string;
}

interface SecretItem extends vscode.QuickPickItem {
  readonly chosen: ChosenSecret;
}

export interface SecretQuestion {
  readonly title: string;
  readonly placeHolder: string;
}

/** The saved secret that an argument names, else one that the person picks. Undefined where there is none, which is said. */
export async function chooseSecret(
  { engine, store, config }: SecretCommandOptions,
  argument: unknown,
  question: SecretQuestion,
): Promise<ChosenSecret | undefined> {
  const [providers, saved] = await Promise.all([engine.call('providers', null), store.read()]);
  const { sources } = config.settings;
  const targets = savedTargets(saved, sources, providers);
  const key = secretKeyOf(argument) ?? namedTarget(argument, { sources, providers, secrets: saved })?.key;
  const named = targets.filter((target) => target.key === key);
  const items = itemsOf(named.length > 0 ? named : targets, saved);
  if (items.length === 0) {
    sayInStatusBar(vscode.l10n.t('No signing secret is saved.'));
    return undefined;
  }
  const exact = items.find(
    ({ chosen }) => chosen.target.key === key && chosen.label === secretLabelOf(argument),
  );
  const options = { ...question, matchOnDescription: true };
  return (exact ?? (await vscode.window.showQuickPick(items, options)))?.chosen;
}

function itemsOf(targets: readonly SecretTarget[], saved: Secrets): SecretItem[] {
  return targets.flatMap((target) => secretsOf(saved, target.key).map((secret) => itemOf(target, secret)));
}

function itemOf(target: SecretTarget, secret: Secret): SecretItem {
  const { label } = secret;
  const mark = markNow(secret);
  const description = described(displayText(target.name), mark);
  return { label: displayText(label), description, chosen: { target, label, mark } };
}

/** See `signerText`, in the language of the window. */
export function signerNow(secret: Secret): string {
  return signerText(secret, new Times(vscode.env.language, Date.now), vscode.l10n.t);
}

/** “Secret 1 (added today, ends 7dc)”, in the language of the window. */
export function markedNow(secret: Secret): string {
  return markedLabel(displayText(secret.label), markNow(secret));
}

/** Secrets that fit in one line. */
const mostTold = 3;

/** What tells saved secrets apart, in one line; empty where they are none, or too many for that. */
export function toldSecrets(saved: readonly Secret[]): string {
  return saved.length > mostTold ? '' : saved.map((secret) => markedNow(secret)).join(' · ');
}

/** The mark of a secret, in the language of the window. */
export function markNow(secret: Secret): string {
  return secretMark(secret, new Times(vscode.env.language, Date.now), vscode.l10n.t);
}

export interface SecretCommandOptions {
  readonly engine: EngineCaller;
  readonly store: SecretStore;
  readonly changes: SecretChanges;
  readonly config: { readonly settings: Settings };
  readonly problems: Problems;
}
