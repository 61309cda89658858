import assert from 'node:assert/strict';
import { parseHttpFile, type HttpRequest } from '../../../../src/engine/requests/httpFile.ts';
import { layoutOf, withLayout } from '../../../../src/engine/requests/httpLayout.ts';
import { printToEdit } from '../../../../src/engine/requests/httpPrint.ts';
import { storedEvent } from '../export/events.ts';

const to = { target: 'http://localhost:3000/' };
const remarks = { always: ['a remark'], captured: ['not text'] };
const body = '{"a":[1,{"b":"x, y"}]}';
const lines = '{\n  "a": [\n    1,\n    {\n      "b": "x, y"\n    }\n  ]\n}';

function documentOf(captured: string, isFormatted: boolean): string {
  return printToEdit(storedEvent(Buffer.from(captured)), to, remarks, isFormatted);
}

function only(text: string): HttpRequest {
  const [request, ...others] = parseHttpFile(text);
  assert.ok(request !== undefined && others.length === 0, text);
  return request;
}

function textOf({ body: read }: HttpRequest): string {
  return read.kind === 'text' ? Buffer.from(read.bytes).toString() : read.kind;
}

describe('The layout of a document to edit', () => {
  it('has JSON of one line in lines, and says so', () => {
    const text = documentOf(body, true);
    const request = only(text);
    assert.equal(textOf(request), lines);
    assert.deepEqual([request.isFormatted, layoutOf(request)], [true, 'formatted']);
    assert.match(text, /^# @webhook-body formatted for reading, sent as its sender writes it$/m);
    assert.deepEqual(text.split('\n').slice(...request.bodyLines), lines.split('\n'));
  });

  it('leaves alone what has lines of its own, what is no JSON, and what an editor cannot show', () => {
    const readings = [lines, 'a=b', '{}', '', '{"a":"\u2028"}', '\ufeff{"a":1}', '{"a":1,}'].map((each) => {
      const request = only(documentOf(each, true));
      return [request.isFormatted, textOf(request)];
    });
    assert.deepEqual(readings, [
      [false, lines],
      [false, 'a=b'],
      [false, '{}'],
      [false, ''],
      [false, 'captured'],
      [false, '\ufeff{"a":1}'],
      [false, '{"a":1,}'],
    ]);
  });

  it('has JSON that ends with a line break in lines, too', () => {
    assert.equal(textOf(only(documentOf(`${body}\r\n`, true))), lines);
  });

  it('is changed to the exact bytes and back, all else as it is', () => {
    const formatted = documentOf(body, true).replace('# a remark', '# my remark');
    const exact = withLayout(formatted, only(formatted), Buffer.from(body), 'exact');
    assert.ok(exact !== null);
    const request = only(exact);
    assert.deepEqual([textOf(request), layoutOf(request)], [body, 'exact']);
    assert.match(exact, /^# my remark$/m);
    const again = withLayout(exact, request, Buffer.from(body), 'formatted');
    assert.equal(again, formatted);
  });

  it('changes that request only', () => {
    const first = documentOf(body, true);
    const text = `${first}\n### another\n${first}\n`;
    const [, second] = parseHttpFile(text);
    assert.ok(second !== undefined);
    const exact = withLayout(text, second, Buffer.from(body), 'exact');
    const read = parseHttpFile(exact ?? '').map(textOf);
    assert.deepEqual(read, [lines, body]);
  });

  it('is not changed to bytes that cannot stand in a document', () => {
    const text = documentOf(`${body}\n`, true);
    assert.equal(withLayout(text, only(text), Buffer.from(`${body}\n`), 'exact'), null);
  });

  it('is underlined where what is marked as formatted is no JSON, and a length is another', () => {
    const text = documentOf(body, true).replace('"b"', 'b').replace('\n\n', '\nContent-Length: 9\n\n');
    const codes = only(text).problems.map(({ code, detail }) => [code, detail]);
    assert.deepEqual(codes, [
      ['contentLength', ''],
      ['notJson', ''],
    ]);
  });
});
