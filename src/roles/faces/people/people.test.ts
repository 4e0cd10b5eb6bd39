import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { MyFace } from '#roles/faces/people/contract.ts'
import { openFaces, samsFace, showAll, type FacesOffice, type Joining } from '#roles/faces/test-faces.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const usual: Joining = { Odile: 'owner', Sam: ['read'], Kim: ['read', 'people', 'triage'] }

async function office(people: Joining = usual): Promise<FacesOffice> {
  const open = await openFaces(people)
  undo.push(open.close)
  return open
}

async function mine(o: FacesOffice, by: string): Promise<MyFace> {
  return MyFace.parse(await (await o.ask('/api/faces/mine', { by })).json())
}

async function errorOf(answer: Response): Promise<[number, string]> {
  const { error } = (await answer.json()) as { error: string }
  return [answer.status, error]
}

test('what somebody writes is theirs alone until they agree to show it', async () => {
  const o = await office()
  expect(await mine(o, 'Sam')).toMatchObject({ revision: 0, earlier: [] })
  const written = await o.ask('/api/faces/mine', {
    by: 'Sam',
    method: 'PUT',
    body: { revision: 0, face: samsFace },
  })
  expect(written.status).toBe(200)
  const seen = async (): Promise<string> => {
    const paths = ['/who', '/qui', '/who.json', '/who/sam', '/who/embed']
    const pages = await Promise.all(paths.map(async (path) => (await o.ask(path)).text()))
    const list = await (await o.ask('/api/faces', { by: 'Kim' })).text()
    return [...pages, list].join('')
  }
  expect(await seen()).not.toContain('Closed streets')
  await showAll(o, 'Sam')
  expect(await (await o.ask('/who/sam')).text()).toContain('Closed streets')
  expect(await (await o.ask('/api/faces', { by: 'Kim' })).text()).toContain('Closed streets')
})

test('only the fields that were agreed to are shown, also after more is written', async () => {
  const o = await office()
  await o.ask('/api/faces/mine', { by: 'Sam', method: 'PUT', body: { revision: 0, face: samsFace } })
  const body = { revision: 1, fields: ['name', 'team'], purposes: ['page'] }
  expect((await o.ask('/api/faces/mine/consent', { by: 'Sam', body })).status).toBe(200)
  const page = async (): Promise<string> => (await o.ask('/who/sam')).text()
  expect(await page()).toContain('Roads team')
  for (const hidden of ['they', 'Weekdays', 'Closed streets', 'French'])
    expect(await page()).not.toContain(hidden)
  const face = { ...samsFace, team: { en: 'Bridges', fr: 'ponts' } }
  await o.ask('/api/faces/mine', { by: 'Sam', method: 'PUT', body: { revision: 1, face } })
  expect(await page()).toContain('Roads team')
  expect(await page()).not.toContain('Bridges')
})

test('a consent names its fields, its purposes and the words it was asked in, and is on record', async () => {
  const o = await office()
  await showAll(o, 'Sam', { purposes: ['byline'] })
  const [entry] = await o.records('face-consent-given')
  expect(entry?.by.name).toBe('Sam')
  expect(entry?.facts).toMatchObject({
    purposes: ['byline'],
    fields: expect.arrayContaining(['name', 'helps']),
  })
  const { en, fr } = z.object({ en: z.string(), fr: z.string() }).parse(entry?.facts['wording'])
  expect(en).toContain('I agree that the office shows the public my name as I wrote it, my team')
  expect(en).toContain('under messages of the office')
  expect(fr).toContain('J’accepte que le bureau montre au public mon nom')
  // What was shown is not copied into the archive: it would outlive the consent.
  expect(JSON.stringify(entry)).not.toContain('Closed streets')
})

test('agreeing is about what was looked at: a page that is older than what is written changes nothing', async () => {
  const o = await office()
  await o.ask('/api/faces/mine', { by: 'Sam', method: 'PUT', body: { revision: 0, face: samsFace } })
  const late = { ...samsFace, helps: { en: 'Written in another window', fr: 'Écrit ailleurs' } }
  await o.ask('/api/faces/mine', { by: 'Sam', method: 'PUT', body: { revision: 1, face: late } })
  const body = { revision: 1, fields: ['name', 'helps'], purposes: ['page'] }
  expect(await errorOf(await o.ask('/api/faces/mine/consent', { by: 'Sam', body }))).toEqual([409, 'changed'])
  const again = await o.ask('/api/faces/mine', {
    by: 'Sam',
    method: 'PUT',
    body: { revision: 1, face: samsFace },
  })
  expect(await errorOf(again)).toEqual([409, 'changed'])
  expect((await o.ask('/who/sam')).status).toBe(404)
})

