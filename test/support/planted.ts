import { sql } from 'kysely'
import { z } from 'zod'
import type { OidcTables } from '#access/oidc/tables.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { writeTeam } from '#access/people/write-team.ts'
import type { SignInTables } from '#access/sign-in/tables.ts'
import type { Desk } from '#app/desk.ts'
import type { KnownRoute } from '#api/api.ts'
import type { Grant, Lane, Verb } from '#kernel/permission.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { plantConversations } from './planted-conversations.ts'
import { shotsAtQuestions } from './planted-questions.ts'

/** Stands in every draft, name and record that is planted: where somebody may not read, it may not show. */
export const marker = 'Zqplanted'

/** Somebody of the walk: who they are, and what proves it. */
export type Walker = { id: string; cookie: string }

/** What somebody of the walk may do. */
export type WalkerMay = { owner?: boolean; grants?: readonly (Verb | Grant)[]; isFresh?: boolean }

/** Somebody new with what they may do, signed in without a link: the walk would wait long for those. */
export async function newWalker(desk: Desk, name: string, o: WalkerMay): Promise<Walker> {
  const db = desk.store.db.withTables<PeopleTables>()
  const id = `walk-${name}`
  const person = { id, name, locale: 'en' as const, is_owner: o.owner ?? false }
  await db
    .insertInto('people')
    .values({ ...person, created_at: new Date() })
    .execute()
  const grants = (o.grants ?? []).map((one) =>
    typeof one === 'string' ? { verb: one, account: '*', language: '*', lane: '*' as const } : one,
  )
  const team = { name: { en: name, fr: name }, grants, people: [id] }
  if (grants.length > 0) await writeTeam(db, id, team, wallClock.nowMs())
  const begun = await desk.access.signInPerson(id, { way: 'passkey', isFresh: o.isFresh ?? false })
  if (!begun.ok) throw new Error(`${name} was not signed in`)
  return { id, cookie: `bw_session=${begun.token}` }
}

/** A route as lists write it. */
export const named = (route: Pick<KnownRoute, 'method' | 'path'>): string => `${route.method} ${route.path}`

/** A request that works for whoever it belongs to: the real address, and what is sent there. */
export type Shot = {
  path: string
  body?: unknown
  csv?: string
  /** The same, sent too late: a refusal that tells how things stand now. */
  late?: unknown
  /** For whom it works, where the verb alone is not enough. */
  by?: Walker
}

/** Things of other people on a desk, and for each route about one of them the request that would read or change it. */
export type Planted = {
  shots: ReadonlyMap<string, Shot>
  /** Ids of somebody's own things: in no answer to anybody else. */
  ownIds: readonly string[]
  /** An owner with a fresh proof, for what else a test needs. */
  owner: Walker
  /** Everything that was planted and what was done, as one text: the same as long as nothing was changed. */
  state: () => Promise<string>
}

const Id = z.object({ id: z.string() })
const Made = z.object({
  id: z.string(),
  revision: z.number(),
  versions: z.array(z.object({ sha256: z.string() })),
})
type Made = z.infer<typeof Made>

/** Plants messages in every state, and one of each thing that belongs to somebody. */
export async function plant(desk: Desk): Promise<Planted> {
  const garden = await newGarden(desk)
  const kept = await garden.draft('Draft')
  const open = await garden.asked('Open')
  const ofPlaces = await shotsAtPlaces(garden, { kept, open })
  const searches = await plantSearches(garden)
  const own = await shotsAtPersons(garden, searches)
  const letters = await plantConversations({ ...garden, reason: `Reason ${marker}` })
  const ofVerbs = await shotsByVerb(garden, { kept, open, ...searches })
  return {
    shots: new Map(Object.entries({ ...ofPlaces, ...own.shots, ...letters.shots, ...ofVerbs })),
    ownIds: [...own.ids, ...letters.ids],
    owner: garden.olive,
    state: () => stateOf(desk),
  }
}

type Shots = Record<string, Shot>
type Garden = Awaited<ReturnType<typeof newGarden>>

