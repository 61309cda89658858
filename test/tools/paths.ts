import { join, resolve } from 'node:path';

export const repoFolder = resolve(import.meta.dirname, '../..');

/** What is fetched once and kept: VS Code, Chromium, the folders of `npm start`. Ignored by git. */
export const downloadsFolder = join(repoFolder, '.vscode-test');

/** Totals, screenshots and logs of the last run. Ignored by git. */
export const resultsFolder = join(repoFolder, '.test-results');

/** The licences of what is bundled, beside ours in the package. Written by `npm run package`, ignored by git. */
export const noticesFile = join(repoFolder, 'ThirdPartyNotices.txt');

/** The README and the pages that it leads to, as the package has them. Written by each build. */
export const documentationFolder = join(repoFolder, 'dist/docs');

/** The README that VS Code shows with the details of the extension. Written by each build. */
export const packagedReadmeFile = join(repoFolder, 'dist/README.md');
