import type { Source } from '../../protocol/engine.ts';
import { settingNames } from '../shared/contributions.ts';
import { readAnswer, type AnswerProblem } from '../responses/answerSetting.ts';
import { readForward, type ForwardProblemCode, type ForwardSetting } from '../forward/forwardSetting.ts';
import { isRow, nameOf, type Row } from '../settings/settingRow.ts';
import type { SettingScope } from '../settings/settingScope.ts';

/** A source as it is configured, also where it is switched off. */
export interface SourceSetting extends Source {
  readonly enabled: boolean;
  /** Where its events are sent on to; null for nowhere. */
  readonly forward: ForwardSetting | null;
  /** Where it stands; left out for the settings of the user. */
  readonly scope?: SettingScope;
}

export type SourceProblemCode =
  | ForwardProblemCode
  | 'notAList'
  | 'notAnObject'
  | 'noName'
  | 'sameName'
  | 'badId'
  | 'sameId'
  | 'badPath'
  | 'samePath'
  | 'badProvider'
  | 'badUrl'
  | 'notBoolean';

/** `name` is the field, such as `sources[1].path`. */
export interface SourceProblem {
  readonly name: string;
  readonly code: SourceProblemCode;
}

export interface SourcesReading {
  readonly sources: readonly SourceSetting[];
  readonly problems: readonly (SourceProblem | AnswerProblem)[];
}

/** ASCII without space, `?` and `#`: a request's path is compared as it was sent, where all else is escaped. */
const pathForm = /^\/[!-"$->@-~]*$/;

export function isPath(text: string): boolean {
  return pathForm.test(text);
}

/** Whether two paths stand for the same requests: a slash at the end makes no difference. */
export function isSamePath(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

/** An http or https URL that a path can be added to. */
export function isPublicUrl(text: string): boolean {
  return /^https?:\/\/[^\s?#]+$/i.test(text) && URL.canParse(text);
}

class RowReader {
  readonly sources: SourceSetting[] = [];
  readonly problems: (SourceProblem | AnswerProblem)[] = [];

  read(row: unknown, at: string): void {
    if (!isRow(row)) {
      this.#tell(at, 'notAnObject');
      return;
    }
    const enabled = this.#enabled(row['enabled'], at);
    const name = this.#name(row, at);
    const path = name === null ? null : this.#path(row['path'] ?? '/', enabled, at);
    if (name !== null && path !== null) {
      const provider = this.#provider(row['provider'], at);
      const publicUrl = this.#publicUrl(row['publicUrl'], at);
      const forward = readForward(row, at, (problem, code) => this.#tell(problem, code));
      this.sources.push({
        ...this.#id(row['id'], at),
        name,
        path,
        provider,
        publicUrl,
        enabled,
        forward,
        ...this.#answer(row['answer'], at),
      });
    }
  }

  #answer(answer: unknown, at: string): Pick<SourceSetting, 'answer'> {
    const { rule, problems } = readAnswer(answer, `${at}.answer`);
    this.problems.push(...problems);
    return rule === undefined ? {} : { answer: rule };
  }

  #name(row: Row, at: string): string | null {
    const name = nameOf(row);
    if (name === '') {
      return this.#tell(`${at}.name`, 'noName');
    }
    return this.sources.some((source) => source.name === name) ? this.#tell(`${at}.name`, 'sameName') : name;
  }

  #id(id: unknown, at: string): Pick<SourceSetting, 'id'> {
    if (id === undefined || id === null || id === '') {
      return {};
    }
    if (typeof id !== 'string') {
      this.#tell(`${at}.id`, 'badId');
      return {};
    }
    if (this.sources.some((other) => other.id === id)) {
      this.#tell(`${at}.id`, 'sameId');
      return {};
    }
    return { id };
  }

  /** A source that is switched off takes its path from nobody. */
  #path(path: unknown, enabled: boolean, at: string): string | null {
    if (typeof path !== 'string' || !isPath(path)) {
      return this.#tell(`${at}.path`, 'badPath');
    }
    const isTaken = enabled && this.sources.some((other) => other.enabled && isSamePath(other.path, path));
    return isTaken ? this.#tell(`${at}.path`, 'samePath') : path;
  }

  #provider(provider: unknown, at: string): string | null {
    if (provider === undefined || provider === null || provider === '') {
      return null;
    }
    return typeof provider === 'string' ? provider : this.#tell(`${at}.provider`, 'badProvider');
  }

  #publicUrl(url: unknown, at: string): string | null {
    if (url === undefined || url === null || url === '') {
      return null;
    }
    return typeof url === 'string' && isPublicUrl(url) ? url : this.#tell(`${at}.publicUrl`, 'badUrl');
  }

  #enabled(enabled: unknown, at: string): boolean {
    if (enabled !== undefined && typeof enabled !== 'boolean') {
      this.#tell(`${at}.enabled`, 'notBoolean');
    }
    return enabled !== false;
  }

  #tell(name: string, code: SourceProblemCode): null {
    this.problems.push({ name, code });
    return null;
  }
}

/** The sources of the setting that can be used; of two that are at odds, the first. */
export function readSources(value: unknown): SourcesReading {
  if (value === undefined || value === null) {
    return { sources: [], problems: [] };
  }
  if (!Array.isArray(value)) {
    return { sources: [], problems: [{ name: settingNames.sources, code: 'notAList' }] };
  }
  const reader = new RowReader();
  value.forEach((row: unknown, index) => reader.read(row, `${settingNames.sources}[${index}]`));
  return { sources: reader.sources, problems: reader.problems };
}
