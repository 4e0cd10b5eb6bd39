import { readMovie } from '#sending/files/film/mp4.ts'
import { readMp3 } from '#sending/files/film/mp3.ts'
import { readWebm } from '#sending/files/film/webm.ts'
import type { FileWhy } from '#sending/files/contract.ts'
import type { Sniffed } from '#sending/files/sniffing.ts'

/** What is known of a film or sound from its own tables. */
export type FilmFacts = {
  mediaType: string
  width?: number
  height?: number
  seconds?: number
  hasSound?: boolean
}

/** A film or sound as it is kept, or why it is not. Nothing is converted; where an MP4 says its place and camera, that is blanked. */
export type FilmRead = { ok: true; facts: FilmFacts; bytes: Uint8Array } | { ok: false; why: FileWhy }

/** Reads a film or sound whose kind was sniffed. */
export function readFilm(bytes: Uint8Array, kind: Sniffed): FilmRead {
  if (kind === 'moving-container') return readMovie(bytes)
  return kind === 'webm' ? readWebm(bytes) : readMp3(bytes)
}

/** A number of seconds as it is kept: to the tenth, undefined when it says nothing. */
export function inSeconds(value: number): { seconds?: number } {
  return Number.isFinite(value) && value > 0 ? { seconds: Math.round(value * 10) / 10 } : {}
}
