import { spokenWords, type Token, tokens } from '#language/tokens.ts'

/** The words of a text as a keyword hears them, in order; tags, mentions and cashtags give their parts, links none. */
export function wordsIn(text: string): string[] {
  return tokens(text).flatMap(spokenWords)
}

/** The words an address is made of, for `url:`, in order: `https` `town` `example` `flood`. */
export function wordsInAddress(address: string): string[] {
  const asOneName: Token = { text: address, kind: 'tag', from: 0, to: address.length }
  return spokenWords(asOneName)
}

/** The name as rules and posts compare it: lower case, without its sign. */
export function foldedHandle(handle: string): string {
  const bare = handle.startsWith('@') ? handle.slice(1) : handle
  return bare.normalize('NFC').toLowerCase()
}
