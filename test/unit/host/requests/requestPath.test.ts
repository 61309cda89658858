import assert from 'node:assert/strict';
import { requestFolds } from '../../../../src/host/requests/requestFolds.ts';
import {
  composedPath,
  eventOfName,
  eventPath,
  parseRequestPath,
} from '../../../../src/host/requests/requestPath.ts';

describe('The path of a request to edit', () => {
  it('names its event, whatever its title is, and the file that keeps what was saved', () => {
    const first = eventPath('../x: "push"\n\u202e/y', 12, 1);
    assert.equal(first, '/.webhooks/x-push-y (event 12).http');
    assert.deepEqual(parseRequestPath(first), { event: 12, name: 'x-push-y (event 12).http' });
    const second = eventPath('', 7, 2);
    assert.equal(second, '/.webhooks/webhook (event 7, 2).http');
    assert.equal(parseRequestPath(second)?.event, 7);
    assert.equal(eventOfName('webhook (event 7, 2).http'), 7);
  });

  it('tells what is written from a sample', () => {
    const path = composedPath('stripe invoice.paid', 'ab-12', true);
    assert.equal(path, '/composed/ab-12/stripe-invoice-paid.json');
    assert.deepEqual(parseRequestPath(path), { event: null, name: 'ab-12 stripe-invoice-paid.json' });
    assert.equal(eventOfName('ab-12 stripe-invoice-paid.json'), null);
  });

  it('is none where it leads elsewhere', () => {
    const others = [
      ...['/', '/.webhooks', '/.webhooks/a.http', '/.webhooks/../a (event 1).http'],
      ...[
        '/.webhooks/a (event 1).http/b',
        '/composed/../a.json',
        '/composed/a/b/c.json',
        '/composed/a/b.http',
      ],
    ];
    assert.deepEqual(
      others.filter((path) => parseRequestPath(path) !== null),
      [],
    );
  });
});

describe('What folds in a document of requests', () => {
  it('is each block of comments, and each object and array of more than a line', () => {
    const text = `# one
# @webhook-event 1
POST http://localhost/
# alone
X-A: 1

{
  "a": [
    1
  ],
  "b": {},
  "c": {
    "d": "}"
  }
}

### another
// two
// lines`;
    const folds = requestFolds(text.split('\n')).map(({ first, last, isComment }) => [
      first,
      last,
      isComment,
    ]);
    assert.deepEqual(folds, [
      [0, 1, true],
      [7, 8, false],
      [11, 12, false],
      [6, 13, false],
      [17, 18, true],
    ]);
  });
});
