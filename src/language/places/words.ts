import { mixed } from '#kernel/hash.ts'
import { foldedAt, plainHash, plainPower } from '#language/places/folding.ts'
import type { NameTable } from '#language/places/name-table.ts'

/** What is known of one spelling of a word, one number each; the order of {@link WordStore} fields. */
export const wordFields = 13
/** Where each of the {@link wordFields} numbers of a word stands. */
export const wordField = {
  /** {@link plainHash}: what it is called, whatever its case. */
  plain: 0,
  power: 1,
  /** 0 word, 1 tag, 2 mention, 3 cashtag, 4 link, 5 emoji. */
  kind: 2,
  shape: 3,
  /** How usual in general posts and how often without a capital; 0 for never seen. */
  common: 4,
  /** Bits of the gazetteer. */
  name: 5,
  /** {@link nameClass} of the word without a final s ("Mexicos"). */
  nameWithoutS: 6,
  /** {@link nameClass} of `name`. */
  nameClass: 7,
  suffix2: 8,
  suffix3: 9,
  suffix4: 10,
  prefix3: 11,
  length: 12,
} as const

const shapes = { other: 0, lower: 1, upper: 2, capital: 3, camel: 4, digits: 5, mixed: 6, single: 7 } as const

/** How a word is written: case and digits only, with tags a world of their own. */
export function shapeOf(text: string, from: number, to: number): number {
  let upper = 0
  let lower = 0
  let digit = 0
  let turns = 0
  let wasLower = false
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    const isUpper = unit < 128 ? unit >= 65 && unit <= 90 : isUpperLetter(unit)
    if (unit >= 48 && unit <= 57) digit++
    else if (isUpper) {
      upper++
      if (wasLower) turns++
    } else lower++
    wasLower = !isUpper
  }
  if (digit > 0) return upper + lower === 0 ? shapes.digits : shapes.mixed
  if (upper === 0) return shapes.lower
  if (upper === 1 && lower === 0) return shapes.single
  if (lower === 0) return shapes.upper
  if (turns > 0) return shapes.camel
  return upper === 1 ? shapes.capital : shapes.other
}

function isUpperLetter(unit: number): boolean {
  const character = String.fromCharCode(unit)
  return character !== character.toLowerCase()
}

/** The strongest thing a name is, as one small number; 0 for no name. */
export function nameClass(bits: number): number {
  if (bits === 0) return 0
  for (let rank = 0; rank < ranked.length; rank++) if ((bits & (ranked[rank] ?? 0)) !== 0) return rank + 1
  return ranked.length + 1
}

const ranked = [1, 2, 512, 4, 1024, 16, 32, 4096, 64, 8, 128, 8192, 256, 16384, 32768]

/** Writes what is known of the word at `from` to `to` into `into` at `offset`. */
export function describeWord(
  given: { text: string; from: number; to: number; kind: number; names: NameTable; usual: NameTable },
  into: Int32Array,
  offset: number,
): void {
  const { text, to, kind, names, usual } = given
  const from = kind === 1 ? given.from + 1 : given.from
  const plain = plainHash(text, from, to)
  const name = names.bitsOf(plain)
  into[offset + wordField.plain] = plain
  into[offset + wordField.power] = plainPower(text, from, to)
  into[offset + wordField.kind] = kind
  into[offset + wordField.length] = to - from
  into[offset + wordField.shape] = shapeOf(text, from, to) + 8 * kind
  into[offset + wordField.common] = usual.bitsOf(plain)
  into[offset + wordField.name] = name
  into[offset + wordField.nameWithoutS] = nameClass(withoutS(text, from, to, names))
  into[offset + wordField.nameClass] = nameClass(name)
  into[offset + wordField.suffix2] = to - from > 2 ? plainHash(text, to - 2, to) : 0
  into[offset + wordField.suffix3] = to - from > 3 ? plainHash(text, to - 3, to) : 0
  into[offset + wordField.suffix4] = to - from > 4 ? plainHash(text, to - 4, to) : 0
  into[offset + wordField.prefix3] = to - from > 3 ? plainHash(text, from, from + 3) : 0
}

function withoutS(text: string, from: number, to: number, names: NameTable): number {
  const endsInS = to - from > 3 && foldedAt(text, to - 1) === 0x73
  return endsInS ? names.bitsOf(plainHash(text, from, to - 1)) : 0
}

/** One number for a spelling, case and sign kept. */
export function spellingHash(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return mixed(hash) | 0
}
