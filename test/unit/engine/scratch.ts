import { scratchFolder as newFolder, type ScratchFolder } from '../../tools/scratch.ts';

/** A folder for each test of the suite that calls this, gone afterwards. */
export function scratchFolder(): { readonly path: string } {
  let folder: ScratchFolder | undefined;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => folder?.remove());
  return {
    get path() {
      if (folder === undefined) {
        throw new Error('There is a folder in tests and in beforeEach only.');
      }
      return folder.path;
    },
  };
}
