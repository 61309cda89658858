import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { send } from '../../../../src/engine/send/send.ts';
import { routeToListener } from '../../../../src/engine/targets/targets.ts';
import { App } from '../../../support/app.ts';
import { until } from '../../../tools/wait.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const outgoing = { method: 'GET', path: '/', headers: [['Host', 'a']], body: new Uint8Array() } as const;

describe('What was sent', () => {
  let app: App;
  let host: string;

  beforeEach(async () => {
    app = new App();
    host = new URL(await app.listen()).host;
  });
  afterEach(() => app.close());

  it('is gone from memory when its answer is, long before it would have been too late', async () => {
    const route = routeToListener(host);
    app.answer = (response) => response.end(Buffer.alloc(100_000));
    const bodyOf = async (): Promise<WeakRef<Uint8Array>> => {
      const { answer } = await send(outgoing, route);
      assert.equal(answer?.size, 100_000);
      return new WeakRef(answer.body);
    };
    const bodies = [await bodyOf(), await bodyOf(), await bodyOf()];
    await until('the answers are gone', () => {
      collectGarbage();
      return bodies.every((body) => body.deref() === undefined);
    });
  });

  it('leaves no connection open where it cannot be written', async () => {
    const { failure } = await send({ ...outgoing, path: '/ ' }, routeToListener(host));
    assert.equal(failure?.code, 'ERR_UNESCAPED_CHARACTERS');
    await until('it is closed', async () => (await app.connections()) === 0);
  });
});
