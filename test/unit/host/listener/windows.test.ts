import assert from 'node:assert/strict';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { OtherWindows, type OtherWindow } from '../../../../src/host/listener/otherWindows.ts';
import { isSameAddress, parseWindowFile, windowFileText } from '../../../../src/host/listener/windowFile.ts';
import { WindowFolder } from '../../../../src/host/listener/windowFolder.ts';
import { scratchFolder, type ScratchFolder } from '../../../tools/scratch.ts';
import { until } from '../../../tools/wait.ts';

const here = { host: '127.0.0.1', port: 6464 };
const shop = { pid: 4242, machine: 'desk', workspace: 'shop', workspaceId: 'a1', ...here };
const name = '0b9bd9dc-5a62-4b0b-9c6f-8a1b3c5d7e9f';
const now = new Date(2026, 10, 29, 12).getTime();

let scratch: ScratchFolder;
let path: string;

beforeEach(() => {
  scratch = scratchFolder();
  path = join(scratch.path, 'windows');
});

afterEach(() => scratch.remove());

/** Writes what the test says a window wrote, as old as it says. */
function put(text: string, { file = `${name}.json`, age = 0 } = {}): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, file), text);
  utimesSync(join(path, file), (now - age) / 1000, (now - age) / 1000);
}

function folderAt({ running = [4242], machine = 'desk' } = {}): WindowFolder {
  return new WindowFolder({
    folder: path,
    machine,
    now: () => now,
    isRunning: (pid) => running.includes(pid),
  });
}

const listed = (folder = folderAt()): readonly unknown[] => [...folder.list('json').values()];

describe('The file of a window', () => {
  it('is read as it was written', () => {
    assert.deepEqual(parseWindowFile(windowFileText(shop)), shop);
    assert.deepEqual(parseWindowFile(windowFileText({ ...shop, workspace: null })), {
      ...shop,
      workspace: null,
    });
    const long = parseWindowFile(windowFileText({ ...shop, workspace: 'x'.repeat(10_000) }));
    assert.equal(long?.workspace?.length, 255);
  });

  const hostile: readonly unknown[] = [
    null,
    [],
    'text',
    7,
    {},
    { ...shop, pid: '4242' },
    { ...shop, pid: 0 },
    { ...shop, pid: -1 },
    { ...shop, pid: 1.5 },
    { ...shop, pid: 1e300 },
    { ...shop, machine: '' },
    { ...shop, machine: ['desk'] },
    { ...shop, workspace: '' },
    { ...shop, workspace: { toString: 'shop' } },
    { ...shop, workspace: 'x'.repeat(256) },
    { ...shop, workspace: undefined },
    { ...shop, host: 7 },
    { ...shop, host: 'x'.repeat(256) },
    { ...shop, port: 0 },
    { ...shop, port: 65_536 },
    { ...shop, port: '6464' },
  ];

  it('is nothing where it has another form', () => {
    for (const value of hostile) {
      assert.equal(parseWindowFile(JSON.stringify(value)), null, JSON.stringify(value));
    }
    for (const text of ['', '{', '\u0000', `${JSON.stringify(shop)}}`, '{"__proto__":{"pid":1}}']) {
      assert.equal(parseWindowFile(text), null, text);
    }
  });

  it('is of the same address where one listener keeps the other from being bound', () => {
    const same = (one: string, other: string): boolean =>
      isSameAddress({ host: one, port: 1 }, { host: other, port: 1 });
    assert.ok(same('127.0.0.1', 'LOCALHOST') && same('::1', '127.0.0.1') && same('0.0.0.0', '127.0.0.1'));
    assert.ok(same('192.168.1.5', '192.168.1.5') && !same('192.168.1.5', '127.0.0.1'));
    assert.ok(!isSameAddress(here, { ...here, port: 6465 }));
  });
});

describe('The folder of the windows', () => {
  it('has those that run on this machine and have lately said so', () => {
    assert.deepEqual(listed(), []);
    put(JSON.stringify(shop), { age: 9_999 });
    assert.deepEqual(listed(), [shop]);
    put(JSON.stringify(shop), { age: 10_000 });
    assert.deepEqual(listed(), []);
    put(JSON.stringify(shop), { age: -10_000 });
    assert.deepEqual(listed(), []);
  });

  it('has no window whose process is gone, and removes what that left', () => {
    put(JSON.stringify(shop));
    assert.deepEqual(listed(folderAt({ running: [] })), []);
    assert.deepEqual(readdirSync(path), []);
  });

  it('has no window whose number another process got: nobody renews its file', () => {
    put(JSON.stringify(shop), { age: 60_000 });
    assert.deepEqual(listed(), []);
    assert.deepEqual(readdirSync(path), [`${name}.json`]);
  });

  it('has no window of another machine that shares the folder, and leaves its file', () => {
    put(JSON.stringify(shop));
    assert.deepEqual(listed(folderAt({ machine: 'laptop', running: [] })), []);
    assert.deepEqual(readdirSync(path), [`${name}.json`]);
  });

  it('ignores what no window writes: other names, large files, links, folders', () => {
    put(JSON.stringify(shop), { file: 'shop.json' });
    put(JSON.stringify(shop), { file: `..${name}.json` });
    put(JSON.stringify({ ...shop, more: 'x'.repeat(5_000) }));
    symlinkSync(join(path, 'shop.json'), join(path, `${name.replace('0', '1')}.json`));
    mkdirSync(join(path, `${name.replace('0', '2')}.json`));
    assert.deepEqual(listed(), []);
  });

  it('writes for this person alone, and nothing is left beside', function () {
    const folder = folderAt({ running: [process.pid] });
    folder.write(name, 'json', { ...here, workspace: 'shop', workspaceId: 'a1' });
    folder.write(name, 'json', { ...here, workspace: 'shop', workspaceId: 'a1' });
    assert.deepEqual(readdirSync(path), [`${name}.json`]);
    assert.deepEqual(listed(folder), [{ ...shop, pid: process.pid }]);
    if (process.platform !== 'win32') {
      assert.deepEqual(
        [statSync(path).mode & 0o777, statSync(join(path, `${name}.json`)).mode & 0o777],
        [0o700, 0o600],
      );
    }
  });

  it('knows a running process, of whomever', () => {
    const folder = new WindowFolder({ folder: path, machine: 'desk', now: () => now });
    put(JSON.stringify({ ...shop, pid: process.pid }));
    assert.equal(listed(folder).length, 1);
    put(JSON.stringify({ ...shop, pid: 2 ** 31 - 2 }));
    assert.deepEqual(listed(folder), []);
  });
});

