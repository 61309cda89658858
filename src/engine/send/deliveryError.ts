import { codeOf, messageOf } from '../../common/errors.ts';
import type { Certificate, DeliveryFailure } from '../../protocol/delivery.ts';

/** A fault that is found here and not by Node; the host has words for each `code`. */
export class DeliveryError extends Error {
  readonly code: string;
  /** Whose, where it is not trusted. */
  readonly certificate: Certificate | null;

  constructor(code: string, message: string, certificate: Certificate | null = null) {
    super(message);
    this.code = code;
    this.certificate = certificate;
  }
}

/** A connection that was tried at several addresses has an error for each. */
function detailOf(error: unknown): string {
  return error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : messageOf(error);
}

/** A failure as it is kept with its delivery. */
export function failureOf(error: unknown): DeliveryFailure {
  const certificate = error instanceof DeliveryError ? error.certificate : null;
  const failure = { code: codeOf(error), detail: detailOf(error) };
  return certificate === null ? failure : { ...failure, certificate };
}
