import { Buffer } from 'node:buffer';
import { curlConfig, type CurlCall, type CurlOption } from '../curl.ts';

/** Characters of a command line that Windows takes; beyond that stand the program and what it adds. */
const longestCommand = 30_000;

const printable = /^[ -~]*$/;

/** Within single quotes nothing has a meaning but the quote itself (about_Quoting_Rules). */
const singleQuoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Whether every PowerShell hands a value to a program as it is. Windows PowerShell 5.1, and 7.2 and older, put it
 * between double quotes where it has a space, and escape none within it, nor a backslash before the last
 * (about_Parsing, PSNativeCommandArgumentPassing: Legacy); they leave an empty one out. Bytes from 128 on depend on
 * the code page.
 */
function isSayable(value: string): boolean {
  return value !== '' && printable.test(value) && !value.includes('"') && !value.endsWith('\\');
}

/** An expression whose value are exactly these bytes. */
function bytesExpression(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('latin1');
  return printable.test(text)
    ? `[Text.Encoding]::ASCII.GetBytes(${singleQuoted(text)})`
    : `[Convert]::FromBase64String('${buffer.toString('base64')}')`;
}

/** The lines that put bytes into a new file whose name a variable holds. */
function fileLines(variable: string, bytes: Uint8Array): string[] {
  return [
    `$${variable} = [IO.Path]::GetTempFileName()`,
    `[IO.File]::WriteAllBytes($${variable}, ${bytesExpression(bytes)})`,
  ];
}

const optionText = ([flag, value]: CurlOption): string =>
  value === undefined ? flag : `${flag} ${singleQuoted(value)}`;

/**
 * A command for PowerShell on Windows, 5.1 and 7 alike. The body goes through a file, since JSON as an argument
 * loses its quotes in 5.1; so do the options where one of them would be changed on the way.
 */
export function powershellCommand({ options, body }: CurlCall): string {
  const text = options.map(optionText).join(' ');
  const isPlain =
    text.length < longestCommand && options.every(([, value]) => value === undefined || isSayable(value));
  const files = [
    ...(isPlain ? [] : [{ name: 'config', bytes: curlConfig(options) }]),
    ...(body === null ? [] : [{ name: 'body', bytes: body }]),
  ];
  const names = files.map(({ name }) => `$${name}`).join(', ');
  return [
    ...files.flatMap(({ name, bytes }) => fileLines(name, bytes)),
    `curl.exe ${isPlain ? text : '--config $config'}${body === null ? '' : ' --data-binary "@$body"'}`,
    ...(files.length === 0 ? [] : [`Remove-Item -LiteralPath ${names}`]),
  ].join('\n');
}
