import type { MessagePort } from 'node:worker_threads';
import { findFormula } from '../formula/findFormula.ts';
import { Knowledge } from '../verification/knowledge.ts';
import { Clock } from './clock.ts';
import { diagnose } from './diagnose.ts';
import type { Job, JobMessage, JobResults } from './job.ts';
import { breaksOf } from './json/breaks.ts';
import { signedLines } from './reading/signedLines.ts';
import { Case } from '../verification/verifyRequest.ts';
import { subjectOf } from './subject.ts';

function resultOf(job: Job, onProgress: (share: number) => void): JobResults[Job['kind']] {
  if (job.kind === 'breaks') {
    return breaksOf(job.body);
  }
  if (job.kind === 'lines') {
    return signedLines(job.received, job.signed);
  }
  if (job.kind === 'formula') {
    const clock = new Clock(job.budget, onProgress);
    return findFormula(new Case(job.request, job.source), job.header, job.secret, clock);
  }
  const { request, provider, settings, secrets, seenAt, budget } = job;
  const subject = subjectOf(request, provider, new Knowledge(settings, secrets), seenAt);
  return subject === undefined ? null : diagnose(subject, new Clock(budget, onProgress));
}

/** Does the one job that a worker was started for, and tells how far it is. */
export function runJob(job: Job, port: MessagePort): void {
  const post = (message: JobMessage): void => port.postMessage(message);
  post({ type: 'done', result: resultOf(job, (share) => post({ type: 'progress', share })) });
}
