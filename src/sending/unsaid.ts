import type { ConnectField } from '#networks/sender.ts'

/** Shorter texts are no secrets, and hiding them would tear words apart. */
const secretLengthMin = 6
const depthMax = 6

/**
 * What a network said, should it repeat a secret: nobody reads that on a screen, in a row or in a log.
 *
 * @param secrets what is kept of a sign-in; whatever the network added to it counts as secret too
 * @param fields what was asked for: those that are no secrets may be repeated
 */
export function unsaid(detail: string, secrets: unknown, fields: readonly ConnectField[]): string {
  const open = new Set(fields.filter(({ isSecret }) => !isSecret).map(({ name }) => name))
  const kept = isObject(secrets) ? Object.entries(secrets).filter(([name]) => !open.has(name)) : []
  return kept
    .flatMap(([, value]) => textsIn(value, depthMax))
    .filter((text) => text.length >= secretLengthMin)
    .toSorted((a, b) => b.length - a.length)
    .reduce((said, text) => said.replaceAll(text, '•••'), detail)
}

function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value]
  if (depth === 0 || !isObject(value)) return []
  return Object.values(value).flatMap((one) => textsIn(one, depth - 1))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
