import type { Kysely } from 'kysely'
import type { SignedIn } from '#access/access.ts'
import type { Approvals } from '#access/approvals/approvals.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { Log } from '#kernel/log.ts'
import { mayDo, type Grant, type Verb } from '#kernel/permission.ts'
import type { Clock } from '#kernel/time.ts'
import type { Ruled } from '#roles/faces/ground.ts'
import type { QuestionRefusal } from '#roles/faces/questions/problems.ts'
import type { QuestionDb, QuestionTables } from '#roles/faces/questions/tables.ts'
import type { Store } from '#store/store.ts'

/** A post that answers a message which names a session's page, as it stands now. */
export type HeardPost = {
  id: string
  words: string
  language: 'en' | 'fr' | undefined
  /** What its network is called. */
  network: string
  url: string | undefined
  atMs: number
}

/** What questions and answers are opened with. */
export type QuestionsNeeds = {
  store: Store
  clock: Clock
  log: Log
  newId: () => string
  approvals: Approvals
  /** The account of our own site: rights to write, approve and publish are those there. */
  site: string
  isPractice: boolean
  desk: () => Promise<{ timeZone: string; place?: { name: string } | undefined }>
  heard: {
    /** Posts that answer messages of ours in which one of these addresses stands, the newest thousand. */
    answersTo(paths: readonly string[]): Promise<HeardPost[]>
    /** Those of these posts that are kept still. */
    posts(ids: readonly string[]): Promise<HeardPost[]>
  }
}

/** Who does something here: their rights are asked for anew in the transaction of each act. */
export type Doer = Pick<SignedIn, 'personId' | 'program' | 'session'>

/** One act: its transaction, the rights of its doer in it, and when it is. */
export type Moment = { tx: Kysely<unknown>; db: QuestionDb; grants: readonly Grant[]; nowMs: number }

/** What came of an act. */
export type Done<T> = Ruled<T, QuestionRefusal>

/** Does something in one transaction, if whoever does it may on our own site at this moment. People only: a key answers nobody. */
export function act<T>(
  needs: QuestionsNeeds,
  who: Doer,
  verb: Verb,
  work: (now: Moment) => Promise<Done<T>>,
): Promise<Done<T>> {
  return needs.store.inTransaction(async (tx) => {
    const grants = await liveGrants(tx, who.personId)
    if (who.program !== undefined || !mayOnSite(needs, grants, verb)) return { ok: false, why: 'no-right' }
    return work({ tx, db: tx.withTables<QuestionTables>(), grants, nowMs: needs.clock.nowMs() })
  })
}

/** Whether these rights hold for our own site: in all of these languages; for showing a button, in any. */
export function mayOnSite(
  { site }: QuestionsNeeds,
  grants: readonly Grant[],
  verb: Verb,
  languages?: readonly string[],
): boolean {
  const where = { account: site, lane: 'normal' } as const
  if (languages === undefined) return mayDo(grants, verb, where)
  return languages.every((language) => mayDo(grants, verb, { ...where, language }))
}
