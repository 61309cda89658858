import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { codeOf, HumanError, messageOf } from '../../common/errors.ts';

/**
 * Writes a file, which is there whole or not at all, with the permissions that the user gives to new files.
 * @throws HumanError where it cannot be written.
 */
export async function writeWhole<T>(path: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  const partial = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(partial, 'wx');
    let result: T;
    try {
      result = await write(file);
    } finally {
      await file.close();
    }
    await rename(partial, path);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw codeOf(error) === ''
      ? error
      : new HumanError(`The file cannot be written: ${messageOf(error)}.`, { cause: error });
  }
}
