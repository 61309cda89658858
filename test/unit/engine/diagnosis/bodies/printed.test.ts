import { provesEach } from './originals.ts';

const json = '{"name":"Zo\u00eb\'s <b> \\"A\\" & Co","list":[true,false,null,-1.5]}';
const utf8Escapes = 'Zo\\xc3\\xab';

describe('what was printed in place of a body', () => {
  provesEach([
    ['its characters became HTML entities', '{&quot;a&quot;:&#039;&lt;&amp;}', '{"a":\'<&}', 'body-edited'],
    [
      'the characters of its strings became HTML entities',
      '{"a":"say &quot;x&quot; &gt; &#x27;"}',
      '{"a":"say \\"x\\" > \'"}',
      'body-edited',
    ],
    ['it became hexadecimal', Buffer.from(json).toString('hex'), json, 'body-edited'],
    ['it became bytes of Python', `b'{"a":"${utf8Escapes} \\'"}'`, '{"a":"Zo\u00eb \'"}', 'body-edited'],
    ['it became bytes of Python in the other quotes', `b"[1]\\n"`, '[1]\n', 'body-edited'],
    [
      'it became a dict of Python',
      `{'name': 'Zo\u00eb\\'s <b> "A" & Co', 'list': [True, False, None, -1.5]}`,
      json,
      'body-edited',
    ],
    [
      'it became a hash of Ruby',
      `{"name"=>"Zo\u00eb's <b> \\"A\\" & Co", "list"=>[true, false, nil, -1.5]}`,
      json,
      'body-edited',
    ],
    [
      'it became a hash of Ruby with symbols',
      '{:a=>{:b=>nil}, :c => 1}',
      '{"a":{"b":null},"c":1}',
      'body-edited',
    ],
    ['the size of its chunk was left in it', '5\r\nhello\r\n0\r\n\r\n', 'hello', 'body-edited'],
    [
      'the sizes of its chunks were left in it',
      '9;x=1\r\n{"a":"\u00fcb\r\n4\r\n"}xy\r\n',
      '{"a":"\u00fcb"}xy',
      'body-edited',
    ],
    ['the size of its chunk was left in it, and nothing of its end', '3\r\na=1', 'a=1', 'body-edited'],
  ]);
});

describe('JSON behind a byte order mark', () => {
  provesEach([
    ['is no literal of a language', '\ufeff{"a":"x=>y, \'z"}', '{"a":"x=>y, \'z"}', 'body-bom-added'],
  ]);
});

describe('what a shell or an editor had of a body', () => {
  provesEach([
    [
      'curl removed the line ends of a file with an indent of one blank',
      '{ "a":1, "b":{}, "c": [1, 2], "d": {  "e":"{ , }" }}',
      '{\n "a":1,\n "b":{},\n "c": [1, 2],\n "d": {\n  "e":"{ , }"\n }\n}\n',
      'body-newline-removed',
    ],
    [
      'curl removed the line ends of a file with a list in one line and spaces around colons',
      '{    "a" : [ 1, 2 ],    "b" : [        {"c":1}, {"d":2}    ]}',
      '{\r\n    "a" : [ 1, 2 ],\r\n    "b" : [\r\n        {"c":1},\r\n {"d":2}\r\n    ]\r\n}',
      'body-newline-removed',
    ],
    [
      'curl removed the line ends of a file with no indent',
      '[{"a": 1,"b": []},2]',
      '[\n{\n"a": 1,\n"b": []\n},\n2\n]\n',
      'body-newline-removed',
    ],
    [
      'its escapes were read by echo',
      '{"a":"one\\ntwo\\t\\"C:\\\\x\\""}',
      '{"a":"one\ntwo\t\\"C:\\x\\""}\n',
      'body-edited',
    ],
    ['it was signed with the -n of echo', json, `-n ${json}\n`, 'body-edited'],
    ['its lines were joined', '{\n  "a":  1\n}\n', '{ "a": 1 }', 'json-whitespace'],
    [
      'it was folded',
      `${'x'.repeat(40)}\n${'y'.repeat(40)}\nz\n`,
      `${'x'.repeat(40)}${'y'.repeat(40)}z`,
      'body-edited',
    ],
    [
      'it was broken at blanks',
      `${'x'.repeat(40)}\n${'y'.repeat(30)}`,
      `${'x'.repeat(40)} ${'y'.repeat(30)}`,
      'body-edited',
    ],
  ]);
});
