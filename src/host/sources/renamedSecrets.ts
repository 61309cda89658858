import type { Disposable } from '../../common/disposable.ts';
import type { Event } from '../../common/event.ts';
import type { Secrets } from '../../protocol/engine.ts';
import { channelKey } from '../../protocol/secretKeys.ts';
import type { ChannelSetting } from '../sender/channelSettings.ts';
import { settingNames } from '../shared/contributions.ts';
import { customRows } from '../customProvider/customRows.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import { secretsOf, withoutKey } from '../secrets/secretList.ts';
import { knownRows, renamesOf, type KnownRow } from './renames.ts';
import type { ListSetting } from '../settings/settingScopes.ts';
import { type SettingScope, scopeOf, type ScopedValue } from '../settings/settingScope.ts';

const knownKey = 'webhookDebugger.knownRows';
const scopes = ['workspace', 'user'] as const;

interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

export interface RenamedSecretsOptions {
  readonly config: {
    readonly ready: Promise<void>;
    readonly settings: { readonly channels: readonly ChannelSetting[] };
    readonly onDidChange: Event<unknown>;
    written(name: ListSetting): ScopedValue;
  };
  readonly engine: EngineCaller;
  readonly memories: Readonly<Record<SettingScope, Memory>>;
  readonly store: { read(): Promise<Secrets> };
  readonly changes: { save(secrets: Secrets): Promise<unknown> };
  /** A secret has gone from one name to another. */
  readonly onMoved: (from: string, to: string) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps the secrets of a channel with it when it is renamed in the settings by hand, and those of a custom provider
 * when its id is another. A source needs none of this: its secrets are saved under an id of its own.
 */
export class RenamedSecrets implements Disposable {
  readonly #options: RenamedSecretsOptions;
  readonly #subscription: Disposable;
  #last: Promise<void>;

  constructor(options: RenamedSecretsOptions) {
    this.#options = options;
    this.#last = options.config.ready;
    const look = (): void => {
      this.#last = this.#last.then(() => this.#look()).catch(options.onError);
    };
    this.#subscription = options.config.onDidChange(look);
    look();
  }

  /** Resolves when the last change has been looked at. */
  get upToDate(): Promise<void> {
    return this.#last;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #look(): Promise<void> {
    const { memories } = this.#options;
    const rows = this.#rows();
    for (const scope of scopes) {
      const before = knownRows(memories[scope].get(knownKey));
      const now = rows.filter((row) => row.scope === scope).map(({ key, like }) => ({ key, like }));
      if (JSON.stringify(now) !== JSON.stringify(before)) {
        await this.#move(renamesOf(before, now, rows));
        await memories[scope].update(knownKey, now);
      }
    }
  }

  #rows(): readonly (KnownRow & { readonly scope: SettingScope })[] {
    const { config } = this.#options;
    const channels = config.settings.channels.map((channel) => ({
      key: channelKey(channel.name),
      like: JSON.stringify(['channel', channel.provider, channel.url]),
      scope: scopeOf(channel),
    }));
    const custom = customRows(config.written(settingNames.customProviders))
      .filter(({ id }) => /^[a-z\d-]+$/.test(id))
      .map(({ id, place, row }) => ({
        key: id,
        like: JSON.stringify(['custom', row['verify'] ?? null]),
        scope: place.scope,
      }));
    return [...channels, ...custom];
  }

  async #move(renames: readonly (readonly [from: string, to: string])[]): Promise<void> {
    const { engine, store, changes, onMoved } = this.#options;
    const known = renames.length === 0 ? [] : await engine.call('providers', null);
    // A row that has the id of one of ours is left out, and the secrets are not its own.
    const ours = new Set(known.flatMap(({ id, custom }) => (custom ? [] : id)));
    for (const [from, to] of renames.filter((pair) => !pair.some((key) => ours.has(key)))) {
      const secrets = await store.read();
      const own = secretsOf(secrets, from);
      if (own.length > 0 && secretsOf(secrets, to).length === 0) {
        await changes.save({ ...withoutKey(secrets, from), [to]: own });
        onMoved(from, to);
      }
    }
  }
}
