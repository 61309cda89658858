import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Aside } from '../../../../src/engine/aside/aside.ts';
import { answers } from '../../../../src/engine/capture/answers.ts';
import { inspect } from '../../../../src/engine/verification/inspect.ts';
import { Knowledge } from '../../../../src/engine/verification/knowledge.ts';
import { EventStore } from '../../../../src/engine/store/eventStore.ts';
import type { NewEvent } from '../../../../src/engine/store/storedEvent.ts';
import { verifyAgain } from '../../../../src/engine/verification/verifyAgain.ts';
import { scratchFolder } from '../scratch.ts';
import { addAll, capturedRequest } from '../store/events.ts';

const settings = { sources: [], customProviders: [], ignoreTimestamps: false, answerHandshakes: true };
const knowing = (...values: string[]): Knowledge =>
  new Knowledge(settings, {
    github: values.map((value, index) => ({ label: `Secret ${index + 1}`, value })),
  });

/** A push of GitHub that this secret signed, as it is seen with what is known. */
function push(secret: string, knowledge: Knowledge): NewEvent {
  const body = Buffer.from('{"a":1}');
  const digest = createHmac('sha256', secret).update(body).digest('hex');
  const rawHeaders = ['X-GitHub-Event', 'push', 'X-Hub-Signature-256', `sha256=${digest}`];
  const request = capturedRequest({ rawHeaders, body, target: '/' });
  return { request, findings: inspect(request, knowledge, null).findings, answer: answers.stored };
}

describe('verifyAgain', () => {
  const scratch = scratchFolder();

  it('counts other verdicts, not events that keep theirs for another reason, and tells of both', async () => {
    const store = new EventStore(join(scratch.path, 'events.sqlite'), {
      committed: () => undefined,
      noticed: () => undefined,
    });
    const before = knowing('old');
    const pushes = ['old', 'new', 'another'].map((secret) => push(secret, before));
    const ids = (await addAll(store, pushes)).map((event) => ('id' in event ? event.id : assert.fail(event)));
    const reasons = (): unknown[] => ids.map((id) => store.event(id)?.findings.reason);
    const earlier = reasons();
    const told: number[] = [];
    const knowledge = knowing('old', 'new');
    const count = await verifyAgain({
      store,
      knowledge,
      aside: new Aside('', () => knowledge),
      isCancelled: () => false,
      onProgress: () => undefined,
      onChanged: (changed) => told.push(...changed),
    });
    assert.deepEqual(
      ids.map((id) => store.event(id)?.findings.verdict),
      ['valid', 'valid', 'invalid'],
    );
    assert.notDeepEqual(reasons()[2], earlier[2]);
    assert.deepEqual([count, told], [1, ids.slice(1)]);
    store.close();
  });
});
