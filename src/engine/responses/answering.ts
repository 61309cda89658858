import type { AnswerRule, TemporaryAnswer } from '../../protocol/answering.ts';
import type { Source } from '../../protocol/engine.ts';
import { idOfSource } from '../../protocol/secretKeys.ts';
import type { Inspection } from '../verification/inspect.ts';
import { respond } from './respond.ts';
import type { GivenAnswer } from '../../protocol/http.ts';

/** A rule, and how many of its steps have been taken. */
interface Course {
  readonly rule: AnswerRule;
  taken: number;
}

/** What is set for a while. */
interface TemporaryCourse extends Course {
  temporary: TemporaryAnswer;
  /** Requests that are still to get it, none when it is over; null: until it is stopped. */
  remaining: number | null;
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
  /** Its request could not be stored, and is not given it: the next one gets this answer. */
  readonly undo: () => void;
}

const nothing = (): void => undefined;

/** What is to be answered to each request: as is set for a while, as its source is configured, or as ever. */
export class Answering {
  readonly #onTemporary: (temporary: TemporaryAnswer | null) => void;
  #sources: readonly Source[] = [];
  /** By the id of the source. */
  #courses: ReadonlyMap<string, Course> = new Map();
  #temporary: TemporaryCourse | null = null;

  /** `onTemporary` hears of each change of what is set for a while. */
  constructor(sources: readonly Source[], onTemporary: (temporary: TemporaryAnswer | null) => void) {
    this.#onTemporary = onTemporary;
    this.configure(sources);
  }

  /**
   * A sequence goes on where it was, unless it was changed. What is set for a source goes with it when it is renamed,
   * and ends with it.
   */
  configure(sources: readonly Source[]): void {
    const before = this.#courses;
    this.#courses = new Map(
      sources.flatMap((source) => {
        const { answer } = source;
        const id = idOfSource(source);
        return answer === undefined ? [] : [[id, courseOf(answer, before.get(id))] as const];
      }),
    );
    const meant = this.#idOf(this.#temporary?.temporary.source ?? null);
    this.#sources = sources;
    if (meant !== null) {
      this.#rename(sources.find((source) => idOfSource(source) === meant)?.name ?? null);
    }
  }

  /** From the next request on, instead of what was set before; null ends it. */
  setTemporary(temporary: TemporaryAnswer | null): void {
    this.#temporary =
      temporary === null
        ? null
        : { temporary, rule: temporary.rule, taken: 0, remaining: temporary.remaining };
    this.#onTemporary(temporary);
  }

  /**
   * A provider's question is answered as the provider expects, whatever is set. After that comes what is set for a
   * while; then the status with which a provider wants a wrong signature refused, unless the source's own answer is
   * about those; then the source's own answer.
   */
  plan({ findings: { source, verdict }, answer, answerTo }: Inspection): Plan {
    const temporary = this.#temporaryFor(source);
    const course = answerTo === 'handshake' ? undefined : (temporary ?? this.#configured(source, answerTo));
    if (course === undefined) {
      return { answer, stands: false, undo: nothing };
    }
    const response = respond(course.rule, course.taken, verdict);
    const take = (turns: 1 | -1): void => {
      course.taken += response.takesStep ? turns : 0;
      this.#count(temporary, turns);
    };
    take(1);
    return { answer: response.answer, stands: temporary !== undefined, undo: () => take(-1) };
  }

  /** What is set for a while is that of a source of this name from now on; null ends it. */
  #rename(source: string | null): void {
    const own = this.#temporary;
    if (source === null || own === null) {
      this.setTemporary(null);
    } else if (own.temporary.source !== source) {
      const temporary = { ...own.temporary, source, remaining: own.remaining };
      this.#temporary = Object.assign(own, { temporary });
      this.#onTemporary(temporary);
    }
  }

  /** The id of the source of a name; the name itself where no source has it. */
  #idOf(name: string | null): string | null {
    const source = this.#sources.find((own) => own.name === name);
    return source === undefined ? name : idOfSource(source);
  }

  #configured(source: string | null, answerTo: Inspection['answerTo']): Course | undefined {
    const course = source === null ? undefined : this.#courses.get(this.#idOf(source) ?? '');
    return answerTo === 'rejected' && course?.rule.invalid === null ? undefined : course;
  }

  /** What is set for a while, where it is set for a source and not over. */
  #temporaryFor(source: string | null): TemporaryCourse | undefined {
    const own = this.#temporary;
    const isMeant = own !== null && own.remaining !== 0 && (own.temporary.source ?? source) === source;
    return isMeant ? own : undefined;
  }

  /** So many requests more have got what is set for a while. */
  #count(own: TemporaryCourse | undefined, requests: number): void {
    if (own === undefined || own.remaining === null) {
      return;
    }
    own.remaining -= requests;
    if (own === this.#temporary) {
      const { temporary, remaining } = own;
      this.#onTemporary(remaining === 0 ? null : { ...temporary, remaining });
    }
  }
}
