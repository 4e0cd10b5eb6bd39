import type { Leaf } from '#stream/rules/rule.ts'

/** Nothing finer than a ward is told of a person; below this a circle is a house and its garden. */
const metresMin = 250
const metresPerDegree = 111_320

/** Whether a question asks for posts from a place so small that it is one home. */
export function isSmall(leaf: Leaf): boolean {
  if (leaf.kind === 'place') return isAddress(leaf.words)
  if (leaf.kind === 'point_radius') return leaf.radius * (leaf.unit === 'mi' ? 1609.344 : 1000) < metresMin
  if (leaf.kind !== 'bounding_box') return false
  const high = Math.abs(leaf.north - leaf.south) * metresPerDegree
  const wide = Math.abs(leaf.east - leaf.west) * metresPerDegree * Math.cos((leaf.north * Math.PI) / 180)
  // A box as wide as that circle.
  return high < 2 * metresMin && wide < 2 * metresMin
}

const streetWord =
  /^(?:street|st|avenue|ave|road|rd|drive|lane|crescent|court|boulevard|blvd|way|terrace|rue|chemin|place|allee|allée|impasse|quai)$/iu

/** `14 Cedar Court`, `rue des Érables 12`; `5th Avenue` is long. */
function isAddress(words: readonly string[]): boolean {
  return words.some((word) => /^\d{1,5}[a-d]?$/u.test(word)) && words.some((word) => streetWord.test(word))
}
