/** A name and the filter behind it, as templates and facts have them: `ref|ref`. */
export function splitFilter(text: string): readonly [name: string, filter: string | undefined] {
  const [name = '', filter] = text.split('|');
  return [name, filter];
}

/**
 * `ref` takes `refs/heads/` or `refs/tags/` off a Git reference; `last` leaves the last word of a type, such as `failed`
 * of `invoice.payment_failed`; every other filter leaves the value as it is.
 */
export function filtered(value: string | undefined, filter: string | undefined): string | undefined {
  switch (filter) {
    case 'ref':
      return value?.replace(/^refs\/(heads|tags)\//, '');
    case 'last':
      return value?.replace(/^.*[._:]/, '');
    default:
      return value;
  }
}
