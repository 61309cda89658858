/** Runs the engine until it is killed; tells its port to the parent process. */
import { EngineUnderTest } from './engineUnderTest.ts';

const [folder = ''] = process.argv.slice(2);
const engine = new EngineUnderTest(folder);
await engine.listen();
process.send?.(engine.port);
