import assert from 'node:assert/strict';
import { sharedPath } from '../../../../src/host/shared/storageFolder.ts';

describe("The folder of a workspace's files", () => {
  for (const id of ['0f343b0931126a20f133d67c2b018a3b', '-61e5ea5b', '1732891234567', 'ext-dev']) {
    const path = `/data/User/workspaceStorage/${id}/publisher.extension-2`;

    it(`is its own: ${id}`, () => assert.equal(sharedPath(path), path));

    it(`is the same for a second extension host: ${id}`, () => {
      for (const count of [1, 9]) {
        assert.equal(sharedPath(path.replace(id, `${id}-${count}`)), path);
      }
    });
  }
});
