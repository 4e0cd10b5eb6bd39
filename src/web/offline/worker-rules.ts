/** What one build is made of; `tools/house/desk-worker.mjs` writes it into the worker. */
export type Build = {
  /** Its own name, from everything in it. */
  name: string
  /** A file only this build's start page names. */
  entry: string
  /** What has to be there before the desk opens without a network. */
  first: readonly string[]
  /** Every file with a hash in its name, and what it must hold (subresource integrity). */
  files: Readonly<Record<string, string>>
}

/** Files of ours without a hash in their name that the start page needs. */
export const plainFiles = ['/layers.css', '/icon.svg'] as const

/** What is done about a request. `leave`: the browser does what it would do without us. */
export type Kind = 'page' | 'file' | 'older-file' | 'plain-file' | 'leave'

/** What the worker looks at in a request. */
export type Wanted = { method: string; url: string; mode: string; isPart: boolean }

/**
 * Whether a request is for the desk's own code. Everything else is left alone: answers of the API, files people brought in, pages for the
 * public, and sign-in. What is not on a list is never kept, so that nothing private can be.
 *
 * @param places first parts of the addresses of the desk's screens, such as `now`
 */
export function kindOf(
  wanted: Wanted,
  o: { origin: string; places: ReadonlySet<string>; build: Build },
): Kind {
  const url = new URL(wanted.url)
  if (wanted.method !== 'GET' || wanted.isPart || url.origin !== o.origin) return 'leave'
  if (wanted.mode === 'navigate') return isScreen(url.pathname, o.places) ? 'page' : 'leave'
  if (url.search !== '') return 'leave'
  if (Object.hasOwn(o.build.files, url.pathname)) return 'file'
  if (/^\/assets\/[\w.-]+$/.test(url.pathname)) return 'older-file'
  return plainFiles.some((path) => path === url.pathname) ? 'plain-file' : 'leave'
}

function isScreen(path: string, places: ReadonlySet<string>): boolean {
  if (path === '/') return true
  const [, place = ''] = path.split('/')
  return places.has(place)
}

/** Places of the public or of the server, which a screen of the desk never stands at. */
const neverOurs = new Set(['api', 'sign-in', 'p', 'subscribe', 'push', 'who', 'l', 'hooks', 'dev'])

/** The places in the worker's own address, as `placesIn` of the page gave them; what is none is left out. */
export function readPlaces(search: string): ReadonlySet<string> {
  const said = (new URLSearchParams(search).get('places') ?? '').split('.')
  return new Set(said.filter((place) => /^[a-z][a-z-]{0,39}$/.test(place) && !neverOurs.has(place)))
}

/** The first parts of the paths of a router, in order, each once. */
export function placesIn(paths: readonly string[]): string[] {
  const places = paths.map((path) => path.split('/')[1] ?? '')
  return [...new Set(places.filter((place) => place !== '' && !place.startsWith('$')))].sort()
}

/** Whether this is an answer of a thing in front of the desk that cannot reach it. */
export function isFromInFront(status: number): boolean {
  return status === 502 || status === 503 || status === 504
}

/** Whether an answer is the whole file, from us, without a detour: a sign-in in between or a part of it is not kept. */
export function isWhole(answer: Pick<Response, 'status' | 'type' | 'redirected'>): boolean {
  return answer.status === 200 && answer.type === 'basic' && !answer.redirected
}
