/** A language as readers of another call it; the tag itself where it is none. */
export function languageName(tag: string, reader: 'en' | 'fr'): string {
  try {
    return new Intl.DisplayNames(reader, { type: 'language', fallback: 'code' }).of(tag) ?? tag
  } catch (error) {
    // What is checked is not saved yet, and may hold anything as a language.
    if (error instanceof RangeError) return tag
    throw error
  }
}
