/**
 * `npm run vectors -- FILE`: runs a file of vectors, in the form of `Vector`, through what the listener does with a
 * request. Prints a line of JSON for each, and last the sum; the exit code is 1 where any failed.
 */
import { readFileSync } from 'node:fs';
import { runVector, type Vector } from './vector.ts';

function readVectors(file: string | undefined): readonly Vector[] {
  if (file === undefined) {
    throw new Error('Say which file: npm run vectors -- FILE');
  }
  const vectors: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(vectors)) {
    throw new Error(`${file} does not hold a list of vectors.`);
  }
  return vectors as readonly Vector[];
}

try {
  const results = readVectors(process.argv[2]).map(runVector);
  for (const result of results) {
    console.log(JSON.stringify(result));
  }
  const failed = results.filter(({ expected, actual }) => expected !== actual).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