test('what cannot be agreed to is said in words', async () => {
  const o = await office()
  const agree = async (fields: string[]): Promise<[number, string]> =>
    errorOf(
      await o.ask('/api/faces/mine/consent', {
        by: 'Sam',
        body: { revision: 1, fields, purposes: ['page'] },
      }),
    )
  expect(await agree(['name'])).toEqual([409, 'nothing-written'])
  const { helps: _, ...bare } = samsFace
  await o.ask('/api/faces/mine', { by: 'Sam', method: 'PUT', body: { revision: 0, face: bare } })
  expect(await agree(['team'])).toEqual([422, 'no-name'])
  expect(await agree(['name', 'helps'])).toEqual([422, 'field-empty'])
  expect(await agree(['name', 'photo'])).toEqual([422, 'field-empty'])
  expect(await agree([])).toEqual([422, 'not-valid'])
})

test('initials, signs and hidden characters are no name, and no line under messages', async () => {
  const o = await office()
  const write = async (part: object): Promise<[number, string]> =>
    errorOf(
      await o.ask('/api/faces/mine', {
        by: 'Sam',
        method: 'PUT',
        body: { revision: 0, face: { ...samsFace, ...part } },
      }),
    )
  expect(await write({ name: 'S. T.' })).toEqual([422, 'initials'])
  expect(await write({ name: 'ST' })).toEqual([422, 'initials'])
  expect(await write({ name: '@sam' })).toEqual([422, 'characters'])
  expect(await write({ name: 'S\u202Eam' })).toEqual([422, 'hidden'])
  expect(await write({ byline: { en: 'ST, Roads team', fr: 'Sam, voirie' } })).toEqual([422, 'initials'])
  expect(await write({ byline: { en: 'Sam https://evil.example', fr: 'Sam' } })).toEqual([422, 'characters'])
  expect(await write({ byline: { en: 'Sam', fr: `Sam${'m'.repeat(80)}` } })).toEqual([422, 'not-valid'])
  expect(await write({ name: 'x'.repeat(41) })).toEqual([422, 'not-valid'])
  expect((await mine(o, 'Sam')).revision).toBe(0)
})

test('the lines under messages are those agreed to, in each language', async () => {
  const o = await office()
  expect(await o.faces.bylines.offered(o.store.db, 'en')).toEqual([])
  await showAll(o, 'Sam')
  expect(await o.faces.bylines.offered(o.store.db, 'en')).toEqual([
    { person: 'Sam', name: 'Sam', line: 'Sam, Roads team' },
  ])
  const lineOf = (person: string, language: string): Promise<string | undefined> =>
    o.faces.bylines.lineOf(o.store.db, { person, language })
  expect(await lineOf('Sam', 'fr-CA')).toBe('Sam, équipe de la voirie')
  expect(await lineOf('Kim', 'en')).toBeUndefined()
  await showAll(o, 'Sam', { purposes: ['page'] })
  expect(await lineOf('Sam', 'en')).toBeUndefined()
  expect(o.ended).toEqual(['Sam'])
})

test('a line that stays the same disturbs no message; another one does', async () => {
  const o = await office()
  await showAll(o, 'Sam', { purposes: ['byline'] })
  await showAll(o, 'Sam', { purposes: ['byline', 'page'] })
  expect(o.ended).toEqual([])
  await showAll(o, 'Sam', { face: { ...samsFace, name: 'Samira' } })
  expect(o.ended).toEqual(['Sam'])
})

