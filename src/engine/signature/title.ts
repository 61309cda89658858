import type { Outcome } from '../../protocol/event.ts';
import { headerValues } from './headers.ts';
import { textOf, valueAt } from './json.ts';
import type { TitleRule } from './scheme.ts';

/** Characters: a longer title is cut, the payload has the rest. */
const titleLimit = 200;

/** A run of text and fields that is left out as a whole where it is optional and a field is absent. */
interface Run {
  readonly optional: boolean;
  /** Texts at even places, dotted paths of fields at odd ones. */
  readonly pieces: readonly string[];
}

function compile(template: string): readonly Run[] {
  return template
    .split(/\[([^[\]]*)\]/)
    .map((text, index) => ({ optional: index % 2 === 1, pieces: text.split(/\{([^{}]+)\}/) }));
}

const compiled = new WeakMap<TitleRule, readonly Run[]>();

function runsOf(rule: TitleRule): readonly Run[] {
  const runs = compiled.get(rule) ?? compile(rule.template);
  compiled.set(rule, runs);
  return runs;
}

/** A run with its fields filled in; undefined where one is absent. */
function fill({ pieces }: Run, json: unknown): string | undefined {
  let text = '';
  let isField = false;
  for (const piece of pieces) {
    const value = isField ? textOf(valueAt(json, piece)) : piece;
    if (value === undefined) {
      return undefined;
    }
    text += value;
    isField = !isField;
  }
  return text;
}

/** At most `titleLimit` characters, the last an ellipsis where some are missing, and no half of a character. */
function shortened(title: string): string {
  return title.length <= titleLimit
    ? title
    : `${title.slice(0, titleLimit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The title that a scheme's rule gives to a body; undefined where the body is not of that kind. */
export function titleOf(rule: TitleRule, json: unknown): string | undefined {
  let title = '';
  for (const run of runsOf(rule)) {
    const text = fill(run, json);
    if (text === undefined && !run.optional) {
      return undefined;
    }
    title += text ?? '';
  }
  return shortened(title);
}

export function outcomeOf({ outcome }: TitleRule, json: unknown): Outcome {
  const value = textOf(valueAt(json, outcome.field)) ?? '';
  if (outcome.failure.includes(value)) {
    return 'failure';
  }
  return outcome.success.includes(value) ? 'success' : 'unknown';
}

/** A title for a body that no scheme describes: what kind of content it is. */
export function plainTitle(rawHeaders: readonly string[], body: Uint8Array, json: unknown): string {
  if (body.length === 0) {
    return 'empty body';
  }
  const [contentType = ''] = headerValues(rawHeaders, 'content-type');
  const [mediaType = ''] = contentType.split(';');
  const kind = mediaType.trim().slice(0, titleLimit);
  if (json !== undefined) {
    return 'JSON';
  }
  return /json$/i.test(kind) ? 'unreadable JSON' : kind || 'body without a type';
}
