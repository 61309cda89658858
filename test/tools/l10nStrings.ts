import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repoFolder } from './paths.ts';

/** The file in which VS Code looks for the English texts; translations stand beside it. */
export const bundleFile = join(repoFolder, 'l10n/bundle.l10n.json');

/** Whether a call is `t(...)` or `l10n.t(...)`. */
function isTranslation({ expression }: ts.CallExpression): boolean {
  return ts.isIdentifier(expression)
    ? expression.text === 't'
    : ts.isPropertyAccessExpression(expression) && expression.name.text === 't';
}

function stringOf(call: ts.CallExpression, file: ts.SourceFile): string {
  const [message] = call.arguments;
  if (message !== undefined && ts.isStringLiteralLike(message)) {
    return message.text;
  }
  const { line } = file.getLineAndCharacterOfPosition(call.getStart(file));
  throw new Error(`${file.fileName}:${line + 1}: a text for people has to be a string literal.`);
}

function stringsOf(path: string): string[] {
  const source = readFileSync(join(repoFolder, path), 'utf8');
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTranslation(node)) {
      found.push(stringOf(node, file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Every text that the host shows, sorted. @throws where one is put together from parts: nobody could translate it. */
export function l10nStrings(): readonly string[] {
  const files = globSync(['src/extension.ts', 'src/host/**/*.ts'], { cwd: repoFolder });
  return [...new Set(files.flatMap(stringsOf))].sort();
}

/** What the bundle has to hold. */
export function bundleText(): string {
  return `${JSON.stringify(Object.fromEntries(l10nStrings().map((text) => [text, text])), null, 2)}\n`;
}
