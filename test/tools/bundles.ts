import type { BuildOptions } from 'esbuild';

/** `package`: minified, as it is shipped. `development`: readable, with source maps. */
export type BuildKind = 'package' | 'development';

/** JavaScript for the extension host and its worker: the Node of the oldest VS Code that is supported. */
export const forNode = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
} as const satisfies BuildOptions;

const forPanel = {
  bundle: true,
  platform: 'browser',
  target: 'chrome130',
  format: 'esm',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
} as const satisfies BuildOptions;

const ofKind: Readonly<Record<BuildKind, BuildOptions>> = {
  package: { minify: true, legalComments: 'none' },
  development: { sourcemap: 'linked' },
};

/** What is built on its own: `node` for the extension host and the engine, `webview` for the panel. */
export type Bundle = 'node' | 'webview';

/** How esbuild makes the files of `dist` from the sources in `folder`, the root of the repo. */
export function bundleOptions(kind: BuildKind, folder: string): Readonly<Record<Bundle, BuildOptions>> {
  const shared: BuildOptions = { absWorkingDir: folder, outdir: 'dist', metafile: true, ...ofKind[kind] };
  return {
    node: {
      ...shared,
      ...forNode,
      entryPoints: { extension: 'src/extension.ts', engine: 'src/engine/main.ts' },
      external: ['vscode', 'node:sqlite'],
      outExtension: { '.js': '.cjs' },
    },
    webview: {
      ...shared,
      ...forPanel,
      entryPoints: { webview: 'src/webview/main.ts', style: 'src/webview/style.css' },
    },
  };
}
