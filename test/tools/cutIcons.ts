import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { repoFolder } from './paths.ts';

const [script, style, font] = ['webview.js', 'style.css', 'codicon.ttf'].map((name) =>
  join(repoFolder, 'dist', name),
) as [string, string, string];

/** A rule of the minified stylesheet such as `.codicon-add:before{content:"\ea60"}`; names may share one. */
const rule = /((?:\.codicon-[\w-]+:before,?)+)\{content:"([^"]*)"\}/g;

/** Every text of the bundled script that stands in quotes or behind `codicon-`. */
function textsOf(bundle: string): ReadonlySet<string> {
  const quoted = bundle.matchAll(/(?:["'`]|codicon-)([a-z][a-z0-9-]*)/g);
  return new Set([...quoted].map(([, text = '']) => text));
}

function characterOf(content: string): string {
  const [, code] = /^\\([0-9a-f]+)$/i.exec(content) ?? [];
  return code === undefined ? content : String.fromCodePoint(Number.parseInt(code, 16));
}

/** Leaves of the icon font and its rules in `dist` what the panel names. The bundles there are minified. */
export async function cutIcons(): Promise<void> {
  const texts = textsOf(readFileSync(script, 'utf8'));
  const kept: string[] = [];
  const cut = readFileSync(style, 'utf8').replace(rule, (whole, selectors: string, content: string) => {
    const names = [...selectors.matchAll(/\.codicon-([\w-]+):before/g)].map(([, name = '']) => name);
    if (!names.some((name) => texts.has(name))) {
      return '';
    }
    kept.push(characterOf(content));
    return whole;
  });
  if (kept.length === 0) {
    throw new Error(`No rule of an icon was found in ${style}.`);
  }
  writeFileSync(style, cut);
  writeFileSync(font, await subsetFont(readFileSync(font), kept.join(''), { targetFormat: 'truetype' }));
}
