import { readFileSync } from 'node:fs'

/** Invented posts with the answer a rule should give, from `lines/<name>.txt`. */
export type TestLine = { text: string; expected: boolean; kept: boolean }

/**
 * Reads invented posts for a rule's test: `.` begins a post where the answer is no, any other sign one where it is yes;
 * what stands after `# kept` was not looked at while the rules were written.
 */
export function testLines(name: string): TestLine[] {
  const lines = readFileSync(new URL(`./lines/${name}.txt`, import.meta.url), 'utf8').split('\n')
  const keptAt = lines.indexOf('# kept')
  const keptFrom = keptAt < 0 ? lines.length : keptAt
  return lines.flatMap((line, at) =>
    line === '' || line.startsWith('#')
      ? []
      : [{ text: line.slice(2), expected: !line.startsWith('. '), kept: at > keptFrom }],
  )
}

/** How often a rule was right when it said yes, and how many of the yes it found; shares of 1. */
export function precisionRecall(
  lines: readonly TestLine[],
  says: (text: string) => boolean,
): { precision: number; recall: number; wrong: string[] } {
  const wrong: string[] = []
  let [said, right, expected] = [0, 0, 0]
  for (const line of lines) {
    const yes = says(line.text)
    if (yes) said++
    if (line.expected) expected++
    if (yes && line.expected) right++
    if (yes !== line.expected) wrong.push(`${line.expected ? 'missed' : 'wrongly'}: ${line.text}`)
  }
  return { precision: right / Math.max(1, said), recall: right / Math.max(1, expected), wrong }
}
