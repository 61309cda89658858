import type { AnswerRule, AnswerStep, WantedAnswer } from '../../protocol/answering.ts';
import { headerFault } from './answerHeaders.ts';
import { isRow, type Row } from '../settings/settingRow.ts';
import type { HeaderPair } from '../../protocol/http.ts';

/** What is wrong with a field of an answer. `text` is what stands there or in its way. */
export type AnswerFault =
  | 'notAnObject'
  | 'unknownField'
  | 'notAStatus'
  | 'interimStatus'
  | 'notText'
  | 'bodyTooLong'
  | 'bodyNotAllowed'
  | 'badDelay'
  | 'badEvery'
  | 'badSequence'
  | 'besideSequence'
  | 'repeatAlone'
  | 'notBoolean'
  | 'besideTimeOut'
  | 'headersNotAnObject'
  | 'headerName'
  | 'headerValue'
  | 'headerOfConnection'
  | 'headersTooLong';

/** `name` is the field, such as `sources[1].answer.status`; `text` the header that it is about, else empty. */
export interface AnswerProblem {
  readonly name: string;
  readonly answer: AnswerFault;
  readonly text: string;
}

/** Bytes of a body. */
export const longestBody = 65_536;
/** Seconds. */
export const longestDelay = 60;
/** Bytes of names and values together. */
export const longestHeaders = 8192;
export const longestSequence = 100;

const bodiless: readonly unknown[] = [204, 205, 304];
const stepFields = ['status', 'headers', 'body', 'delaySeconds'];
const ruleFields = [...stepFields, 'every', 'sequence', 'repeat', 'invalid'];

const usual: WantedAnswer = { status: 200, headers: [], body: null, delay: 0 };

function isWhole(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

/** Reads the answer of one source; nothing of it is used where anything is wrong with it. */
class AnswerReader {
  readonly problems: AnswerProblem[] = [];

  rule(row: unknown, at: string): AnswerRule | undefined {
    if (!isRow(row)) {
      return this.#tell(at, 'notAnObject');
    }
    this.#checkFields(row, ruleFields, at);
    const course = row['sequence'] === undefined ? this.#single(row, at) : this.#sequence(row, at);
    const invalid = row['invalid'] === undefined ? null : this.#step(row['invalid'], `${at}.invalid`);
    return { ...course, invalid };
  }

  /** The same for every request, or for every so many. */
  #single(row: Row, at: string): Omit<AnswerRule, 'invalid'> {
    const { every = 1, repeat } = row;
    if (repeat !== undefined) {
      this.#tell(`${at}.repeat`, 'repeatAlone');
    }
    const step = this.#wanted(row, at);
    if (!isWhole(every, 1, longestSequence)) {
      this.#tell(`${at}.every`, 'badEvery');
      return { steps: [step], repeats: false };
    }
    const others = Array.from({ length: every - 1 }, () => usual);
    return { steps: [...others, step], repeats: every > 1 };
  }

  #sequence(row: Row, at: string): Omit<AnswerRule, 'invalid'> {
    const { sequence, repeat = false } = row;
    for (const field of [...stepFields, 'every'].filter((name) => row[name] !== undefined)) {
      this.#tell(`${at}.${field}`, 'besideSequence');
    }
    if (typeof repeat !== 'boolean') {
      this.#tell(`${at}.repeat`, 'notBoolean');
    }
    const isUsable = Array.isArray(sequence) && isWhole(sequence.length, 1, longestSequence);
    const items: readonly unknown[] = isUsable ? sequence : [];
    if (!isUsable) {
      this.#tell(`${at}.sequence`, 'badSequence');
    }
    const steps = items.map((item, index) => this.#step(item, `${at}.sequence[${index}]`));
    return { steps, repeats: repeat === true };
  }

  /** A status is short for an answer that has nothing else. */
  #step(value: unknown, at: string): AnswerStep {
    if (!isRow(value)) {
      return this.#status(value, at);
    }
    this.#checkFields(value, stepFields, at);
    return this.#wanted(value, at);
  }

  #wanted(row: Row, at: string): AnswerStep {
    const { status = 200, delaySeconds = 0 } = row;
    const step = this.#status(status, `${at}.status`);
    if (step === 'timeOut') {
      const beside = ['headers', 'body', 'delaySeconds'].filter((field) => row[field] !== undefined);
      beside.forEach((field) => this.#tell(`${at}.${field}`, 'besideTimeOut'));
      return step;
    }
    if (typeof delaySeconds !== 'number' || !(delaySeconds >= 0 && delaySeconds <= longestDelay)) {
      this.#tell(`${at}.delaySeconds`, 'badDelay');
    }
    return {
      status: step.status,
      headers: this.#headers(row['headers'], `${at}.headers`),
      body: this.#body(row['body'], step.status, `${at}.body`),
      delay: Math.round(Number(delaySeconds) * 1000),
    };
  }

  #status(status: unknown, at: string): WantedAnswer | 'timeOut' {
    if (status === 'timeOut') {
      return status;
    }
    if (!isWhole(status, 200, 599)) {
      this.#tell(at, isWhole(status, 100, 199) ? 'interimStatus' : 'notAStatus');
      return usual;
    }
    return { ...usual, status };
  }

  #body(body: unknown, status: number, at: string): string | null {
    if (body === undefined) {
      return null;
    }
    if (typeof body !== 'string') {
      this.#tell(at, 'notText');
      return null;
    }
    if (new TextEncoder().encode(body).length > longestBody) {
      this.#tell(at, 'bodyTooLong');
    }
    if (body !== '' && bodiless.includes(status)) {
      this.#tell(at, 'bodyNotAllowed');
    }
    return body;
  }

  /** A list of values is a header that is sent so many times. */
  #headers(headers: unknown, at: string): readonly HeaderPair[] {
    if (headers === undefined) {
      return [];
    }
    if (!isRow(headers)) {
      this.#tell(at, 'headersNotAnObject');
      return [];
    }
    const pairs = Object.entries(headers).flatMap(([name, value]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return values.flatMap((one) => this.#header(name, one, at) ?? []);
    });
    if (pairs.flat().join('').length > longestHeaders) {
      this.#tell(at, 'headersTooLong');
    }
    return pairs;
  }

  #header(name: string, value: unknown, at: string): [HeaderPair] | undefined {
    const fault = headerFault(name, value);
    return fault === null ? [[name, String(value)]] : this.#tell(at, fault, name);
  }

  #checkFields(row: Row, known: readonly string[], at: string): void {
    const unknown = Object.keys(row).filter((field) => !known.includes(field));
    unknown.forEach((field) => this.#tell(at, 'unknownField', field));
  }

  #tell(name: string, answer: AnswerFault, text = ''): undefined {
    this.problems.push({ name, answer, text });
  }
}

export interface AnswerReading {
  /** Undefined where there is none that can be used. */
  readonly rule: AnswerRule | undefined;
  readonly problems: readonly AnswerProblem[];
}

/** The answer of a source, as it stands in the setting at `at`. */
export function readAnswer(value: unknown, at: string): AnswerReading {
  if (value === undefined || value === null) {
    return { rule: undefined, problems: [] };
  }
  const reader = new AnswerReader();
  const rule = reader.rule(value, at);
  return { rule: reader.problems.length === 0 ? rule : undefined, problems: reader.problems };
}
