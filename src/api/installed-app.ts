import type { ApiContext } from '#api/api.ts'
import { askedLanguage } from '#api/asked-language.ts'

/** Where the screens' manifest stands, which makes them an app of their own on a phone or a computer. */
export const manifestPath = '/desk.webmanifest'
/** Where the worker stands that opens the screens without a network. */
export const workerPath = '/desk-worker.js'

const words = {
  en: {
    name: 'Social desk',
    what: 'What people say in public, what we answer, and who answers for it.',
  },
  fr: {
    name: 'Bureau des médias sociaux',
    what: 'Ce que les gens disent en public, ce que nous répondons, et qui en répond.',
  },
} as const

/** A place's name may be long; phones show about twelve signs of the short one. */
const nameLengthMax = 60

/** The manifest in the language that is asked for, else in the one the browser prefers. */
export function answerManifest(c: ApiContext, place: string | undefined): Response {
  const wanted = { asked: c.req.query('lang'), accepted: c.req.header('accept-language') }
  const locale = askedLanguage(['en', 'fr'], wanted) === 'fr' ? 'fr' : 'en'
  c.header('cache-control', 'no-cache')
  c.header('vary', 'accept-language')
  c.header('content-type', 'application/manifest+json')
  return c.body(JSON.stringify(manifestIn(locale, place?.trim().slice(0, nameLengthMax))))
}

function manifestIn(locale: 'en' | 'fr', place: string | undefined): object {
  const { name, what } = words[locale]
  const isNamed = place !== undefined && place !== ''
  return {
    // The same app, whatever language and name it was installed under.
    id: '/now',
    name: isNamed ? `${place} · ${name}` : `Bellwether · ${name}`,
    short_name: 'Bellwether',
    description: what,
    lang: locale === 'fr' ? 'fr-CA' : 'en-CA',
    dir: 'ltr',
    start_url: '/now',
    scope: '/',
    display: 'standalone',
    // Shown until the page says its own, which are light or dark as the person has it.
    theme_color: '#ffffff',
    background_color: '#ffffff',
    icons: [
      picture('icon-192', 192),
      picture('icon-512', 512),
      picture('icon-maskable-512', 512, 'maskable'),
    ],
  }
}

function picture(file: string, side: number, purpose = 'any'): object {
  return { src: `/${file}.png`, sizes: `${side}x${side}`, type: 'image/png', purpose }
}

/** A worker may ask us and nobody else, and loads no other script. */
export const workerPolicy =
  "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * What takes the place of the worker where this desk has none, or must not have one: it removes what was kept and itself, and answers
 * nothing. A browser never lets go of a worker because its file is missing.
 */
const farewell = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(leave()))
async function leave() {
  const names = await caches.keys().catch(() => [])
  await Promise.all(names.filter((name) => name.startsWith('bw-desk ')).map((name) => caches.delete(name)))
  await self.registration.unregister()
}
`

/** Answers with the worker that takes itself away. */
export function answerFarewell(c: ApiContext): Response {
  c.header('content-security-policy', workerPolicy)
  c.header('cache-control', 'no-cache')
  return c.body(farewell, 200, { 'content-type': 'text/javascript; charset=utf-8' })
}
