/** Text as it is looked for: without accents and in small letters, so that `reglement` finds `Règlement`. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/** A name as it is compared: without regard to case, accents, kinds of apostrophe and runs of spaces. What is kept was folded like this. */
export function foldedName(name: string): string {
  return folded(name).replaceAll('’', "'").replaceAll(/\s+/gu, ' ').trim()
}
