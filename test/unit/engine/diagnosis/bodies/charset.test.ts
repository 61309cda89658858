import { Buffer } from 'node:buffer';
import { provesEach } from './originals.ts';

const text = '{"name":"Grüße für 5"}';
const quoted = '{"name":"“5 €”"}';
const utf8 = (value: string): Buffer => Buffer.from(value, 'utf8');
const latin1 = (value: string): Buffer => Buffer.from(value, 'latin1');
const big = (value: string): Buffer => Buffer.from(value, 'utf16le').swap16();
const twice = (value: string): Buffer => utf8(utf8(value).toString('latin1'));
const windows1252 = (value: Uint8Array): string => new TextDecoder('windows-1252').decode(value);

describe('the charset of a body', () => {
  provesEach(
    [
      ['UTF-8 was read as Latin-1 and written as UTF-8', twice(text), text, 'body-charset'],
      ['the other way round', text, twice(text), 'body-charset'],
      [
        'UTF-8 was read as Windows-1252 and written as UTF-8',
        windows1252(utf8(quoted)),
        quoted,
        'body-charset',
      ],
      ['the other way round, with Windows-1252', quoted, windows1252(utf8(quoted)), 'body-charset'],
      ['Latin-1 became UTF-8', text, latin1(text), 'body-charset'],
      ['UTF-8 became Latin-1', latin1(text), text, 'body-charset'],
      ['UTF-16 became UTF-8', text, Buffer.from(text, 'utf16le'), 'body-charset'],
      [
        'UTF-16 with a byte order mark became UTF-8',
        text,
        Buffer.from(`\ufeff${text}`, 'utf16le'),
        'body-charset',
      ],
      ['big-endian UTF-16 became UTF-8', text, big(text), 'body-charset'],
      ['UTF-8 became UTF-16', Buffer.from(text, 'utf16le'), text, 'body-charset'],
      ['UTF-8 became big-endian UTF-16 with a mark', big(`\ufeff${text}`), text, 'body-charset'],
      ['it was signed in ASCII, as .NET writes it', '{"a":"ü😀"}', '{"a":"???"}', 'body-charset'],
      ['it was signed in ASCII, as Java writes it', '{"a":"ü😀"}', '{"a":"??"}', 'body-charset'],
      [
        'it was signed in Latin-1, which lacks some of it',
        '{"a":"ü„"}',
        latin1('{"a":"ü?"}'),
        'body-charset',
      ],
      [
        'it was written as PowerShell writes a file',
        Buffer.from('\ufeff[\r\n1]\r\n', 'utf16le'),
        '[\n1]',
        'body-charset body-crlf body-newline-added',
      ],
      ['it was decomposed', text.normalize('NFD'), text.normalize('NFC'), 'body-normalised'],
      ['it was composed', text.normalize('NFC'), text.normalize('NFD'), 'body-normalised'],
      ['its blanks became no-break spaces', '{"a":"5\u00a0kg"}', '{"a":"5 kg"}', 'body-normalised'],
    ],
    40,
  );
});