test('an owner proposes and ends; nobody agrees for somebody else', async () => {
  const o = await office()
  const proposal = { team: { en: 'Roads team', fr: 'équipe de la voirie' } }
  const by = (who: string) => ({ by: who, method: 'PUT', body: proposal })
  expect(await errorOf(await o.ask('/api/faces/Sam/proposal', by('Kim')))).toEqual([403, 'only-owner'])
  expect((await o.ask('/api/faces/Sam/proposal', by('Odile'))).status).toBe(200)
  expect((await mine(o, 'Sam')).proposal).toMatchObject({ ...proposal, by: 'Odile' })
  expect((await o.ask('/who/sam')).status).toBe(404)
  expect(await o.notices('Sam')).toMatchObject([{ by_name: 'Odile', item: '/directory/me' }])
  await showAll(o, 'Sam')
  expect((await mine(o, 'Sam')).proposal).toBeUndefined()
  const end = (who: string) =>
    o.ask('/api/faces/Sam/consent/end', { by: who, body: { reason: 'Asked by phone' } })
  expect(await errorOf(await end('Kim'))).toEqual([403, 'only-owner'])
  expect((await o.ask('/who/sam')).status).toBe(200)
  expect((await end('Odile')).status).toBe(200)
  expect((await o.ask('/who/sam')).status).toBe(404)
  expect(await errorOf(await end('Odile'))).toEqual([409, 'nothing-stands'])
  expect((await o.records('face-consent-ended'))[0]).toMatchObject({
    by: { name: 'Odile' },
    facts: { reason: 'Asked by phone' },
  })
  expect((await mine(o, 'Sam')).earlier).toMatchObject([{ endedHow: 'owner' }])
})

test('who leaves is shown nowhere from that moment, and what they wrote is gone', async () => {
  const o = await office()
  await showAll(o, 'Sam')
  expect(await o.leave('Sam', 'Odile')).toMatchObject({ ok: true })
  expect((await o.ask('/who/sam')).status).toBe(404)
  expect(await (await o.ask('/who')).text()).not.toContain('Sam')
  expect(await o.faces.bylines.offered(o.store.db, 'en')).toEqual([])
  expect(o.ended).toEqual(['Sam'])
  const { rows } = await sql<{ all: string }>`
    select (select count(*) from faces) + (select count(*) from face_consents where shown is not null) as all`.execute(
    o.store.db,
  )
  expect(Number(rows[0]?.all)).toBe(0)
})

test('ten tries at once to agree leave one consent standing', async () => {
  const o = await office()
  await o.ask('/api/faces/mine', { by: 'Sam', method: 'PUT', body: { revision: 0, face: samsFace } })
  const body = { revision: 1, fields: ['name'], purposes: ['page'] }
  const all = await Promise.all(
    Array.from({ length: 10 }, () => o.ask('/api/faces/mine/consent', { by: 'Sam', body })),
  )
  expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  const { rows } = await sql<{
    n: string
  }>`select count(*) as n from face_consents where ended_at is null`.execute(o.store.db)
  expect(Number(rows[0]?.n)).toBe(1)
})

test('agreeing and leaving at the same moment leaves nothing shown', async () => {
  const o = await office()
  await o.ask('/api/faces/mine', { by: 'Sam', method: 'PUT', body: { revision: 0, face: samsFace } })
  const body = { revision: 1, fields: ['name'], purposes: ['page', 'byline'] }
  await Promise.all([o.ask('/api/faces/mine/consent', { by: 'Sam', body }), o.leave('Sam', 'Odile')])
  const { rows } = await sql<{
    n: string
  }>`select count(*) as n from face_consents where shown is not null`.execute(o.store.db)
  expect(Number(rows[0]?.n)).toBe(0)
})

test('an address that led to somebody never leads to somebody else of that name', async () => {
  const o = await office()
  await showAll(o, 'Sam')
  await showAll(o, 'Kim', { face: { ...samsFace, helps: { en: 'Libraries', fr: 'Bibliothèques' } } })
  expect(await (await o.ask('/who/sam-2')).text()).toContain('Libraries')
  await o.ask('/api/faces/mine/consent/end', { by: 'Sam', method: 'POST' })
  await showAll(o, 'Kim', {
    face: { ...samsFace, name: 'Säm', helps: { en: 'Libraries', fr: 'Bibliothèques' } },
  })
  expect((await o.ask('/who/sam')).status).toBe(404)
  expect((await o.ask('/who/sam-2')).status).toBe(200)
  for (const odd of ['embed', 'photo', '..%2f', '%00', 'x'.repeat(5000)])
    expect([200, 404]).toContain((await o.ask(`/who/${odd}`)).status)
})
