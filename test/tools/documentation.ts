/**
 * The documentation as the package has it, in two forms.
 * - `dist/docs`: README.md and every page and picture that it leads to, for "Open Documentation".
 * - `dist/README.md`, for the details of the extension in VS Code: these show pictures with an https address only, and
 *   open no link to a file (sanitizer of the page in VS Code 1.103 and 1.139).
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { documentationFolder, packagedReadmeFile, repoFolder } from './paths.ts';

/** An image or a link of Markdown: a `!` or nothing, the text, the address. Ours have no brackets in either. */
const reference = /(!?)\[([^\][]*)\]\(([^()\s]+)\)/g;

/** vsce calls it so, at the root of the package. */
const packagedChangelog = 'changelog.md';

function isFile(target: string): boolean {
  return !/^(https?:|mailto:|#)/.test(target);
}

/** A link of one page to a file: `path` from the root of the repo, `anchor` without its `#`, empty for none. */
export interface FileLink {
  readonly path: string;
  readonly anchor: string;
}

export function fileLinks(page: string, text: string): readonly FileLink[] {
  return [...text.matchAll(reference)]
    .map(([, , , target = '']) => target)
    .filter(isFile)
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      return { path: posix.join(posix.dirname(page), path), anchor };
    });
}

function read(path: string): string {
  return readFileSync(join(repoFolder, path), 'utf8');
}

/** README.md and all that it leads to, from page to page; paths from the root of the repo. */
export function documentationFiles(): readonly string[] {
  const found = new Set(['README.md']);
  for (const file of found) {
    const links = file.endsWith('.md') ? fileLinks(file, read(file)) : [];
    links.forEach(({ path }) => found.add(path));
  }
  found.delete('CHANGELOG.md');
  return [...found];
}

/** The README with the text of its links to files alone, and in place of pictures a word on where they are. */
export function packagedReadme(readme: string): string {
  return readme.replaceAll(reference, (whole, mark: string, text: string, target: string) => {
    if (!isFile(target)) {
      return whole;
    }
    return mark === '!' ? '*With pictures and links: run **Webhook Debugger: Open Documentation**.*' : text;
  });
}

/** Writes both forms. */
export function writeDocumentation(): void {
  rmSync(documentationFolder, { recursive: true, force: true });
  for (const file of documentationFiles()) {
    const copy = join(documentationFolder, file);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(repoFolder, file), copy);
  }
  const readme = read('README.md');
  const changelog = posix.join('../..', packagedChangelog);
  writeFileSync(join(documentationFolder, 'README.md'), readme.replace('(CHANGELOG.md)', `(${changelog})`));
  writeFileSync(packagedReadmeFile, packagedReadme(readme));
}
