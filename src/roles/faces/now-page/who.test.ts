import { afterEach, expect, test } from 'vitest'
import { WhoNow } from '#roles/faces/now-page/contract.ts'
import { whenWords } from '#roles/faces/now-page/when-words.ts'
import { openFaces, samsFace, showAll, type FacesOffice } from '#roles/faces/test-faces.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

/** Sam and Kim are on duty on Mondays; Sam agreed to be shown. */
async function office(o: { isPractice?: boolean } = {}): Promise<FacesOffice> {
  const open = await openFaces({ Odile: 'owner', Sam: ['read', 'triage'], Kim: ['read'] }, o)
  undo.push(open.close)
  for (const personId of ['Sam', 'Kim']) {
    const shift = {
      weekdays: [1],
      starts: '08:30',
      ends: '16:30',
      timeZone: 'America/Toronto',
      fromDay: '2026-03-01',
    }
    await open.ask('/api/rota/shifts', { by: 'Sam', body: { personId, ...shift } })
  }
  await showAll(open, 'Sam')
  return open
}

const mondayMs = Date.UTC(2026, 2, 2, 15)
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/gu, ' ')
const page = async (o: FacesOffice, path: string): Promise<string> => plain(await (await o.ask(path)).text())

test('on duty: whoever agreed is named, the other is a member of the team', async () => {
  const o = await office()
  o.time.nowMs = mondayMs
  const html = await page(o, '/who')
  expect(html).toContain('<html lang="en-CA">')
  for (const part of [
    'Open now',
    'Sam',
    'Roads team',
    'Closed streets and snow',
    'English and French',
    'Another member of the team',
  ])
    expect(html).toContain(part)
  expect(html).toContain('On duty until 4:30 p.m. (Eastern Time)')
  expect(html).not.toContain('Kim')
  expect(html).not.toContain('<script')
  const french = await page(o, '/qui')
  for (const part of [
    '<html lang="fr-CA">',
    'À qui vous parlez',
    'équipe de la voirie',
    'anglais et français',
    'heure de l’Est',
  ])
    expect(french).toContain(part)
})

test('as data: the same and no more, for a minute', async () => {
  const o = await office()
  o.time.nowMs = mondayMs
  const answer = await o.ask('/who.json')
  expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
  const who = WhoNow.parse(await answer.json())
  expect(who).toMatchObject({ open: true, unnamed: true, until: '2026-03-02T21:30:00.000Z' })
  expect(who.now).toEqual([{ ...samsFace, page: '/who/sam' }])
  const again = await o.ask('/who.json', { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
  expect((await o.ask('/who')).headers.get('cache-control')).toBe('no-cache')
})

test('out of hours it says so, and when somebody is there again, in words with the zone', async () => {
  const o = await office()
  expect(await page(o, '/who')).toContain('We answer again tomorrow at 8:30 a.m. (Eastern Time).')
  expect(await page(o, '/qui')).toContain('Nous répondrons de nouveau demain à 8 h 30 (heure de l’Est).')
  expect(await page(o, '/who')).not.toContain('Open now')
  const who = WhoNow.parse(await (await o.ask('/who.json')).json())
  expect(who).toMatchObject({ open: false, now: [], next: { at: '2026-03-02T13:30:00.000Z' } })
  o.time.holidays = [{ on: '2026-03-02', name: 'Civic day' }]
  expect(await page(o, '/who')).toContain('on Monday, March 9 at 8:30 a.m. (Eastern Time)')
})

test('the desk’s own words out of hours, with the moment in its place, ready for whoever answers', async () => {
  const o = await office()
  const away = {
    en: 'Closed. Call 311 in an emergency. Back {next}.',
    fr: 'Fermé. Urgence : 311. Retour {next}.',
  }
  const body = { cover: [], embedHosts: [], away, revision: 0 }
  expect((await o.ask('/api/faces/settings', { by: 'Odile', method: 'PUT', body })).status).toBe(200)
  const ready = (await (await o.ask('/api/out-of-hours', { by: 'Kim' })).json()) as Record<string, string>
  expect(plain(ready['en'] ?? '')).toBe(
    'Closed. Call 311 in an emergency. Back tomorrow at 8:30 a.m. (Eastern Time).',
  )
  expect(plain(ready['fr'] ?? '')).toBe('Fermé. Urgence : 311. Retour demain à 8 h 30 (heure de l’Est).')
  expect(await page(o, '/who')).toContain('Call 311 in an emergency')
  o.time.nowMs = mondayMs
  expect(await (await o.ask('/api/out-of-hours', { by: 'Kim' })).json()).toMatchObject({ isOpen: true })
})

test('nobody is on the rota: it says so and promises nothing', async () => {
  const o = await openFaces({ Odile: 'owner' })
  undo.push(o.close)
  expect(await page(o, '/who')).toContain('We answer again as soon as we can.')
})

test('shown in a frame only where the desk says so, and only the short page', async () => {
  const o = await office()
  const policyOf = async (path: string): Promise<string> =>
    (await o.ask(path)).headers.get('content-security-policy') ?? ''
  expect(await policyOf('/who/embed')).toContain("frame-ancestors 'none'")
  const body = { cover: [], embedHosts: ['https://www.ville.example'], revision: 0 }
  await o.ask('/api/faces/settings', { by: 'Odile', method: 'PUT', body })
  expect(await policyOf('/who/embed')).toMatch(/frame-ancestors https:\/\/www\.ville\.example$/)
  for (const path of ['/who', '/qui', '/who/sam', '/who.json'])
    expect(await policyOf(path)).toContain("frame-ancestors 'none'")
})

test('a desk that practises says so on every page, and search engines leave them', async () => {
  const o = await office({ isPractice: true })
  for (const path of ['/who', '/who/embed', '/who/sam']) {
    const answer = await o.ask(path)
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    expect(await answer.text()).toContain('Practice: this desk speaks in an invented town')
  }
})

test('whatever somebody wrote is words on the page, and never markup', async () => {
  const o = await office()
  const helps = { en: '<script>alert(1)</script> & "quotes"', fr: '<b>gras</b>' }
  await showAll(o, 'Sam', { face: { ...samsFace, helps } })
  const html = await page(o, '/who/sam')
  expect(html).toContain('&#60;script&#62;alert(1)')
  expect(html).not.toMatch(/<script|<b>/u)
})

test('a moment is said as people say it', () => {
  const at = (iso: string, timeZone = 'America/Toronto') => {
    const words = whenWords(Date.parse(iso), { nowMs: Date.UTC(2026, 2, 1, 19), timeZone })
    return [plain(words.en), plain(words.fr)]
  }
  expect(at('2026-03-01T21:00:00Z')).toEqual([
    'today at 4:00 p.m. (Eastern Time)',
    'aujourd’hui à 16 h (heure de l’Est)',
  ])
  expect(at('2026-04-01T12:05:00Z')).toEqual([
    'on Wednesday, April 1 at 8:05 a.m. (Eastern Time)',
    'le mercredi 1er avril à 8 h 05 (heure de l’Est)',
  ])
})
