import type { Channel } from '../../protocol/sending.ts';
import { settingNames } from '../shared/contributions.ts';
import { isRow, nameOf, type Row } from '../settings/settingRow.ts';
import type { SettingScope } from '../settings/settingScope.ts';

/** A channel as it is configured, also where it is switched off. */
export interface ChannelSetting extends Channel {
  /** Ids of the samples that it is enabled for; null for all. */
  readonly events: readonly string[] | null;
  readonly enabled: boolean;
  /** Where it stands; left out for the settings of the user. */
  readonly scope?: SettingScope;
}

export type ChannelFault =
  | 'notAList'
  | 'notAnObject'
  | 'noName'
  | 'sameName'
  | 'noProvider'
  | 'badUrl'
  | 'badEvents'
  | 'badRetries'
  | 'badGaps'
  | 'badTimeout'
  | 'notBoolean';

/** `name` is the field, such as `channels[1].url`. */
export interface ChannelProblem {
  readonly name: string;
  readonly fault: ChannelFault;
}

export interface ChannelsReading {
  readonly channels: readonly ChannelSetting[];
  readonly problems: readonly ChannelProblem[];
}

/**
 * The same figures as in package.json; a test holds them together. Three retries are the vendor's; its gaps and its
 * time-out are not documented, so these are short ones, for somebody who waits at the screen. In seconds.
 */
export const channelDefaults = { retries: 3, gaps: [2, 5, 10], timeout: 30 } as const;
export const channelLimits = { retries: 10, gap: 3600, timeout: 300 } as const;

/** An http or https URL that a vendor could be given. */
export function isChannelUrl(text: string): boolean {
  return /^https?:\/\/[^\s#]+$/i.test(text) && URL.canParse(text);
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

class RowReader {
  readonly channels: ChannelSetting[] = [];
  readonly problems: ChannelProblem[] = [];

  read(row: unknown, at: string): void {
    if (!isRow(row)) {
      this.#tell(at, 'notAnObject');
      return;
    }
    const name = this.#name(row, at);
    const provider = this.#provider(row['provider'], at);
    const url = this.#url(row['url'], at);
    if (name !== null && provider !== null && url !== null) {
      const { retries, gaps, timeout } = channelDefaults;
      this.channels.push({
        ...{ name, provider, url },
        events: this.#events(row['events'], at),
        retries: this.#retries(row['retries'] ?? retries, at),
        gaps: this.#gaps(row['gaps'] ?? gaps, at),
        timeout: this.#timeout(row['timeout'] ?? timeout, at),
        enabled: this.#enabled(row['enabled'] ?? true, at),
      });
    }
  }

  #name(row: Row, at: string): string | null {
    const name = nameOf(row);
    if (name === '') {
      return this.#tell(`${at}.name`, 'noName');
    }
    return this.channels.some((other) => other.name === name) ? this.#tell(`${at}.name`, 'sameName') : name;
  }

  #provider(provider: unknown, at: string): string | null {
    return typeof provider === 'string' && provider !== ''
      ? provider
      : this.#tell(`${at}.provider`, 'noProvider');
  }

  #url(url: unknown, at: string): string | null {
    return typeof url === 'string' && isChannelUrl(url) ? url : this.#tell(`${at}.url`, 'badUrl');
  }

  #events(events: unknown, at: string): readonly string[] | null {
    if (events === undefined || events === null) {
      return null;
    }
    const isList = Array.isArray(events) && events.every((event) => typeof event === 'string');
    return isList ? (events as readonly string[]) : this.#tell(`${at}.events`, 'badEvents');
  }

  #retries(retries: unknown, at: string): number {
    return Number.isInteger(retries) && isWithin(retries, 0, channelLimits.retries)
      ? retries
      : this.#instead(`${at}.retries`, 'badRetries', channelDefaults.retries);
  }

  #gaps(gaps: unknown, at: string): readonly number[] {
    const isList = Array.isArray(gaps) && gaps.length > 0;
    return isList && gaps.every((gap) => isWithin(gap, 0, channelLimits.gap))
      ? (gaps as readonly number[])
      : this.#instead(`${at}.gaps`, 'badGaps', channelDefaults.gaps);
  }

  #timeout(timeout: unknown, at: string): number {
    return isWithin(timeout, 1, channelLimits.timeout)
      ? timeout
      : this.#instead(`${at}.timeout`, 'badTimeout', channelDefaults.timeout);
  }

  #enabled(enabled: unknown, at: string): boolean {
    return typeof enabled === 'boolean' ? enabled : this.#instead(`${at}.enabled`, 'notBoolean', true);
  }

  #instead<T>(name: string, fault: ChannelFault, used: T): T {
    this.#tell(name, fault);
    return used;
  }

  #tell(name: string, fault: ChannelFault): null {
    this.problems.push({ name, fault });
    return null;
  }
}

/** The channels of the setting that can be used; of two with one name, the first. */
export function readChannels(value: unknown): ChannelsReading {
  if (value === undefined || value === null) {
    return { channels: [], problems: [] };
  }
  if (!Array.isArray(value)) {
    return { channels: [], problems: [{ name: settingNames.channels, fault: 'notAList' }] };
  }
  const reader = new RowReader();
  value.forEach((row: unknown, index) => reader.read(row, `${settingNames.channels}[${index}]`));
  return { channels: reader.channels, problems: reader.problems };
}

/** A channel as the setting has it: what is usual is not written. */
export function settingOfChannel({
  name,
  provider,
  url,
  events,
}: Pick<ChannelSetting, 'name' | 'provider' | 'url' | 'events'>): Row {
  return { name, provider, url, ...(events === null ? {} : { events }) };
}
