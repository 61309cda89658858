import type { ForwardState } from '../../protocol/forward.ts';
import type { TargetCheck } from '../../protocol/targets.ts';
import { commandIds, itemKinds } from '../shared/contributions.ts';
import { failureText } from '../replay/failureText.ts';
import { shortFailure } from '../replay/shortFailure.ts';
import { targetRefusalText } from '../targets/targetRefusalText.ts';
import { hostOf } from '../targets/target.ts';
import { displayText } from '../words/displayText.ts';
import type { SourceRow } from '../sources/sourceRows.ts';
import type { ForwardSetting } from './forwardSetting.ts';
import { described, lines, readOut } from '../shared/rowText.ts';
import type { Translate } from '../words/translate.ts';
import { numberText } from '../words/wording.ts';
import type { ViewWords } from '../words/viewWords.ts';

/** What is known of the forwarding of a source beside its setting. */
export interface ForwardHealth {
  /** Null while it is not known. */
  readonly check: TargetCheck | null;
  /** Null where nothing was forwarded yet. */
  readonly state: ForwardState | null;
}

interface ForwardRowState extends ForwardHealth {
  /** Name of the source. */
  readonly source: string;
  readonly setting: ForwardSetting;
}

type Condition = 'off' | 'notAllowed' | 'refused' | 'failing' | 'notOk' | 'on';

/** Host, port and path of a target. */
export function shortTarget(target: string): string {
  const path = URL.canParse(target) ? new URL(target).pathname : '/';
  return hostOf(target) + (path === '/' ? '' : displayText(path, 80));
}

/** Whether “Resume Forwarding” has something to do: switch it on, or ask for its target to be allowed. */
export function isPaused(forward: ForwardSetting | null, isToAllow: (target: string) => boolean): boolean {
  return forward !== null && (!forward.enabled || isToAllow(forward.target));
}

function conditionOf({ setting, check, state }: ForwardRowState): Condition {
  if (!setting.enabled) {
    return 'off';
  }
  if (check?.kind === 'ask') {
    return 'notAllowed';
  }
  if (check?.kind === 'refused') {
    return 'refused';
  }
  if (state !== null && state.failing !== null) {
    return 'failing';
  }
  return state?.failed?.isLast === true ? 'notOk' : 'on';
}

const looks: Readonly<Record<Condition, Pick<SourceRow, 'icon' | 'color' | 'kind' | 'command'>>> = {
  off: { icon: 'arrow-right', color: 'disabledForeground', kind: itemKinds.forwardOff, command: null },
  on: { icon: 'arrow-right', color: '', kind: itemKinds.forwardOn, command: null },
  notAllowed: {
    icon: 'shield',
    color: 'problemsWarningIcon.foreground',
    kind: itemKinds.forwardNotAllowed,
    command: commandIds.resumeForwarding,
  },
  refused: {
    icon: 'warning',
    color: 'problemsWarningIcon.foreground',
    kind: itemKinds.forwardOn,
    command: commandIds.editSource,
  },
  failing: {
    icon: 'warning',
    color: 'problemsWarningIcon.foreground',
    kind: itemKinds.forwardOn,
    command: null,
  },
  notOk: {
    icon: 'warning',
    color: 'problemsWarningIcon.foreground',
    kind: itemKinds.forwardOn,
    command: null,
  },
};

/** `1 of 4 failed (500)`, `7 of 9 failed (last 422)`: the statuses of those before it are not known. */
function failedText(
  failed: NonNullable<ForwardState['failed']>,
  of: string,
  count: string,
  t: Translate,
): string {
  return failed.count === 1
    ? t('{0} of {1} failed ({2})', count, of, failed.status)
    : t('{0} of {1} failed (last {2})', count, of, failed.status);
}

/** `3 sent`, `1 of 3 failed (500)`: what the app responded to, and how many of the responses were no success. */
function countText(state: ForwardState | null, t: Translate, language?: string): string {
  const { answered = 0, unanswered = 0, failed = null } = state ?? {};
  const sent = numberText(answered, language);
  return readOut(
    failed === null ? '' : failedText(failed, sent, numberText(failed.count, language), t),
    failed !== null || answered === 0 ? '' : t('{0} sent', sent),
    unanswered === 0 ? '' : t('{0} without response', numberText(unanswered, language)),
  );
}

/** What it is like, the most telling first: a narrow side bar cuts the rest off. */
function words(condition: Condition, { state }: ForwardRowState, { t, times }: ViewWords): readonly string[] {
  const count = countText(state, t, times.language);
  switch (condition) {
    case 'off':
      return [t('off')];
    case 'notAllowed':
      return [t('not allowed yet')];
    case 'refused':
      return [t('target refused')];
    case 'on':
    case 'notOk':
      return (state?.failed ?? null) === null ? [t('on'), count] : [count, t('on')];
    case 'failing': {
      const failing = state?.failing ?? { since: 0, code: '', detail: '' };
      return [
        t('failing'),
        t('no response since {0}: {1}', times.row(failing.since), shortFailure(failing, t)),
        count,
      ];
    }
  }
}

function adviceText(condition: Condition, { setting, check, state }: ForwardRowState, t: Translate): string {
  const { target } = setting;
  switch (condition) {
    case 'off':
      return t('Off: events are stored, not forwarded.');
    case 'notAllowed':
      return t(
        '{0} is not this machine: nothing is sent there until you allow it. Click to be asked.',
        hostOf(target),
      );
    case 'refused':
      return check?.kind === 'refused' ? targetRefusalText(hostOf(target), check.refusal, t) : '';
    case 'failing':
      return state === null || state.failing === null ? '' : failureText(target, state.failing, t);
    case 'notOk':
      return t(
        'Your app responded {0} to the last event. Its log may say why; the Delivery tab of the event shows the response.',
        state?.failed?.status ?? '',
      );
    case 'on':
      return t('Events of this source are forwarded as they arrive.');
  }
}

function optionTexts(
  { onlyValid, browserRequests, answerSender, answerWithinSeconds }: ForwardSetting,
  t: Translate,
): readonly string[] {
  return [
    onlyValid ? t('Only valid events are sent on.') : '',
    browserRequests ? t('Requests with the headers of a browser are forwarded, too.') : '',
    answerSender
      ? t('The sender gets the response of the app if it comes within {0} s.', answerWithinSeconds)
      : '',
  ];
}

/** Since when is counted; empty where nothing is. */
function sinceText({ state }: ForwardRowState, { t, times }: ViewWords): string {
  const count = countText(state, t, times.language);
  return state === null || count === '' ? '' : t('Since {0}: {1}', times.zoned(state.since), count);
}

/** The row below a source that says where its events go. */
export function forwardRow(state: ForwardRowState, { t, times }: ViewWords): SourceRow {
  const condition = conditionOf(state);
  const { source, setting } = state;
  const host = hostOf(setting.target);
  const said = words(condition, state, { t, times });
  const waiting = state.state?.waiting ?? 0;
  return {
    id: `forward.${source}`,
    // The arrow says the rest: a narrow side bar has no room for more.
    label: host.replace(/^localhost(?=:)/, ''),
    description: described(...said),
    accessibleLabel: readOut(t('forward to {0}', host), ...said),
    tooltip: lines(
      t('Forward to {0}', displayText(setting.target, 2000)),
      adviceText(condition, state, t),
      condition === 'off' ? '' : sinceText(state, { t, times }),
      ...optionTexts(setting, t),
      waiting === 0 ? '' : t('Waiting for their turn or a response: {0}.', numberText(waiting)),
    ),
    provider: null,
    source,
    ...looks[condition],
  };
}
