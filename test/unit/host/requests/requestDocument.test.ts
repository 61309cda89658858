import assert from 'node:assert/strict';
import { isRequestDocument, type RequestDocument } from '../../../../src/host/requests/requestDocument.ts';
import { placedProblemText } from '../../../../src/host/requests/httpProblemText.ts';
import { usualTarget } from '../../../../src/host/targets/usualTarget.ts';
import { english } from '../fakes.ts';

function document(scheme: string, path: string, text: string): RequestDocument {
  const lines = text.split('\n');
  return {
    uri: { scheme, path } as RequestDocument['uri'],
    lineCount: lines.length,
    lineAt: ((line: number) => ({ text: lines[line] ?? '' })) as RequestDocument['lineAt'],
  };
}

describe('A document of requests', () => {
  it('is a file of the folder of fixtures, or one that was made of an event', () => {
    const isOurs = (scheme: string, path: string, text = ''): boolean =>
      isRequestDocument(document(scheme, path, text));
    assert.ok(isOurs('file', '/project/.webhooks/a.http'));
    assert.ok(isOurs('vscode-remote', '/project/.webhooks/a.http'));
    assert.ok(isOurs('untitled', 'Untitled-1', '# The request\n# @webhook-event 12\nPOST http://a'));
    assert.ok(!isOurs('file', '/project/api/a.http', 'GET http://a'));
    assert.ok(!isOurs('file', '/project/.webhooks/a.body.json'));
    assert.ok(!isOurs('untitled', 'Untitled-1', 'text'));
    assert.ok(!isOurs('git', '/project/.webhooks/a.http'));
    assert.ok(!isOurs('webhook-comparison', '/1/left/a.http', '# @webhook-event 12'));
  });

  it('has its problems told with their place, hostile text made visible', () => {
    const problem = { code: 'unknownMethod', detail: 'A\u202eB', line: 3, from: 6, to: 7 } as const;
    assert.equal(
      placedProblemText(problem, english),
      'Line 4, column 7: A\\u202eB is not an HTTP method that can be sent.',
    );
  });
});

describe('Where an event probably goes to', () => {
  const target = 'http://localhost:4000/in';
  const forward = {
    target,
    path: 'append',
    enabled: false,
    onlyValid: false,
    browserRequests: false,
    answerSender: false,
    answerWithinSeconds: 10,
  } as const;
  const source = { name: 'Acme', path: '/acme', provider: null, publicUrl: null, enabled: true, forward };
  const used = { targets: ['nonsense', 'http://localhost:5000/'] };
  it('is its source’s target, else the one used last, else a usual one', () => {
    const to = usualTarget({ source: 'Acme' }, { sources: [source] }, used);
    assert.deepEqual([to.target, to.path], [target, 'append']);
    assert.deepEqual(usualTarget({ source: null }, { sources: [] }, used), {
      target: 'http://localhost:5000/',
    });
    assert.deepEqual(usualTarget({ source: null }, { sources: [] }, { targets: [] }), {
      target: 'http://localhost:3000/',
    });
  });
});
