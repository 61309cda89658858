import { parentPort, workerData } from 'node:worker_threads';
import { Knowledge } from '../knowledge.ts';
import { Clock } from './clock.ts';
import { diagnose } from './diagnose.ts';
import type { Job, JobMessage, JobResults } from './job.ts';
import { breaksOf } from './json/breaks.ts';
import { subjectOf } from './subject.ts';

function post(message: JobMessage): void {
  parentPort?.postMessage(message);
}

function run(job: Job): JobResults[Job['kind']] {
  if (job.kind === 'breaks') {
    return breaksOf(job.body);
  }
  const { request, provider, settings, secrets, seenAt, budget } = job;
  const subject = subjectOf(request, provider, new Knowledge(settings, secrets), seenAt);
  const clock = new Clock(budget, (share) => post({ type: 'progress', share }));
  return subject === undefined ? null : diagnose(subject, clock);
}

if (parentPort !== null) {
  post({ type: 'done', result: run(workerData as Job) });
}