describe('Windows that know of each other', () => {
  const open: OtherWindows[] = [];

  function windowOf(
    workspace: string | undefined,
    workspaceId: string | null = workspace ?? null,
  ): OtherWindows & { readonly by: OtherWindow[] } {
    const onError = (error: unknown): never => {
      throw error;
    };
    const folder = new WindowFolder({ folder: path, machine: 'desk' });
    const window = new OtherWindows({
      ...{ folder, workspaceId, onError },
      workspace: () => workspace,
      interval: 10,
    });
    const by: OtherWindow[] = [];
    window.onAsked((asking) => by.push(asking));
    open.push(window);
    return Object.assign(window, { by });
  }

  afterEach(() => open.splice(0).forEach((window) => window.dispose()));

  const nameIn = (found: OtherWindow | null): unknown => found && [found.workspace, found.isNamesake];

  it('know which of them listens, as long as it does', () => {
    const [first, second] = [windowOf('shop'), windowOf(undefined)];
    first.tell(here);
    assert.deepEqual(nameIn(second.ownerOf(here)), ['shop', false]);
    assert.equal(second.ownerOf({ ...here, port: 6465 }), null);
    assert.equal(first.ownerOf(here), null);
    first.tell(null);
    assert.equal(second.ownerOf(here), null);
    assert.deepEqual(readdirSync(path), []);
  });

  it('know one of their own name, or of none as they have', () => {
    windowOf('shop').tell(here);
    windowOf(undefined).tell({ ...here, port: 6465 });
    assert.deepEqual(nameIn(windowOf('shop').ownerOf(here)), ['shop', true]);
    assert.deepEqual(nameIn(windowOf(undefined).ownerOf({ ...here, port: 6465 })), [null, true]);
  });

  it('know one of their very workspace from a namesake', () => {
    windowOf('shop', 'a1').tell(here);
    windowOf(undefined).tell({ ...here, port: 6465 });
    const isSame = (window: OtherWindows, port = here.port): unknown =>
      window.ownerOf({ ...here, port })?.isSameWorkspace;
    assert.deepEqual([isSame(windowOf('shop', 'a1')), isSame(windowOf('shop', 'b2'))], [true, false]);
    assert.equal(isSame(windowOf(undefined), 6465), false);
  });

  it('leave nothing behind when they are closed', () => {
    const window = windowOf('shop');
    window.tell(here);
    window.dispose();
    assert.deepEqual(readdirSync(path), []);
  });

  it('keep their sign of life while they listen, also where the folder was cleared', async () => {
    const [first, second] = [windowOf('shop'), windowOf('client')];
    first.tell(here);
    rmSync(path, { recursive: true });
    await until('the file is there again', () => second.ownerOf(here));
  });

  it('hear who asks for the port, once, and are off the list by then', async () => {
    const [first, second, third] = [windowOf('shop'), windowOf('client'), windowOf('third')];
    first.tell(here);
    const owner = second.ownerOf(here);
    assert.ok(owner);
    second.ask(owner, here);
    await until('the first one is asked', () => first.by.length > 0);
    assert.deepEqual(first.by.map(nameIn), [['client', false]]);
    assert.equal(second.ownerOf(here), null);
    assert.deepEqual(
      [first, second, third].map((window) => window.isPromised(here)),
      [true, false, true],
    );
    first.tell(here);
    second.withdraw();
    assert.equal(third.isPromised(here), false);
    assert.equal(first.by.length, 1);
    assert.deepEqual(readdirSync(path).length, 1);
  });

  it('ignore a request that no window writes', async () => {
    const window = windowOf('shop');
    window.tell(here);
    const [file = ''] = readdirSync(path);
    const request = join(path, file.replace('.json', '.take'));
    const before = readFileSync(join(path, file), 'utf8');
    for (const text of ['', '{}', JSON.stringify({ ...shop, pid: process.pid, machine: 'laptop' })]) {
      writeFileSync(request, text);
      // Once it has renewed its own file, it has looked.
      utimesSync(join(path, file), 0, 0);
      await until('it has looked', () => statSync(join(path, file)).mtimeMs > 0);
    }
    assert.deepEqual(window.by, []);
    assert.equal(readFileSync(join(path, file), 'utf8'), before);
  });
});
