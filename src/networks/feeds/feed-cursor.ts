import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

/** What the server gave us to ask whether anything changed. */
export type Validators = { etag?: string; lastModified?: string }

const version = 'f1:'
const headerLengthMax = 500

/** The cursor of a feed: its validators, so that a restart does not fetch what it has. */
export function feedCursor(validators: Validators): string {
  return `${version}${JSON.stringify(validators)}`
}

/** Reads a cursor back; one written by something else means asking for everything again, which is harmless. */
export function readFeedCursor(cursor: string | undefined): Validators {
  if (cursor?.startsWith(version) !== true || cursor.length > 2000) return {}
  try {
    const fields = fieldsOf(JSON.parse(cursor.slice(version.length)))
    return validatorsOf({ etag: textOf(fields, 'etag'), lastModified: textOf(fields, 'lastModified') })
  } catch {
    return {} // see above: the feed is read as if for the first time
  }
}

/** Validators from headers; values that could not be sent back as a header are dropped. */
export function validatorsOf({
  etag,
  lastModified,
}: {
  etag: string | undefined
  lastModified: string | undefined
}): Validators {
  return {
    ...(isSendable(etag) && { etag }),
    ...(isSendable(lastModified) && { lastModified }),
  }
}

function isSendable(value: string | undefined): value is string {
  return value !== undefined && value.length <= headerLengthMax && /^[\x20-\x7e]+$/.test(value)
}
