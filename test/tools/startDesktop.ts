import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { HumanError } from '../../src/common/errors.ts';
import { downloadsFolder } from './paths.ts';
import { GuardedProcess, plainEnvironment, runToEnd } from './processes.ts';
import { makeFolders, writeUserSettings } from './server.ts';
import type { ServerFolders } from './server.ts';
import { firstSettings, instructions, sendFirstSample, chooseListenerPort } from './tryOut.ts';
import { vsixFile } from './vsix.ts';

function onPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  return found === undefined ? null : realpathSync(found);
}

/** The program beside the `code` command, which itself only starts one in the background. */
function candidates(): readonly string[] {
  if (process.platform === 'darwin') {
    const app = '/Applications/Visual Studio Code.app/Contents/MacOS';
    return [join(app, 'Code'), join(app, 'Electron')];
  }
  if (process.platform === 'win32') {
    const roots = [join(process.env['LOCALAPPDATA'] ?? '', 'Programs'), process.env['ProgramFiles'] ?? ''];
    return roots.map((root) => join(root, 'Microsoft VS Code/Code.exe'));
  }
  const command = onPath('code');
  const beside = command === null ? [] : [join(dirname(dirname(command)), 'code')];
  return [
    ...beside,
    '/usr/share/code/code',
    '/opt/visual-studio-code/code',
    '/snap/code/current/usr/share/code/code',
  ];
}

function desktopVsCode(): string {
  const found = candidates().find((path) => existsSync(path));
  if (found === undefined) {
    throw new HumanError(
      'No desktop VS Code was found: neither a `code` command nor one of the usual places. ' +
        'Install VS Code, or run npm start without --desktop, which gets one from npm.',
    );
  }
  return found;
}

async function installInto(executable: string, folders: ServerFolders): Promise<void> {
  const [command = executable, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  const own = [`--user-data-dir=${folders.data}`, `--extensions-dir=${folders.extensions}`];
  const ended = await runToEnd(
    command,
    [...args, ...own, '--install-extension', vsixFile(), '--force'],
    120_000,
    {
      env: plainEnvironment(),
      output: 'collect',
    },
  );
  if (ended.code !== 0) {
    throw new HumanError(`VS Code did not install the extension.\n${ended.output}`);
  }
}

/** An installed desktop VS Code, in folders of its own. Returns when its window is closed. */
export async function startOnDesktop(atEnd: (ending: () => Promise<void>) => void): Promise<void> {
  const executable = desktopVsCode();
  const folders = makeFolders(join(downloadsFolder, 'start-desktop'));
  const listenerPort = await chooseListenerPort();
  writeUserSettings(folders, { ...firstSettings, 'webhookDebugger.port': listenerPort });
  await installInto(executable, folders);
  const own = [`--user-data-dir=${folders.data}`, `--extensions-dir=${folders.extensions}`];
  const trust = ['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'];
  const window = new GuardedProcess(executable, [...own, ...trust, folders.workspace], {
    env: plainEnvironment(),
    output: { file: join(downloadsFolder, 'start-desktop/vscode.log') },
  });
  atEnd(() => window.stop());
  await sendFirstSample(listenerPort, 120_000);
  console.log(`\n${executable} runs with Webhook Debugger; its listener is on.`);
  console.log(
    'The sample event says "No secret" until you run Set Signing Secret, SimpleBackups, with this one.\n',
  );
  console.log(instructions(listenerPort));
  console.log('Closing the window, or Ctrl-C, stops it.');
  await window.exited;
  process.exit(0);
}
