import { sql, type Kysely } from 'kysely'
import type { Session, SessionChange } from '#access/contract.ts'
import type { Desk } from '#access/desk.ts'
import { changeDesk, ensureDesk, readDesk } from '#access/desk.ts'
import { newLink, redeemLink } from '#access/links.ts'
import { ensureFirstTeams } from '#access/people/first-teams.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import { refusalProblem } from '#access/people/problems.ts'
import { isNameTaken } from '#access/people/roster.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { accessLimits, changeProblem, initialsOf } from '#access/rules.ts'
import type { ListedSession } from '#access/session-list.ts'
import { endOtherSessions, endOwnSession, endSession, listSessions } from '#access/session-list.ts'
import type { SessionRow } from '#access/sessions.ts'
import { beginSession, findSession, renewSession } from '#access/sessions.ts'
import type { AccessTables, SessionWay } from '#access/tables.ts'
import type { Chance } from '#api/chance.ts'
import { randomText, systemChance } from '#api/chance.ts'
import type { Problem } from '#api/contract.ts'
import type { Grant } from '#kernel/permission.ts'
import type { Clock } from '#kernel/time.ts'
import { wallClock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'

/** Whoever is signed in: what routes are given as `session`. */
export type SignedIn = {
  sessionId: string
  /** For a program: the person who made its key and answers for what it does. */
  personId: string
  /** The program whose key this is; missing for a person. */
  program?: { id: string; name: string }
  isOwner: boolean
  /** What they may do, through their teams. */
  grants: readonly Grant[]
  /** Until when a fresh proof of who they are (step-up) counts, epoch ms; 0 when there was none. */
  freshUntilMs: number
  /** What the browser is told. */
  session: Session
}

/** What came of a sign-in link. A link that was used, ran out or never was is one and the same to the outside. */
export type SignIn = { ok: true; token: string; signedIn: SignedIn } | { ok: false }

/** How somebody came in, and from where. `earlier` is the cookie the browser already had: that session ends. */
export type SignInOf = {
  way: SessionWay
  browser?: string | undefined
  earlier?: string | undefined
  /** They proved it with a passkey just now, so acts that ask for step-up are open for a while. */
  isFresh?: boolean
  /** They may add a passkey although they have others. */
  mayEnrol?: boolean
}

/** People, sessions and the settings of the desk: the front door. */
export type Access = {
  /**
   * A link that signs somebody in, once, within 15 minutes: the owner who has been here longest, unless somebody is named.
   * With `mayEnrol` they may add a passkey although they have others (they lost them).
   */
  newSignInLink(baseUrl: string, o?: { personId?: string; mayEnrol?: boolean }): Promise<string>
  /** Redeems a link's token. `earlier` is the cookie the browser already had: that session ends. */
  signIn(token: string, o?: { browser?: string | undefined; earlier?: string | undefined }): Promise<SignIn>
  /** Signs in somebody who proved elsewhere who they are: a passkey, a provider's word. Who has left is refused. */
  signInPerson(personId: string, o: SignInOf): Promise<SignIn>
  /** Who a session cookie belongs to; undefined for anything that is not a live session. */
  sessionOf(token: string | undefined): Promise<SignedIn | undefined>
  /** Another token for a session whose own is a day old; undefined when it is not due. `lastsMs` is for the cookie. */
  renew(who: SignedIn, presented: string): Promise<{ token: string; lastsMs: number } | undefined>
  /** Makes a session fresh after a proof of who it is (step-up), and gives it another token. */
  makeFresh(who: SignedIn, presented: string): Promise<{ token: string; lastsMs: number } | undefined>
  /** Changes the person and, for the owner, the desk. */
  change(
    who: SignedIn,
    change: SessionChange,
  ): Promise<{ ok: true; session: Session } | { ok: false; problem: Problem }>
  /** Ends a session at once, everywhere. */
  signOut(sessionId: string): Promise<void>
  /** The live sessions of a person, latest first. */
  sessionsOf(personId: string): Promise<ListedSession[]>
  /** Ends one of a person's own sessions; false when there is none of that id among theirs. */
  signOutDevice(personId: string, sessionId: string): Promise<boolean>
  /** Ends all sessions of a person but this one; says how many. */
  signOutElsewhere(personId: string, exceptId: string): Promise<number>
  desk(): Promise<Desk>
  /** Notes where the desk is opened, for links that are made beside it. */
  noteAddress(baseUrl: string): Promise<void>
}

/** What `openAccess` needs. */
export type AccessNeeds = {
  store: Store
  clock?: Clock
  chance?: Chance
  /** For a new desk; it can be changed later. */
  timeZone?: string
  locale?: 'en' | 'fr'
}

/** Opens the door. On a new desk it makes the owner, the "Duty officer", whose name can be changed. */
export async function openAccess(needs: AccessNeeds): Promise<Access> {
  const db = needs.store.db.withTables<AccessTables>()
  const clock = needs.clock ?? wallClock
  const chance = needs.chance ?? systemChance
  const locale = needs.locale ?? 'en'
  await ensureDesk(db, needs.timeZone ?? 'UTC')
  const newId = (): string => randomText(chance, 9)
  await needs.store.inTransaction((tx) => beginDesk(tx, { locale, nowMs: clock.nowMs(), newId }))

  const signedIn = async (row: SessionRow): Promise<SignedIn> =>
    describe(row, await readDesk(db), await liveGrants(needs.store.db, row.person_id))
  const begin = async (personId: string, o: SignInOf): Promise<SignIn> => {
    const earlier = await findSession(db, o.earlier, clock.nowMs())
    if (earlier) await endSession(db, earlier.id)
    const { way, isFresh = false, mayEnrol = false, browser = '' } = o
    const nowMs = clock.nowMs()
    const begun = await beginSession(db, { personId, browser, nowMs, chance, way, isFresh, mayEnrol })
    return { ok: true, token: begun.token, signedIn: await signedIn(begun.row) }
  }
  const renew = async (
    who: SignedIn,
    presented: string,
    o: { isFresh?: boolean; dueBefore?: Date },
  ): Promise<{ token: string; lastsMs: number } | undefined> => {
    const nowMs = clock.nowMs()
    const token = await renewSession(db, { ...o, sessionId: who.sessionId, presented, nowMs, chance })
    return token === undefined ? undefined : { token, lastsMs: accessLimits.sessionMs }
  }
  return {
    async newSignInLink(baseUrl, { personId, mayEnrol = false } = {}) {
      const person = personId ?? (await firstOwner(db))
      const token = await newLink(db, { personId: person, nowMs: clock.nowMs(), chance, mayEnrol })
      return `${baseUrl.replace(/\/+$/, '')}/sign-in/${token}`
    },
    async signIn(token, o = {}) {
      const used = await redeemLink(db, token, clock.nowMs())
      if (used === undefined) return { ok: false }
      return begin(used.personId, { ...o, way: 'link', mayEnrol: used.mayEnrol })
    },
    async signInPerson(personId, o) {
      const person = await db
        .selectFrom('people')
        .select('id')
        .where('id', '=', personId)
        .where('left_at', 'is', null)
        .executeTakeFirst()
      return person === undefined ? { ok: false } : begin(person.id, o)
    },
    async sessionOf(token) {
      const row = await findSession(db, token, clock.nowMs())
      return row && signedIn(row)
    },
    renew: (who, presented) =>
      renew(who, presented, { dueBefore: new Date(clock.nowMs() - accessLimits.renewEveryMs) }),
    makeFresh: (who, presented) => renew(who, presented, { isFresh: true }),
    async change(who, change) {
      const problem = changeProblem(change, who.isOwner)
      if (problem) return { ok: false, problem }
      if (
        change.name !== undefined &&
        (await isNameTaken(db.withTables<PeopleTables>(), change.name, who.personId))
      )
        return { ok: false, problem: refusalProblem('name-taken') }
      return { ok: true, session: await applyChange(needs.store, who, change) }
    },
    signOut: (sessionId) => endSession(db, sessionId),
    sessionsOf: (personId) => listSessions(db, personId, clock.nowMs()),
    signOutDevice: (personId, id) => endOwnSession(db, { personId, id }),
    signOutElsewhere: (personId, exceptId) => endOtherSessions(db, { personId, exceptId }),
    desk: () => readDesk(db),
    noteAddress: async (address) => void (await db.updateTable('desk').set({ address }).execute()),
  }
}

/** Whoever has been an owner here longest: the link of a start is theirs. */
async function firstOwner(db: Kysely<AccessTables>): Promise<string> {
  const owner = await db
    .selectFrom('people')
    .select('id')
    .where('is_owner', '=', true)
    .where('left_at', 'is', null)
    .orderBy('created_at')
    .executeTakeFirstOrThrow()
  return owner.id
}

const ownerName = { en: 'Duty officer', fr: 'Agent de service' } as const

/** Advisory lock under which a desk gets its first owner and teams. */
const beginLock = 7_240_562

async function beginDesk(
  anyTx: Kysely<unknown>,
  o: { locale: 'en' | 'fr'; nowMs: number; newId: () => string },
): Promise<void> {
  const tx = anyTx.withTables<PeopleTables>()
  await sql`select pg_advisory_xact_lock(${beginLock})`.execute(tx)
  const owner = await tx
    .selectFrom('people')
    .select('id')
    .where('is_owner', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (owner === undefined) {
    const person = { id: o.newId(), name: ownerName[o.locale], locale: o.locale, is_owner: true }
    await tx
      .insertInto('people')
      .values({ ...person, created_at: new Date(o.nowMs) })
      .execute()
  }
  await ensureFirstTeams(tx, o)
}

function describe(row: SessionRow, desk: Desk, grants: readonly Grant[]): SignedIn {
  const person = { id: row.person_id, name: row.name, initials: initialsOf(row.name) }
  return {
    sessionId: row.id,
    personId: row.person_id,
    isOwner: row.is_owner,
    grants,
    freshUntilMs: row.fresh_until?.getTime() ?? 0,
    session: { person, locale: row.locale, isOwner: row.is_owner, grants: [...grants], desk },
  }
}

function applyChange(store: Store, who: SignedIn, change: SessionChange): Promise<Session> {
  return store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<AccessTables>()
    const about = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.locale === undefined ? {} : { locale: change.locale }),
    }
    if (Object.keys(about).length > 0)
      await tx.updateTable('people').set(about).where('id', '=', who.personId).execute()
    await changeDesk(tx, change)
    const person = await tx
      .selectFrom('people')
      .select(['name', 'locale'])
      .where('id', '=', who.personId)
      .executeTakeFirstOrThrow()
    return {
      person: { id: who.personId, name: person.name, initials: initialsOf(person.name) },
      locale: person.locale,
      isOwner: who.isOwner,
      grants: [...who.grants],
      desk: await readDesk(tx),
    }
  })
}
