import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';

/**
 * What shells of Windows make of a command, as their vendor documents it. None of them runs here: these models are
 * what the commands are held against, and they are as good as the documentation that they follow.
 */

/** How a program of Windows reads its command line: "Parsing C command-line arguments", Microsoft C runtime. */
export function argumentsOf(commandLine: string): string[] {
  const found: string[] = [];
  let at = 0;
  while (at < commandLine.length) {
    while (/[ \t]/.test(commandLine[at] ?? '')) {
      at += 1;
    }
    if (at >= commandLine.length) {
      break;
    }
    let argument = '';
    let isQuoted = false;
    for (; at < commandLine.length && (isQuoted || !/[ \t]/.test(commandLine[at] ?? '')); at += 1) {
      const backslashes = /^\\*/.exec(commandLine.slice(at))?.[0].length ?? 0;
      if (commandLine[at + backslashes] === '"') {
        argument += '\\'.repeat(Math.floor(backslashes / 2));
        at += backslashes;
        if (backslashes % 2 === 1) {
          argument += '"';
        } else if (isQuoted && commandLine[at + 1] === '"') {
          argument += '"';
          at += 1;
        } else {
          isQuoted = !isQuoted;
        }
      } else {
        argument += backslashes > 0 ? '\\'.repeat(backslashes) : (commandLine[at] ?? '');
        at += Math.max(backslashes - 1, 0);
      }
    }
    found.push(argument);
  }
  return found;
}

/**
 * The command line that cmd.exe hands to a program: "cmd" and "Command shell overview", Microsoft. Variables are put
 * in first, whatever quotes or carets there are; then a caret takes the meaning of the next character, and double
 * quotes that of all up to the next one. Fails where a second command, a file or a block would begin.
 */
export function afterCmd(line: string, variables: Readonly<Record<string, string>>): string {
  const expanded = line.replaceAll(/%([^%]*)%/g, (whole, name: string) => variables[name] ?? whole);
  let handed = '';
  let isQuoted = false;
  for (let at = 0; at < expanded.length; at += 1) {
    const character = expanded[at] ?? '';
    assert.doesNotMatch(character, /[\r\n]/, 'a line break ends the command');
    if (character === '^' && !isQuoted) {
      at += 1;
      handed += expanded[at] ?? '';
      continue;
    }
    assert.ok(isQuoted || !/[&|<>()]/.test(character), `${character} has a meaning at ${at} of ${expanded}`);
    isQuoted = character === '"' ? !isQuoted : isQuoted;
    handed += character;
  }
  return handed;
}

export type PowerShellEdition = 'Windows PowerShell 5.1' | 'PowerShell 7';

interface Outcome {
  /** Of curl.exe. */
  readonly args: readonly string[];
  /** By the names of the variables that hold their paths. */
  readonly files: ReadonlyMap<string, Buffer>;
}

const quoted = String.raw`'((?:[^'\u2018\u2019\u201a\u201b]|'')*)'`;
const statements = {
  newFile: /^\$(\w+) = \[IO\.Path\]::GetTempFileName\(\)$/,
  ascii: new RegExp(
    String.raw`^\[IO\.File\]::WriteAllBytes\(\$(\w+), \[Text\.Encoding\]::ASCII\.GetBytes\(${quoted}\)\)$`,
  ),
  base64: /^\[IO\.File\]::WriteAllBytes\(\$(\w+), \[Convert\]::FromBase64String\('([A-Za-z\d+/=]*)'\)\)$/,
  remove: /^Remove-Item -LiteralPath (\$\w+(, \$\w+)*)$/,
} as const;

/** The words of a native command: bare ones, in single quotes (about_Quoting_Rules), and `"@$name"`. */
function wordsOf(command: string): string[] {
  const word = new RegExp(String.raw`(?:^| )(?:([\w./:-]+|\$\w+)|${quoted}|"(@\$\w+)")(?= |$)`, 'gy');
  const found = [...command.matchAll(word)];
  assert.equal(found.map(([whole]) => whole).join(''), command, 'something is outside of quotes');
  return found.map(([, bare, single, file]) => bare ?? file ?? (single ?? '').replaceAll("''", "'"));
}

/**
 * How words reach a program (about_Parsing, PSNativeCommandArgumentPassing): 5.1 puts double quotes around a word
 * with a space and escapes nothing within it; 7.3 and later escape it for the C runtime.
 */
function handOver(words: readonly string[], edition: PowerShellEdition): string {
  return words
    .filter((text) => edition === 'PowerShell 7' || text !== '')
    .map((text) => {
      const inner =
        edition === 'PowerShell 7' ? text.replaceAll(/(\\*)("|$)/g, '$1$1$2').replaceAll('"', '\\"') : text;
      return text === '' || /[ \t]/.test(text) || (edition === 'PowerShell 7' && text.includes('"'))
        ? `"${inner}"`
        : text;
    })
    .join(' ');
}

/** What a script of the known statements does; fails where a line is none of them. */
export function afterPowerShell(script: string, edition: PowerShellEdition): Outcome {
  const files = new Map<string, Buffer>();
  let args: readonly string[] = [];
  assert.match(script, /^[\n -~]*$/, 'only printable ASCII is read alike by every edition and console');
  for (const line of script.split('\n')) {
    const ascii = statements.ascii.exec(line);
    const base64 = statements.base64.exec(line);
    if (ascii !== null) {
      files.set(ascii[1] ?? '', Buffer.from((ascii[2] ?? '').replaceAll("''", "'"), 'latin1'));
    } else if (base64 !== null) {
      files.set(base64[1] ?? '', Buffer.from(base64[2] ?? '', 'base64'));
    } else if (!statements.newFile.test(line) && !statements.remove.test(line)) {
      const [program, ...rest] = argumentsOf(handOver(wordsOf(line), edition));
      assert.equal(program, 'curl.exe');
      args = rest;
    }
  }
  return { args, files };
}
