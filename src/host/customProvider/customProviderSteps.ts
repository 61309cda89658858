import * as vscode from 'vscode';
import { answered, askName, choose, mapped, type Ask, type Choice } from './customProviderAsk.ts';
import { headerGuesses, proofPlace } from '../../protocol/signatureGuess.ts';
import { draftOf, withHeader, type Draft } from './customProviderRow.ts';
import { askAlgorithm, askContent, askEncoding, askForm } from './customProviderSignature.ts';
import { displayText } from '../words/displayText.ts';
import { eventRowText } from '../events/eventRowText.ts';
import { placeText } from '../words/placeText.ts';
import { cleanSecret } from '../secrets/secretList.ts';
import { askText } from '../shared/guide.ts';
import type { Times } from '../words/wording.ts';
import type { EventSummary } from '../../protocol/summary.ts';

const { l10n } = vscode;

/** Events that are offered to prove a provider on. */
const mostEvents = 50;

function eventChoice(summary: EventSummary, times: Times): Choice<number | null> {
  const { label, description } = eventRowText(summary, { times, t: l10n.t });
  return { label, description, value: summary.id };
}

const askEvent: Ask = async (draft, step, { engine, times }) => {
  const { events } = await engine.call('listEvents', { limit: mostEvents, before: null });
  const own = draft.event?.summary;
  const isListed = events.some(({ id }) => id === own?.id);
  const shown = own === undefined || isListed ? events : [own, ...events];
  const requests = shown.filter(({ verdict }) => verdict !== 'refused');
  const choices = [
    ...requests.map((summary) => eventChoice(summary, times)),
    {
      label: l10n.t('No Event'),
      description: l10n.t('nothing is guessed and nothing is proven'),
      value: null,
    },
  ];
  const placeholder = l10n.t('An event of the provider: its signature proves what you enter');
  const answer = await choose(step, placeholder, choices, (id) => id === own?.id);
  if (answer.kind !== 'answered') {
    return answer;
  }
  const id = answer.value;
  return answered({ ...draft, event: id === null ? null : await engine.call('getEvent', { id }) });
};

type HeaderChoice = { readonly header: string } | 'token' | 'signature' | 'other';

function headerChoices({ event, kind }: Draft): readonly Choice<HeaderChoice>[] {
  const switched: Choice<HeaderChoice> =
    kind === 'token'
      ? { label: l10n.t('It Is a Signature, Not a Token'), value: 'signature' }
      : { label: l10n.t('It Is a Token, Not a Signature'), value: 'token' };
  const ofForm = draftOf(event).header;
  return [
    ...(ofForm.startsWith('form:')
      ? [
          {
            label: placeText(proofPlace(ofForm), l10n.t),
            iconPath: new vscode.ThemeIcon('key'),
            value: { header: ofForm },
          },
        ]
      : []),
    ...headerGuesses(event?.headers ?? []).map(({ name, value, likely }) => ({
      label: displayText(name),
      description: displayText(value, 60),
      ...(likely ? { iconPath: new vscode.ThemeIcon('key') } : {}),
      value: { header: name },
    })),
    { label: l10n.t('Another Header...'), value: 'other' },
    { ...switched, description: kind === 'token' ? '' : l10n.t('the header holds the secret itself') },
  ];
}

const askHeader: Ask = async (draft, step, asking) => {
  const placeholder =
    draft.kind === 'token'
      ? l10n.t('Which header holds the token?')
      : l10n.t('Which header holds the signature?');
  const isPresent = (choice: HeaderChoice): boolean =>
    typeof choice === 'object' && choice.header === draft.header;
  const answer = await choose(step, placeholder, headerChoices(draft), isPresent);
  if (answer.kind !== 'answered') {
    return answer;
  }
  switch (answer.value) {
    case 'token':
    case 'signature':
      return askHeader({ ...draft, kind: answer.value }, step, asking);
    case 'other': {
      const name = await askName(step, l10n.t('Name of the header'), draft.header);
      return mapped(name, (header) => withHeader(draft, header, draft.kind));
    }
    default:
      return answered(withHeader(draft, answer.value.header, draft.kind));
  }
};

const askSecret: Ask = async (draft, step) => {
  const prompt =
    draft.kind === 'token'
      ? l10n.t('The token that the event has to carry. Leave it empty to go on without a proof.')
      : l10n.t('The signing secret of this event. Leave it empty to describe the signature step by step.');
  const answer = await askText({
    ...step,
    prompt,
    value: draft.secret,
    password: true,
    validate: () => null,
  });
  return mapped(answer, (typed) => ({ ...draft, secret: cleanSecret(typed).value }));
};

/** The questions of the guide, in their order. Each answers with what is known then. */
export const questions = {
  event: askEvent,
  header: askHeader,
  secret: askSecret,
  algorithm: askAlgorithm,
  encoding: askEncoding,
  form: askForm,
  content: askContent,
} as const satisfies Readonly<Record<string, Ask>>;
