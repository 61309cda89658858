/**
 * `npm run diagnose -- FILE`: diagnoses requests through the code that the extension uses and prints a line of JSON
 * for each. `npm run diagnose -- --list` prints the ids of all causes.
 */
import { Buffer } from 'node:buffer';
import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { causeFamilies } from '../../src/protocol/diagnosis.ts';
import { cpuMilliseconds } from '../support/clocks.ts';
import { diagnosePatient, readList, type Patient } from './patient.ts';

/** Milliseconds of CPU time for each. */
const budget = 2000;

function lineOf(patient: Patient): Readonly<Record<string, unknown>> {
  const { diagnosis, sentence } = diagnosePatient(patient, new Clock(budget, undefined, cpuMilliseconds));
  const { level, causes, recovered, tried, milliseconds } = diagnosis;
  const body = recovered === null ? undefined : Buffer.from(recovered.body).toString('base64');
  return {
    name: patient.name,
    level,
    causes: causes.map(({ id }) => id),
    sentence,
    ...(body === undefined ? {} : { recoveredBodyBase64: body }),
    tried,
    ms: Math.round(milliseconds),
  };
}

function diagnosed(patient: Patient): Readonly<Record<string, unknown>> {
  try {
    return lineOf(patient);
  } catch (error) {
    return { name: patient.name, error: error instanceof Error ? error.message : String(error) };
  }
}

function run(argument: string | undefined): void {
  if (argument === '--list') {
    console.log(Object.values(causeFamilies).flat().join('\n'));
    return;
  }
  if (argument === undefined) {
    throw new Error('Say which file: npm run diagnose -- FILE, or --list for all causes.');
  }
  for (const patient of readList(argument) as readonly Patient[]) {
    console.log(JSON.stringify(diagnosed(patient)));
  }
}

try {
  run(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
