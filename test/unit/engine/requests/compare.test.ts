import assert from 'node:assert/strict';
import { bodiesInLines } from '../../../../src/engine/requests/compare.ts';

function inLines(one: string, other: string): ReturnType<typeof bodiesInLines> {
  return bodiesInLines(Buffer.from(one), Buffer.from(other));
}

describe('Two bodies that are compared', () => {
  it('are broken at the same places, every byte kept', () => {
    const found = inLines('{"id":1,"a":[1,2],"s":"x, y"}', '{"id":2,"a":[1,2],"s":"x, y"}');
    const lines = (id: number): string => `{\n"id":${id},\n"a":[\n1,\n2],\n"s":"x, y"}`;
    assert.deepEqual(found, { document: lines(1), latest: lines(2), isWhole: true });
  });

  it('are in lines where they are the same, too', () => {
    assert.deepEqual(inLines('{"a":1}', '{"a":1}'), {
      document: '{\n"a":1}',
      latest: '{\n"a":1}',
      isWhole: true,
    });
  });

  it('are only the parts that differ where they are large', () => {
    const large = (last: string): string => `[${'"0123456789",'.repeat(8000)}"${last}"]`;
    const found = inLines(large('a'), large('b'));
    assert.equal(found?.isWhole, false);
    assert.ok(found.document.length < 200, found.document);
  });

  it('are left alone where both have lines, or one is no text', () => {
    assert.equal(inLines('{\n"a":1}', '{\n"a":2}'), null);
    assert.equal(inLines('{"a":1}', '{"a":"\0"}'), null);
  });
});
