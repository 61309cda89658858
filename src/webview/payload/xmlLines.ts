/** A line of an indented XML text. */
export interface XmlLine {
  readonly depth: number;
  readonly pieces: readonly XmlPiece[];
}

export interface XmlPiece {
  readonly kind: 'tag' | 'text' | 'other';
  /** As it was sent. */
  readonly text: string;
}

const longest = 2 * 1024 * 1024;
const maxLines = 20_000;

const token =
  /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!(?!--|\[CDATA\[)[^>]*>|<\/?[^\s<>/"'=]+(?:\s+[^\s<>/"'=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>|[^<]+/y;
const nameOf = /^<\/?([^\s/>]+)/;

type TokenKind = 'open' | 'close' | 'empty' | 'other' | 'text';

function kindOf(text: string): TokenKind {
  if (!text.startsWith('<')) return 'text';
  if (/^<[!?]/.test(text)) return 'other';
  if (text.startsWith('</')) return 'close';
  return text.endsWith('/>') ? 'empty' : 'open';
}

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** The tokens of a document whose tags match; null where they do not. */
function tokensOf(text: string): readonly Token[] | null {
  const tokens: Token[] = [];
  const open: string[] = [];
  let hasRoot = false;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const [found] = token.exec(text) ?? [];
    if (found === undefined || tokens.length > maxLines * 3) return null;
    const kind = kindOf(found);
    const name = nameOf.exec(found)?.[1] ?? '';
    if (kind === 'close' && open.pop() !== name) return null;
    if (kind === 'open') open.push(name);
    hasRoot ||= kind === 'open' || kind === 'empty';
    if (kind !== 'text' || found.trim() !== '') tokens.push({ kind, text: found });
  }
  return open.length === 0 && hasRoot ? tokens : null;
}

const pieceKinds = { open: 'tag', close: 'tag', empty: 'tag', other: 'other', text: 'text' } as const;

/** Space around a text is layout only where the text has a line of its own. */
function piecesOf(tokens: readonly Token[]): readonly XmlPiece[] {
  return tokens.map(({ kind, text }) => ({
    kind: pieceKinds[kind],
    text: tokens.length === 1 ? text.trim() : text,
  }));
}

/** An XML text, indented by its tags: what an element of nothing but text holds stays on its line. */
export function xmlLines(text: string): readonly XmlLine[] | null {
  const tokens = text.length > longest || !/^\s*</.test(text) ? null : tokensOf(text);
  if (tokens === null) return null;
  const lines: XmlLine[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const [own, next, after] = tokens.slice(at, at + 3);
    if (own === undefined) break;
    const isShort = own.kind === 'open' && next?.kind === 'text' && after?.kind === 'close';
    const isEmpty = own.kind === 'open' && next?.kind === 'close';
    if (own.kind === 'close') depth -= 1;
    const line = isShort ? [own, next, after] : isEmpty ? [own, next] : [own];
    lines.push({ depth, pieces: piecesOf(line) });
    at += line.length - 1;
    if (own.kind === 'open' && line.length === 1) depth += 1;
  }
  return lines.length > maxLines ? null : lines;
}

export function meansXml(contentType: string, text: string): boolean {
  return /[/+]xml\s*(;|$)/i.test(contentType) || /^\s*<\?xml\s/.test(text);
}
