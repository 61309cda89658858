/** Every id that package.json and the code share, once; test/unit/host/shared/contributions.test.ts holds both together. */

export const extensionId = 'webhook-debugger.webhook-debugger';

export const commandIds = {
  startListener: 'webhookDebugger.startListener',
  stopListener: 'webhookDebugger.stopListener',
  takeOverListener: 'webhookDebugger.takeOverListener',
  setSigningSecret: 'webhookDebugger.setSigningSecret',
  removeSigningSecret: 'webhookDebugger.removeSigningSecret',
  renameSigningSecret: 'webhookDebugger.renameSigningSecret',
  addSource: 'webhookDebugger.addSource',
  editSource: 'webhookDebugger.editSource',
  editResponse: 'webhookDebugger.editResponse',
  editSourceInSettings: 'webhookDebugger.editSourceInSettings',
  renameSource: 'webhookDebugger.renameSource',
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
  switchRequestLayout: 'webhookDebugger.switchRequestLayout',
  compareWithLatest: 'webhookDebugger.compareWithLatest',
  sendEvent: 'webhookDebugger.sendEvent',
  sendComposedSigned: 'webhookDebugger.sendComposedSigned',
  sendComposedUnsigned: 'webhookDebugger.sendComposedUnsigned',
  changeComposedTarget: 'webhookDebugger.changeComposedTarget',
  saveComposed: 'webhookDebugger.saveComposed',
  sendBurst: 'webhookDebugger.sendBurst',
  newChannel: 'webhookDebugger.newChannel',
  editChannel: 'webhookDebugger.editChannel',
  editChannelInSettings: 'webhookDebugger.editChannelInSettings',
  enableChannel: 'webhookDebugger.enableChannel',
  disableChannel: 'webhookDebugger.disableChannel',
  removeChannel: 'webhookDebugger.removeChannel',
  copyChannelSecret: 'webhookDebugger.copyChannelSecret',
  fireChannel: 'webhookDebugger.fireChannel',
  fireBackupSuccess: 'webhookDebugger.fireBackupSuccess',
  fireBackupError: 'webhookDebugger.fireBackupError',
  stopFiring: 'webhookDebugger.stopFiring',
  showChannelAnswer: 'webhookDebugger.showChannelAnswer',
  sendFixture: 'webhookDebugger.sendFixture',
  forgetAllowedHosts: 'webhookDebugger.forgetAllowedHosts',
  copyPath: 'webhookDebugger.copyPath',
  copyAs: 'webhookDebugger.copyAs',
  copyAsCurl: 'webhookDebugger.copyAsCurl',
  copyAsFetch: 'webhookDebugger.copyAsFetch',
  copyAsRawHttp: 'webhookDebugger.copyAsRawHttp',
  exportEvents: 'webhookDebugger.exportEvents',
  importEvents: 'webhookDebugger.importEvents',
  explain: 'webhookDebugger.explain',
  showSignedBytes: 'webhookDebugger.showSignedBytes',
  showExactBytes: 'webhookDebugger.showExactBytes',
  tryEnvSecrets: 'webhookDebugger.tryEnvSecrets',
  saveFoundSecret: 'webhookDebugger.saveFoundSecret',
  saveCorrectedSecret: 'webhookDebugger.saveCorrectedSecret',
  newCustomProvider: 'webhookDebugger.newCustomProvider',
  editCustomProvider: 'webhookDebugger.editCustomProvider',
  showLog: 'webhookDebugger.showLog',
  openSettings: 'webhookDebugger.openSettings',
  openDocumentation: 'webhookDebugger.openDocumentation',
  openProviderDocumentation: 'webhookDebugger.openProviderDocumentation',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Those in the title of a view, which VS Code gives the row with the focus, or undefined where there is none. */
export const titleCommands: ReadonlySet<CommandId> = new Set([
  commandIds.startListener,
  commandIds.stopListener,
  commandIds.addSource,
  commandIds.setSigningSecret,
  commandIds.sendSampleEvent,
  commandIds.clearEvents,
  commandIds.answerNextRequests,
  commandIds.showLog,
  commandIds.exportEvents,
  commandIds.importEvents,
  commandIds.newChannel,
  commandIds.sendEvent,
  commandIds.sendBurst,
  commandIds.openSettings,
  commandIds.openDocumentation,
]);

/** Menus within menus. */
export const submenuIds = {
  copyAs: 'webhookDebugger.copyAsMenu',
  replay: 'webhookDebugger.replayMenu',
} as const;

export const viewIds = {
  sources: 'webhookDebugger.sources',
  events: 'webhookDebugger.events',
  send: 'webhookDebugger.send',
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
  hasEvents: 'webhookDebugger.hasEvents',
  isFiring: 'webhookDebugger.isFiring',
  hasSource: 'webhookDebugger.hasSource',
  hasEnabledSource: 'webhookDebugger.hasEnabledSource',
  hasDisabledSource: 'webhookDebugger.hasDisabledSource',
  isForwarding: 'webhookDebugger.isForwarding',
  hasPausedForward: 'webhookDebugger.hasPausedForward',
  hasChannel: 'webhookDebugger.hasChannel',
  hasEnabledChannel: 'webhookDebugger.hasEnabledChannel',
  hasDisabledChannel: 'webhookDebugger.hasDisabledChannel',
  hasBackupChannel: 'webhookDebugger.hasBackupChannel',
  hasCustomProvider: 'webhookDebugger.hasCustomProvider',
  hasFixture: 'webhookDebugger.hasFixture',
  /** Something is allowed beyond this machine, or a certificate is accepted. */
  hasAllowedHost: 'webhookDebugger.hasAllowedHost',
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

/** What the menus of package.json look for in `viewItem`. */
export const itemKinds = {
  listening: 'listener.listening',
  stopped: 'listener.stopped',
  failed: 'listener.failed',
  /** Its engine has stopped, and the next one is on its way. */
  restarting: 'listener.restarting',
  /** Its port is taken. */
  waiting: 'listener.waiting',
  /** Its port is another window's of this extension. */
  elsewhere: 'listener.elsewhere',
  withSecret: 'provider.withSecret',
  noSecret: 'provider.noSecret',
  /** It has no signature that a secret could verify. */
  plain: 'provider.plain',
  /** The same three of a provider of one's own. */
  customWithSecret: 'provider.withSecret.custom',
  customNoSecret: 'provider.noSecret.custom',
  customPlain: 'provider.plain.custom',
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
  fixture: 'fixture',
  /** The providers that have nothing but a secret. */
  savedSecrets: 'savedSecrets',
  /** What nothing shows the sender of. */
  others: 'others',
  event: 'event',
  /** What is answered for a while. */
  answering: 'answering',
} as const;

/** Behind the kind of a source or a provider in `viewItem`, where its provider has documentation to open. */
export const documentedFlag = 'docs';

/** What can be done with an event, behind its kind in `viewItem`. */
export const eventFlags = {
  /** Its signature does not verify, which can be explained. */
  failing: 'failing',
  /** No provider is known of it. */
  unknown: 'unknown',
  /** It is no refused request. */
  accepted: 'accepted',
  /** It arrived whole. */
  whole: 'whole',
  /** Something of it was read and can be looked at. */
  content: 'content',
} as const;

export const panelViewType = 'webhookDebugger.event';

export const documentScheme = 'webhook-event';

/** Requests to edit. */
export const requestScheme = 'webhook-request';

/** The language of requests to edit and of fixtures. */
export const requestLanguage = 'webhook-http';

/** Read-only documents that show what an application answered. */
export const answerScheme = 'webhook-answer';

/** Read-only texts that are compared. */
export const comparisonScheme = 'webhook-comparison';
