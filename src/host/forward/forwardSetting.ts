import type { Source } from '../../protocol/engine.ts';
import type { ForwardRule } from '../../protocol/forward.ts';
import { isRow, type Row } from '../settings/settingRow.ts';
import { forwardPaths, type ForwardPath } from '../../protocol/targets.ts';

/** Where the events of a source are sent on to, as it is configured, also where that is switched off. */
export interface ForwardSetting extends Omit<ForwardRule, 'source' | 'id' | 'answerWithin'> {
  readonly enabled: boolean;
  readonly answerWithinSeconds: number;
}

export type ForwardProblemCode =
  | 'badForwardTo'
  | 'forwardToMissing'
  | 'forwardNotAnObject'
  | 'unknownForwardField'
  | 'badForwardPath'
  | 'badForwardSwitch'
  | 'badAnswerWithin';

type Tell = (name: string, code: ForwardProblemCode) => null;

/** The same figures as in package.json; a test holds them together. */
export const answerWithinSeconds = { min: 1, max: 30, fallback: 10 } as const;

/** Switches of `forward`, with what they are where they are left out. */
export const forwardSwitches = {
  enabled: true,
  onlyValid: false,
  browserRequests: false,
  answerSender: false,
} as const;

const switchNames = Object.keys(forwardSwitches) as (keyof typeof forwardSwitches)[];
const fields: readonly string[] = [...switchNames, 'path', 'answerWithinSeconds'];

/** An http or https URL without user name, password and fragment. */
export function isForwardTarget(text: string): boolean {
  if (!/^https?:\/\/[^\s#]+$/i.test(text) || !URL.canParse(text)) {
    return false;
  }
  const { username, password } = new URL(text);
  return username + password === '';
}

/** Reads the object `forward`; what is wrong in it is told, and is as if it were left out. */
class OptionsReader {
  readonly #row: Row;
  readonly #at: string;
  readonly #tell: Tell;

  constructor(row: Row, at: string, tell: Tell) {
    this.#row = row;
    this.#at = at;
    this.#tell = tell;
    Object.keys(row)
      .filter((field) => !fields.includes(field))
      .forEach((field) => tell(`${at}.${field}`, 'unknownForwardField'));
  }

  switched(name: keyof typeof forwardSwitches): boolean {
    const value = this.#row[name] ?? forwardSwitches[name];
    if (typeof value === 'boolean') {
      return value;
    }
    this.#tell(`${this.#at}.${name}`, 'badForwardSwitch');
    return forwardSwitches[name];
  }

  path(): ForwardPath {
    const value = this.#row['path'] ?? 'auto';
    const path = forwardPaths.find((known) => known === value);
    if (path === undefined) {
      this.#tell(`${this.#at}.path`, 'badForwardPath');
    }
    return path ?? 'auto';
  }

  seconds(): number {
    const { min, max, fallback } = answerWithinSeconds;
    const value = this.#row['answerWithinSeconds'] ?? fallback;
    if (typeof value === 'number' && value >= min && value <= max) {
      return value;
    }
    this.#tell(`${this.#at}.answerWithinSeconds`, 'badAnswerWithin');
    return fallback;
  }
}

/** What a row of `sources` says of forwarding, null where nothing is to be forwarded. `at` names the row. */
export function readForward(row: Row, at: string, tell: Tell): ForwardSetting | null {
  const target = row['forwardTo'] ?? '';
  const options = row['forward'] ?? {};
  if (typeof target !== 'string' || (target !== '' && !isForwardTarget(target))) {
    return tell(`${at}.forwardTo`, 'badForwardTo');
  }
  if (target === '') {
    return row['forward'] === undefined ? null : tell(`${at}.forwardTo`, 'forwardToMissing');
  }
  if (!isRow(options)) {
    tell(`${at}.forward`, 'forwardNotAnObject');
  }
  const reader = new OptionsReader(isRow(options) ? options : {}, `${at}.forward`, tell);
  return {
    target: new URL(target).href,
    enabled: reader.switched('enabled'),
    path: reader.path(),
    onlyValid: reader.switched('onlyValid'),
    browserRequests: reader.switched('browserRequests'),
    answerSender: reader.switched('answerSender'),
    answerWithinSeconds: reader.seconds(),
  };
}

/** The rule for the engine; undefined where a source is not to be forwarded now. */
export function forwardRule(
  { id, name }: Pick<Source, 'id' | 'name'>,
  { enabled, answerWithinSeconds: seconds, ...rule }: ForwardSetting,
): ForwardRule | undefined {
  const whose = { source: name, ...(id === undefined ? {} : { id }) };
  return enabled ? { ...rule, ...whose, answerWithin: seconds * 1000 } : undefined;
}

/** A row of the setting with another target. */
export function withForwardTo(row: Row, target: string): Row {
  return withForwardSwitched({ ...row, forwardTo: target }, true);
}

/** A row of the setting with forwarding switched on or off; all else of it stays as it was written. */
export function withForwardSwitched(row: Row, enabled: boolean): Row {
  const options = isRow(row['forward']) ? row['forward'] : {};
  const others = without(options, 'enabled');
  const changed = enabled ? others : { ...others, enabled };
  return Object.keys(changed).length === 0 ? without(row, 'forward') : { ...row, forward: changed };
}

function without(row: Row, field: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== field));
}
