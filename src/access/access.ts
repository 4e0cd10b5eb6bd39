import type { Session, SessionChange } from '#access/contract.ts'
import type { Desk } from '#access/desk.ts'
import { changeDesk, ensureDesk, readDesk } from '#access/desk.ts'
import { newLink, redeemLink } from '#access/links.ts'
import { changeProblem, initialsOf } from '#access/rules.ts'
import type { ListedSession, SessionRow } from '#access/sessions.ts'
import { beginSession, endSession, findSession, listSessions } from '#access/sessions.ts'
import type { AccessTables } from '#access/tables.ts'
import type { Chance } from '#api/chance.ts'
import { randomText, systemChance } from '#api/chance.ts'
import type { Problem } from '#api/contract.ts'
import type { Clock } from '#kernel/time.ts'
import { wallClock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'

/** Whoever is signed in: what routes are given as `session`. */
export type SignedIn = {
  sessionId: string
  personId: string
  isOwner: boolean
  /** What the browser is told. */
  session: Session
}

/** What came of a sign-in link. A link that was used, ran out or never was is one and the same to the outside. */
export type SignIn = { ok: true; token: string; signedIn: SignedIn } | { ok: false }

/** People, sessions and the settings of the desk: the front door. */
export type Access = {
  /** A link that signs the owner in, once, within 15 minutes. */
  newSignInLink(baseUrl: string): Promise<string>
  /** Redeems a link's token. `earlier` is the cookie the browser already had: that session ends. */
  signIn(token: string, o?: { browser?: string | undefined; earlier?: string | undefined }): Promise<SignIn>
  /** Who a session cookie belongs to; undefined for anything that is not a live session. */
  sessionOf(token: string | undefined): Promise<SignedIn | undefined>
  /** Changes the person and, for the owner, the desk. */
  change(
    who: SignedIn,
    change: SessionChange,
  ): Promise<{ ok: true; session: Session } | { ok: false; problem: Problem }>
  /** Ends a session at once, everywhere. */
  signOut(sessionId: string): Promise<void>
  /** The live sessions of a person, latest first. */
  sessionsOf(personId: string): Promise<ListedSession[]>
  desk(): Promise<Desk>
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
  await db
    .insertInto('people')
    .values({
      id: randomText(chance, 9),
      name: ownerName[locale],
      locale,
      is_owner: true,
      created_at: new Date(clock.nowMs()),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

  const signedIn = async (row: SessionRow): Promise<SignedIn> => describe(row, await readDesk(db))
  return {
    async newSignInLink(baseUrl) {
      const owner = await db
        .selectFrom('people')
        .select('id')
        .where('is_owner', '=', true)
        .executeTakeFirstOrThrow()
      const token = await newLink(db, { personId: owner.id, nowMs: clock.nowMs(), chance })
      return `${baseUrl.replace(/\/+$/, '')}/sign-in/${token}`
    },
    async signIn(token, o = {}) {
      const personId = await redeemLink(db, token, clock.nowMs())
      if (personId === undefined) return { ok: false }
      const earlier = await findSession(db, o.earlier, clock.nowMs())
      if (earlier) await endSession(db, earlier.id)
      const begun = await beginSession(db, {
        personId,
        browser: o.browser ?? '',
        nowMs: clock.nowMs(),
        chance,
      })
      return { ok: true, token: begun.token, signedIn: await signedIn(begun.row) }
    },
    async sessionOf(token) {
      const row = await findSession(db, token, clock.nowMs())
      return row && signedIn(row)
    },
    async change(who, change) {
      const problem = changeProblem(change, who.isOwner)
      if (problem) return { ok: false, problem }
      return { ok: true, session: await applyChange(needs.store, who, change) }
    },
    signOut: (sessionId) => endSession(db, sessionId),
    sessionsOf: (personId) => listSessions(db, personId, clock.nowMs()),
    desk: () => readDesk(db),
  }
}

const ownerName = { en: 'Duty officer', fr: 'Agent de service' } as const

function describe(row: SessionRow, desk: Desk): SignedIn {
  const person = { id: row.person_id, name: row.name, initials: initialsOf(row.name) }
  return {
    sessionId: row.id,
    personId: row.person_id,
    isOwner: row.is_owner,
    session: { person, locale: row.locale, desk },
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
      desk: await readDesk(tx),
    }
  })
}
