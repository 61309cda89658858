import { Buffer } from 'node:buffer';
import { answers } from '../capture/answers.ts';
import type { Answer, GivenAnswer, NoAnswer } from '../../protocol/http.ts';

/** Bytes that are kept of an application's answer; with its delivery there are more. */
const keptOfBody = 64 * 1024;

type AnswerName = keyof typeof answers;

/** The bytes of a body, as JSON holds them. */
interface StoredBytes {
  readonly base64: string;
}

/** The listener's own answers are kept by name: they are the same in every event. */
export type StoredAnswer =
  AnswerName | NoAnswer | (Omit<Answer, 'body'> & { readonly body: string | StoredBytes }) | null;

const answerNames = new Map<GivenAnswer, AnswerName>(
  (Object.keys(answers) as AnswerName[]).map((name) => [answers[name], name]),
);

/** An answer as the record keeps it. */
export function shortAnswer(answer: GivenAnswer | null): StoredAnswer {
  const name = answer === null ? undefined : answerNames.get(answer);
  if (name !== undefined) {
    return name;
  }
  if (answer === null || 'unanswered' in answer || typeof answer.body === 'string') {
    return answer as StoredAnswer;
  }
  const kept = Buffer.from(
    answer.body.buffer,
    answer.body.byteOffset,
    Math.min(answer.body.length, keptOfBody),
  );
  return { ...answer, body: { base64: kept.toString('base64') } };
}

export function answerOf(stored: StoredAnswer): GivenAnswer | null {
  if (typeof stored === 'string') {
    return answers[stored];
  }
  if (stored === null || 'unanswered' in stored) {
    return stored;
  }
  const { body, ...rest } = stored;
  return { ...rest, body: typeof body === 'string' ? body : Buffer.from(body.base64, 'base64') };
}
