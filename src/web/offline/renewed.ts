/** Browsers' own words for a part of a page that could not be fetched, and Vite's for a style of one. */
const partGone =
  /dynamically imported module|importing a module script failed|unable to preload css|loading chunk/i

/** Whether a part of this page could not be loaded: the desk was renewed since it was opened, or the network is gone. */
export function isPartGone(error: unknown): boolean {
  return error instanceof Error && partGone.test(error.message)
}

/** Why a part could not be loaded. `unknown`: both are well, so it was a moment's trouble. */
export type WhyGone = 'renewed' | 'away' | 'unknown'

/**
 * Asks the desk for its start page, to know why a part of this one is gone.
 *
 * @param scripts addresses of the scripts this page was opened with
 */
export async function whyGone({
  fetch,
  scripts,
}: {
  fetch: (path: string, how: RequestInit) => Promise<Response>
  scripts: readonly string[]
}): Promise<WhyGone> {
  try {
    const answer = await fetch('/index.html', { cache: 'no-store', signal: AbortSignal.timeout(5000) })
    if (!answer.ok) return 'away'
    const page = await answer.text()
    return scripts.every((script) => page.includes(script)) ? 'unknown' : 'renewed'
  } catch {
    return 'away' // not reached in time
  }
}
