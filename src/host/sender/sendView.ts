import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable.ts';
import type { ChannelFirings } from './channelFirings.ts';
import { channelRows } from './channelRows.ts';
import { isOver } from './firingText.ts';
import type { ChannelSetting } from './channelSettings.ts';
import { markedNow } from '../secrets/secretPick.ts';
import { itemKinds, viewIds } from '../shared/contributions.ts';
import type { EngineCaller } from '../engine/engineClient.ts';
import type { FixtureFiles } from '../requests/fixtureFiles.ts';
import { fixtureRows } from '../requests/fixtureRows.ts';
import { fixtureSigners } from '../requests/fixtureSigners.ts';
import type { ListenerSettings } from '../listener/listenerOptions.ts';
import type { Secrets } from '../../protocol/engine.ts';
import type { Problems } from '../shared/problems.ts';
import { signersOf } from '../secrets/signers.ts';
import type { SourceRow } from '../sources/sourceRows.ts';
import { rowItem } from '../sources/rowItem.ts';
import type { Senders } from '../sources/senders.ts';

export interface SendViewOptions {
  readonly engine: EngineCaller;
  readonly config: ListenerSettings;
  readonly senders: Senders;
  readonly firings: ChannelFirings;
  readonly fixtures: FixtureFiles;
  readonly problems: Problems;
}

const revealTries = 5;

/** Whether it is the row of a channel, and none of its attempts. */
function isRowOf(channel: string, row: SourceRow): boolean {
  return row.channel === channel && row.kind !== itemKinds.channelAttempt;
}

/** The tree "Send": each channel with the attempts of its last event, then the saved requests of the workspace. */
export class SendView implements vscode.TreeDataProvider<SourceRow>, Disposable {
  readonly #options: SendViewOptions;
  readonly #parts = new DisposableStore();
  readonly #changed = this.#parts.add(new vscode.EventEmitter<undefined>());
  readonly #view: vscode.TreeView<SourceRow>;
  readonly onDidChangeTreeData = this.#changed.event;
  /** Null until they are asked for: each takes a call, and an attempt of a firing changes none of them. */
  #signersByChannel: Promise<ReadonlyMap<string, string>> | null = null;
  #signersByFixture: Promise<ReadonlyMap<string, string>> | null = null;
  /** The channel that was brought into sight, until another row is selected or it has sent all; null for none. */
  #followed: string | null = null;

  constructor(options: SendViewOptions) {
    this.#options = options;
    const { senders, firings, config } = options;
    const refresh = (): void => this.#changed.fire(undefined);
    for (const { onDidChange } of [senders, config]) {
      this.#parts.add(
        onDidChange(() => {
          this.#signersByChannel = null;
          this.#signersByFixture = null;
          refresh();
        }),
      );
    }
    this.#parts.add(
      firings.onDidChange(() => {
        refresh();
        options.problems.watch(this.#follow());
      }),
    );
    this.#parts.add(
      options.fixtures.onDidChange(() => {
        this.#signersByFixture = null;
        refresh();
      }),
    );
    this.#view = this.#parts.add(vscode.window.createTreeView(viewIds.send, { treeDataProvider: this }));
    // Not every file system says what changes in it.
    this.#parts.add(this.#view.onDidChangeVisibility(({ visible }) => visible && options.fixtures.refresh()));
  }

  async getChildren(row?: SourceRow): Promise<SourceRow[]> {
    if (row !== undefined) {
      return [...(row.children ?? [])];
    }
    return (await Promise.all([this.#channels(), this.#saved()])).flat();
  }

  /** Only channels are revealed, and they are within nothing. */
  getParent(): undefined {
    return undefined;
  }

  getTreeItem(row: SourceRow): vscode.TreeItem {
    return rowItem(row);
  }

  /** Brings a channel into sight, with its attempts, and leaves the focus where it is. */
  async reveal(channel: string): Promise<void> {
    this.#followed = channel;
    await this.#bringIntoSight(channel);
  }

  /** A row is another one for VS Code with its first attempt, and its selection is gone. */
  async #follow(): Promise<void> {
    const channel = this.#followed;
    if (channel === null) {
      return;
    }
    const isElsewhere = this.#view.selection.some((each) => !isRowOf(channel, each));
    const firing = this.#options.firings.of(channel);
    this.#followed = isElsewhere || (firing !== null && isOver(firing)) ? null : channel;
    if (!isElsewhere) {
      await this.#bringIntoSight(channel);
    }
  }

  async #bringIntoSight(channel: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const row = (await this.#channels()).find((each) => each.channel === channel);
      if (row === undefined) {
        return;
      }
      try {
        await this.#view.reveal(row, { select: true, focus: false, expand: true });
      } catch (error) {
        if (tries === revealTries) {
          throw error;
        }
      }
      // VS Code rejects or forgets a row that was made again meanwhile, as each attempt makes it.
      if (tries === revealTries || this.#view.selection.some((each) => each.channel === channel)) {
        return;
      }
    }
  }

  dispose(): void {
    this.#parts.dispose();
  }

  async #channels(): Promise<readonly SourceRow[]> {
    const { senders, problems, config, firings } = this.#options;
    try {
      const { sources, channels } = config.settings;
      const known = await senders.read();
      this.#signersByChannel ??= this.#signers(channels, known.secrets);
      const signers = await this.#signersByChannel;
      return channelRows({ ...known, sources, channels, signers }, firings, vscode.l10n.t);
    } catch (error) {
      this.#signersByChannel = null;
      problems.report(error);
      return [];
    }
  }

  /** The secret that signs the events of each channel, as it is told from others. */
  async #signers(channels: readonly ChannelSetting[], saved: Secrets): Promise<ReadonlyMap<string, string>> {
    const signers = channels.map(async ({ name, provider, url }) => {
      const place = { provider, target: url, channel: name };
      const signer = (await signersOf(this.#options.engine, saved, place)).at(-1);
      return [name, signer === undefined ? '' : markedNow(signer)] as const;
    });
    return new Map(await Promise.all(signers));
  }

  async #saved(): Promise<readonly SourceRow[]> {
    try {
      const { engine, senders } = this.#options;
      const files = await this.#options.fixtures.read();
      const { secrets } = await senders.read();
      this.#signersByFixture ??= fixtureSigners(files, secrets, engine);
      return fixtureRows(files, await this.#signersByFixture, vscode.l10n.t);
    } catch (error) {
      this.#signersByFixture = null;
      this.#options.problems.report(error);
      return [];
    }
  }
}
