import { expect, test } from 'vitest'
import {
  isFromInFront,
  isWhole,
  kindOf,
  placesIn,
  readPlaces,
  type Build,
} from '#web/offline/worker-rules.ts'

const build: Build = {
  name: 'b1',
  entry: '/assets/frame-11111111.js',
  first: ['/assets/frame-11111111.js'],
  files: { '/assets/frame-11111111.js': 'sha256-a', '/assets/Publish-22222222.js': 'sha256-b' },
}
const o = { origin: 'https://desk.example', places: new Set(['now', 'publish', 'settings']), build }
const kind = (path: string, asked: { method?: string; mode?: string; isPart?: boolean } = {}): string => {
  const url = new URL(path, o.origin).href
  return kindOf({ method: 'GET', mode: 'no-cors', isPart: false, ...asked, url }, o)
}
const page = { mode: 'navigate' }

test('screens of the desk are answered for, with their search and below', () => {
  for (const path of [
    '/',
    '/now',
    '/now?watch=1',
    '/publish/new?about=x',
    '/publish/aB-c',
    '/settings/records',
  ])
    expect([path, kind(path, page)]).toEqual([path, 'page'])
})

test('pages of the public, sign-in, feeds, the API and its files are left alone, whether opened or fetched', () => {
  const public_ = [
    '/p',
    '/p/42',
    '/who',
    '/subscribe',
    '/subscribe/push',
    '/push/water/',
    '/push/worker.js',
    '/l/abc',
  ]
  const others = [
    '/sign-in/token',
    '/sign-in/with/city',
    '/api/session',
    '/api/files/ab',
    '/api/live',
    '/feed.xml',
    '/actors/city',
    '/.well-known/webfinger?resource=acct:a@b',
    '/openapi.json',
    '/desk.webmanifest',
    '/desk-worker.js',
    '/nowhere',
    '/publishing',
    '/7',
  ]
  for (const path of [...public_, ...others]) {
    expect([path, kind(path, page)]).toEqual([path, 'leave'])
    expect([path, kind(path)]).toEqual([path, 'leave'])
  }
})

test('only this build’s files are its own; those of another build are known by their place', () => {
  expect(kind('/assets/frame-11111111.js')).toBe('file')
  expect(kind('/assets/Gone-33333333.js')).toBe('older-file')
  expect(kind('/layers.css')).toBe('plain-file')
  for (const path of [
    '/assets/frame-11111111.js?x=1',
    '/assets/../api/session',
    '/assets/a/b.js',
    '/assets/%2e%2e/x',
  ])
    expect([path, kind(path)]).toEqual([path, 'leave'])
  // What every object has is no file.
  expect(kind('/constructor')).toBe('leave')
})

test('changes, parts of files and other origins are left alone', () => {
  expect(kind('/publish', { mode: 'navigate', method: 'POST' })).toBe('leave')
  expect(kind('/assets/frame-11111111.js', { isPart: true })).toBe('leave')
  expect(kind('https://elsewhere.example/now', page)).toBe('leave')
  expect(kind('https://elsewhere.example/assets/frame-11111111.js')).toBe('leave')
})

test('places come from the router, and an address with other places in it opens none of them', () => {
  const places = placesIn(['/', '/publish/$id', '/publish/', '/now', '/$any', '/now/stories/$id'])
  expect(places).toEqual(['now', 'publish'])
  expect([...readPlaces(`?places=${places.join('.')}`)]).toEqual(places)
  expect([...readPlaces('?places=api.p.push.sign-in.subscribe.who.%2e%2e..a/b.NOW.now')]).toEqual(['now'])
  expect([...readPlaces('')]).toEqual([])
})

test('a detour, a part, an error and another site’s answer are no whole file', () => {
  const whole = { status: 200, type: 'basic', redirected: false } as const
  expect(isWhole(whole)).toBe(true)
  for (const other of [{ status: 206 }, { status: 304 }, { status: 500 }, { redirected: true }])
    expect(isWhole({ ...whole, ...other })).toBe(false)
  for (const type of ['opaque', 'opaqueredirect', 'cors', 'error'] as const)
    expect(isWhole({ ...whole, type })).toBe(false)
  expect([500, 502, 503, 504, 401, 200].map(isFromInFront)).toEqual([false, true, true, true, false, false])
})
