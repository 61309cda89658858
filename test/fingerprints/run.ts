/**
 * `npm run fingerprints`: has every runtime that is installed read and write the inputs, and writes what came out to
 * fingerprints.json, which the unit tests hold our own writers against. What is not installed keeps what it has.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { fingerprintsFile, readFingerprints, type Fingerprint } from './fingerprints.ts';
import { inputs } from './inputs.ts';
import { realRuntimes, runReal, type RealRuntime } from './realRuntimes.ts';

const names = Object.keys(inputs);

function take({ name, command }: RealRuntime): readonly Fingerprint[] {
  const line = command();
  if (line === null) {
    console.log(`${name}: not installed, its fingerprints stay as they are`);
    return existsSync(fingerprintsFile) ? readFingerprints().filter(({ program }) => program === name) : [];
  }
  const { version, outputs } = runReal(line, Object.values(inputs));
  console.log(`${name} ${version}: ${outputs.size} forms`);
  return [...outputs].map(([runtime, texts]) => ({
    runtime,
    program: name,
    version,
    outputs: Object.fromEntries(names.map((input, index) => [input, texts[index] ?? null])),
  }));
}

const fingerprints = realRuntimes.flatMap(take);
writeFileSync(fingerprintsFile, `${JSON.stringify(fingerprints, null, 2)}\n`);
console.log(`${fingerprints.length} forms of ${names.length} inputs`);
