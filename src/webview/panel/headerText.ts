/** The text of a header part whose every character is one byte: UTF-8 where its bytes are that, else latin1. */
export function headerText(raw: string): string {
  const bytes = Uint8Array.from(raw, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return raw;
  }
}
