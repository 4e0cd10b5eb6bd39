/** What the formulas are worked out from. */
export type Counts = { sentences: number; words: number; syllables: number }

/**
 * How easy a text is to read, about 0 (a law) to 100 (a child's book), and the school years it takes.
 *
 * English: reading ease (Flesch 1948), grade (Kincaid et al. 1975). French: reading ease (Kandel & Moles 1958); it has no
 * grade of its own, so Flesch's table of school years is read off from the ease, and is a rough guide only.
 *
 * @returns ease rounded to whole numbers in 0 to 100, grade to halves in 0 to 20; a text without words is 100 and 0
 */
export function readability(lang: 'en' | 'fr', counts: Counts): { ease: number; grade: number } {
  if (counts.words === 0 || counts.sentences === 0) return { ease: 100, grade: 0 }
  const perSentence = counts.words / counts.sentences
  const perWord = counts.syllables / counts.words
  if (lang === 'en') {
    const ease = 206.835 - 1.015 * perSentence - 84.6 * perWord
    return { ease: within(ease, 100, 1), grade: within(0.39 * perSentence + 11.8 * perWord - 15.59, 20, 2) }
  }
  const ease = 207 - 1.015 * perSentence - 73.6 * perWord
  return { ease: within(ease, 100, 1), grade: within(gradeOfEase(ease), 20, 2) }
}

/** Flesch's table, with straight lines between its rows. */
const gradeTable = [
  { ease: 100, grade: 4 },
  { ease: 90, grade: 5 },
  { ease: 80, grade: 6 },
  { ease: 70, grade: 7 },
  { ease: 60, grade: 9 },
  { ease: 50, grade: 12 },
  { ease: 30, grade: 16 },
  { ease: 0, grade: 20 },
] as const

function gradeOfEase(ease: number): number {
  const below = gradeTable.findIndex((row) => ease >= row.ease)
  if (below <= 0) return below === 0 ? 4 : 20
  const [high, low] = [gradeTable[below - 1], gradeTable[below]]
  if (high === undefined || low === undefined) return 20
  return low.grade + ((ease - low.ease) / (high.ease - low.ease)) * (high.grade - low.grade)
}

function within(value: number, most: number, partsOf1: number): number {
  return Math.max(0, Math.min(most, Math.round(value * partsOf1) / partsOf1))
}
