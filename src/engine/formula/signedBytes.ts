import { Buffer } from 'node:buffer';
import type { TimePlace } from '../../protocol/signatureGuess.ts';
import type { Fields } from '../signature/requestParts.ts';
import { compileTemplate, fillTemplate } from '../signature/template.ts';
import type { Case } from '../verification/verifyRequest.ts';
import type { Content } from './contents.ts';

/** The bytes that contents stand for in one request; each part is worked out once, as the template has it. */
export class SignedBytes {
  readonly #subject: Case;
  readonly #fields: Fields;
  readonly #secret: Uint8Array;
  readonly #url: string;
  readonly #known = new Map<string, Uint8Array>();
  readonly #times = new Map<TimePlace, Uint8Array>();

  constructor(subject: Case, fields: Fields, secret: string) {
    this.#subject = subject;
    this.#fields = fields;
    this.#secret = Buffer.from(secret, 'utf8');
    this.#url = subject.url.url;
  }

  of({ parts, timestamp }: Content): readonly Uint8Array[] {
    return parts.map((part) =>
      part === '{timestamp}' && timestamp !== null ? this.#timeAt(timestamp) : this.#bytesOf(part),
    );
  }

  /** Whether two contents are the same bytes, so that this request does not tell them apart. */
  areSame(one: Content, other: Content): boolean {
    const [first, second] = [this.of(one), this.of(other)];
    const length = (pieces: readonly Uint8Array[]): number =>
      pieces.reduce((sum, own) => sum + own.length, 0);
    const start = (pieces: readonly Uint8Array[]): number | undefined =>
      pieces.find((own) => own.length > 0)?.[0];
    return (
      length(first) === length(second) &&
      start(first) === start(second) &&
      Buffer.concat(first).equals(Buffer.concat(second))
    );
  }

  #timeAt(place: TimePlace): Uint8Array {
    const [time = ''] = this.#subject.parts.valuesAt(place.from, this.#fields);
    const bytes = this.#times.get(place) ?? Buffer.from(time, 'latin1');
    this.#times.set(place, bytes);
    return bytes;
  }

  #bytesOf(part: string): Uint8Array {
    const bytes = this.#known.get(part) ?? this.#filled(part);
    this.#known.set(part, bytes);
    return bytes;
  }

  #filled(template: string): Uint8Array {
    const filling = {
      parts: this.#subject.parts,
      fields: this.#fields,
      timestamp: '',
      url: this.#url,
      secret: this.#secret,
      listed: undefined,
    };
    const [bytes = new Uint8Array(0)] = fillTemplate(compileTemplate(template), filling);
    return bytes;
  }
}
