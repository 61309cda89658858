/**
 * `npm run build`: the bundles and the documentation in `dist`, as they are packaged. `--dev`: for debugging, not minified, with source maps.
 * `--watch`: the same again after each change, until it is ended. `--only=node`: without the panel and the documentation.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions, type Bundle } from './bundles.ts';
import { cutIcons } from './cutIcons.ts';
import { writeDocumentation } from './documentation.ts';
import { repoFolder } from './paths.ts';
import { watchBundles } from './watchBundles.ts';

const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

async function buildOne(bundle: Bundle): Promise<void> {
  const kind = values.dev ? 'development' : 'package';
  const { metafile } = await build({ ...bundleOptions(kind, repoFolder)[bundle], logLevel: 'warning' });
  writeFileSync(join(repoFolder, `dist/${bundle}.meta.json`), JSON.stringify(metafile));
  if (bundle === 'webview' && kind === 'package') {
    await cutIcons();
  }
}

if (values.watch) {
  writeDocumentation();
  await watchBundles(repoFolder, console.log);
} else {
  try {
    await buildOne('node');
    if (values.only !== 'node') {
      await buildOne('webview');
      writeDocumentation();
    }
  } catch (error) {
    // What esbuild finds wrong with a source it has printed.
    if (!(error instanceof Error && 'errors' in error)) {
      throw error;
    }
    process.exitCode = 1;
  }
}
