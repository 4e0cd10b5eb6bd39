// The worker of the desk: its screens open without a network. Built on its own (`tools/house/desk-worker.mjs`); it keeps code, never an
// answer of the API.
import {
  activate,
  answerFile,
  answerOlderFile,
  answerPage,
  answerPlainFile,
  install,
  keepRest,
  type Ground,
} from '#web/offline/keeping.ts'
import { kindOf, readPlaces, type Build } from '#web/offline/worker-rules.ts'

/** Put in by the build. */
declare const deskBuild: Build

type Waits = Event & { waitUntil(done: Promise<unknown>): void }
type Fetching = Event & { request: Request; respondWith(answer: Promise<Response>): void }
type Self = {
  location: Location
  caches: CacheStorage
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(kind: 'install' | 'activate', act: (event: Waits) => void): void
  addEventListener(kind: 'message', act: (event: Waits & { data: unknown }) => void): void
  addEventListener(kind: 'fetch', act: (event: Fetching) => void): void
}

// The types of the page are loaded here; these are the few parts of a worker that are used.
const worker = self as unknown as Self

const ground: Ground = {
  caches: worker.caches,
  fetch: (what, how) => fetch(what, how),
  build: deskBuild,
  after: (ms) => new Promise((done) => setTimeout(() => done(undefined), ms)),
}
const known = { origin: worker.location.origin, places: readPlaces(worker.location.search), build: deskBuild }
const answers = {
  page: answerPage,
  file: answerFile,
  'older-file': answerOlderFile,
  'plain-file': answerPlainFile,
} as const

worker.addEventListener('install', (event) =>
  event.waitUntil(install(ground).then(() => worker.skipWaiting())),
)
worker.addEventListener('activate', (event) =>
  event.waitUntil(activate(ground).then(() => worker.clients.claim())),
)
worker.addEventListener('message', (event) => {
  // What is missing is asked for again when it is needed.
  if (event.data === 'keep-rest') event.waitUntil(keepRest(ground).catch(() => undefined))
})
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { method, url, mode, headers } = request
  const kind = kindOf({ method, url, mode, isPart: headers.has('range') }, known)
  if (kind !== 'leave') event.respondWith(answers[kind](ground, request))
})
