import assert from 'node:assert/strict';
import { answerChoices, typedChoice } from '../../../../src/host/responses/answerChoices.ts';
import { english } from '../fakes.ts';

describe('The responses that are offered', () => {
  const choices = answerChoices(english);
  const labels = choices.map(({ label }) => label);
  const offered = labels.flatMap((label) => /^\d{3}(?= [A-Z])/.exec(label) ?? []);

  it('begin with a status where they are that status, before all others that begin with it', () => {
    assert.equal(offered.length, 8);
    for (const status of offered) {
      // VS Code puts the shortest of the labels that begin with what is typed first.
      const [first] = labels
        .filter((label) => label.startsWith(status))
        .sort((one, other) => one.length - other.length);
      assert.match(first ?? '', new RegExp(`^${status} [A-Z]`));
    }
  });

  it('have the one whose status is typed, offered or not', () => {
    const typed = (text: string): string | undefined => typedChoice(text, choices)?.label;
    assert.equal(typed('500'), '500 Internal Server Error');
    assert.equal(typed('200'), '200 OK');
    assert.equal(typed('429'), '429 Too Many Requests');
    assert.deepEqual(
      typedChoice('429', choices),
      choices.find(({ label }) => label.startsWith('429')),
    );
    assert.equal(typed('418'), '418');
    assert.deepEqual(typedChoice('418', choices)?.rule.steps, [
      { status: 418, headers: [], body: null, delay: 0 },
    ]);
    assert.deepEqual(['', '5', '50', '5000', '199', '600', '500 ', 'Time out'].map(typed), [
      ...Array.from({ length: 8 }, () => undefined),
    ]);
  });
});
