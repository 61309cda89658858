/**
 * `npm run diagnose -- FILE`: diagnoses requests through the code that the extension uses and prints a line of JSON
 * for each. `npm run diagnose -- --list` prints the ids of all causes.
 */
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { diagnose } from '../../src/engine/diagnosis/diagnose.ts';
import { subjectOf } from '../../src/engine/diagnosis/subject.ts';
import { inspect } from '../../src/engine/inspect.ts';
import { diagnosisText } from '../../src/host/diagnosis/diagnosisText.ts';
import { causeFamilies } from '../../src/protocol/diagnosis.ts';
import { cpuMilliseconds } from '../support/clocks.ts';
import { english } from '../unit/host/fakes.ts';
import { knowledgeFor, requestOf, type Vector } from '../vectors/vector.ts';

/** Milliseconds of CPU time for each. */
const budget = 2000;

/** A request as it came, and the secrets that are saved for it. */
type Patient = Omit<Vector, 'scheme' | 'expected'> & { readonly scheme?: string };

/** The scheme that is named, else the one that shows, else the first provider. */
function schemeOf(patient: Patient): string {
  const vector = { ...patient, scheme: '', expected: '' };
  const seen = inspect(requestOf(vector), knowledgeFor(vector, null, {})).findings.provider;
  return patient.scheme ?? seen ?? 'simplebackups';
}

function diagnosed(patient: Patient): Readonly<Record<string, unknown>> {
  const scheme = schemeOf(patient);
  const vector = { ...patient, scheme, expected: '' };
  const secrets = {
    [scheme]: patient.secrets.map((value, index) => ({ label: `Secret ${index + 1}`, value })),
  };
  const subject = subjectOf(requestOf(vector), scheme, knowledgeFor(vector, scheme, secrets));
  if (subject === undefined) {
    return { name: patient.name, error: `There is no scheme "${scheme}".` };
  }
  const diagnosis = diagnose(subject, new Clock(budget, undefined, cpuMilliseconds));
  const { level, causes, recovered, tried, milliseconds } = diagnosis;
  const body = recovered === null ? undefined : Buffer.from(recovered.body).toString('base64');
  return {
    name: patient.name,
    level,
    causes: causes.map(({ id }) => id),
    sentence: diagnosisText(diagnosis, english).sentence,
    ...(body === undefined ? {} : { recoveredBodyBase64: body }),
    tried,
    ms: Math.round(milliseconds),
  };
}

function run(argument: string | undefined): void {
  if (argument === '--list') {
    console.log(Object.values(causeFamilies).flat().join('\n'));
    return;
  }
  if (argument === undefined) {
    throw new Error('Say which file: npm run diagnose -- FILE, or --list for all causes.');
  }
  const patients: unknown = JSON.parse(readFileSync(argument, 'utf8'));
  if (!Array.isArray(patients)) {
    throw new Error(`${argument} does not hold a list of requests.`);
  }
  for (const patient of patients as readonly Patient[]) {
    console.log(JSON.stringify(diagnosed(patient)));
  }
}

try {
  run(process.argv[2]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
