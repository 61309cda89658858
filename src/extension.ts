import * as vscode from 'vscode';
import { autoStart } from './host/listener/autoStart.ts';
import { allCommands } from './host/activation/allCommands.ts';
import { registerCommands } from './host/shared/command.ts';
import { Config } from './host/settings/config.ts';
import { TargetConsent } from './host/targets/targetConsent.ts';
import { EngineHost } from './host/activation/engineHost.ts';
import { ListenerControl } from './host/listener/listenerControl.ts';
import { ListenerMemory } from './host/listener/listenerMemory.ts';
import { ListenerNotices } from './host/listener/listenerMessages.ts';
import { Notifier } from './host/events/notify.ts';
import { OfferedSecrets } from './host/secrets/offeredSecrets.ts';
import { Problems } from './host/shared/problems.ts';
import { SecretChanges } from './host/secrets/secretChanges.ts';
import { SecretStore } from './host/secrets/secretStore.ts';
import { Shutdown } from './host/activation/shutdown.ts';
import { renamedSecrets } from './host/sources/renamedSecretsOf.ts';
import { ProviderChecks } from './host/settings/providerChecks.ts';
import { testHandle, type TestHandle } from './host/activation/testHandle.ts';
import { Views } from './host/activation/views.ts';
import { otherWindows } from './host/listener/otherWindowsOf.ts';

const shutdown = new Shutdown();

export function activate(context: vscode.ExtensionContext): TestHandle | undefined {
  const log = vscode.window.createOutputChannel(vscode.l10n.t('Webhook Debugger'), { log: true });
  const problems = new Problems(log);
  const config = new Config(problems, context);
  const secrets = new SecretStore(context.secrets, problems);
  const engineHost = new EngineHost({ context, config, secrets, problems, log });
  const { client: engine, onDidConfigure, progress } = engineHost;
  const consent = new TargetConsent(engine, engineHost.allowedTargets, problems.report);
  const messages = new ListenerNotices(config, problems);
  const memory = ListenerMemory.of(context, (text) => log.warn(text));
  const windows = otherWindows(context, log);
  const listener = new ListenerControl({
    ...{ engine, config, messages, memory, windows },
    onError: problems.report,
    t: vscode.l10n.t,
  });
  const changes = new SecretChanges({ store: secrets, engine, progress, onError: problems.report });
  const offered = new OfferedSecrets({ engine, store: secrets, changes, config, t: vscode.l10n.t });
  const host = { context, engine, config, onDidConfigure, consent, problems };
  const views = new Views({ ...host, listener, secrets, offered });
  const { panels, sources } = views;
  const { commands, parts } = allCommands({
    ...host,
    listener,
    store: secrets,
    changes,
    views,
    offered,
    log,
  });
  const renamed = renamedSecrets({ ...host, store: secrets, changes });
  const checks = new ProviderChecks(host);
  const notifier = new Notifier(engine, config, problems);
  const registered = registerCommands(commands, problems);
  // Disposed in this order: what is used by others goes after them.
  context.subscriptions.push(registered, notifier, checks, views, renamed, changes, listener);
  context.subscriptions.push(...parts, engineHost, secrets, config, log);
  shutdown.add(() => engineHost.close());
  problems.watch(config.ready.then(() => autoStart(listener, config, memory)));
  return testHandle(context, { config, engine, listener, panels, sources, secrets: changes });
}

export function deactivate(): Promise<void> {
  return shutdown.run();
}
