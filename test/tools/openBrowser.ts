import { spawn } from 'node:child_process';

function opener(url: string): readonly [string, ...string[]] | null {
  if (process.platform === 'darwin') {
    return ['open', url];
  }
  if (process.platform === 'win32') {
    return ['cmd', '/c', 'start', '', url];
  }
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open', url] : null;
}

/** Opens an address in the person's browser. Answers whether one was asked to. */
export function openBrowser(url: string): Promise<boolean> {
  const command = opener(url);
  if (command === null) {
    return Promise.resolve(false);
  }
  const [name, ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
