import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Packs Unicode's table of characters that are drawn alike (UTS #39, `confusables.txt`) for `roles/faces/look-alikes/skeleton.ts`.
 * Run with the table as JSON, one character to what it looks like: `npx tsx tools/train/confusables.ts data.json`. The one that is
 * committed came of `data.json` in unhomoglyph 1.0.6 (MIT), which holds Unicode 13.0.0.
 */
const from = process.argv[2]
if (from === undefined) throw new Error('say which table to pack')
const table = JSON.parse(readFileSync(from, 'utf8')) as Record<string, string>

/** What it looks like in the end: a target can have one of its own. */
function target(character: string, steps = 0): string {
  const next = table[character]
  if (next === undefined || steps > 5) return character
  return Array.from(next.normalize('NFD'), (one) => (one === character ? one : target(one, steps + 1))).join(
    '',
  )
}

const code = (text: string): string =>
  Array.from(text, (one) => (one.codePointAt(0) ?? 0).toString(36)).join('+')
const byTarget = new Map<string, number[]>()
for (const character of Object.keys(table)) {
  const to = target(character)
  if (to === character || Array.from(character).length !== 1) continue
  byTarget.set(to, [...(byTarget.get(to) ?? []), character.codePointAt(0) ?? 0])
}
const groups = [...byTarget].map(([to, froms]) => {
  const steps = froms.toSorted((a, b) => a - b).map((one, at, all) => (one - (all[at - 1] ?? 0)).toString(36))
  return `${code(to)}:${steps.join(',')}`
})
const lines = groups.join(' ').match(/.{1,108}/g) ?? []
writeFileSync(
  new URL('../../src/roles/faces/look-alikes/confusables.ts', import.meta.url),
  `/**
 * Characters that are drawn alike, packed by \`tools/train/confusables.ts\`: code points in base 36, \`target:sources\`, each source as
 * the step from the one before. Source: Unicode 13.0.0 \`confusables.txt\` (UTS #39), as packed in unhomoglyph 1.0.6.
 */
export const confusables = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('')
`,
)
