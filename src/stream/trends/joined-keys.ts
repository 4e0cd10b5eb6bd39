import { hash32, keyKinds, mix32 } from '#stream/trends/terms.ts'

/** Index into `keyKinds` of each kind. */
export const kindOf = Object.fromEntries(keyKinds.map((kind, i) => [kind, i])) as Record<
  (typeof keyKinds)[number],
  number
>

/** The kind of two words side by side. */
export const phraseKind = kindOf.phrase

/** Low half of the hash of a key made of two, signed. */
export function joinedLow(first: number, second: number, kind: number): number {
  return mix32((Math.imul(first, 31) + second + Math.imul(kind, 0x9e3779b9)) | 0) | 0
}

/** High half of the hash of a key made of two, signed. */
export function joinedHigh(first: number, second: number, kind: number): number {
  return mix32((Math.imul(first, 37) + second + Math.imul(kind, 0x7f4a7c15)) | 0) | 0
}

/** Halves of the hash of a name (a place, a topic), signed. */
export function namedLow(text: string, kind: number): number {
  return hash32(text, 0x811c9dc5 + kind) | 0
}

/** See {@link namedLow}. */
export function namedHigh(text: string, kind: number): number {
  return hash32(text, 0x9747b28c + kind) | 0
}
