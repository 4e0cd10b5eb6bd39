import { isUrl } from '#kernel/url.ts'
import type { Capabilities } from '#networks/contract.ts'

/** What X can do when we listen, as data. It tells of no deletion on its own; it is asked. */
export const xCapabilities: Capabilities = {
  network: 'x',
  name: 'X',
  reads: {
    stream: true,
    search: true,
    resumes: false,
    media: false,
    deletions: false,
    checksExistence: true,
    geo: true,
  },
}

/** How a source on X is named: with its server only where it is another than X's own. */
export function sourceName(what: string, server: string): string {
  const host = isUrl(server) ? new URL(server).host : 'unknown'
  return `x:${what}${host === 'api.x.com' ? '' : `@${host}`}`.slice(0, 200)
}
