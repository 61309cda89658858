import type { EngineSettings } from '../../protocol/engine.ts';
import type { ForwardRule } from '../../protocol/forward.ts';
import { readChannels, type ChannelProblem, type ChannelSetting } from '../sender/channelSettings.ts';
import { settingNames } from '../shared/contributions.ts';
import type { AnswerProblem } from '../responses/answerSetting.ts';
import { forwardRule } from '../forward/forwardSetting.ts';
import { withIds, type KnownSource } from '../sources/sourceIds.ts';
import { readSources, type SourceProblem, type SourceSetting } from '../sources/sourceSettings.ts';

export const autoStartChoices = ['resume', 'always', 'never'] as const;
export type AutoStart = (typeof autoStartChoices)[number];

export const notificationLevels = ['none', 'invalid', 'failuresAndInvalid', 'all'] as const;
export type NotificationLevel = (typeof notificationLevels)[number];

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly autoStart: AutoStart;
  /** All that can be used, also those that are switched off. */
  readonly sources: readonly SourceSetting[];
  /** All that can be used, also those that are switched off. */
  readonly channels: readonly ChannelSetting[];
  readonly engine: EngineSettings;
  /** Of the sources that are enabled, where forwarding is. */
  readonly forwards: readonly ForwardRule[];
  readonly notifications: NotificationLevel;
  readonly explain: ExplainSettings;
}

export interface ExplainSettings {
  /** The first failure of each sender is explained unasked. */
  readonly automatically: boolean;
  /** Milliseconds. */
  readonly budget: number;
}

/** A setting that holds something else than it may, and what is used in its place. */
export interface ReplacedSetting {
  readonly name: string;
  readonly used: string | number | boolean;
}

export type SettingProblem = ReplacedSetting | SourceProblem | AnswerProblem | ChannelProblem;

export interface SettingsReading {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
}

interface Range {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
}

/** The same figures as in package.json, where the settings editor takes them from; a test holds them together. */
export const ranges = {
  port: { name: settingNames.port, min: 1, max: 65_535, fallback: 6464 },
  maxBodySize: { name: settingNames.maxBodySize, min: 1024, max: 33_554_432, fallback: 10_485_760 },
  maxEvents: { name: settingNames.maxEvents, min: 100, max: 1_000_000, fallback: 10_000 },
  maxMegabytes: { name: settingNames.maxMegabytes, min: 10, max: 100_000, fallback: 500 },
  explainBudget: { name: settingNames.explainBudget, min: 100, max: 60_000, fallback: 2000 },
} as const satisfies Readonly<Record<string, Range>>;

export const defaultHost = '127.0.0.1';
const hostForm = /^[0-9A-Za-z.:-]{1,255}$/;

export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= ranges.port.min && value <= ranges.port.max;
}

class Reader {
  readonly problems: SettingProblem[] = [];
  readonly #get: (name: string) => unknown;

  readonly #known: readonly KnownSource[];

  constructor(get: (name: string) => unknown, known: readonly KnownSource[]) {
    this.#get = get;
    this.#known = known;
  }

  /** The nearest value in range; no number at all, or a port that is none: the default. */
  number({ name, min, max, fallback }: Range): number {
    const value = this.#get(name);
    if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) {
      return Number(value);
    }
    const isClamped = typeof value === 'number' && Number.isFinite(value) && name !== settingNames.port;
    return this.#instead(name, isClamped ? Math.min(max, Math.max(min, Math.round(value))) : fallback);
  }

  host(): string {
    const value = this.#get(settingNames.host);
    return typeof value === 'string' && hostForm.test(value)
      ? value
      : this.#instead(settingNames.host, defaultHost);
  }

  notifications(): NotificationLevel {
    const value = this.#get(settingNames.notifications);
    return (
      notificationLevels.find((level) => level === value) ??
      this.#instead(settingNames.notifications, 'failuresAndInvalid')
    );
  }

  /** Older settings hold true or false. */
  autoStart(): AutoStart {
    const value = this.#get(settingNames.autoStart) ?? 'resume';
    if (typeof value === 'boolean') {
      return value ? 'always' : 'never';
    }
    return (
      autoStartChoices.find((choice) => choice === value) ?? this.#instead(settingNames.autoStart, 'resume')
    );
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.#get(name) ?? fallback;
    return typeof value === 'boolean' ? value : this.#instead(name, fallback);
  }

  sources(): readonly SourceSetting[] {
    const { sources, problems } = readSources(this.#get(settingNames.sources));
    this.problems.push(...problems);
    return withIds(sources, this.#known);
  }

  channels(): readonly ChannelSetting[] {
    const { channels, problems } = readChannels(this.#get(settingNames.channels));
    this.problems.push(...problems);
    return channels;
  }

  /** The rows as they are: the engine knows what a row may hold. */
  customProviders(): readonly unknown[] {
    const value = this.#get(settingNames.customProviders) ?? [];
    if (!Array.isArray(value)) {
      this.problems.push({ name: settingNames.customProviders, code: 'notAList' });
      return [];
    }
    return value;
  }

  #instead<T extends string | number | boolean>(name: string, used: T): T {
    this.problems.push({ name, used });
    return used;
  }
}

function engineSettings(reader: Reader, sources: readonly SourceSetting[]): EngineSettings {
  return {
    maxBodySize: reader.number(ranges.maxBodySize),
    maxEvents: reader.number(ranges.maxEvents),
    maxMegabytes: reader.number(ranges.maxMegabytes),
    sources: sources
      .filter(({ enabled }) => enabled)
      .map(({ id, name, path, provider, publicUrl, answer }) => ({
        ...(id === undefined ? {} : { id }),
        ...{ name, path, provider, publicUrl },
        ...(answer === undefined ? {} : { answer }),
      })),
    customProviders: reader.customProviders(),
    ignoreTimestamps: reader.boolean(settingNames.ignoreTimestamps, false),
    answerHandshakes: reader.boolean(settingNames.answerHandshakes, true),
  };
}

/**
 * Reads all settings through `get`, which answers the value of a name below `webhookDebugger`. `known` are the sources
 * of before.
 */
export function readSettings(
  get: (name: string) => unknown,
  known: readonly KnownSource[] = [],
): SettingsReading {
  const reader = new Reader(get, known);
  const sources = reader.sources();
  const settings: Settings = {
    port: reader.number(ranges.port),
    host: reader.host(),
    autoStart: reader.autoStart(),
    sources,
    channels: reader.channels(),
    engine: engineSettings(reader, sources),
    forwards: sources.flatMap((source) => {
      const { enabled, forward } = source;
      return enabled && forward !== null ? (forwardRule(source, forward) ?? []) : [];
    }),
    notifications: reader.notifications(),
    explain: {
      automatically: reader.boolean(settingNames.explainAutomatically, true),
      budget: reader.number(ranges.explainBudget),
    },
  };
  return { settings, problems: reader.problems };
}
