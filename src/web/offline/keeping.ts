import { isFromInFront, isWhole, plainFiles, type Build } from '#web/offline/worker-rules.ts'

/** What the worker stands on: the browser's own, or a stand-in. */
export type Ground = {
  caches: Pick<CacheStorage, 'open' | 'keys' | 'delete' | 'match'>
  fetch: (what: Request | string, how?: RequestInit) => Promise<Response>
  build: Build
  /** Ends after so many milliseconds. */
  after: (ms: number) => Promise<undefined>
}

/** How long somebody waits for the desk before they are shown what is kept; and for a small file. */
export const waitMs = { page: 4000, plainFile: 2000 } as const
/** Files fetched at once when the rest is kept: the page in front comes first. */
const atOnce = 4

/** Under this name the start page is kept. */
const pagePath = '/index.html'
/** How the names of our own caches begin; those of anybody else are left alone. */
export const cachePrefix = 'bw-desk '

const nameOf = ({ build }: Ground): string => `${cachePrefix}${build.name}`

/**
 * Keeps what the desk needs to open without a network: all of it, or nothing.
 *
 * @throws where a file is missing, is not what the build says, or the browser has no room; the worker before stays then
 */
export async function install(ground: Ground): Promise<void> {
  const cache = await ground.caches.open(nameOf(ground))
  try {
    await keepPage(ground, cache)
    await Promise.all(plainFiles.map((path) => keepPlain(ground, cache, path)))
    await keepMissing(ground, cache, ground.build.first)
  } catch (error) {
    await ground.caches.delete(nameOf(ground))
    throw error
  }
}

/** Keeps every other file of this build too, so that a page that stands open finds its parts after the next build as well. */
export async function keepRest(ground: Ground): Promise<void> {
  const cache = await ground.caches.open(nameOf(ground))
  await keepMissing(ground, cache, Object.keys(ground.build.files))
}

/** Removes what earlier builds kept, except the last of them: a page of it may stand open. */
export async function activate(ground: Ground): Promise<void> {
  const ours = (await ground.caches.keys()).filter((name) => name.startsWith(cachePrefix))
  // In the order they were made.
  const earlier = ours.filter((name) => name !== nameOf(ground))
  await Promise.all(earlier.slice(0, -1).map((name) => ground.caches.delete(name)))
}

/** A page: the desk's own answer, whatever it is; where none comes in time, the start page that is kept. */
export async function answerPage(ground: Ground, request: Request): Promise<Response> {
  const asked = ground.fetch(request).catch(() => undefined) // no network: the rest decides
  const inTime = await Promise.race([asked, ground.after(waitMs.page)])
  if (inTime !== undefined && !isFromInFront(inTime.status)) return inTime
  return (await kept(ground, pagePath)) ?? (await asked) ?? Response.error()
}

/** A file of this build: the one that is kept, else the desk's, which is kept from then on. */
export async function answerFile(ground: Ground, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname
  const here = await kept(ground, path)
  if (here !== undefined) return here
  const fresh = await fetchExact(ground, path)
  // Not what the build says: the browser asks for it as if we were not here, and it is not kept.
  if (fresh === undefined) return ground.fetch(request)
  await keep(ground, path, fresh.clone())
  return fresh
}

/** A file of another build: one that was kept before, else whatever the desk says. */
export async function answerOlderFile(ground: Ground, request: Request): Promise<Response> {
  const here = await ground.caches.match(new URL(request.url).pathname).catch(() => undefined) // no room, no cache
  return here ?? ground.fetch(request)
}

/** A small file without a hash: the desk's, else the one that is kept. */
export async function answerPlainFile(ground: Ground, request: Request): Promise<Response> {
  const asked = ground.fetch(request).catch(() => undefined) // no network: the rest decides
  const inTime = await Promise.race([asked, ground.after(waitMs.plainFile)])
  if (inTime?.ok === true) return inTime
  return (await kept(ground, new URL(request.url).pathname)) ?? (await asked) ?? Response.error()
}

/** What this build kept under a path; nothing where the browser keeps nothing. */
async function kept(ground: Ground, path: string): Promise<Response | undefined> {
  try {
    return await (await ground.caches.open(nameOf(ground))).match(path)
  } catch {
    return undefined // a private window may refuse: then there is the network
  }
}

/** Whether there was room for it: what was not kept is fetched again next time. */
async function keep(ground: Ground, path: string, answer: Response): Promise<boolean> {
  try {
    await (await ground.caches.open(nameOf(ground))).put(path, answer)
    return true
  } catch {
    return false // the answer itself is given all the same
  }
}

async function keepMissing(ground: Ground, cache: Cache, paths: readonly string[]): Promise<void> {
  for (let at = 0; at < paths.length; at += atOnce)
    await Promise.all(paths.slice(at, at + atOnce).map((path) => keepExact(ground, cache, path)))
}

async function keepExact(ground: Ground, cache: Cache, path: string): Promise<void> {
  if ((await cache.match(path)) !== undefined) return
  const answer = await fetchExact(ground, path)
  if (answer === undefined) throw new Error(`${path} is not what this build holds`)
  await cache.put(path, answer)
}

/** A file of this build, byte for byte; undefined where something else was answered. */
async function fetchExact({ fetch, build }: Ground, path: string): Promise<Response | undefined> {
  const integrity = build.files[path] ?? ''
  const asked = { integrity, cache: 'no-cache', redirect: 'error', credentials: 'same-origin' } as const
  const answer = await fetch(path, asked).catch(() => undefined) // another page in its place, or no network
  return answer !== undefined && integrity !== '' && isWhole(answer) ? answer : undefined
}

async function keepPlain({ fetch }: Ground, cache: Cache, path: string): Promise<void> {
  const answer = await fetch(path, { cache: 'no-cache', redirect: 'error', credentials: 'same-origin' })
  const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
  if (!isWhole(answer) || isPage) throw new Error(`${path} is not a file of the desk`)
  await cache.put(path, answer)
}

/** The start page differs a little each time, so it is known by the files it names. */
async function keepPage({ fetch, build }: Ground, cache: Cache): Promise<void> {
  const answer = await fetch(pagePath, { cache: 'no-cache', redirect: 'error', credentials: 'same-origin' })
  const copy = answer.clone()
  if (!isWhole(answer) || !(await answer.text()).includes(build.entry))
    throw new Error('the start page is not that of this build')
  await cache.put(pagePath, copy)
}
