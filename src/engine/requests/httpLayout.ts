import type { HttpRequestInfo } from '../../protocol/httpFile.ts';
import { formattedToEdit, textToEdit } from './httpBody.ts';
import { eventIdOf, formattedBody, type HttpRequest } from './httpFile.ts';

type Layout = NonNullable<HttpRequestInfo['layout']>;

const mark = `# @webhook-body ${formattedBody}`;
const anyMark = /^\s*(?:#+|\/\/)\s*@webhook-body\s/;

/** How the JSON of an event stands in its document; null where it could stand in no other way. */
export function layoutOf(request: HttpRequest): HttpRequestInfo['layout'] {
  const { body, isFormatted } = request;
  if (body.kind !== 'text' || eventIdOf(request) === null) {
    return null;
  }
  if (isFormatted) {
    return 'formatted';
  }
  return formattedToEdit(body.bytes) === null ? null : 'exact';
}

/** A document with the body of one of its requests, which is sent as `bytes`, in another layout; null where it cannot be. */
export function withLayout(
  text: string,
  { line, firstLine, bodyLines: [from, to] }: HttpRequest,
  bytes: Uint8Array,
  layout: Layout,
): string | null {
  const body = layout === 'formatted' ? formattedToEdit(bytes) : textToEdit(bytes);
  if (body === null || body === '') {
    return null;
  }
  const lines = text.split(/\r?\n/);
  const head = lines.slice(firstLine, line).filter((each) => !anyMark.test(each));
  return [
    ...lines.slice(0, firstLine),
    ...head,
    ...(layout === 'formatted' ? [mark] : []),
    ...lines.slice(line, from),
    ...body.split('\n'),
    ...lines.slice(to),
  ].join('\n');
}