/** The people who plant, and how each message comes to be: Wen writes, Ana approves, Olive owns. */
async function newGarden(desk: Desk) {
  const wen = await newWalker(desk, `Wen ${marker}`, {
    grants: ['read', 'write', 'publish', 'pause', 'watch', 'break-glass'],
    isFresh: true,
  })
  const ana = await newWalker(desk, `Ana ${marker}`, { grants: ['read', 'approve'], isFresh: true })
  const olive = await newWalker(desk, `Olive ${marker}`, { owner: true, isFresh: true })
  const said = async (who: Walker, path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(new URL(path, desk.url), {
      method: 'POST',
      headers: { cookie: who.cookie, 'x-bellwether': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`planting at ${path} was refused: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  // Of the practice network, so that it can be sent to; another account than the town’s own.
  const form = { network: 'practice', handle: 'english', name: `English ${marker}`, languages: ['en'] }
  const account = Id.parse(await said(olive, '/api/accounts', form)).id
  const formOf = (title: string, lane: Lane = 'normal', text = `Text of ${marker}`) => {
    return { title: `${title} ${marker}`, lane, versions: [{ account, language: 'en', text }] }
  }
  const draft = async (title: string, lane?: Lane): Promise<Made> =>
    Made.parse(await said(wen, '/api/messages', formOf(title, lane)))
  const shown = (made: Made) => [{ account, language: 'en', sha256: made.versions[0]?.sha256 }]
  const itemPath = (made: Made): string => `/api/approvals/${encodeURIComponent(`message:${made.id}`)}`
  const asked = async (title: string, lane?: Lane): Promise<Made> => {
    const made = await draft(title, lane)
    await said(wen, `/api/messages/${made.id}/ask`, { revision: made.revision })
    return made
  }
  const approved = async (title: string): Promise<Made> => {
    const made = await asked(title)
    await said(ana, `${itemPath(made)}/approve`, { versions: shown(made) })
    return made
  }
  const place = { account, language: 'en', lane: 'normal' }
  const endsAt = new Date(wallClock.nowMs() + 20 * dayMs).toISOString()
  return {
    ...{ desk, wen, ana, olive, said, account, place, endsAt },
    ...{ formOf, draft, shown, itemPath, asked, approved },
  }
}

const message = (made: Made, rest = ''): string => `/api/messages/${made.id}${rest}`

async function shotsAtPlaces(garden: Garden, { kept, open }: { kept: Made; open: Made }): Promise<Shots> {
  const { desk, wen, ana, said, account, place, endsAt, formOf, draft, shown, itemPath, asked, approved } =
    garden
  const out = await approved('Out')
  const noteOf = (made: Made) => ({ ...shown(made)[0], url: 'https://town.example/1' })
  const Out = z.object({ publications: z.array(Id) })
  const { publications } = Out.parse(await said(wen, `/api/messages/${out.id}/published`, noteOf(out)))
  const glass = { reason: `Reason ${marker}` }
  const urgent = await asked('Urgent', 'emergency')
  const broken = await asked('Broken', 'emergency')
  await said(wen, `${itemPath(broken)}/break-glass`, { versions: shown(broken), ...glass })
  const review = await sql<{ id: string }>`select id from glass_reviews`.execute(desk.store.db)
  const toEnd = await asked('To take back')
  const cleared = await approved('Approved')
  const changed = { ...formOf('Draft', 'normal', 'Put in by somebody else'), revision: kept.revision }
  const toAsk = await draft('To ask')
  const item = async (made: Promise<Made>, act: string): Promise<string> => `${itemPath(await made)}/${act}`
  const sends = await shotsAtSending(garden)
  const plans = await shotsAtPlanning(garden)
  const questions = await shotsAtQuestions(garden, marker)
  return {
    ...sends,
    ...plans,
    'post /api/messages': { path: '/api/messages', body: formOf('Another'), by: wen },
    'put /api/messages/{id}': {
      path: message(kept),
      body: changed,
      late: { ...changed, revision: 99 },
      by: wen,
    },
    'delete /api/messages/{id}': { path: message(await draft('To delete')), by: wen },
    'post /api/messages/{id}/ask': {
      path: message(toAsk, '/ask'),
      ...{ body: { revision: toAsk.revision }, late: { revision: 99 }, by: wen },
    },
    'post /api/messages/{id}/take-back': { path: message(toEnd, '/take-back'), by: wen },
    'get /api/messages/{id}/text': {
      path: message(cleared, `/text?account=${encodeURIComponent(account)}&language=en`),
      by: wen,
    },
    'post /api/messages/{id}/published': {
      path: message(cleared, '/published'),
      body: noteOf(cleared),
      by: wen,
    },
    'post /api/messages/{id}/taken-down': {
      path: message(out, '/taken-down'),
      ...{ body: { publicationId: publications[0]?.id, reason: 'It was wrong.' }, by: wen },
    },
    ...questions,
    ...(await shotsAtCorrections(garden, noteOf)),
    'post /api/messages/import': {
      path: '/api/messages/import',
      csv: `title,account,language,text\nImported,${account},en,Imported`,
      by: wen,
    },
    'post /api/approvals/{item}/approve': {
      path: `${itemPath(open)}/approve`,
      ...{ body: { versions: shown(open) }, by: ana },
    },
    'post /api/approvals/{item}/return': {
      path: await item(asked('To return'), 'return'),
      body: glass,
      by: ana,
    },
    'post /api/approvals/{item}/revoke': {
      path: await item(approved('To revoke'), 'revoke'),
      body: glass,
      by: ana,
    },
    'post /api/approvals/{item}/withdraw': { path: await item(asked('To withdraw'), 'withdraw'), by: wen },
    'post /api/approvals/{item}/break-glass': {
      path: `${itemPath(urgent)}/break-glass`,
      ...{ body: { versions: shown(urgent), ...glass }, by: wen },
    },
    'post /api/glass-reviews/{id}': {
      path: `/api/glass-reviews/${review.rows[0]?.id}`,
      ...{ body: { wasRight: true, finding: 'Nobody could be reached.' }, by: ana },
    },
    'post /api/delegations': { path: '/api/delegations', body: { to: wen.id, ...place, endsAt }, by: ana },
  }
}

/** Something public to correct, and a correction to end. */
async function shotsAtCorrections(
  { desk, wen, said, approved }: Garden,
  noteOf: (made: Made) => object,
): Promise<Shots> {
  const [toCorrect, corrected] = [await approved('To correct'), await approved('Corrected')]
  await said(wen, message(toCorrect, '/published'), noteOf(toCorrect))
  await sql`insert into corrections (id, message_id, sentences, made_at, made_by_id, made_by)
    values ('planted', ${corrected.id}, ${JSON.stringify({ en: `So said ${marker}` })}, now(), ${wen.id}, 'Wen')`.execute(
    desk.store.db,
  )
  const form = { revision: toCorrect.revision, sentences: { en: `It was wrong, ${marker}.` } }
  const end = { revision: corrected.revision }
  return {
    'put /api/messages/{id}/correction': {
      path: message(toCorrect, '/correction'),
      ...{ body: form, late: { ...form, revision: 99 }, by: wen },
    },
    'post /api/messages/{id}/correction/end': {
      path: message(corrected, '/correction/end'),
      ...{ body: end, late: { revision: 99 }, by: wen },
    },
  }
}

/** A message to subscribers that a pause holds: somebody lets it go on, or stops it. */
async function plantTelling(desk: Desk, delivery: string): Promise<void> {
  await sql`insert into to_many (delivery_id, message_key, item, pair, lane, account, network, language, sha256,
      title, text, said_at, until_at, state, next_at, recipients, handed_at)
    select id, md5(id), item, pair, lane, account, 'email', language, sha256, title, ${`Text of ${marker}`}, made_at,
      deadline_at, 'held', due_at, 0, made_at from deliveries where id = ${delivery}`.execute(desk.store.db)
}

/** Something to send, something that waits in the outbox, and a pause; all for a day that is far enough away. */
async function shotsAtSending({ desk, wen, said, account, approved }: Garden): Promise<Shots> {
  const wall = new Date(wallClock.nowMs() + 10 * dayMs).toISOString().slice(0, 16)
  const sendForm = ({ revision }: Made) => ({ revision, when: { wall, zone: 'UTC' } })
  const toSend = await approved('To send')
  const waits = await approved('Waits')
  await said(wen, message(waits, '/send'), sendForm(waits))
  const { rows } = await sql<{
    id: string
  }>`select id from deliveries where item = ${`message:${waits.id}`}`.execute(desk.store.db)
  await plantTelling(desk, rows[0]?.id ?? '')
  const pause = { scope: 'account', value: account, reason: `Reason ${marker}` }
  const held = Id.parse(await said(wen, '/api/pauses', pause))
  return {
    'post /api/messages/{id}/send': { path: message(toSend, '/send'), body: sendForm(toSend), by: wen },
    'post /api/deliveries/{id}/acts': {
      path: `/api/deliveries/${rows[0]?.id}/acts`,
      ...{ body: { does: 'cancel' }, by: wen },
    },
    'get /api/deliveries/{id}/answers': { path: `/api/deliveries/${rows[0]?.id}/answers`, by: wen },
    'post /api/deliveries/{id}/reach': {
      path: `/api/deliveries/${rows[0]?.id}/reach`,
      ...{ body: { does: 'stop' }, by: wen },
    },
    'post /api/pauses': { path: '/api/pauses', body: pause, by: wen },
    'delete /api/pauses/{id}': { path: `/api/pauses/${held.id}`, by: wen },
  }
}

/** Something scheduled to move, a draft to be meant for a time, and series to end, to skip a time of and to take over. */
async function shotsAtPlanning({ desk, wen, ana, said, approved, draft }: Garden): Promise<Shots> {
  const wall = new Date(wallClock.nowMs() + 12 * dayMs).toISOString().slice(0, 16)
  const when = { wall, zone: 'UTC' }
  const toMove = await approved('To move')
  await said(wen, message(toMove, '/send'), { revision: toMove.revision, when })
  const { rows } = await sql<{ id: string }>`
    select id from deliveries where item = ${`message:${toMove.id}`}`.execute(desk.store.db)
  const [toMean, inCampaign, again] = [await draft('Meant'), await draft('Campaign'), await draft('Again')]
  const rule = { unit: 'day', every: 1, from: wall.slice(0, 10), time: '09:00', zone: 'UTC' }
  const series = { message: again.id, rule, leadMin: 60 }
  const begun = async (): Promise<string> =>
    `/api/recurring/${Id.parse(await said(wen, '/api/recurring', series)).id}`
  const campaign = Id.parse(
    await said(wen, '/api/campaigns', { name: 'Planted', tag: 'planted', tags: true }),
  )
  const into = { revision: inCampaign.revision, campaign: campaign.id }
  const later = { wall: `${wall.slice(0, 11)}23:59`, zone: 'UTC' }
  const time = new Date(Date.parse(`${wall.slice(0, 10)}T09:00Z`) + dayMs).toISOString().slice(0, 16)
  const takenOver = await begun()
  await sql`update recurring set owner_id = ${ana.id} where id = ${takenOver.slice('/api/recurring/'.length)}`.execute(
    desk.store.db,
  )
  return {
    'post /api/messages/{id}/move': {
      path: message(toMove, '/move'),
      ...{ body: { deliveries: rows.map(({ id }) => id), when: later }, by: wen },
    },
    'put /api/messages/{id}/meant': { path: message(toMean, '/meant'), body: { when }, by: wen },
    'put /api/messages/{id}/campaign': {
      path: message(inCampaign, '/campaign'),
      ...{ body: into, late: { ...into, revision: 99 }, by: wen },
    },
    'post /api/recurring': { path: '/api/recurring', body: series, by: wen },
    'post /api/recurring/{id}/end': { path: `${await begun()}/end`, by: wen },
    'post /api/recurring/{id}/skip': { path: `${await begun()}/skip`, body: { wall: time }, by: wen },
    'post /api/recurring/{id}/take-over': { path: `${takenOver}/take-over`, by: wen },
  }
}

async function plantSearches({ wen, said, endsAt }: Garden): Promise<{ watch: string; exception: string }> {
  // Name, purpose and owner of a search are public by design; its rule is not.
  const search = { name: 'Planted', purpose: 'Hear when water is brown.', owner: 'Public works', endsAt }
  const watch = Id.parse(await said(wen, '/api/watches', { ...search, rule: `water ${marker}` }))
  const exception = Id.parse(
    await said(wen, '/api/watch-exceptions', {
      watch: { ...search, name: 'Planted too', rule: 'from:jane.bsky.social' },
      reason: `Threats against staff of the library; the police asked for it. ${marker}`,
    }),
  )
  return { watch: watch.id, exception: exception.id }
}

async function shotsAtPersons(
  { desk, wen, ana, olive, said, place, endsAt }: Garden,
  { exception }: { exception: string },
): Promise<{ shots: Shots; ids: string[] }> {
  const delegation = Id.parse(await said(ana, '/api/delegations', { to: olive.id, ...place, endsAt }))
  const team = { name: { en: `Team ${marker}`, fr: `Équipe ${marker}` }, grants: [], people: [] }
  const Proposed = z.object({ proposal: Id })
  const proposed = async (): Promise<string> =>
    Proposed.parse(await said(olive, '/api/permissions/changes', { kind: 'team', to: team })).proposal.id
  const deputy = await newWalker(desk, `Deputy ${marker}`, { owner: true, isFresh: true })
  await desk.access.signInPerson(wen.id, { way: 'passkey', isFresh: false })
  const device =
    (await desk.access.sessionsOf(wen.id)).toSorted((a, b) => b.begunAtMs - a.begunAtMs)[0]?.id ?? ''
  const passkey = await plantPasskey(desk, wen.id)
  const identity = await plantIdentity(desk, wen.id)
  const seen = await sql<{ id: string }>`select id from notices where person_id = ${ana.id}`.execute(
    desk.store.db,
  )
  const proposals = '/api/permissions/proposals'
  const shots: Shots = {
    'delete /api/devices/{id}': { path: `/api/devices/${device}`, by: wen },
    'patch /api/passkeys/{id}': { path: `/api/passkeys/${passkey}`, body: { name: 'Mine' }, by: wen },
    'delete /api/passkeys/{id}': { path: `/api/passkeys/${passkey}`, by: wen },
    'delete /api/identities/{id}': { path: `/api/identities/${identity}`, by: wen },
    'post /api/notices/seen': {
      path: '/api/notices/seen',
      ...{ body: { ids: seen.rows.map((one) => Number(one.id)) }, by: ana },
    },
    'delete /api/delegations/{id}': { path: `/api/delegations/${delegation.id}`, by: ana },
    [`post ${proposals}/{id}/withdraw`]: { path: `${proposals}/${await proposed()}/withdraw`, by: olive },
    [`post ${proposals}/{id}/confirm`]: { path: `${proposals}/${await proposed()}/confirm`, by: deputy },
    'post /api/rota/swaps/{id}': {
      path: `/api/rota/swaps/${await plantSwap({ desk, wen, ana, olive, said })}`,
      ...{ body: { answer: 'accept' }, by: ana },
    },
    'post /api/watch-exceptions/{id}/withdraw': {
      path: `/api/watch-exceptions/${exception}/withdraw`,
      by: wen,
    },
  }
  return { shots, ids: [device, passkey, identity, delegation.id] }
}

/** A shift of Wen's tomorrow, and Ana asked to take it: the id of what was asked. */
async function plantSwap({
  desk,
  wen,
  ana,
  olive,
  said,
}: Pick<Garden, 'desk' | 'wen' | 'ana' | 'olive' | 'said'>): Promise<string> {
  const day = new Date(wallClock.nowMs() + 2 * dayMs).toISOString().slice(0, 10)
  const hours = { starts: '08:30', ends: '16:30', timeZone: 'America/Toronto' }
  await said(olive, '/api/rota/days', { kind: 'extra', personId: wen.id, day, ...hours })
  const shift = await sql<{ id: string }>`select id from rota_singles where person_id = ${wen.id}`.execute(
    desk.store.db,
  )
  await said(wen, '/api/rota/swaps', { slot: `${shift.rows[0]?.id}@${day}`, toId: ana.id })
  const swap = await sql<{ id: string }>`select id from rota_swaps where to_id = ${ana.id}`.execute(
    desk.store.db,
  )
  return swap.rows[0]?.id ?? ''
}

// Read or changed by whoever holds the verb, and by nobody else.
async function shotsByVerb(
  { wen, olive, said, itemPath }: Garden,
  { kept, open, watch, exception }: { kept: Made; open: Made; watch: string; exception: string },
): Promise<Shots> {
  const question = { query: {}, purpose: `Request ${marker}`, locale: 'en', timeZone: 'America/Toronto' }
  const bundle = Id.parse(await said(olive, '/api/records/exports', question))
  return {
    'get /api/messages/{id}': { path: message(kept) },
    'get /api/messages/{id}/corrections': { path: message(kept, '/corrections') },
    'get /api/approvals/{item}': { path: itemPath(open) },
    'get /api/people/{id}': { path: `/api/people/${encodeURIComponent(wen.id)}` },
    'post /api/people/{id}/link': { path: `/api/people/${encodeURIComponent(wen.id)}/link` },
    'post /api/people/{id}/leave': { path: `/api/people/${encodeURIComponent(wen.id)}/leave` },
    'get /api/records': { path: `/api/records?words=${marker}` },
    'get /api/records/entries/{seq}': { path: '/api/records/entries/5' },
    'get /api/records/exports/{id}': { path: `/api/records/exports/${bundle.id}` },
    'get /api/records/exports/{id}/entries': { path: `/api/records/exports/${bundle.id}/entries` },
    'post /api/records/exports/{id}/make': { path: `/api/records/exports/${bundle.id}/make` },
    'delete /api/watches/{id}': { path: `/api/watches/${watch}` },
    'get /api/watches/{id}/posts': { path: `/api/watches/${watch}/posts` },
    'post /api/watch-exceptions/{id}/allow': { path: `/api/watch-exceptions/${exception}/allow` },
    'post /api/watch-exceptions/{id}/decline': { path: `/api/watch-exceptions/${exception}/decline` },
  }
}

async function plantPasskey(desk: Desk, personId: string): Promise<string> {
  const id = `passkey-${personId.length}-walk`
  const bytes = Buffer.from(`walk ${personId}`)
  // Of another address: the last one that works at this one could not be removed.
  const words = { name: `Key ${marker}`, host: 'walk.example', transports: [], synced: false, counter: 0 }
  const times = { made_at: new Date(), used_at: null, refused_at: null }
  await desk.store.db
    .withTables<SignInTables>()
    .insertInto('passkeys')
    .values({ id, person_id: personId, credential_id: bytes, public_key: bytes, ...words, ...times })
    .execute()
  return id
}

async function plantIdentity(desk: Desk, personId: string): Promise<string> {
  const id = `identity-${personId.length}-walk`
  const said = {
    provider: 'walk',
    issuer: 'https://walk.example',
    subject: id,
    email: `${marker}@walk.example`,
  }
  const times = { made_at: new Date(), used_at: new Date() }
  await desk.store.db
    .withTables<OidcTables>()
    .insertInto('identities')
    .values({ id, person_id: personId, ...said, ...times })
    .execute()
  return id
}

const keptTables = [
  ...['accounts', 'people', 'teams', 'team_grants', 'team_people', 'permission_proposals', 'hooks'],
  ...['question_sessions', 'questions'],
  ...['messages', 'message_versions', 'message_writers', 'message_publications', 'passkeys'],
  ...['corrections', 'correction_places'],
  ...['message_plans', 'calendar_days', 'message_templates', 'campaigns', 'campaign_messages'],
  ...['campaign_hosts', 'recurring', 'recurring_occurrences'],
  ...['identities', 'rota_swaps'],
  ...['deliveries', 'delivery_parts', 'pauses', 'connections', 'to_many'],
  ...['approval_items', 'approval_versions', 'approval_history', 'approval_delegations', 'glass_reviews'],
  ...['notices', 'watches', 'watch_exceptions', 'records_entries', 'records_exports', 'records_holds'],
  ...['private_reading', 'private_readers', 'private_conversations'],
]

async function stateOf(desk: Desk): Promise<string> {
  const told: string[] = []
  for (const table of keptTables) {
    const rows = await sql<{
      row: string
    }>`select t::text as row from ${sql.table(table)} t order by 1`.execute(desk.store.db)
    told.push(`${table}:`, ...rows.rows.map(({ row }) => row))
  }
  const sessions = await sql<{
    ids: string
  }>`select string_agg(id::text, ' ' order by id) as ids from sessions
    where person_id like ${`%${marker}`}`.execute(desk.store.db)
  return [...told, `sessions: ${sessions.rows[0]?.ids}`].join('\n')
}
