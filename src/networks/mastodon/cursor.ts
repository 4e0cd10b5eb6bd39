import { localIdOf } from '#networks/mastodon/decode.ts'

/** The cursor that resumes after an id of one timeline. */
export function cursorText(timelineKey: string, localId: string): string {
  return `v1:${timelineKey}:${localId}`
}

/** Reads a cursor of the same timeline back; undefined when another timeline, version or something else wrote it. */
export function cursorId(cursor: string, timelineKey: string): string | undefined {
  const start = `v1:${timelineKey}:`
  return cursor.startsWith(start) ? localIdOf(cursor.slice(start.length)) : undefined
}
