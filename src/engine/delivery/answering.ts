import type { AnswerRule, TemporaryAnswer } from '../../protocol/answering.ts';
import type { Source } from '../../protocol/engine.ts';
import type { GivenAnswer } from '../../protocol/event.ts';
import type { Inspection } from '../inspect.ts';
import { respond } from './respond.ts';

/** A rule, and how many of its steps have been taken. */
interface Course {
  readonly rule: AnswerRule;
  taken: number;
}

/** Goes on where the rule is the same as before. */
function courseOf(rule: AnswerRule, before: Course | undefined): Course {
  const isSame = before !== undefined && JSON.stringify(before.rule) === JSON.stringify(rule);
  return { rule, taken: isSame ? before.taken : 0 };
}

/** What is to be answered to a request. */
export interface Plan {
  readonly answer: GivenAnswer;
  /** It was set for a while: it stands, also where the sender is else answered what an application answers. */
  readonly stands: boolean;
}

/** What is to be answered to each request: as is set for a while, as its source is configured, or as ever. */
export class Answering {
  readonly #onTemporary: (temporary: TemporaryAnswer | null) => void;
  #courses: ReadonlyMap<string, Course> = new Map();
  #temporary: TemporaryAnswer | null = null;
  #temporaryCourse: Course | null = null;

  /** `onTemporary` hears of each change of what is set for a while. */
  constructor(sources: readonly Source[], onTemporary: (temporary: TemporaryAnswer | null) => void) {
    this.#onTemporary = onTemporary;
    this.configure(sources);
  }

  /** A sequence goes on where it was, unless it was changed. What is set for a source ends with the source. */
  configure(sources: readonly Source[]): void {
    const before = this.#courses;
    this.#courses = new Map(
      sources.flatMap(({ name, answer }) =>
        answer === undefined ? [] : [[name, courseOf(answer, before.get(name))] as const],
      ),
    );
    const source = this.#temporary?.source ?? null;
    if (source !== null && !sources.some(({ name }) => name === source)) {
      this.setTemporary(null);
    }
  }

  /** From the next request on, instead of what was set before; null ends it. */
  setTemporary(temporary: TemporaryAnswer | null): void {
    this.#temporary = temporary;
    this.#temporaryCourse = temporary === null ? null : { rule: temporary.rule, taken: 0 };
    this.#onTemporary(temporary);
  }

  /**
   * A provider's question is answered as the provider expects, whatever is set. After that comes what is set for a
   * while; then the status with which a provider wants a wrong signature refused, unless the source's own answer is
   * about those; then the source's own answer.
   */
  plan({ findings: { source, verdict }, answer, answerTo }: Inspection): Plan {
    if (answerTo === 'handshake') {
      return { answer, stands: false };
    }
    const temporary = this.#takeTemporary(source);
    const course = temporary ?? this.#configured(source, answerTo);
    if (course === undefined) {
      return { answer, stands: false };
    }
    const response = respond(course.rule, course.taken, verdict);
    course.taken += response.takesStep ? 1 : 0;
    return { answer: response.answer, stands: temporary !== undefined };
  }

  #configured(source: string | null, answerTo: Inspection['answerTo']): Course | undefined {
    const course = source === null ? undefined : this.#courses.get(source);
    return answerTo === 'rejected' && course?.rule.invalid === null ? undefined : course;
  }

  /** The course of what is set for a while, which has one request less to come then. */
  #takeTemporary(source: string | null): Course | undefined {
    const temporary = this.#temporary;
    const course = this.#temporaryCourse;
    if (temporary === null || course === null || (temporary.source ?? source) !== source) {
      return undefined;
    }
    const { remaining } = temporary;
    if (remaining !== null) {
      this.#temporary = remaining > 1 ? { ...temporary, remaining: remaining - 1 } : null;
      this.#temporaryCourse = remaining > 1 ? course : null;
      this.#onTemporary(this.#temporary);
    }
    return course;
  }
}
