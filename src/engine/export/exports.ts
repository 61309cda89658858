import { HumanError } from '../../common/errors.ts';
import { longestCopy, type ExportCalls } from '../../protocol/exports.ts';
import { isLarge } from '../aside/isLarge.ts';
import { copyOf, type Copied } from './copy.ts';
import { exportFile, type ExportOptions } from './exportFile.ts';
import { importFile } from './importFile.ts';
import { writeWhole } from './writeWhole.ts';
import type { EngineHandlers } from '../port/handlers.ts';

export interface ExportsOptions extends ExportOptions {
  /** The worker's own file. */
  readonly workerFile: string;
  /** Bytes that can be stored before the oldest events go. */
  readonly room: () => number;
}

type Handlers = Pick<EngineHandlers, keyof ExportCalls>;

/** Events on their way out of the store as text, and back. */
export class Exports {
  readonly #options: ExportsOptions;

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  readonly handlers: Handlers = {
    copyAs: (params) => this.#copyAs(params),
    exportEvents: (params) => exportFile(params, this.#options),
    importEvents: ({ file, most }) => importFile(file, most, this.#options),
  };

  async #copyAs({ id, file, ...asked }: ExportCalls['copyAs']['params']): Promise<Copied> {
    const { store, knowledge, aside } = this.#options;
    const event = store.event(id);
    if (event === undefined) {
      throw new HumanError('The event is no longer stored.');
    }
    const options = { ...asked, most: file === undefined ? longestCopy : Number.MAX_SAFE_INTEGER };
    const copied = isLarge(event.request)
      ? await aside.run('copy', { event, options })
      : copyOf(event, options, knowledge());
    if (file === undefined) {
      return copied;
    }
    await writeWhole(file, async (handle) => void (await handle.write(copied.text ?? '')));
    return { ...copied, text: null };
  }
}
