import type { BreakKind, Cause, Diagnosis, DiagnosisLevel } from '../../protocol/diagnosis.ts';
import type { LabelledValue, StepView } from '../../protocol/webview.ts';
import { displayText } from '../words/displayText.ts';
import { sentences } from '../secrets/secretText.ts';
import type { Translate } from '../words/translate.ts';
import { durationText, numberText } from '../words/wording.ts';
import { rewriteRemedy, rewriteText } from './causeTextJson.ts';
import { besideText, isBeside } from './causeTextTime.ts';
import { causeWords } from './causeText.ts';
import { capital, isOfToken, likelySentence, type CauseContext, type CauseWords } from './causeWords.ts';
import { stepsOf, type Remedy } from './steps.ts';
import { changeText, codeTexts, differencesText, isOfOrder, isToldWhole } from './differenceText.ts';

export interface DiagnosisText {
  readonly levelWord: string;
  /** One sentence with the cause. */
  readonly sentence: string;
  /** What to do, in this order; none where nothing is to be done. */
  readonly steps: readonly StepView[];
  readonly evidence: readonly LabelledValue[];
}

export function levelWord(level: DiagnosisLevel, t: Translate): string {
  const words: Readonly<Record<DiagnosisLevel, () => string>> = {
    proven: () => t('Proven'),
    likely: () => t('Likely'),
    unexplained: () => t('Unexplained'),
    verifies: () => t('Verifies'),
  };
  return words[level]();
}

/** Whether it is the mark of a new writing; one that says how it came about has a sentence of its own. */
function isJson(cause: Cause): cause is Cause & { readonly id: BreakKind } {
  const { sorted, how } = cause.detail;
  return cause.id.startsWith('json-') && how === undefined && sorted === undefined;
}

/** Several marks of one parse and one new writing of the JSON are one thing that happened. */
function rewriting(
  causes: readonly (Cause & { readonly id: BreakKind })[],
  context: CauseContext,
): CauseWords {
  const { t, diagnosis } = context;
  const difference = causes.some(isToldWhole) ? '' : differencesText(diagnosis.recovered, t);
  const what = difference === '' ? causes.map((cause) => changeText(cause, t)).join(', ') : difference;
  return { clause: t('{0}: {1}', what, rewriteText(context)), remedy: rewriteRemedy(context) };
}

/** What is said of the causes, where it happened once, once. */
function wordsOf(diagnosis: Diagnosis, t: Translate): readonly CauseWords[] {
  const json = diagnosis.causes.filter(isJson);
  const [first] = json;
  const others = diagnosis.causes.filter((cause) => !isJson(cause));
  const words = others.map((cause) => causeWords({ cause, diagnosis, t }));
  if (first === undefined) {
    return words;
  }
  // The likeliest is first; of what holds together, the new writing is.
  const at = diagnosis.level === 'likely' ? diagnosis.causes.indexOf(first) : 0;
  const detail = Object.assign({}, ...json.map((cause) => cause.detail));
  const context = { cause: { id: first.id, detail }, diagnosis, t };
  const isJoined = json.length > 1 || diagnosis.recovered !== null;
  return words.toSpliced(at, 0, isJoined ? rewriting(json, context) : causeWords(context));
}

function joined(clauses: readonly string[], t: Translate): string {
  return clauses.reduce((all, clause) => (all === '' ? clause : t('{0}, and {1}', all, clause)), '');
}

/** How the proof is put where a token came, which nothing is signed with. */
function tokenSentence(clause: string, words: readonly CauseWords[], t: Translate): string {
  switch (words.length === 1 ? words[0]?.proof : undefined) {
    case 'without':
      return t('{0}: without that, the token is right.', clause);
    case 'with':
      return t('{0}: with that, the token is right.', clause);
    case 'so':
      return t('{0}. Read that way, it is right.', clause);
    case undefined:
      return t('{0}.', clause);
  }
}

function provenSentence(diagnosis: Diagnosis, all: readonly CauseWords[], t: Translate): string {
  const { causes } = diagnosis;
  const beside = causes.find(isBeside);
  // The time is the last that is said.
  const words = beside === undefined ? all : all.slice(0, -1);
  return sentences(
    foundSentence(causes, words, t),
    beside === undefined ? '' : besideText({ cause: beside, diagnosis, t }),
  );
}

/** What was found, and how it is proven. */
function foundSentence(causes: readonly Cause[], words: readonly CauseWords[], t: Translate): string {
  const clause = capital(
    joined(
      words.map((own) => own.clause),
      t,
    ),
  );
  if (words.length === 0) {
    return t('The signature or token is right: something else is wrong with the request.');
  }
  if (causes.some(isOfToken)) {
    return tokenSentence(clause, words, t);
  }
  const proof = words.length === 1 ? words[0]?.proof : undefined;
  if (words.length > 1) {
    return t('{0}. With all of that taken into account, the signature is right.', clause);
  }
  switch (proof) {
    case 'without':
      return t('{0}: without that, the signature is right.', clause);
    case 'with':
      return t('{0}: with that, the signature is right.', clause);
    case 'so':
      return t('{0}. Read that way, it is right.', clause);
    case undefined:
      return t('{0}.', clause);
  }
}

/** `1 combination`, `89,470 combinations`. */
export function combinationsText(tried: number, t: Translate): string {
  return tried === 1 ? t('1 combination') : t('{0} combinations', numberText(tried));
}

