import { hash32 } from '#kernel/hash.ts'
import { scanKinds, type TextScan } from '#language/scan.ts'
import { langOf } from '#stream/matcher/post-facts.ts'
import type { RuledPost } from '#stream/matcher/ruled-post.ts'
import { hasWhats, type HasWhat, isWhats, type IsWhat } from '#stream/rules/rule.ts'

const noLinks: readonly string[] = []
const nobody: RuledPost = { id: '', text: '' }

/** What few rules ask of a post (see `PostFacts` for the meaning), read when the first one asks. One object serves every post in turn. */
export class LazyFacts {
  post = nobody
  /** One bit for each of `scanKinds` that the text or the quoted text holds. */
  kindBits = 0
  #own: TextScan | undefined
  #quoted: TextScan | undefined
  #links: readonly string[] | undefined
  #lang: string | undefined
  #samplePlace = -1
  #bits = -1

  /** Turns to a post; `quoted` is the scan of the text it quotes. */
  turnTo(post: RuledPost, own: TextScan, quoted: TextScan | undefined): void {
    this.post = post
    this.#own = own
    this.#quoted = quoted
    this.#links = undefined
    this.#lang = undefined
    this.#samplePlace = -1
    this.#bits = -1
    this.kindBits = kindsIn(own) | (quoted ? kindsIn(quoted) : 0)
  }

  get lang(): string {
    return (this.#lang ??= langOf(this.post))
  }

  get samplePlace(): number {
    if (this.#samplePlace === -1) this.#samplePlace = hash32(this.post.id, 7) % 100
    return this.#samplePlace
  }

  /** One bit for each of `hasWhats`, then one for each of `isWhats`. */
  get bits(): number {
    if (this.#bits === -1) this.#bits = this.#readBits()
    return this.#bits
  }

  get hasLinks(): boolean {
    return this.#holds('link') || (this.post.links?.length ?? 0) > 0
  }

  /** Each link once, lower case: those in the texts, then those the wire names. */
  get links(): readonly string[] {
    return (this.#links ??= this.hasLinks ? this.#readLinks() : noLinks)
  }

  has(what: HasWhat | undefined): boolean {
    const { media, geo, place, country } = this.post
    switch (what) {
      case 'hashtags':
        return this.#holds('tag')
      case 'cashtags':
        return this.#holds('cashtag')
      case 'mentions':
        return this.#holds('mention')
      case 'links':
        return this.hasLinks
      case 'media':
        return media !== undefined && media.length > 0
      case 'images':
        return media !== undefined && media.some((each) => each.kind === 'image')
      case 'video_link':
        return media !== undefined && media.some((each) => each.kind === 'video')
      case 'geo':
        return geo !== undefined || place !== undefined || country !== undefined
      case undefined:
        return false
    }
  }

  is(what: IsWhat | undefined): boolean {
    const { repostOf, replyTo, quoteOf, quotedText, author } = this.post
    switch (what) {
      case 'retweet':
        return repostOf !== undefined
      case 'reply':
        return replyTo !== undefined
      case 'quote':
        return quoteOf !== undefined || quotedText !== undefined
      case 'verified':
        return author?.kind === 'official' || author?.kind === 'media'
      case 'nullcast':
      case undefined:
        return false
    }
  }

  #holds(kind: (typeof scanKinds)[number]): boolean {
    return ((this.kindBits >>> scanKinds.indexOf(kind)) & 1) === 1
  }

  #readBits(): number {
    let bits = 0
    for (let at = 0; at < hasWhats.length; at++) if (this.has(hasWhats[at])) bits |= 1 << at
    for (let at = 0; at < isWhats.length; at++) if (this.is(isWhats[at])) bits |= 1 << (hasWhats.length + at)
    return bits
  }

  #readLinks(): string[] {
    const found = new Set<string>()
    for (const scan of [this.#own, this.#quoted]) {
      for (let at = 0; scan && at < scan.tokenCount; at++) {
        if (scanKinds[scan.tokenKind[at] ?? 0] === 'link') found.add(scan.tokenText(at))
      }
    }
    for (const link of this.post.links ?? []) found.add(link.toLowerCase())
    return [...found]
  }
}

function kindsIn(scan: TextScan): number {
  let bits = 0
  for (let at = 0; at < scan.tokenCount; at++) bits |= 1 << (scan.tokenKind[at] ?? 0)
  return bits
}
