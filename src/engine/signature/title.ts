import type { Outcome } from '../../protocol/event.ts';
import { headerValues } from './headers.ts';
import { textOf, valueAt } from './json.ts';
import type { TitleRule } from './scheme.ts';

/** Characters: a longer title is cut, the payload has the rest. */
const titleLimit = 200;

/** Fills `{path}` in; undefined where a field is absent. */
function fill(template: string, json: unknown): string | undefined {
  let absent = false;
  const text = template.replace(/\{([^{}]+)\}/g, (_, path: string) => {
    const value = textOf(valueAt(json, path));
    absent ||= value === undefined;
    return value ?? '';
  });
  return absent ? undefined : text;
}

/** The title that a scheme's rule gives to a body; undefined where the body is not of that kind. */
export function titleOf(rule: TitleRule, json: unknown): string | undefined {
  const optional = /\[([^[\]]*)\]/g;
  const parts = [...rule.template.matchAll(optional)].map(([, part = '']) => fill(part, json) ?? '');
  const required = fill(rule.template.replace(optional, ''), json);
  return required === undefined ? undefined : (required + parts.join('')).slice(0, titleLimit);
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