function unexplained({ causes, tried, milliseconds, isCutShort }: Diagnosis, t: Translate): string {
  if (tried === 0) {
    return t('The cause is not known.');
  }
  const combinations = combinationsText(tried, t);
  if (causes.some(isOfToken)) {
    return t('No saved secret gives this token, however it is written ({0} tried).', combinations);
  }
  const prefix = displayText(causes[0]?.detail['prefix'] ?? '');
  return sentences(
    prefix === '' ? '' : t('The saved secret does not begin with {0}: it may be another key.', prefix),
    isCutShort
      ? t(
          'None of {0} reproduces this signature (stopped after {1}).',
          combinations,
          durationText(milliseconds, t),
        )
      : t(
          'None of {0} reproduces this signature. The saved secret is probably not the one the sender uses.',
          combinations,
        ),
  );
}

function sentenceOf(diagnosis: Diagnosis, words: readonly CauseWords[], t: Translate): string {
  switch (diagnosis.level) {
    case 'proven':
      return provenSentence(diagnosis, words, t);
    case 'likely':
      return likelySentence(words, t);
    case 'unexplained':
      return unexplained(diagnosis, t);
    case 'verifies':
      return t('This request verifies; there is nothing to explain.');
  }
}

function remediesOf(diagnosis: Diagnosis, words: readonly CauseWords[], t: Translate): readonly Remedy[] {
  const remedies = words.map(({ remedy }) => remedy);
  switch (diagnosis.level) {
    case 'proven':
      return remedies;
    case 'likely':
      return remedies.slice(0, 1);
    case 'unexplained':
      return diagnosis.tried === 0
        ? []
        : [
            t('Copy the secret again from where the sender shows it, for exactly this endpoint.'),
            t('Try the secrets of your .env files.'),
            diagnosis.causes.some(isOfToken)
              ? ''
              : t(
                  'Have the sender sign a short body such as `[1]`, to see whether the secret or the body is wrong.',
                ),
          ];
    case 'verifies':
      return [];
  }
}

/** Where the bodies differ, each place on a line of its own. */
function differenceValues({ recovered, causes }: Diagnosis, t: Translate): LabelledValue[] {
  if (recovered === null || causes.some(isOfOrder)) {
    return [];
  }
  const shown = recovered.differences.map(({ offset, received, signed }) => {
    const [own, other] = codeTexts(signed, received);
    const value = t(
      '{0} was signed, {1} was received',
      signed === '' ? t('nothing') : own,
      received === '' ? t('nothing') : other,
    );
    return { label: t('At byte {0}', numberText(offset)), value };
  });
  const more = recovered.differenceCount - shown.length;
  return more > 0 ? [...shown, { label: t('More differences'), value: numberText(more) }] : shown;
}

/** What a new writing changed: in a few words, and the first place where it did. */
function changeValue(cause: Cause & { readonly id: BreakKind }, t: Translate): LabelledValue {
  const { from = '', to = '' } = cause.detail;
  const change = changeText(cause, t);
  const isBare = from === '' || to === '' || isToldWhole(cause);
  const value = isBare ? change : t('{0}: {1} became {2}', change, ...codeTexts(from, to));
  return { label: t('What changed'), value };
}

/** Which runtimes write JSON so, where that could be told. */
function writerValues(causes: readonly Cause[], t: Translate): LabelledValue[] {
  const { writtenBy = '', signedAs = '' } = causes.find(isJson)?.detail ?? {};
  return [
    ...(signedAs === '' ? [] : [{ label: t('Signed serialization'), value: displayText(signedAs) }]),
    ...(writtenBy === '' ? [] : [{ label: t('Received serialization'), value: displayText(writtenBy) }]),
  ];
}

function causeValues(
  { level, causes }: Diagnosis,
  words: readonly CauseWords[],
  t: Translate,
): LabelledValue[] {
  const others = level === 'likely' ? words.slice(1) : [];
  return [
    ...(level === 'proven' ? causes.filter(isJson).map((cause) => changeValue(cause, t)) : []),
    ...writerValues(causes, t),
    ...others.map(({ clause }) => ({ label: t('Also possible'), value: capital(clause) })),
  ];
}

function effort({ tried, milliseconds, isCutShort }: Diagnosis, t: Translate): string {
  const combinations = combinationsText(tried, t);
  const took = numberText(Math.max(1, Math.round(milliseconds)));
  return isCutShort
    ? t('{0} in {1} ms, stopped early', combinations, took)
    : t('{0} in {1} ms', combinations, took);
}

function evidenceOf(diagnosis: Diagnosis, words: readonly CauseWords[], t: Translate): LabelledValue[] {
  const { level, provider, secretLabel, causes } = diagnosis;
  const label = displayText(secretLabel ?? '');
  const isOtherwise = causes.some(({ id }) => id.startsWith('secret-') && !id.startsWith('secret-other'));
  return [
    ...(provider === null ? [] : [{ label: t('Checked as'), value: displayText(provider) }]),
    ...(label === ''
      ? []
      : [
          {
            label: t('Verifies with'),
            value: isOtherwise ? t('{0}, changed as described above', label) : label,
          },
        ]),
    ...[...causeValues(diagnosis, words, t), ...differenceValues(diagnosis, t)].map((value) => ({
      ...value,
      prose: true,
    })),
    ...(level === 'verifies' || diagnosis.tried === 0
      ? []
      : [{ label: t('Tried'), value: effort(diagnosis, t) }]),
  ];
}

/** A diagnosis in words: one sentence with the cause, what to do step by step, and the evidence. */
export function diagnosisText(diagnosis: Diagnosis, t: Translate): DiagnosisText {
  const words = wordsOf(diagnosis, t);
  return {
    levelWord: levelWord(diagnosis.level, t),
    sentence: sentenceOf(diagnosis, words, t),
    steps: stepsOf(remediesOf(diagnosis, words, t)),
    evidence: evidenceOf(diagnosis, words, t),
  };
}
