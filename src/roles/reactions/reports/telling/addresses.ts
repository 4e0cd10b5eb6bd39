import type { Query } from '#roles/reactions/analysis/contract.ts'

/** Addresses of the desk that a report leads to. All begin with the desk's own, so that they work in a file too. */
export type Addresses = {
  announcement(id: string): string
  /** The posts behind a number, on screen; undefined once they expired. */
  posts(query: Query, narrowed?: Readonly<Record<string, string>>): string | undefined
  report(id: string): string
  /** The frozen figures, on screen. */
  evidence(id: string): string
}

/** @param base of the desk, without a slash at its end; empty: addresses within the desk */
export function addressesOf(base: string): Addresses {
  return {
    announcement: (id) => `${base}/reactions/announcements/${encodeURIComponent(id)}`,
    posts: ({ posts }, narrowed = {}) => {
      if (posts === undefined) return undefined
      const asked = new URLSearchParams(posts.slice(posts.indexOf('?') + 1))
      for (const [name, value] of Object.entries(narrowed)) asked.set(name, value)
      return `${base}/reactions/posts?${asked.toString()}`
    },
    evidence: (id) => `${base}/reactions/evidence/${encodeURIComponent(id)}`,
    report: (id) => `${base}/api/reports/${encodeURIComponent(id)}/page`,
  }
}
