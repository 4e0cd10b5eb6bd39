// v2 of the protocol counts in `seq`, not time; the two are not interchangeable, so the cursor names its version.
const version = 'v1'

/** The cursor that resumes after a frame. @param timeUs the frame's `time_us` */
export function cursorText(timeUs: number): string {
  return `${version}:${timeUs}`
}

/** Reads a cursor back as `time_us`; undefined when another version or something else wrote it. */
export function cursorTimeUs(cursor: string): number | undefined {
  const digits = /^v1:(\d{1,16})$/.exec(cursor)?.[1]
  const timeUs = Number(digits)
  return digits !== undefined && Number.isSafeInteger(timeUs) ? timeUs : undefined
}
