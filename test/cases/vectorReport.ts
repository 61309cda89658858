import { Clock } from '../../src/engine/diagnosis/clock.ts';
import { diagnosePatient } from '../diagnosis/patient.ts';
import { cpuMilliseconds, seldomRead } from '../support/clocks.ts';
import { runVector, type Vector } from '../vectors/vector.ts';
import { compareDiagnosis, type ExpectedDiagnosis } from './expectedDiagnosis.ts';
import { Comparison, type Outcome } from './outcome.ts';

/** A vector with what else is expected of it. */
export interface VectorReport extends Vector {
  /** Another verdict that will do; with it nothing is left to explain. */
  readonly expectedAlso?: string;
  readonly expectedDiagnosis?: ExpectedDiagnosis;
  /** The provider that shows without being told. */
  readonly detected?: string;
}

/** Milliseconds of CPU time. */
const budget = 2000;

/** The vectors' word for it. */
const asVector = (verdict: string): string => (verdict === 'unsigned' ? 'valid' : verdict);

export function runVectorReport(report: VectorReport): Outcome {
  const { expected, expectedAlso = expected, expectedDiagnosis, detected } = report;
  const comparison = new Comparison();
  const result = runVector(report);
  if (result.actual !== asVector(expectedAlso)) {
    comparison.same('verdict', asVector(expected), result.actual);
  }
  comparison.same('detected', detected, result.detected);
  if (expectedDiagnosis !== undefined && result.actual === asVector(expected)) {
    const clock = new Clock(budget, undefined, seldomRead(cpuMilliseconds));
    compareDiagnosis(expectedDiagnosis, diagnosePatient(report, clock).diagnosis, comparison);
  }
  return comparison.of(report.name);
}
