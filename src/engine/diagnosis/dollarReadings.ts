/** Readings of a `$`: variables that are not set, the rest cut off, `$$`, a shell's own names, one letter (make). */
export const dollars: readonly ((text: string) => string)[] = [
  (text) => text.replace(/\$\{[^}]*\}|\$\w+/g, ''),
  (text) => text.replace(/\$.*$/s, ''),
  (text) => text.replace(/\$\$/g, '$'),
  (text) => text.replace(/\$(?:\d|[@*#?!$-])/g, ''),
  // What bash and sh expand between double quotes, in a script without arguments: a digit is one of these.
  ...['0', 'bash', 'sh'].map(
    (name) => (text: string) =>
      text.replace(/\$(?:\{[^}]*\}|[A-Za-z_]\w*|([\d@*#?!-]))/g, (_, special) =>
        special === '#' || special === '?' ? '0' : special === '0' && name !== '0' ? name : '',
      ),
  ),
  (text) => text.replace(/\$(?:\{[^}]*\}|\([^)]*\)|(.))/gs, (_, letter) => (letter === '$' ? '$' : '')),
];
