import { liveBuckets, liveSlots, wordBuckets, wordSlots, wordSlotsMax } from '#language/places/features.ts'
import { type Knowledge, postReader } from '#language/places/post-reader.ts'
import { TextScan } from '#language/scan.ts'
import type { Example } from './crf.ts'

export type GoldPlace = { text: string; type: string; start: number; end: number }
export type GoldPost = { text: string; event: string; places: GoldPlace[] }

export const featuresPerToken = wordSlots.reduce((sum, slots) => sum + slots, 0) + liveSlots

/** Spans in UTF-16 units: the data counts code points, which differ behind emoji. */
export function unitSpan(text: string, place: GoldPlace): { from: number; to: number } {
  if (text.slice(place.start, place.end) === place.text) return { from: place.start, to: place.end }
  const points = [...text]
  const from = points.slice(0, place.start).join('').length
  return { from, to: from + points.slice(place.start, place.end).join('').length }
}

/** Which word slots say which word (1) or which name (2) it is. */
export function slotGroups(): Uint8Array {
  const groups = new Uint8Array(featuresPerToken)
  const lexical = new Set([0, 7, 8, 10, 11, 12, 13])
  const named = new Set([3, 4, 5, 9, 14, 15, 16, 17, 18, 19, 20, 21, 23])
  let at = 0
  for (const slots of wordSlots) {
    for (let slot = 0; slot < slots; slot++) groups[at + slot] = lexical.has(slot) ? 1 : 0
    if (slots === wordSlotsMax) for (const slot of named) groups[at + slot] = 2
    at += slots
  }
  const live: Record<number, number> = {
    2: 1,
    3: 1,
    4: 1,
    5: 1,
    6: 1,
    12: 1,
    1: 2,
    8: 2,
    9: 2,
    10: 2,
    11: 2,
    13: 2,
    14: 2,
    15: 2,
    16: 2,
    17: 2,
    18: 2,
    23: 2,
    24: 2,
    25: 2,
    26: 1,
    27: 1,
    28: 1,
    29: 1,
  }
  for (const [slot, group] of Object.entries(live)) groups[at + Number(slot)] = group
  return groups
}

/** Posts as feature buckets and tags. */
export function examplesOf(posts: readonly GoldPost[], knowledge: Knowledge): Example[] {
  const reader = postReader(knowledge)
  const scan = new TextScan()
  return posts.map((post) => {
    scan.read(post.text)
    reader.read(scan)
    const length = reader.post.length
    const buckets = new Int32Array(length * featuresPerToken)
    for (let at = 0; at < length; at++) {
      let to = at * featuresPerToken
      for (let distance = 0; distance < wordSlots.length; distance++) {
        const neighbour = at + distance - 2
        const word = neighbour < 0 || neighbour >= length ? 0 : (reader.post.word[neighbour] ?? 0)
        to += wordBuckets(reader.words, word, distance, buckets, to)
      }
      liveBuckets(reader.post, reader.words, at, buckets, to)
    }
    return { buckets, tags: tagsOf(post, scan, length), event: post.event }
  })
}

function tagsOf(post: GoldPost, scan: TextScan, length: number): Uint8Array {
  const tags = new Uint8Array(length)
  for (const place of post.places) {
    const { from, to } = unitSpan(post.text, place)
    let began = false
    for (let at = 0; at < length; at++) {
      if ((scan.tokenTo[at] ?? 0) <= from || (scan.tokenFrom[at] ?? 0) >= to) continue
      tags[at] = began ? 2 : 1
      began = true
    }
  }
  return tags
}
