import { type Refusal, shown, type Span } from '#stream/rules/refusals.ts'
import { type Leaf, standsAlone } from '#stream/rules/rule.ts'

/** A rule as read, with where each part stands; parts that were refused keep their place. */
export type Read = Span &
  (
    | { kind: 'leaf'; leaf: Leaf; negated: boolean }
    | { kind: 'refused' }
    | { kind: 'all'; of: Read[] }
    | { kind: 'any'; of: Read[] }
  )

/**
 * X's rules on what may stand where: something positive that stands alone in every branch, `nullcast` only left out,
 * `sample` never left out and only beside the whole rule.
 */
export function standingRefusals(text: string, read: Read): Refusal[] {
  return [...missing(text, read), ...signRefusals(text, read, true)]
}

/** Whether posts that match must hold something a search can begin with. A refused part has its own sentence already. */
function finds(read: Read): boolean {
  if (read.kind === 'refused') return true
  if (read.kind === 'leaf') return !read.negated && standsAlone(read.leaf)
  return read.kind === 'all' ? read.of.some(finds) : read.of.every(finds)
}

function missing(text: string, read: Read): Refusal[] {
  if (finds(read)) return []
  if (read.kind === 'any') return read.of.flatMap((member) => missing(text, member))
  const branches =
    read.kind === 'all' ? read.of.filter((member) => member.kind === 'any' && member.of.some(finds)) : []
  // In `(flood OR has:media) lang:en` the half-finding bracket is where a person can mend it.
  if (branches.length > 0) return branches.flatMap((branch) => missing(text, branch))
  const part = shown(text.slice(read.from, read.to))
  const code = onlyNegated(read) ? 'only-negated' : 'needs-more'
  return [{ code, from: read.from, to: read.to, params: { part } }]
}

function onlyNegated(read: Read): boolean {
  if (read.kind === 'leaf') return read.negated
  return read.kind !== 'refused' && read.of.every(onlyNegated)
}

/** @param whole the part applies to the whole rule: the root, or one of the root's members joined by spaces */
function signRefusals(text: string, read: Read, whole: boolean): Refusal[] {
  if (read.kind === 'refused') return []
  if (read.kind !== 'leaf') {
    return read.of.flatMap((member) => signRefusals(text, member, whole && read.kind === 'all'))
  }
  const { leaf, negated, from, to } = read
  if (leaf.kind !== 'is' && leaf.kind !== 'sample') return []
  const params = { part: shown(text.slice(negated ? from + 1 : from, to)) }
  if (leaf.kind === 'is' && leaf.what === 'nullcast' && !negated)
    return [{ code: 'must-be-negated', from, to, params }]
  if (leaf.kind !== 'sample') return []
  if (negated) return [{ code: 'never-negated', from, to, params }]
  return whole ? [] : [{ code: 'sample-inside', from, to, params }]
}
