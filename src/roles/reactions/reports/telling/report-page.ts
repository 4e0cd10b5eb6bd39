import type { ReportLanguage } from '#roles/reactions/reports/telling/formats.ts'
import type { Picture } from '#drawing/picture.ts'

/** A text with where it leads; `lang`: the language of words that are not ours; `value`: the number that `text` writes. */
export type Cell = { text: string; href?: string; lang?: string; value?: number }

/** A table: every figure of a picture, and more. The first cell of a row is its head. */
export type Table = { caption: string; head: readonly string[]; rows: readonly (readonly Cell[])[] }

/** The keys of parts that have a picture: a PNG each. */
export const pictureKeys = ['volume', 'tone', 'themes'] as const
export type PictureKey = (typeof pictureKeys)[number]

/** One part: its sentence, a picture or none, the same as a table, and how completely it was heard. */
export type Part = {
  key: PictureKey | 'questions' | 'misreadings' | 'carriers' | 'where' | 'media' | 'earlier' | 'evidence'
  heading: string
  sentence: string
  /** Made for a width, in units: the page and the PDF have different room. */
  picture?: (width: number) => Picture
  /** What the picture shows, for whoever does not see it. There is one where there is a picture. */
  alt?: string
  table?: Table
  coverage?: string
}

/** One number of the head: never bare. `sense`: its colour, where enough was read. */
export type Figure = {
  value: string
  label: string
  detail: string
  href?: string
  sense?: 'positive' | 'negative'
}

/** A report in one language, as every form of it shows it. All texts are words already; nothing in it is markup. */
export type ReportPage = {
  language: ReportLanguage
  title: string
  /** What is above the title: what kind of document this is. */
  kicker: string
  /** When and by whom it was said, and until when it is counted. */
  lede: string
  /** Our own words, shortened. */
  said?: { text: string; href?: string }
  practice?: string
  figures: readonly Figure[]
  /** The page itself. */
  front: readonly Part[]
  /** What follows it: tables, evidence. */
  annex: readonly Part[]
  annexHeading: string
  methodHeading: string
  method: readonly string[]
  /** When it was made, from which evidence. */
  foot: string
  /** Where this report is on the desk. */
  address: string
  /** The announcement on the desk, and the frozen figures. */
  links: readonly { text: string; href: string }[]
  words: { showTable: string; coverage: string; openOnDesk: string; page(at: number, of: number): string }
}
