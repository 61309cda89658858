/** `vscode.l10n.t`: the text in the person's language, with `{0}` and so on filled in. The English text is the key. */
export type Translate = (message: string, ...values: (string | number | boolean)[]) => string;
