import * as vscode from 'vscode';
import { answered, askName, choose, guessed, mapped, type Ask, type Choice } from './customProviderAsk.ts';
import { formOfPrefix, signatureForms, timePlaces, type TimePlace } from '../../protocol/signatureGuess.ts';
import {
  algorithms,
  encodings,
  likelyContents,
  withAlgorithm,
  withContent,
  withHeader,
  type Draft,
} from './customProviderRow.ts';
import { algorithmText, contentText, formText, templateProblem } from './customProviderText.ts';
import { placeText } from '../words/placeText.ts';
import { askText, type Answer, type Step } from '../shared/guide.ts';

const { l10n } = vscode;

export const askAlgorithm: Ask = async (draft, step) => {
  const likely = withHeader(draft, draft.header, 'signature').algorithm;
  const isKnown = draft.value !== '';
  const ordered = [likely, ...algorithms.filter((algorithm) => algorithm !== likely)];
  const choices = ordered.map((value) => ({
    label: algorithmText(value, l10n.t),
    description: guessed(isKnown && value === likely),
    value,
  }));
  const placeholder = l10n.t('How is the signature computed?');
  const answer = await choose(step, placeholder, choices, (value) => value === draft.algorithm);
  return mapped(answer, (algorithm) => withAlgorithm(draft, algorithm));
};

export const askEncoding: Ask = async (draft, step) => {
  const likely = withHeader(draft, draft.header, 'signature').encoding;
  const choices = encodings.map((value) => ({
    label: value,
    description: guessed(draft.value !== '' && value === likely),
    value,
  }));
  const placeholder = l10n.t('How is the signature written?');
  const answer = await choose(step, placeholder, choices, (value) => value === draft.encoding);
  return mapped(answer, (encoding) => ({ ...draft, encoding }));
};

export const askForm: Ask = async (draft, step) => {
  const forms = signatureForms(draft.value);
  const choices: readonly Choice<Draft['form'] | null>[] = [
    ...forms.map((value, index) => ({
      label: formText(value, l10n.t),
      description: guessed(draft.value !== '' && index === 0),
      value,
    })),
    { label: l10n.t('Another Prefix...'), value: null },
  ];
  const placeholder = l10n.t('Which prefix does the signature have?');
  const isPresent = (form: Draft['form'] | null): boolean =>
    form !== null && formText(form, l10n.t) === formText(draft.form, l10n.t);
  const answer = await choose(step, placeholder, choices, isPresent);
  if (answer.kind !== 'answered' || answer.value !== null) {
    return mapped(answer, (form) => withContent({ ...draft, form: form ?? draft.form }, draft.content));
  }
  const prompt = l10n.t('The prefix of the signature, such as {0}', 'sha256=');
  const typed = await askText({
    ...step,
    prompt,
    value: draft.form.key + draft.form.pair,
    validate: () => null,
  });
  return mapped(typed, (prefix) => withContent({ ...draft, form: formOfPrefix(prefix) }, draft.content));
};

/** Asks where the time stands that the content names. */
async function askTime(draft: Draft, step: Step): Promise<Answer<Draft>> {
  const places = timePlaces(draft.event?.headers ?? [], draft.value, draft.form);
  const [only, ...others] = places;
  if (!draft.content.includes('{timestamp}') || (only !== undefined && others.length === 0)) {
    return answered(draft);
  }
  const choices: readonly Choice<TimePlace | null>[] = [
    ...places.map((value) => ({ label: placeText(value.from, l10n.t), description: value.unit, value })),
    { label: l10n.t('Another Header...'), value: null },
  ];
  const answer = await choose(step, l10n.t('Where is the timestamp?'), choices);
  if (answer.kind !== 'answered' || answer.value !== null) {
    return mapped(answer, (timestamp) => ({ ...draft, timestamp }));
  }
  const name = await askName(
    step,
    l10n.t('Name of the header that holds the time, in seconds since 1970'),
    '',
  );
  return mapped(name, (header) => ({ ...draft, timestamp: { from: { header }, unit: 's' } }));
}

export const askContent: Ask = async (draft, step) => {
  const contents = likelyContents(draft);
  const choices: readonly Choice<string | null>[] = [
    ...contents.map((value, index) => ({
      label: contentText(value, l10n.t),
      description: [value, guessed(draft.value !== '' && index === 0)].filter(Boolean).join(' · '),
      value,
    })),
    { label: l10n.t('Another Template...'), value: null },
  ];
  const isPresent = (value: string | null): boolean => value === draft.content;
  const answer = await choose(step, l10n.t('What is signed?'), choices, isPresent);
  if (answer.kind !== 'answered') {
    return answer;
  }
  const content = answer.value === null ? await askTemplate(draft, step) : answered(answer.value);
  return content.kind === 'answered' ? askTime(withContent(draft, content.value), step) : content;
};

function askTemplate({ content }: Draft, step: Step): Promise<Answer<string>> {
  const prompt = l10n.t(
    'A template over the request, such as {0}. It may name {1}.',
    'v0:{timestamp}:{body}',
    '{body}, {timestamp}, {method}, {url}, {path}, {header:NAME}, {json:PATH}, {query:NAME}',
  );
  const validate = (typed: string): string | null => templateProblem(typed, l10n.t);
  return askText({ ...step, prompt, value: content, validate });
}
