/** Every id that package.json and the code share, once; test/unit/host/contributions.test.ts holds both together. */

export const extensionId = 'webhook-debugger.webhook-debugger';

export const commandIds = {
  startListener: 'webhookDebugger.startListener',
  stopListener: 'webhookDebugger.stopListener',
  setSigningSecret: 'webhookDebugger.setSigningSecret',
  removeSigningSecret: 'webhookDebugger.removeSigningSecret',
  copyWebhookUrl: 'webhookDebugger.copyWebhookUrl',
  sendSampleEvent: 'webhookDebugger.sendSampleEvent',
  openEvent: 'webhookDebugger.openEvent',
  openEventInEditor: 'webhookDebugger.openEventInEditor',
  deleteEvent: 'webhookDebugger.deleteEvent',
  clearEvents: 'webhookDebugger.clearEvents',
  showOlderEvents: 'webhookDebugger.showOlderEvents',
  showLog: 'webhookDebugger.showLog',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

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
  event: 'event',
} as const;

export const panelViewType = 'webhookDebugger.event';

export const documentScheme = 'webhook-event';
