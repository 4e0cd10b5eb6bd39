import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openVault } from '#access/vault/vault.ts'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import type { ActorWish, OurActor } from '#networks/activitypub/desk.ts'
import { keyPairOf } from '#networks/activitypub/key-pairs.ts'
import { until } from '#networks/activitypub/test-hearing.ts'
import { planActors, type KeptActor } from '#sending/federation/actor-rules.ts'
import { actorOrigins, FederationActors } from '#sending/federation/actors.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

const wish = (more: Partial<ActorWish> = {}): ActorWish => ({
  ...{ account: 'a1', name: 'ville', languages: ['fr', 'en'] },
  wordsIn: (language) => ({ displayName: `Ville ${language}`, summary: '' }),
  ...more,
})
const names = (actors: readonly { name: string; language: string }[]): string[] =>
  actors.map(({ name, language }) => `${name} ${language}`)

function written(asked: ActorWish, kept: readonly KeptActor[] = []): KeptActor[] {
  const planned = planActors(asked, kept)
  if (planned.kind !== 'write') throw new Error(planned.kind)
  return planned.actors
}

test('the first language has the name, each further one its language behind it, and none changes afterwards', () => {
  const first = written(wish())
  expect(names(first)).toEqual(['ville fr', 'ville_en en'])
  expect(names(written(wish({ languages: ['en', 'iu', 'fr'] }), first))).toEqual([
    ...['ville_en en', 'ville_iu iu', 'ville fr'],
  ])
  expect(names(written(wish({ languages: ['fr-CA', 'fr-FR', 'fr'] })))).toEqual(['ville fr'])
})

test('a name belongs to one account for ever, and an account has one', () => {
  const kept = written(wish())
  expect(planActors(wish({ name: 'mairie' }), kept)).toEqual({ kind: 'other-name', name: 'ville' })
  expect(planActors(wish({ account: 'a2' }), kept)).toEqual({ kind: 'taken', name: 'ville' })
  // Whoever's first name is another's name with its language is not let in either.
  expect(planActors(wish({ account: 'a2', name: 'ville_en' }), kept)).toEqual({
    ...{ kind: 'taken', name: 'ville_en' },
  })
  const other = written(wish({ account: 'a2', name: 'mairie_fr', languages: ['en'] }), kept)
  expect(
    planActors(wish({ account: 'a3', name: 'mairie', languages: ['en', 'fr'] }), [...kept, ...other]),
  ).toEqual({ kind: 'taken', name: 'mairie_fr' })
})

let store: Store
let dataDir: string
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
  dataDir = await mkdtemp(join(tmpdir(), 'bellwether-actors-'))
})
afterAll(async () => {
  await store.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function opened(origin = 'https://social.ville.example'): Promise<FederationActors> {
  const vault = await openVault({ store, clock: wallClock, dataDir })
  const ground = { store, vault, clock: wallClock, log: silentLog }
  const actors = new FederationActors({
    ...ground,
    origin,
    pageOf: (language) => `${origin}/p?lang=${language}`,
  })
  await actors.start()
  onTestFinished(() => actors.stop())
  return actors
}

test('an account is given its actors and keys once, whoever asks at once; another process hears of them', async () => {
  await sql`truncate federation_actors`.execute(store.db)
  const [here, there] = [await opened(), await opened()]
  expect(await there.all()).toEqual([])
  const made = await Promise.all([here.ensure(wish()), here.ensure(wish()), here.ensure(wish())])
  expect(made.map(({ kind }) => kind)).toEqual(['there', 'there', 'there'])
  await until(async () => (await there.all()).length === 2)
  const [mine, theirs] = [await here.all(), await there.all()]
  expect(names(theirs)).toEqual(['ville fr', 'ville_en en'])
  const publicKeys = (of: readonly OurActor[]): Promise<string[]> =>
    Promise.all(of.map(async (actor) => (await keyPairOf(actor)).publicKeyPem))
  const all = await publicKeys(mine)
  expect(await publicKeys(theirs)).toEqual(all)
  expect(new Set(all).size).toBe(2)
  const { rows } = await sql<{ name: string; sealed: string }>`
    select name, encode(sealed, 'escape') as sealed from secrets`.execute(store.db)
  expect(rows.map(({ name }) => name)).toEqual(['actor-keys:a1'])
  expect(rows[0]?.sealed).not.toContain('PRIVATE KEY')
})

test('a profile may change, and its names and keys stay; another account is refused whole', async () => {
  await sql`truncate federation_actors`.execute(store.db)
  const here = await opened()
  await here.ensure(wish())
  const before = await Promise.all(
    (await here.all()).map(async (actor) => (await keyPairOf(actor)).publicKeyPem),
  )
  await here.ensure(wish({ wordsIn: () => ({ displayName: 'Town\u0000hall', summary: 'New' }) }))
  const after = await here.all()
  expect(after.map(({ displayName }) => displayName)).toEqual(['Town\uFFFDhall', 'Town\uFFFDhall'])
  expect(await Promise.all(after.map(async (actor) => (await keyPairOf(actor)).publicKeyPem))).toEqual(before)
  const other = wish({ account: 'a2', name: 'mairie', languages: ['en', 'fr'] })
  expect(await here.ensure({ ...other, name: 'ville' })).toEqual({ kind: 'taken', name: 'ville' })
  expect(await here.ensure(wish({ name: 'mairie' }))).toEqual({ kind: 'other-name', name: 'ville' })
  expect((await here.all()).length).toBe(2)
})

test('another address of the desk is another place: what was at the old one is not there, and is told', async () => {
  await sql`truncate federation_actors`.execute(store.db)
  const old = await opened()
  await old.ensure(wish())
  const moved = await opened('https://neu.ville.example')
  expect(await moved.all()).toEqual([])
  expect(await actorOrigins(store.db)).toEqual(['https://social.ville.example'])
  await moved.ensure(wish({ account: 'a2' }))
  expect(names(await moved.all())).toEqual(['ville fr', 'ville_en en'])
  expect(await actorOrigins(store.db)).toEqual(['https://neu.ville.example', 'https://social.ville.example'])
})
