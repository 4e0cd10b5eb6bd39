import type { VersionCard, VersionPoll } from '#kernel/version-content.ts'

/** What one version says, as our own site keeps it. Everything in it is the same at every attempt. */
export type Page = {
  /** Names the page for ever: the key of the part that said it first. 1 to 64 of a-z, 0-9 and `-`. */
  key: string
  /** Names these words of it: `key` at first, the key of the correction after an edit. */
  revision: string
  account: string
  handle: string
  /** When its delivery was first claimed, epoch ms. */
  atMs: number
  text: string
  /** BCP 47. */
  language: string
  /** The files, by SHA-256: whoever keeps the pages has them from the approval. */
  media: readonly KeptPageFile[]
  contentWarning?: string
  /** What was wrong in the words before these; kept with them, and of the first words never. */
  correction?: string
  poll?: VersionPoll
  /** A link shown as a block under the words. */
  card?: KeptPageCard
  /** Ids of what it is about, sorted; missing: of nothing in particular. */
  topics?: readonly string[]
}

/** A file of a page, with the captions of a film. */
export type KeptPageFile = {
  sha256: string
  mediaType: string
  bytes: number
  alt: string
  captions?: { sha256: string; language: string }
}

/** The card of a page. */
export type KeptPageCard = Pick<VersionCard, 'url' | 'title' | 'description'> & { image?: KeptPageFile }

/** What is kept of a page. `url` is where anybody reads it. */
export type KeptPage = { kind: 'there'; url: string } | { kind: 'removed' }

/**
 * Where our pages are kept: given by the app, which knows the store. It throws when the world broke, and then nothing is known.
 * Each method does its work whole or not at all.
 */
export type PageStore = {
  /**
   * Keeps a page, or other words for it. A key and revision that were kept before change nothing, also when newer words were
   * kept since; a page that was removed stays removed. An unknown key with another revision is not kept: `missing`.
   */
  put(page: Page): Promise<KeptPage | { kind: 'missing' }>
  get(key: string): Promise<KeptPage | undefined>
  /** Takes a page down, for good; one that is not there is no fault. Its address may go on to say that it was withdrawn. */
  remove(key: string): Promise<void>
}
