/**
 * An address, read; undefined where it is none.
 *
 * Not `URL.canParse`: in Node 20 its fast path, taken after some thousand calls, calls every address with a letter such as é none
 * (seen with 20.20.2). `tools/tidy` keeps it out.
 */
export function parsedUrl(text: string, base?: string | URL): URL | undefined {
  try {
    return new URL(text, base)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** Whether a text is an address. */
export function isUrl(text: string, base?: string | URL): boolean {
  return parsedUrl(text, base) !== undefined
}
