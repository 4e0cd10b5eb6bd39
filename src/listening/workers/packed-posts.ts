import { assert } from '#kernel/assert.ts'
import type { Post } from '#kernel/post.ts'
import type { RuledPost } from '#stream/matcher/ruled-post.ts'

/**
 * Posts as few values, because what it costs to hand them to a thread goes by the number of values. Only what rules ask of
 * a post is in it. Strings cross as they are, in UTF-16, so that half a surrogate pair arrives as it was said.
 */
export type PackedPosts = {
  /** Each text, and behind it the text it quotes; they are read letter by letter, which is slower in a part of a string. */
  texts: string[]
  /** All other strings, one behind the other. */
  names: string
  /** Per post: its bits, the length of each of its strings in `names`, how many links with their lengths, its media. */
  numbers: Int32Array
  /** Latitude and longitude of the posts that have them. */
  places: Float64Array
}

const optionalNames = ['lang', 'replyTo', 'repostOf', 'quoteOf', 'place', 'country'] as const
const authorKinds = [undefined, 'person', 'media', 'official', 'bot'] as const
const mediaKinds = ['image', 'video', 'audio'] as const
/** Bits 0 to 5 say which of `optionalNames` are there, 12 to 14 hold the place in `authorKinds`. */
const bit = { author: 6, handle: 7, quotedText: 8, links: 9, media: 10, geo: 11, authorKind: 12 } as const

/** Packs posts; see `unpackPosts`. */
export function packPosts(posts: readonly Post[]): PackedPosts {
  const packer = new Packer()
  for (const post of posts) packer.add(post)
  return packer.finish()
}

class Packer {
  readonly #texts: string[] = []
  readonly #names: string[] = []
  readonly #numbers: number[] = []
  readonly #places: number[] = []

  add(post: Post): void {
    const bitsAt = this.#numbers.push(0) - 1
    this.#texts.push(post.text)
    this.#name(post.id)
    let bits = this.#optional(post) | this.#author(post)
    if (post.quotedText !== undefined) {
      bits |= 1 << bit.quotedText
      this.#texts.push(post.quotedText)
    }
    if (post.links !== undefined) {
      bits |= 1 << bit.links
      this.#numbers.push(post.links.length)
      for (const link of post.links) this.#name(link)
    }
    if (post.media !== undefined) {
      bits |= 1 << bit.media
      this.#numbers.push(post.media.length)
      for (const { kind } of post.media) this.#numbers.push(mediaKinds.indexOf(kind))
    }
    if (post.geo !== undefined) {
      bits |= 1 << bit.geo
      this.#places.push(post.geo.lat, post.geo.lon)
    }
    this.#numbers[bitsAt] = bits
  }

  finish(): PackedPosts {
    return {
      texts: this.#texts,
      names: this.#names.join(''),
      numbers: new Int32Array(this.#numbers),
      places: new Float64Array(this.#places),
    }
  }

  #name(name: string): void {
    this.#names.push(name)
    this.#numbers.push(name.length)
  }

  #optional(post: Post): number {
    let bits = 0
    for (let at = 0; at < optionalNames.length; at++) {
      const name = post[optionalNames[at] ?? 'lang']
      if (name === undefined) continue
      bits |= 1 << at
      this.#name(name)
    }
    return bits
  }

  #author({ author }: Post): number {
    if (author === undefined) return 0
    this.#name(author.id)
    if (author.handle !== undefined) this.#name(author.handle)
    const isNamed = author.handle === undefined ? 0 : 1 << bit.handle
    return (1 << bit.author) | isNamed | (authorKinds.indexOf(author.kind) << bit.authorKind)
  }
}

/** The posts that were packed, in order: of each what rules ask. */
export function unpackPosts(packed: PackedPosts): RuledPost[] {
  const posts: RuledPost[] = []
  const unpacker = new Unpacker(packed)
  while (!unpacker.isDone) posts.push(unpacker.next())
  return posts
}

class Unpacker {
  readonly #packed: PackedPosts
  #text = 0
  #name = 0
  #number = 0
  #place = 0

  constructor(packed: PackedPosts) {
    this.#packed = packed
  }

  get isDone(): boolean {
    return this.#number >= this.#packed.numbers.length
  }

  /** Every post with the same fields in the same order, so that whoever reads them is compiled for one shape. */
  next(): RuledPost {
    const bits = this.#nextNumber()
    return {
      text: this.#nextText(),
      id: this.#nextName(),
      lang: this.#nameIf(bits, 0),
      replyTo: this.#nameIf(bits, 1),
      repostOf: this.#nameIf(bits, 2),
      quoteOf: this.#nameIf(bits, 3),
      place: this.#nameIf(bits, 4),
      country: this.#nameIf(bits, 5),
      author: has(bits, bit.author) ? this.#author(bits) : undefined,
      quotedText: has(bits, bit.quotedText) ? this.#nextText() : undefined,
      links: has(bits, bit.links) ? this.#several(() => this.#nextName()) : undefined,
      media: has(bits, bit.media) ? this.#several(() => this.#nextMedia()) : undefined,
      geo: has(bits, bit.geo) ? { lat: this.#nextPlace(), lon: this.#nextPlace() } : undefined,
    }
  }

  #author(bits: number): RuledPost['author'] {
    const id = this.#nextName()
    const handle = has(bits, bit.handle) ? this.#nextName() : undefined
    const kind = authorKinds[bits >>> bit.authorKind]
    return { id, ...(handle === undefined ? {} : { handle }), ...(kind === undefined ? {} : { kind }) }
  }

  #nameIf(bits: number, at: number): string | undefined {
    return has(bits, at) ? this.#nextName() : undefined
  }

  #nextMedia(): { kind: (typeof mediaKinds)[number] } {
    return { kind: mediaKinds[this.#nextNumber()] ?? 'image' }
  }

  #several<T>(next: () => T): T[] {
    return Array.from({ length: this.#nextNumber() }, next)
  }

  #nextNumber(): number {
    return this.#packed.numbers[this.#number++] ?? 0
  }

  #nextPlace(): number {
    return this.#packed.places[this.#place++] ?? 0
  }

  #nextText(): string {
    const text = this.#packed.texts[this.#text++]
    assert(text !== undefined, 'every post was packed with its text')
    return text
  }

  #nextName(): string {
    const from = this.#name
    this.#name += this.#nextNumber()
    return this.#packed.names.slice(from, this.#name)
  }
}

function has(bits: number, at: number): boolean {
  return ((bits >>> at) & 1) === 1
}
