import type { ScanError, SyntaxKind } from 'jsonc-parser';
import type { JsonProblemKind } from '../../protocol/payload.ts';
import { valueKind, type ValueKind } from './lineTable.ts';

// jsonc-parser declares its numbers as const enums, which a file compiled on its own cannot read; the types hold
// these against them.
export const endOfText: SyntaxKind.EOF = 17;
export const unknownToken: SyntaxKind.Unknown = 16;
export const openBrace: SyntaxKind.OpenBraceToken = 1;
export const openBracket: SyntaxKind.OpenBracketToken = 3;
export const colonToken: SyntaxKind.ColonToken = 6;

const closeBrace: SyntaxKind.CloseBraceToken = 2;
const closeBracket: SyntaxKind.CloseBracketToken = 4;
const nullWord: SyntaxKind.NullKeyword = 7;
const trueWord: SyntaxKind.TrueKeyword = 8;
const falseWord: SyntaxKind.FalseKeyword = 9;
const stringToken: SyntaxKind.StringLiteral = 10;
const numberToken: SyntaxKind.NumericLiteral = 11;
const lineComment: SyntaxKind.LineCommentTrivia = 12;
const blockComment: SyntaxKind.BlockCommentTrivia = 13;
const lineBreak: SyntaxKind.LineBreakTrivia = 14;
const whiteSpace: SyntaxKind.Trivia = 15;

export const insignificant: ReadonlySet<SyntaxKind> = new Set([lineBreak, whiteSpace]);
export const comments: ReadonlySet<SyntaxKind> = new Set([lineComment, blockComment]);

export const scalars: ReadonlyMap<SyntaxKind, ValueKind> = new Map<SyntaxKind, ValueKind>([
  [stringToken, valueKind.string],
  [numberToken, valueKind.number],
  [trueWord, valueKind.literal],
  [falseWord, valueKind.literal],
  [nullWord, valueKind.literal],
]);

/** What each closing bracket closes. */
export const closers: ReadonlyMap<SyntaxKind, ValueKind> = new Map<SyntaxKind, ValueKind>([
  [closeBrace, valueKind.openObject],
  [closeBracket, valueKind.openArray],
]);

const endOfComment: ScanError.UnexpectedEndOfComment = 1;
const endOfString: ScanError.UnexpectedEndOfString = 2;
const endOfNumber: ScanError.UnexpectedEndOfNumber = 3;
const invalidUnicode: ScanError.InvalidUnicode = 4;
const invalidEscape: ScanError.InvalidEscapeCharacter = 5;
const invalidCharacter: ScanError.InvalidCharacter = 6;

export const scanProblems: ReadonlyMap<ScanError, JsonProblemKind> = new Map<ScanError, JsonProblemKind>([
  [endOfComment, 'comment'],
  [endOfString, 'stringOpen'],
  [endOfNumber, 'badNumber'],
  [invalidUnicode, 'badEscape'],
  [invalidEscape, 'badEscape'],
  [invalidCharacter, 'badCharacter'],
]);
