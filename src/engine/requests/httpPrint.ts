import { Buffer } from 'node:buffer';
import { signaturePlaceholder, type EditRemarks, type HttpDocument } from '../../protocol/httpFile.ts';
import { passedOn, targetAt } from '../send/outgoing.ts';
import { proofHeaders } from '../replay/resign.ts';
import { headerValues } from '../signature/headers.ts';
import type { Scheme } from '../signature/scheme.ts';
import type { StoredEvent } from '../store/storedEvent.ts';
import { capturedReference, formattedToEdit, textInFile, textToEdit } from './httpBody.ts';
import { formattedBody, type Marks } from './httpFile.ts';
import { isForm } from './otherClients.ts';
import { maskHeaders, maskTarget, secretHeaders, secretParameters } from './sensitive.ts';
import type { HeaderPair } from '../../protocol/http.ts';
import type { ReplayTarget } from '../../protocol/targets.ts';

/** Characters of a mark. */
const longestMark = 200;

/** What is printed: `body` is the text behind the empty line, or a reference. */
interface Printed {
  readonly method: string;
  readonly origin: string;
  readonly target: string;
  readonly headers: readonly HeaderPair[];
  readonly body: string;
  readonly marks: Marks;
  /** Lines of comment above it. */
  readonly remarks: readonly string[];
}

/** A text that a sender wrote as part of one line of comment. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, longestMark)
    .trimEnd();
}

/** The target as it can stand behind an origin: `*` and the absolute form cannot. */
function pathOf(target: string): string {
  if (target.startsWith('/')) {
    return target;
  }
  return URL.canParse(target) ? target.replace(/^[^:]+:\/\/[^/?#]*/, '') || '/' : '/';
}

/** Whether a header line would be read as a comment, or as more of the URL above it. */
function isMisread([name]: HeaderPair): boolean {
  return /^[#&]/.test(name);
}

function print({ method, origin, target, headers, body, marks, remarks }: Printed): string {
  const path = pathOf(target);
  const left = headers.filter(isMisread).map(([name]) => oneLine(name));
  const notes = [
    ...(path === target
      ? []
      : [`The target of the captured request was ${oneLine(target)}, which no URL has.`]),
    ...(left.length === 0 ? [] : [`Left out, since their lines would be comments: ${left.join(', ')}.`]),
  ];
  const lines = [
    ...[...remarks, ...notes].map((remark) => `# ${remark}`),
    ...Object.entries(marks).map(([name, value]) => `# @webhook-${name} ${oneLine(value)}`),
    `${method} ${origin}${path} HTTP/1.1`,
    ...headers.filter((pair) => !isMisread(pair)).map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : ['', body]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The path that a request to a target has, as it is replayed there. */
function pathTo(target: string, to: ReplayTarget): string {
  const url = new URL(to.target);
  return targetAt({ target }, url, to.path);
}

function marksOf({ findings }: PrintableEvent): Marks {
  const { provider, source, title } = findings;
  return {
    title,
    ...(provider === null ? {} : { provider }),
    ...(source === null ? {} : { source }),
  };
}

/**
 * A captured request as a document to edit: what its sender sent, but for what is of the connection. A body that would
 * not come back byte for byte is referred to. `remarks` stand above it.
 */
export function printToEdit(
  event: StoredEvent,
  to: ReplayTarget,
  { always, captured }: EditRemarks,
  isFormatted = false,
): string {
  const { request, id } = event;
  const lines = isFormatted ? formattedToEdit(request.body) : null;
  const text = lines ?? textToEdit(request.body);
  return print({
    method: request.method,
    origin: new URL(to.target).origin,
    target: pathTo(request.target, to),
    headers: passedOn(request.rawHeaders),
    body: text ?? capturedReference(id),
    marks: {
      event: String(id),
      ...marksOf(event),
      ...(lines === null ? {} : { body: formattedBody }),
    },
    remarks: text === null ? [...always, ...captured] : always,
  });
}

/** The end of a body file's name, by what is in it. */
function bodyExtension(body: Uint8Array, contentType: string): string {
  const isJson =
    /[/+]json\b/i.test(contentType) || /^\s*[{[]/.test(Buffer.from(body.subarray(0, 64)).toString());
  return isJson && textToEdit(body) !== null ? 'json' : 'bin';
}

/** As much of an event as a file of it is made of: one that was composed was never captured. */
export interface PrintableEvent {
  readonly request: Pick<StoredEvent['request'], 'method' | 'target' | 'rawHeaders' | 'body'>;
  readonly findings: Pick<StoredEvent['findings'], 'provider' | 'source' | 'title'>;
}

export interface FixtureOptions {
  readonly event: PrintableEvent;
  readonly isComposed?: boolean;
  /** Of the event's provider, undefined where none is known. */
  readonly scheme: Scheme | undefined;
  readonly to: ReplayTarget;
  /** Of the file, without its end. */
  readonly name: string;
}

/** The headers of a fixture: passed on, credentials masked, the signature marked for signing again. */
export function fixtureHeaders(pairs: readonly HeaderPair[], scheme: Scheme | undefined): HeaderPair[] {
  const proofs = scheme === undefined ? new Set<string>() : proofHeaders(scheme);
  return maskHeaders(pairs, secretHeaders(scheme?.verify)).map(([name, value]) => [
    name,
    proofs.has(name.toLowerCase()) ? signaturePlaceholder : value,
  ]);
}

/** The target of a fixture: as it is sent on, credentials masked. */
export function fixtureTarget(target: string, scheme: Scheme | undefined): string {
  return maskTarget(target, secretParameters(scheme?.verify));
}

/** What there is to know of a fixture, and where its readers part. */
function fixtureRemarks(headers: readonly HeaderPair[], hasFormFile: boolean): string[] {
  const isSigned = headers.some(([, value]) => value === signaturePlaceholder);

  const isWide = headers.some(([, value]) => /[^\0-\x7f]/.test(value));
  const hasBraces = headers.some(([, value]) => value.includes('{{'));
  return [
    ...(isSigned ? ['Its signature was removed: "Re-sign and Send" makes a new one.'] : []),
    ...(isWide ? ['Header bytes above ASCII are one character each here; httpYac sends them as UTF-8.'] : []),
    ...(hasBraces ? ['REST Client and httpYac take {{...}} in a header for a variable.'] : []),
    ...(hasFormFile
      ? ['httpYac leaves out the body file of a form: send this one with another reader.']
      : []),
  ];
}

/**
 * A captured request as a file for others, which REST Client and httpYac send with the same bytes: without a secret,
 * with the body in a file of its own where it cannot stand in this one.
 */
export function printFixture({ event, isComposed, scheme, to, name }: FixtureOptions): HttpDocument {
  const { request } = event;
  const [contentType = ''] = headerValues(request.rawHeaders, 'content-type');
  const text = textInFile(request.body, contentType);
  const bodyName = `${name}.body.${bodyExtension(request.body, contentType)}`;
  const headers = fixtureHeaders(passedOn(request.rawHeaders), scheme);
  return {
    text: print({
      method: request.method,
      origin: new URL(to.target).origin,
      target: fixtureTarget(pathTo(request.target, to), scheme),
      headers,
      body: text ?? `< ./${bodyName}`,
      marks: marksOf(event),
      remarks: [
        isComposed === true
          ? 'A webhook that was composed in Webhook Debugger. Credentials are masked.'
          : 'A webhook that Webhook Debugger captured. Credentials are masked.',
        ...fixtureRemarks(headers, text === null && isForm(contentType)),
      ],
    }),
    bodyFile: text === null ? { name: bodyName, bytes: request.body } : null,
  };
}
