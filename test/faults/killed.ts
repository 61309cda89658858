/** Runs the engine until it is killed; tells its port to the parent process, and when asked what is stored. */
import { EngineUnderTest } from './engineUnderTest.ts';

const [folder = ''] = process.argv.slice(2);
const engine = new EngineUnderTest(folder);
await engine.listen();
process.once('message', () => {
  void engine.call('counts', { afterId: 0 }).then(({ total }) => {
    const whys = engine.messages.flatMap((message) =>
      message.type === 'storage' && message.notice.kind === 'failing' ? [message.notice.why] : [],
    );
    process.send?.({ total, whys });
  });
});
process.once('disconnect', () => process.exit());
process.send?.(engine.port);
