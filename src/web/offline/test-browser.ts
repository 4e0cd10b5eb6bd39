import { createHash } from 'node:crypto'
import { cachePrefix, type Ground } from '#web/offline/keeping.ts'
import type { Build } from '#web/offline/worker-rules.ts'

/** What an invented server answers under a path; nothing: it is not reached. */
export type Server = Map<string, () => Response>

/** A whole answer of our own, as a browser hands it to a worker. */
export function ours(body: string, type = 'text/javascript', how: Partial<Response> = {}): () => Response {
  return () => {
    const answer = new Response(body, { status: 200, headers: { 'content-type': type } })
    const seen = { type: 'basic', redirected: false, ...how }
    for (const [name, value] of Object.entries(seen)) Object.defineProperty(answer, name, { value })
    return answer
  }
}

const integrityOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`

/** A build of two scripts and its start page, and a server that has them. */
export function builtAs(name: string): { build: Build; server: Server; page: string } {
  const files = {
    [`/assets/frame-${name}.js`]: `frame of ${name}`,
    [`/assets/Later-${name}.js`]: `later of ${name}`,
  }
  const entry = `/assets/frame-${name}.js`
  const page = `<!doctype html><script type="module" src="${entry}"></script>`
  const server: Server = new Map([
    ['/index.html', ours(page, 'text/html; charset=utf-8')],
    ['/layers.css', ours('@layer a;', 'text/css')],
    ['/icon.svg', ours('<svg/>', 'image/svg+xml')],
    ...Object.entries(files).map(([path, text]) => [path, ours(text)] as const),
  ])
  const held = Object.entries(files).map(([path, text]) => [path, integrityOf(text)])
  return { build: { name, entry, first: [entry], files: Object.fromEntries(held) }, server, page }
}

/** A browser's caches in memory, which may have no room. */
export class TestCaches {
  readonly kept = new Map<string, Map<string, Response>>()
  hasRoom = true
  refuses = false

  async open(name: string): Promise<Cache> {
    if (this.refuses) throw new DOMException('no', 'SecurityError')
    const cache = this.kept.get(name) ?? new Map<string, Response>()
    this.kept.set(name, cache)
    const put = async (path: string, answer: Response): Promise<void> => {
      if (!this.hasRoom) throw new DOMException('full', 'QuotaExceededError')
      if (answer.status === 206) throw new TypeError('a part is not kept')
      cache.set(path, answer)
    }
    // The two acts the worker uses.
    return { put, match: async (path: string) => cache.get(path)?.clone() } as unknown as Cache
  }

  async match(path: string): Promise<Response | undefined> {
    if (this.refuses) throw new DOMException('no', 'SecurityError')
    for (const cache of this.kept.values()) if (cache.has(path)) return cache.get(path)?.clone()
    return undefined
  }

  keys = async (): Promise<string[]> => [...this.kept.keys()]
  delete = async (name: string): Promise<boolean> => this.kept.delete(name)
  /** Paths kept for a build, in order. */
  pathsOf = (name: string): string[] => [...(this.kept.get(`${cachePrefix}${name}`)?.keys() ?? [])].sort()
}

/** A worker's ground over them. Time does not pass unless `isSlow`: then every wait is over at once and no answer comes first. */
export function groundOn(o: { caches: TestCaches; server: Server; build: Build; isSlow?: boolean }): Ground {
  const fetch: Ground['fetch'] = async (what, how = {}) => {
    const path = typeof what === 'string' ? what : new URL(what.url).pathname
    const answer = o.server.get(path)?.()
    if (answer === undefined) throw new TypeError('Failed to fetch')
    if (o.isSlow === true) await new Promise((done) => setImmediate(done))
    if (answer.redirected && how.redirect === 'error') throw new TypeError('redirected')
    if (how.integrity !== undefined && how.integrity !== '') {
      const copy = ours(await answer.clone().text(), '', {})
      if (integrityOf(await copy().text()) !== how.integrity) throw new TypeError('integrity')
    }
    return answer
  }
  const after: Ground['after'] = () =>
    o.isSlow === true ? Promise.resolve(undefined) : new Promise(() => undefined)
  return { caches: o.caches, fetch, build: o.build, after }
}
