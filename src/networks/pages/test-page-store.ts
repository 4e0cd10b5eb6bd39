import type { Page, PageStore } from '#networks/pages/page-store.ts'

/** A store of pages in memory that can fail before or after its work, or never answer. */
export type TestPageStore = PageStore & {
  pages: Map<string, Page>
  failNext(when: 'before' | 'after' | 'never'): void
}

/** An empty one. */
export function testPageStore(): TestPageStore {
  const pages = new Map<string, Page>()
  const removed = new Set<string>()
  const revisions = new Set<string>()
  let failing: 'before' | 'after' | 'never' | undefined
  async function doing<T>(work: () => T): Promise<T> {
    const now = failing
    failing = undefined
    if (now === 'before') throw new Error('planted words of a message')
    const done = work()
    if (now === 'after') throw new Error('planted words of a message')
    if (now === 'never') await new Promise(() => undefined)
    return done
  }
  const urlOf = (key: string): string => `https://havre-clair.example/m/${key}`
  return {
    pages,
    failNext: (when) => void (failing = when),
    put: (page) =>
      doing(() => {
        if (removed.has(page.key)) return { kind: 'removed' }
        if (!pages.has(page.key) && page.revision !== page.key) return { kind: 'missing' }
        const revision = `${page.key} ${page.revision}`
        if (!revisions.has(revision)) pages.set(page.key, page)
        revisions.add(revision)
        return { kind: 'there', url: urlOf(page.key) }
      }),
    get: (key) =>
      doing(() => {
        if (removed.has(key)) return { kind: 'removed' }
        return pages.has(key) ? { kind: 'there', url: urlOf(key) } : undefined
      }),
    remove: (key) =>
      doing(() => {
        pages.delete(key)
        removed.add(key)
      }),
  }
}
