import type { ForwardState } from '../../protocol/forward.ts';
import type { TargetCheck } from '../../protocol/targets.ts';
import { commandIds, itemKinds } from '../contributions.ts';
import { failureText } from '../delivery/failureText.ts';
import { shortFailure } from '../delivery/shortFailure.ts';
import { targetRefusalText } from '../delivery/targetRefusalText.ts';
import { hostOf } from '../delivery/target.ts';
import { displayText } from '../displayText.ts';
import type { ViewWords } from '../eventView.ts';
import type { SourceRow } from '../sourceRows.ts';
import type { ForwardSetting } from '../sources/forwardSetting.ts';
import { described, lines, readOut } from '../sources/rowText.ts';
import type { Translate } from '../translate.ts';

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

type Condition = 'off' | 'notAllowed' | 'refused' | 'failing' | 'on';

/** Host, port and path of a target. */
export function shortTarget(target: string): string {
  const path = URL.canParse(target) ? new URL(target).pathname : '/';
  return hostOf(target) + (path === '/' ? '' : displayText(path, 80));
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
  return state !== null && state.failing !== null ? 'failing' : 'on';
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
};

/** The word for its condition, then what makes it so. */
function words(condition: Condition, { state }: ForwardRowState, { t, times }: ViewWords): readonly string[] {
  const answered = state?.answered ?? 0;
  const count = answered === 0 ? '' : t('{0} forwarded', answered);
  switch (condition) {
    case 'off':
      return [t('off')];
    case 'notAllowed':
      return [t('not allowed yet')];
    case 'refused':
      return [t('target refused')];
    case 'on':
      return [t('on'), count];
    case 'failing': {
      const failing = state?.failing ?? { since: 0, code: '', detail: '' };
      return [
        t('failing'),
        t('no answer since {0}: {1}', times.row(failing.since), shortFailure(failing, t)),
        count,
      ];
    }
  }
}

function adviceText(condition: Condition, { setting, check, state }: ForwardRowState, t: Translate): string {
  const { target } = setting;
  switch (condition) {
    case 'off':
      return t('Switched off: events are kept, and not sent on.');
    case 'notAllowed':
      return t(
        '{0} is not this machine: nothing is sent there until you allow it. Click to be asked.',
        hostOf(target),
      );
    case 'refused':
      return check?.kind === 'refused' ? targetRefusalText(hostOf(target), check.refusal, t) : '';
    case 'failing':
      return state === null || state.failing === null ? '' : failureText(target, state.failing, t);
    case 'on':
      return t('Each event of this source is sent on as it came.');
  }
}

function optionTexts(
  { onlyValid, browserRequests, answerSender, answerWithinSeconds }: ForwardSetting,
  t: Translate,
): readonly string[] {
  return [
    onlyValid ? t('Only valid events are sent on.') : '',
    browserRequests ? t('Requests that a browser made are sent on, too.') : '',
    answerSender
      ? t('The sender is answered what the app answers, if it does so within {0} s.', answerWithinSeconds)
      : '',
  ];
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
    label: host,
    description: described(...said),
    accessibleLabel: readOut(t('forward to {0}', host), ...said),
    tooltip: lines(
      t('Forward to {0}', displayText(setting.target, 2000)),
      adviceText(condition, state, t),
      ...optionTexts(setting, t),
      waiting === 0 ? '' : t('{0} wait for their turn or an answer.', waiting),
    ),
    provider: null,
    source,
    ...looks[condition],
  };
}
