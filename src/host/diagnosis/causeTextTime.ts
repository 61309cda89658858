import type { causeFamilies } from '../../protocol/diagnosis.ts';
import { spanText } from '../wording.ts';
import type { CauseContext, CauseTexts } from './causeWords.ts';

/** A detail that is a number of seconds, as a length of time; empty where it is none. */
function span({ cause: { detail }, t }: CauseContext, name: string): string {
  const seconds = Number(detail[name] ?? Number.NaN);
  return Number.isFinite(seconds) ? spanText(Math.abs(seconds), t) : '';
}

function agreed(context: CauseContext, clause: (age: string, tolerance: string) => string): string {
  return clause(span(context, 'age'), span(context, 'tolerance'));
}

/** A signature that is right at a time that is not. */
export const timeTexts: CauseTexts<(typeof causeFamilies.time)[number]> = {
  'time-old': (context) => ({
    clause: agreed(context, (age, tolerance) =>
      age === '' || tolerance === ''
        ? context.t('the signature is right, but it was made too long before the event came')
        : context.t(
            'the signature is right, but it was made {0} before the event came and may be {1} old',
            age,
            tolerance,
          ),
    ),
    remedy: context.t(
      'The event waited on the way, was sent again with its old signature, or one of the two clocks is wrong. The setting webhookDebugger.ignoreTimestamps lets the time pass while you debug.',
    ),
  }),
  'time-future': (context) => ({
    clause: agreed(context, (age, tolerance) =>
      age === '' || tolerance === ''
        ? context.t('the signature is right, but its time lies in the future of this machine’s clock')
        : context.t(
            'the signature is right, but its time lies {0} in the future of this machine’s clock, more than the {1} that are allowed',
            age,
            tolerance,
          ),
    ),
    remedy: context.t('Check this machine’s clock first, then the sender’s: one of them is wrong.'),
  }),
  'time-replayed': (context) => ({
    clause: context.t('the event was sent again with its old time and signature'),
    remedy: context.t('Sign the event anew when it is sent again, or have the provider send it again.'),
  }),
};
