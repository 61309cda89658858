/** A name and the filter behind it, as templates and facts have them: `ref|ref`. */
export function splitFilter(text: string): readonly [name: string, filter: string | undefined] {
  const [name = '', filter] = text.split('|');
  return [name, filter];
}

/** `ref` takes `refs/heads/` or `refs/tags/` off a Git reference; every other filter leaves the value as it is. */
export function filtered(value: string | undefined, filter: string | undefined): string | undefined {
  return filter === 'ref' ? value?.replace(/^refs\/(heads|tags)\//, '') : value;
}
