import type { Room } from './rooms.ts'

const markers = { begin: '<!-- rooms: drawn by tools/draw-rooms.ts -->', end: '<!-- rooms end -->' }

/**
 * A page with the picture of the law put between its two markers.
 *
 * @throws Error when the page lacks them
 */
export function withPicture(page: string, law: readonly Room[]): string {
  const begin = page.indexOf(markers.begin)
  const end = page.indexOf(markers.end)
  if (begin < 0 || end < begin) throw new Error(`the page lacks ${markers.begin} … ${markers.end}`)
  return `${page.slice(0, begin + markers.begin.length)}\n${picture(law)}\n${page.slice(end)}`
}

/** The law as a Mermaid drawing (an arrow points at what is imported) and as an exact table. */
function picture(law: readonly Room[]): string {
  const arrows = law.flatMap(({ name, mayEnter }) =>
    direct(name, mayEnter, law).map((other) => `  ${idOf(name)} --> ${idOf(other)}`),
  )
  const boxes = law.map(({ name }) => `  ${idOf(name)}["${name}"]`)
  const rows = law.map(
    ({ name, purpose, mayEnter, node, browser }) =>
      `| \`${name}\` | ${purpose} | ${mayEnter.join(' ') || 'nobody'} | ${runsIn(node, browser)} |`,
  )
  return [
    '```mermaid',
    'flowchart BT',
    ...boxes,
    ...arrows,
    '```',
    '',
    '| room | for | may enter | runs as |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n')
}

function runsIn(node: boolean, browser: true | undefined): string {
  if (browser) return 'browser'
  return node ? 'server' : 'pure'
}

/** Arrows that other arrows already say are left out, so that the drawing can be read; the table has them all. */
function direct(name: string, mayEnter: readonly string[], law: readonly Room[]): string[] {
  const viaOthers = new Set(
    mayEnter.filter((other) => other !== name).flatMap((other) => [...below(other, law)]),
  )
  return mayEnter.filter((other) => !viaOthers.has(other))
}

function below(name: string, law: readonly Room[], seen = new Set<string>()): Set<string> {
  for (const next of law.find((room) => room.name === name)?.mayEnter ?? [])
    if (!seen.has(next)) below(next, law, seen.add(next))
  return seen
}

function idOf(name: string): string {
  return name.replaceAll(/[^a-z]/g, '_')
}
