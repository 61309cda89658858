import type { Cause, causeFamilies } from '../../protocol/diagnosis.ts';
import type { StepView } from '../../protocol/webview.ts';
import type { Translate } from '../words/translate.ts';
import { ageText, spanText } from '../words/wording.ts';
import {
  headerRemedy,
  ifSaid,
  leftOutHeader,
  said,
  type CauseContext,
  type CauseTexts,
  type CauseWords,
} from './causeWords.ts';

/** The age and what is allowed of it; `unknown` where either is no number of seconds. */
function aged(
  { cause: { detail }, t }: CauseContext,
  unknown: string,
  clause: (age: string, tolerance: string) => string,
): string {
  const [age = Number.NaN, tolerance = Number.NaN] = [detail['age'], detail['tolerance']].map(Number);
  return Number.isFinite(age + tolerance)
    ? clause(ageText(Math.abs(age), tolerance, t), spanText(tolerance, t))
    : unknown;
}

/** Whether it is a time that stays wrong where the other causes are put right. */
export const isBeside = ({ detail }: Cause): boolean => detail['beside'] === 'yes';

/** That the time is beyond its limit beside what else is wrong, as a sentence. */
export function besideText(context: CauseContext): string {
  const { t, cause } = context;
  return aged(context, t('The request would still be refused for its time.'), (age, tolerance) =>
    cause.id === 'time-future'
      ? t(
          'The request would still be refused: its time is {0} after the event arrived, by this machine’s clock, and the tolerance is {1}.',
          age,
          tolerance,
        )
      : t(
          'The request would still be refused: it was signed {0} before it arrived, and the tolerance is {1}.',
          age,
          tolerance,
        ),
  );
}

/** That a time did not come, as a clause. */
function missingText(context: CauseContext): string {
  const { t } = context;
  const [name, place] = [said(context, 'name'), said(context, 'in')];
  if (name === '' || place === '') {
    return t('the time is missing');
  }
  switch (place) {
    case 'headers':
      return t('the header {0} is missing', name);
    case 'body':
      return t('the time {0} is missing in the body', name);
    default:
      return t('the time {0} is missing in {1}', name, place);
  }
}

/** A fault of the time, with the signature being right where it is the only one. */
function asOnly({ diagnosis, t }: CauseContext, clause: string): string {
  return diagnosis.causes.length > 1 ? clause : t('the signature is right, but {0}', clause);
}

function likelyAbsent(context: CauseContext): string {
  const { t } = context;
  const [name, place] = [said(context, 'name'), said(context, 'in')];
  if (name === '' || place === '') {
    return t('the sender left out the time');
  }
  return place === 'headers'
    ? leftOutHeader(name, t)
    : t('the sender left the time {0} out of {1}', name, place);
}

function timeAbsent(context: CauseContext): CauseWords {
  const { t, diagnosis } = context;
  const remedy =
    said(context, 'in') === 'headers'
      ? headerRemedy(t)
      : t('Have the sender send the time as the provider documents it.');
  if (diagnosis.level !== 'proven') {
    return { clause: likelyAbsent(context), remedy };
  }
  const signed = said(context, 'signed');
  return signed === ''
    ? { clause: asOnly(context, missingText(context)), remedy }
    : {
        clause: t('{0}, and the sender signed the time {1}', missingText(context), signed),
        remedy,
        proof: 'with',
      };
}

/** A time in a unit or form that the provider does not use. */
export function timeForm(context: CauseContext): CauseWords {
  const { t } = context;
  const units: Readonly<Record<string, string>> = {
    s: t('Unix seconds'),
    ms: t('Unix milliseconds'),
    iso: t('ISO 8601'),
  };
  const nameOf = (name: string): string | undefined => (Object.hasOwn(units, name) ? units[name] : undefined);
  const form = nameOf(said(context, 'unit')) ?? t('the documented form');
  const came = nameOf(said(context, 'came'));
  const isDateNow = said(context, 'came') === 'ms' && said(context, 'unit') === 's';
  const clause = ifSaid(
    context,
    'value',
    (value) =>
      came === undefined
        ? t('the time {0} is not in {1}', value, form)
        : t('the time {0} is in {1}, not in {2}', value, came, form),
    () => t('the time is not in {0}', form),
  );
  return {
    clause: asOnly(context, clause),
    remedy: isDateNow
      ? t(
          'Have the sender sign and send the time in {0}: in JavaScript Math.floor(Date.now() / 1000), not Date.now().',
          form,
        )
      : t('Have the sender sign and send the time in {0}.', form),
  };
}

/** How the time is left out of account. */
function acceptStep(t: Translate): StepView {
  return {
    text: t('To accept such signatures while you debug, turn on “Ignore Timestamps”.'),
    setting: 'ignoreTimestamps',
  };
}

/** A signature that is right at a time that is not. */
export const timeTexts: CauseTexts<(typeof causeFamilies.time)[number]> = {
  'time-old': (context) => ({
    clause: aged(
      context,
      context.t('the signature is right, but it was made too long before the event arrived'),
      (age, tolerance) =>
        context.t(
          'the signature is right, but it was made {0} before the event arrived, and the tolerance is {1}',
          age,
          tolerance,
        ),
    ),
    remedy: [
      context.t('If it was sent again with its old signature, re-sign it, or have the provider resend it.'),
      context.t(
        'If not, look for what held it up on the way, and check this machine’s clock and the sender’s.',
      ),
      acceptStep(context.t),
    ],
  }),
  'time-future': (context) => ({
    clause: aged(
      context,
      context.t('the signature is right, but its time is after the event arrived, by this machine’s clock'),
      (age, tolerance) =>
        context.t(
          'the signature is right, but its time is {0} after the event arrived, by this machine’s clock, and the tolerance is {1}',
          age,
          tolerance,
        ),
    ),
    remedy: [
      context.t('Check this machine’s clock first, then the sender’s: one of them is wrong.'),
      acceptStep(context.t),
    ],
  }),
  'time-replayed': (context) => ({
    clause: context.t('the event was sent again with its old time and signature'),
    remedy: context.t('Re-sign the event when you send it again, or have the provider resend it.'),
  }),
  'time-absent': timeAbsent,
  'time-form': timeForm,
};
