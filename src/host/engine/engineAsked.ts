import type { EngineCallName } from '../../protocol/engine.ts';
import { numberText } from '../words/wording.ts';
import type { Translate } from '../words/translate.ts';

/**
 * What asks a lot of the engine, and what does not.
 * - `read`: what the views show; asked again once another engine runs.
 * - `act`: what a person waits for.
 * - `heavy`: the same, where the engine may compute for seconds without a turn of its event loop.
 * - `job`: the same in a worker of its own.
 * - `stop`: what a person waits for who wants it to end.
 * - `long`: takes as long as it takes, with progress or a limit of its own; it ends with the engine.
 */
type Weight = 'read' | 'act' | 'heavy' | 'job' | 'stop' | 'long';

/** Milliseconds until a call is given up that the engine has not answered. */
const limits: Readonly<Record<Weight, number>> = {
  read: 20_000,
  act: 30_000,
  heavy: 60_000,
  job: 60_000,
  stop: 10_000,
  long: Infinity,
};

const subjects = {
  read: (t: Translate) => t('Read events'),
  start: (t: Translate) => t('Start Listener'),
  stop: (t: Translate) => t('Stop Listener'),
  settings: (t: Translate) => t('Apply settings'),
  secrets: (t: Translate) => t('Apply signing secrets'),
  check: (t: Translate) => t('Check signature'),
  explain: (t: Translate) => t('Explain signature'),
  remove: (t: Translate) => t('Delete events'),
  respond: (t: Translate) => t('Change responses'),
  prepare: (t: Translate) => t('Prepare request'),
  send: (t: Translate) => t('Send request'),
  cancel: (t: Translate) => t('Cancel'),
  copy: (t: Translate) => t('Copy request'),
  exported: (t: Translate) => t('Export events'),
  imported: (t: Translate) => t('Import events'),
} as const;

const asked = {
  configure: ['long', 'settings'],
  setSecrets: ['long', 'secrets'],
  setForwards: ['act', 'settings'],
  allowTargets: ['act', 'settings'],
  startListener: ['act', 'start'],
  stopListener: ['stop', 'stop'],
  close: ['stop', 'stop'],
  providers: ['read', 'read'],
  counts: ['read', 'read'],
  tallies: ['read', 'read'],
  listEvents: ['read', 'read'],
  listDeliveries: ['read', 'read'],
  attempts: ['read', 'read'],
  attemptIds: ['read', 'read'],
  getEvent: ['read', 'read'],
  neighbours: ['read', 'read'],
  readBody: ['read', 'read'],
  bodyBreaks: ['job', 'read'],
  signedLines: ['job', 'read'],
  expectedDigests: ['read', 'check'],
  offeredSecret: ['read', 'check'],
  checkTarget: ['read', 'prepare'],
  signers: ['read', 'prepare'],
  resigners: ['read', 'prepare'],
  firedAttempt: ['read', 'read'],
  readHttp: ['heavy', 'prepare'],
  editHttp: ['heavy', 'prepare'],
  layHttp: ['heavy', 'prepare'],
  compareHttp: ['heavy', 'prepare'],
  fixture: ['heavy', 'prepare'],
  compose: ['act', 'prepare'],
  composedFixture: ['act', 'prepare'],
  copyAs: ['heavy', 'copy'],
  setProvider: ['heavy', 'check'],
  checkProvider: ['act', 'check'],
  tryProvider: ['heavy', 'check'],
  trySecrets: ['heavy', 'check'],
  diagnose: ['long', 'explain'],
  cancelDiagnosis: ['act', 'cancel'],
  findFormula: ['long', 'explain'],
  cancelFormula: ['act', 'cancel'],
  answerNext: ['act', 'respond'],
  deleteEvents: ['heavy', 'remove'],
  clearEvents: ['heavy', 'remove'],
  decideRetention: ['act', 'settings'],
  sendSample: ['long', 'send'],
  sendComposed: ['long', 'send'],
  sendHttp: ['long', 'send'],
  replay: ['long', 'send'],
  replayAll: ['long', 'send'],
  cancelReplay: ['act', 'cancel'],
  burst: ['long', 'send'],
  stopBurst: ['act', 'cancel'],
  fire: ['long', 'send'],
  stopFiring: ['act', 'cancel'],
  exportEvents: ['long', 'exported'],
  importEvents: ['long', 'imported'],
} as const satisfies Record<EngineCallName, readonly [Weight, keyof typeof subjects]>;

/** Milliseconds after which a call is given up; infinite where it has no limit. */
export function limitOf(call: EngineCallName): number {
  return limits[asked[call][0]];
}

/** Whether the engine may be silent for many seconds over it. */
export function isHeavy(call: EngineCallName): boolean {
  return asked[call][0] === 'heavy';
}

/** Whether nothing need be said of a call that ended with the engine: it is made again, or was often not asked for. */
export function endsQuietly(call: EngineCallName): boolean {
  return asked[call][0] === 'read' || call === 'diagnose';
}

/** As a person knows what was asked for. */
export function askedName(call: EngineCallName, t: Translate): string {
  return subjects[asked[call][1]](t);
}

/** That a call was not answered in time. */
export function lateText(call: EngineCallName, t: Translate): string {
  return t(
    '“{0}” got no response from the webhook engine within {1} s, and may still be carried out. The engine may be waiting for a slow or busy disk. Try again later; Stop Listener ends an engine that does not respond.',
    askedName(call, t),
    numberText(limitOf(call) / 1000),
  );
}
