import { codePointsOf } from '#kernel/hidden-characters.ts'

/** Marks that write over the direction of what follows: no script needs them, and they make an address look like another. */
const overriding = /[\u202D\u202E]/gu
/** Marks that open or close a stretch of the other direction. Texts in scripts from right to left have use for them. */
const embedding = /[\u202A\u202B\u202C\u2066-\u2069]/gu
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * Invisible marks that make people read a text in another order than it is written, each once, by their code points. Those that
 * open a stretch are left alone where the text has letters from right to left and every line closes what it opens.
 *
 * Source: Unicode UAX #9, sections 2.1 to 2.5; how they are abused: Boucher & Anderson, "Trojan Source", 2021.
 */
export function turningMarks(text: string): string[] {
  const marks = text.match(overriding) ?? []
  const lines = text.split('\n').filter((line) => !rightToLeft.test(line) || !isClosed(line))
  const opened = lines.flatMap((line) => line.match(embedding) ?? [])
  return [...new Set([...marks, ...opened].map(codePointsOf))]
}

function isClosed(line: string): boolean {
  const open: string[] = []
  for (const mark of line.match(embedding) ?? []) {
    if (mark === '\u202C' || mark === '\u2069') {
      if (open.pop() !== mark) return false
    } else open.push(mark < '\u2066' ? '\u202C' : '\u2069')
  }
  return open.length === 0
}
