/** What became of a body's Content-Encoding. */
export interface ContentView {
  /** Such as `gzip · 70 B → 92 B`; the bare names where nothing could be decoded. */
  readonly chip: string;
  /** What is wrong with it; empty where nothing is. */
  readonly note: string;
  /** There are decoded bytes, to be shown instead of those received. */
  readonly isDecoded: boolean;
  /** Bytes when decoded. */
  readonly size: number;
}

/** Why a text is not JSON (RFC 8259); comments and trailing commas are not JSON. */
export type JsonProblemKind =
  /** Nothing but white space. */
  | 'empty'
  /** A character or word that JSON does not know. */
  | 'unexpected'
  | 'comment'
  | 'valueMissing'
  | 'nameMissing'
  | 'colonMissing'
  /** Neither a comma nor the end of the object or array. */
  | 'separatorMissing'
  | 'stringOpen'
  | 'badCharacter'
  | 'badEscape'
  | 'badNumber'
  /** More after the end of the value. */
  | 'trailing'
  | 'endsEarly';

/** The texts of the payload tab. `{0}` and so on are filled in by the panel. */
export interface PayloadText {
  readonly json: string;
  readonly raw: string;
  readonly hex: string;
  readonly form: string;
  readonly parts: string;
  readonly xml: string;
  readonly payloadFormat: string;
  /** The name of the choice between the two that follow, where a body has a Content-Encoding. */
  readonly payloadBytes: string;
  readonly decoded: string;
  readonly asReceived: string;
  /** `Fold {0}`; {0} is the name, the index or the format. */
  readonly fold: string;
  /** `Unfold {0}`. */
  readonly unfold: string;
  /** `{0} fields`. */
  readonly foldedFields: string;
  readonly foldedOneField: string;
  /** `{0} items`. */
  readonly foldedItems: string;
  readonly foldedOneItem: string;
  readonly emptyBody: string;
  /** `Not valid JSON at line {1}, column {2} (byte {3}): {0}.`; {0} is one of `jsonProblems`. */
  readonly invalidJson: string;
  readonly jsonProblems: Readonly<Record<JsonProblemKind, string>>;
  /** Said above the hex and the raw view of a body that is not text. */
  readonly notText: string;
  /** `Not UTF-8 text: byte {0} is {1}.` */
  readonly invalidUtf8: string;
  /** `The bytes begin like {0}.`; {0} is one of `binaryKinds`. */
  readonly beginsLike: string;
  readonly binaryKinds: Readonly<Record<string, string>>;
  /** `It is {0} × {1} pixels and is not previewed.` */
  readonly imageSize: string;
  /** `Read as {0}.`; {0} is an encoding. */
  readonly readAs: string;
  readonly byteOrderMark: string;
  /** The headings of the tables of a form and of its parts. */
  readonly fieldName: string;
  readonly fieldValue: string;
  readonly partFile: string;
  readonly partType: string;
  readonly partSize: string;
  /** `{0} bytes` */
  readonly byteCount: string;
  readonly oneByte: string;
  /** `{0} more fields; Raw shows all.` */
  readonly moreFields: string;
  /** `Showing the first {0} of {1} bytes.` */
  readonly truncated: string;
  readonly loadAll: string;
  /** `Show {0} more lines`. */
  readonly showMoreLines: string;
  /** `Show {0} more characters`. */
  readonly showMoreCharacters: string;
  /** The title of a mark that stands for a character one cannot see: `Invisible or control character {0}`. */
  readonly invisibleCharacter: string;
  /** The heading of the hex view's first column. */
  readonly offset: string;
}
