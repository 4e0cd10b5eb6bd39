// fontkit 2.0.4 has no types of its own: what is used of it, and nothing more.
declare module 'fontkit' {
  /** A font that was read. Positions are in units of the font: `unitsPerEm` to the size of a letter. */
  export type Font = {
    unitsPerEm: number
    ascent: number
    descent: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): { advanceWidth: number }
    layout(text: string): {
      glyphs: readonly { path: { toSVG(): string } }[]
      positions: readonly { xAdvance: number; xOffset: number; yOffset: number }[]
    }
  }
  export function create(bytes: Uint8Array): Font
}
