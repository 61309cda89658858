declare module 'subset-font' {
  /** The font with the glyphs of `text` only. */
  const subsetFont: (
    font: Uint8Array,
    text: string,
    options: { readonly targetFormat: 'truetype' | 'woff' | 'woff2' },
  ) => Promise<Uint8Array>;
  export { subsetFont as default };
}
