import { provesEach } from './originals.ts';

describe('line ends and byte order marks of a body', () => {
  provesEach(
    [
      ['a final LF was added', '{"a":1}\n', '{"a":1}', 'body-newline-added'],
      ['a final CRLF was added', '{"a":1}\r\n', '{"a":1}', 'body-newline-added'],
      ['several line ends were added', '{"a":1}\n\n\n', '{"a":1}', 'body-newline-added'],
      ['whitespace was added', ' {"a":1} \t\n', '{"a":1}', 'body-newline-added'],
      ['one of two line ends was added', '{"a":1}\n\n', '{"a":1}\n', 'body-newline-added'],
      ['a final LF was removed', '{"a":1}', '{"a":1}\n', 'body-newline-removed'],
      ['a final CRLF was removed', '{"a":1}', '{"a":1}\r\n', 'body-newline-removed'],
      ['two line ends were removed', '{"a":1}', '{"a":1}\n\n', 'body-newline-removed'],
      ['LF became CRLF', '{\r\n "a": 1\r\n}', '{\n "a": 1\n}', 'body-crlf'],
      ['CRLF became LF', '{\n "a": 1\n}', '{\r\n "a": 1\r\n}', 'body-lf'],
      ['LF became CRLF, and one was added', '{\r\n}\r\n', '{\n}', 'body-crlf body-newline-added'],
      ['CRLF became LF, and the last was removed', '{\n}', '{\r\n}\r\n', 'body-lf body-newline-removed'],
      ['line ends of both kinds became one', 'a\r\nb\r\n', 'a\nb\n', 'body-crlf'],
      ['a byte order mark was added', '\ufeff{"a":1}', '{"a":1}', 'body-bom-added'],
      ['a byte order mark was removed', '{"a":1}', '\ufeff{"a":1}', 'body-bom-removed'],
      [
        'a byte order mark and a line end were added',
        '\ufeff[1]\r\n',
        '[1]',
        'body-bom-added body-newline-added',
      ],
      ['a byte order mark came with CRLF', '\ufeff[\r\n1]', '[\n1]', 'body-bom-added body-crlf'],
      [
        'binary bodies are kept as they are',
        Buffer.from([0xff, 0x00, 0x0a]),
        Buffer.from([0xff, 0x00]),
        'body-newline-added',
      ],
    ],
    16,
  );
});
