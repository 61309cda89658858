import assert from 'node:assert/strict';
import { parseHttpFile, type HttpRequest } from '../../../../src/engine/requests/httpFile.ts';
import { isHttpError } from '../../../../src/protocol/httpFile.ts';
import { costOf } from '../../../support/cost.ts';

function only(text: string): HttpRequest {
  const [request, ...others] = parseHttpFile(text);
  assert.ok(request !== undefined && others.length === 0, text);
  return request;
}

function bodyOf(text: string): string {
  const { body } = only(text);
  assert.equal(body.kind, 'text');
  return body.kind === 'text' ? Buffer.from(body.bytes).toString() : '';
}

/** The body of lines behind a head, and the codes of what is said of them with their lines behind the empty one. */
function read(contentType: string, lines: readonly string[]): readonly [string, readonly string[]] {
  const text = ['POST http://localhost/', `Content-Type: ${contentType}`, '', ...lines].join('\n');
  return [bodyOf(text), only(text).problems.map(({ code, line }) => `${code} ${line - 3}`)];
}

const json = 'application/json';
const form = 'application/x-www-form-urlencoded; charset=utf-8';

describe('An .http file of another client', () => {
  it('has no response handler in a body, whatever its form', () => {
    const handlers: readonly (readonly string[])[] = [
      ['> {% client.log("a") %}'],
      ['>{%', '  {"b":1}', '', '%}'],
      ['  > {%', '    {"b":1}', '  %}'],
      ['> ./check.js'],
      ['> tests/check.mjs  '],
      ['<> 2026-01-01T000000.200.json'],
      ['>> ./out/answer.json'],
      ['>>! answer.json'],
      ['?? status == 200'],
      ['> {% a() %}', '', '>> b.json', '<> c.json'],
    ];
    for (const lines of handlers) {
      const [body, said] = read(json, ['{"a":1}', '', ...lines, '']);
      assert.equal(body, '{"a":1}', lines.join('\n'));
      assert.equal(said[0], 'notRun 2');
      assert.ok(said.every((each) => each.startsWith('notRun')));
    }
    assert.deepEqual(read(json, ['> {% a() %}']), ['', ['notRun 0']]);
    assert.ok(only('POST http://a/\n\n{}\n>> x').problems.every((problem) => !isHttpError(problem)));
  });

  it('has no script in front of its request line', () => {
    const scripts: readonly (readonly string[])[] = [
      ['< {% request.variables.set("a", 1) %}'],
      ['  <{%', '  POST http://localhost/other', '', '%}'],
      ['< ./before.js'],
      ['', '# a comment', '@a = 1', '< {%', '%}', '', '< scripts/more.mjs ', '// b'],
    ];
    for (const lines of scripts) {
      const text = [...lines, 'PUT http://localhost/in', '', '{"a":1}'].join('\n');
      const { method, target, problems } = only(text);
      assert.deepEqual([method, target, bodyOf(text)], ['PUT', '/in', '{"a":1}'], text);
      assert.ok(problems.length > 0 && problems.every(({ code }) => code === 'notRun'), text);
    }
    assert.ok(only('< {%\nPOST http://localhost/\n\n{}').problems.some(isHttpError));
    assert.ok(only('< body.json').problems.some(isHttpError));
    assert.deepEqual(parseHttpFile('< {% a() %}\n'), []);
  });

  it('may have variables in what is not run', () => {
    const lines = ['{"a":1}', '> {%', '  a(`{{b}}`)', '%}', '>> {{$historyFolder}}/b.json'];
    assert.deepEqual(read(json, lines), ['{"a":1}', ['notRun 1', 'notRun 4']]);
  });

  it('may have its URL in several lines', () => {
    const { target, headers, problems } = only(
      'GET http://localhost:3000\n    /api\n\t/b // c\n    ?id=1\n&d=2\nA: b\n',
    );
    assert.deepEqual([target, headers, problems], ['/api/b // c?id=1&d=2', [['A', 'b']], []]);
    assert.ok(only('GET http://localhost\n  A: b').problems.some(isHttpError));
  });

  it('keeps lines that only look like a handler', () => {
    const lines = ['> quoted', '>', '<a/>', '<>', '??', '? a', '1 >> 2', ' > ./no.js'];
    assert.deepEqual(read('text/plain', lines), [lines.join('\n'), []]);
  });

  it('is not sent where a handler has no end, or a body goes on behind one', () => {
    assert.deepEqual(read(json, ['{}', '> {%', 'open'])[1], ['notRun 1', 'brokenHandler 1']);
    assert.deepEqual(read(json, ['{}', '> a.js', 'more', '{}'])[1], [
      'notRun 1',
      'brokenHandler 2',
      'brokenHandler 3',
    ]);
    const { problems } = only('POST http://a/\n\n{}\n> {%');
    assert.ok(problems.some(isHttpError));
  });

  it('is not sent with a variable anywhere: each is told by its place', () => {
    const text = `@base = http://localhost
POST {{base}}/in
  ?id={{ id }}
# a comment with {{none}}
X-Tenant: a{{tenant}}b{{c}}

{"at":
 "{{$isoTimestamp}}"}
{{
  exports.a = 1
}}`;
    const found = only(text).problems.filter(({ code }) => code === 'variable');
    assert.deepEqual(
      found.map(({ line, from, to }) => [line, from, to]),
      [
        [1, 5, 13],
        [2, 6, 14],
        [4, 11, 21],
        [7, 2, 19],
        [8, 0, 2],
      ],
    );
  });

  it('is sent where a variable is set and not used, and with braces that are none', () => {
    assert.deepEqual(only('@id = 42\n\nPOST http://localhost/').problems, []);
    assert.deepEqual(read(json, ['{"a":{"b":{}}}', '}}', 'a {{ b'])[1], []);
  });

  it('has a form in lines as one, as it is written otherwise', () => {
    assert.equal(read(form, ['a=1', '&b=2', '  & c=3'])[0], 'a=1&b=2& c=3');
    assert.equal(read(form, ['a=1 &', '\tb=2&', 'c=3'])[0], 'a=1 &b=2&c=3');
    assert.equal(read(form, ['a=1& ', 'b=2 ', ' &c'])[0], 'a=1&b=2&c');
    assert.equal(read(form, ['a=1 ', 'b=2 '])[0], 'a=1 \nb=2 ');
    assert.equal(read(json, ['["', '&', '"]'])[0], '["\n&\n"]');
  });

  it('has CR LF between the lines of multipart, and nowhere else', () => {
    const lines = ['--b', 'Content-Disposition: form-data; name="a"', '', '1', '--b--'];
    assert.equal(read('Multipart/form-data; boundary=b', lines)[0], lines.join('\r\n'));
    assert.equal(read('text/plain', lines)[0], lines.join('\n'));
  });

  it('leaves the document of an event as it stands, and the head of a fixture', () => {
    const mark = '# @webhook-event 7\n';
    const head = 'POST http://localhost/{{a}}\nContent-Type: multipart/mixed\nX: {{b}}\n\n';
    const body = 'a={{c}}\n&b\n> {% d %}';
    assert.equal(bodyOf(mark + head + body), body);
    assert.deepEqual(only(mark + head + body).problems, []);
    const fixture = only(`# @webhook-title t\n${head}{"a":"{{c}}"}`);
    assert.deepEqual(
      fixture.problems.map(({ code, line }) => [code, line]),
      [['variable', 5]],
    );
  });

  it('is read in a moment, however odd its lines', () => {
    const long = 100_000;
    const lines = [
      `> ${'.js'.repeat(long)}x`,
      `> {% ${'{{'.repeat(long)}`,
      `>> ${' '.repeat(long)}`,
      ...Array<string>(long).fill('& '),
    ];
    const text = `POST http://a/\nContent-Type: ${form}\n\na=1\n`;
    const cost = costOf(() => {
      lines.slice(0, 3).forEach((line) => parseHttpFile(`${text}${line}`));
      parseHttpFile(text + lines.slice(3).join('\n'));
    });
    assert.ok(cost < 1000, `${cost}`);
  });
});
