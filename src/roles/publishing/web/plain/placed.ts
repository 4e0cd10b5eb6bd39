import type { PlainHints } from '#roles/publishing/contract.ts'

/** A hint about a text as it stands now: `place` is missing where the words it was about have moved or gone since. */
export type PlacedHint = PlainHints['hints'][number] & { place?: { from: number; to: number } }

/** Which hints still stand where they were given. */
export function placedHints(text: string, hints: PlainHints['hints']): PlacedHint[] {
  return hints.map((hint) => {
    const { about, from, to } = hint
    return about !== '' && text.startsWith(about, from) ? { ...hint, place: { from, to } } : hint
  })
}

/** How hard a text of a grade is to read: most adults read at grade 8 with ease (Government of Canada, Content Style Guide). */
export function hardness(grade: number): 'easy' | 'harder' | 'hard' {
  if (grade <= 8) return 'easy'
  return grade <= 12 ? 'harder' : 'hard'
}
