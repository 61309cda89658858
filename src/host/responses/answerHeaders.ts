/** A header that cannot be set, and why. */
export type HeaderFault = 'headerName' | 'headerValue' | 'headerOfConnection';

/** RFC 9110, section 5.6.2. */
const nameForm = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/;
/** RFC 9110, section 5.5: no control character but the tab, so that no value begins another header or the body. */
const valueForm = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers of the connection or of the length: the listener sets them as they have to be. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Why an answer cannot have a header, null where it can. */
export function headerFault(name: string, value: unknown): HeaderFault | null {
  if (!nameForm.test(name)) {
    return 'headerName';
  }
  if (ownHeaders.has(name.toLowerCase())) {
    return 'headerOfConnection';
  }
  return typeof value === 'string' && valueForm.test(value) ? null : 'headerValue';
}
