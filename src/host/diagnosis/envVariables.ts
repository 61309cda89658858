/** `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+instead}`, which Compose, shells and loaders replace. */
const variable = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-+])([^{}]*))?\})/g;
/** What else a shell replaces, in a script without arguments: all but the number of arguments and the status are empty. */
const special = /\$([\d@*#?!])/g;
/** Characters that all replaced variables of a file may have together: they may name each other. */
const mostReplaced = 1024 * 1024;

/** What a file sets above a line. */
export class EnvVariables {
  readonly #values = new Map<string, string>();
  #room = mostReplaced;

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /** A value with those replaced that are set, or have a default; `unset` says what becomes of others. */
  replaced(value: string, unset: (whole: string) => string = (whole) => whole): string {
    return value.replace(variable, (whole, ...groups: (string | undefined)[]) => {
      const [bare, braced, mark = '', other] = groups;
      const set = this.#values.get(bare ?? braced ?? '');
      const text = mark.endsWith('+')
        ? set === undefined
          ? ''
          : (other ?? '')
        : (set ?? other ?? unset(whole));
      this.#room -= text.length;
      return this.#room < 0 ? whole : text;
    });
  }

  /** What readers make of a value: one that is not set is left, or nothing, or nothing only where it is in braces. */
  readings(value: string): readonly string[] {
    return [
      this.replaced(value),
      this.replaced(value, () => ''),
      this.replaced(value, (whole) => (whole.includes('{') ? '' : whole)),
    ];
  }

  /** As a shell does it, which knows none but those of the file. */
  expanded(value: string): string {
    return this.replaced(
      value.replace(special, (_, name: string) => (name === '#' || name === '?' ? '0' : '')),
      () => '',
    );
  }
}

/**
 * The first word as a shell reads it: parts in quotes and parts without. `expand` is what `$` does outside of single
 * quotes; without it, it is left. Null where a quote is open.
 */
export function shellWord(text: string, expand?: (text: string) => string): string | null {
  const replaced = expand ?? ((part: string): string => part);
  const ends = expand === undefined ? /\s/ : /[\s;&|]/;
  let word = '';
  let part = '';
  let quote = '';
  const take = (more: string): void => {
    word += replaced(part) + more;
    part = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === '\\' && (quote === '' || (quote === '"' && /["\\$`]/.test(next)))) {
      take(next);
      index += 1;
    } else if (character === quote) {
      take('');
      quote = '';
    } else if (quote === '' && /["']/.test(character)) {
      quote = character;
    } else if (quote === '' && ends.test(character)) {
      break;
    } else if (quote === "'") {
      take(character);
    } else {
      part += character;
    }
  }
  return quote === '' ? word + replaced(part) : null;
}
