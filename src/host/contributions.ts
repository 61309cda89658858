/** Every id that package.json and the code share, once; test/unit/host/contributions.test.ts holds both together. */

export const extensionId = 'webhook-debugger.webhook-debugger';

export const commandIds = {
  startListener: 'webhookDebugger.startListener',
  stopListener: 'webhookDebugger.stopListener',
  setSigningSecret: 'webhookDebugger.setSigningSecret',
  removeSigningSecret: 'webhookDebugger.removeSigningSecret',
  renameSigningSecret: 'webhookDebugger.renameSigningSecret',
  addSource: 'webhookDebugger.addSource',
  editSource: 'webhookDebugger.editSource',
  enableSource: 'webhookDebugger.enableSource',
  disableSource: 'webhookDebugger.disableSource',
  removeSource: 'webhookDebugger.removeSource',
  answerNextRequests: 'webhookDebugger.answerNextRequests',
  answerAsUsual: 'webhookDebugger.answerAsUsual',
  forwardEvents: 'webhookDebugger.forwardEvents',
  stopForwarding: 'webhookDebugger.stopForwarding',
  resumeForwarding: 'webhookDebugger.resumeForwarding',
  copyWebhookUrl: 'webhookDebugger.copyWebhookUrl',
  sendSampleEvent: 'webhookDebugger.sendSampleEvent',
  openEvent: 'webhookDebugger.openEvent',
  openEventInEditor: 'webhookDebugger.openEventInEditor',
  deleteEvent: 'webhookDebugger.deleteEvent',
  clearEvents: 'webhookDebugger.clearEvents',
  showOlderEvents: 'webhookDebugger.showOlderEvents',
  verifyAs: 'webhookDebugger.verifyAs',
  saveOfferedSecret: 'webhookDebugger.saveOfferedSecret',
  replay: 'webhookDebugger.replay',
  replayTo: 'webhookDebugger.replayTo',
  replayResigned: 'webhookDebugger.replayResigned',
  editAndReplay: 'webhookDebugger.editAndReplay',
  saveAsFixture: 'webhookDebugger.saveAsFixture',
  sendRequest: 'webhookDebugger.sendRequest',
  resignAndSendRequest: 'webhookDebugger.resignAndSendRequest',
  compareWithLatest: 'webhookDebugger.compareWithLatest',
  sendEvent: 'webhookDebugger.sendEvent',
  sendComposedSigned: 'webhookDebugger.sendComposedSigned',
  sendComposedUnsigned: 'webhookDebugger.sendComposedUnsigned',
  changeComposedTarget: 'webhookDebugger.changeComposedTarget',
  saveComposed: 'webhookDebugger.saveComposed',
  sendBurst: 'webhookDebugger.sendBurst',
  newChannel: 'webhookDebugger.newChannel',
  editChannel: 'webhookDebugger.editChannel',
  enableChannel: 'webhookDebugger.enableChannel',
  disableChannel: 'webhookDebugger.disableChannel',
  removeChannel: 'webhookDebugger.removeChannel',
  copyChannelSecret: 'webhookDebugger.copyChannelSecret',
  fireChannel: 'webhookDebugger.fireChannel',
  fireBackupSuccess: 'webhookDebugger.fireBackupSuccess',
  fireBackupError: 'webhookDebugger.fireBackupError',
  stopFiring: 'webhookDebugger.stopFiring',
  showChannelAnswer: 'webhookDebugger.showChannelAnswer',
  forgetAllowedHosts: 'webhookDebugger.forgetAllowedHosts',
  copyAs: 'webhookDebugger.copyAs',
  copyAsCurl: 'webhookDebugger.copyAsCurl',
  copyAsFetch: 'webhookDebugger.copyAsFetch',
  copyAsRawHttp: 'webhookDebugger.copyAsRawHttp',
  exportEvents: 'webhookDebugger.exportEvents',
  importEvents: 'webhookDebugger.importEvents',
  explain: 'webhookDebugger.explain',
  showSignedBytes: 'webhookDebugger.showSignedBytes',
  tryEnvSecrets: 'webhookDebugger.tryEnvSecrets',
  saveFoundSecret: 'webhookDebugger.saveFoundSecret',
  newCustomProvider: 'webhookDebugger.newCustomProvider',
  showLog: 'webhookDebugger.showLog',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Menus within menus. */
export const submenuIds = {
  copyAs: 'webhookDebugger.copyAsMenu',
} as const;

export const viewIds = {
  sources: 'webhookDebugger.sources',
  events: 'webhookDebugger.events',
} as const;

/** VS Code makes these of the ids of the views. */
export const focusCommands = {
  sources: `${viewIds.sources}.focus`,
  events: `${viewIds.events}.focus`,
} as const;

export const contextKeys = {
  listenerState: 'webhookDebugger.listenerState',
  hasSecret: 'webhookDebugger.hasSecret',
  /** The active editor shows a request that can be sent. */
  requestDocument: 'webhookDebugger.requestDocument',
  isAnswering: 'webhookDebugger.isAnswering',
} as const;

export const configurationSection = 'webhookDebugger';

export const settingNames = {
  port: 'port',
  host: 'host',
  autoStart: 'autoStart',
  maxBodySize: 'maxBodySize',
  maxEvents: 'retention.maxEvents',
  maxMegabytes: 'retention.maxMegabytes',
  notifications: 'notifications',
  sources: 'sources',
  channels: 'channels',
  customProviders: 'customProviders',
  ignoreTimestamps: 'ignoreTimestamps',
  answerHandshakes: 'answerHandshakes',
  explainAutomatically: 'explainAutomatically',
  explainBudget: 'explainBudget',
} as const;

export const colorIds = {
  failure: 'webhookDebugger.failureForeground',
} as const;

/** What the menus of package.json look for in `viewItem`. */
export const itemKinds = {
  listening: 'listener.listening',
  stopped: 'listener.stopped',
  failed: 'listener.failed',
  withSecret: 'provider.withSecret',
  noSecret: 'provider.noSecret',
  /** It has no signature that a secret could verify. */
  plain: 'provider.plain',
  sourceWithSecret: 'source.withSecret',
  sourceNoSecret: 'source.noSecret',
  sourcePlain: 'source.plain',
  sourceDisabled: 'source.disabled',
  forwardOn: 'forward.on',
  forwardOff: 'forward.off',
  forwardNotAllowed: 'forward.notAllowed',
  channelReady: 'channel.ready',
  /** Of SimpleBackups, whose events are known by name. */
  channelOfBackups: 'channel.ready.backups',
  channelFiring: 'channel.firing',
  channelDisabled: 'channel.disabled',
  channelAttempt: 'channelAttempt',
  event: 'event',
  /** What is answered for a while. */
  answering: 'answering',
} as const;

export const panelViewType = 'webhookDebugger.event';

export const documentScheme = 'webhook-event';

/** Read-only documents that show what an application answered. */
export const answerScheme = 'webhook-answer';

/** Read-only texts that are compared. */
export const comparisonScheme = 'webhook-comparison';
