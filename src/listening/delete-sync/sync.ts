import type { Log } from '#kernel/log.ts'
import { secondMs, type Clock } from '#kernel/time.ts'
import type { AskedPost, ExistenceCheck, StillThere } from '#networks/contract.ts'
import type { DeletesUnasked } from '#listening/contract.ts'
import { isBehind, judged, retryMs, syncLimits, walkIsDue } from '#listening/delete-sync/rules.ts'
import {
  doubtsBefore,
  dropDoubts,
  keepDoubts,
  keepWalk,
  lastGapMs,
  nextPosts,
  readWalk,
} from '#listening/delete-sync/store.ts'
import type { ListeningDb } from '#listening/tables.ts'

/** A network that can be asked. */
export type AskedNetwork = { network: string; label: string; check: ExistenceCheck }

/** What walking needs. */
export type SyncNeeds = {
  db: ListeningDb
  clock: Clock
  log: Log
  /** Forgets these as if their network had told us, everywhere; done when it is in the store. */
  forget: (ids: readonly string[]) => Promise<void>
  /** The desk was away before this moment, epoch ms. */
  startedAtMs: number
}

type Stint = { needs: SyncNeeds; asked: AskedNetwork; signal: AbortSignal }

/** When to go on: at once while a walk is under way, later when it is over or the network does not answer. */
export type GoOn = { againInMs: number }

/**
 * Asks after kept posts for about a minute: first those whose deletion was doubted, then the walk goes on from where it was.
 * What is said to be gone is forgotten before the place moves on: a kill in between asks again, and forgets again.
 *
 * @param failures how often in a row this network did not answer so far; the caller counts
 */
export async function syncStint(stint: Stint, failures: number): Promise<GoOn & { failed: boolean }> {
  const { needs, asked, signal } = stint
  const endsAtMs = needs.clock.nowMs() + syncLimits.stintMs
  await beginWhenDue(stint)
  let next: 'more' | 'done' | Failed = 'more'
  for (let isFirst = true; next === 'more' && !signal.aborted; isFirst = false) {
    if (!isFirst) await needs.clock.sleep(asked.check.everyMs, signal)
    next = isFirst ? await askDoubts(stint) : await askNext(stint)
    if (needs.clock.nowMs() >= endsAtMs) break
  }
  if (typeof next === 'object') return failedStint(stint, next, failures + 1)
  return { againInMs: next === 'done' ? syncLimits.lookEveryMs : secondMs, failed: false }
}

async function beginWhenDue({ needs, asked: { network } }: Stint): Promise<void> {
  const { db, clock, startedAtMs } = needs
  const walk = await readWalk(db, network)
  const missedAtMs = Math.max(startedAtMs, await lastGapMs(db, network))
  const nowMs = clock.nowMs()
  if (!walkIsDue(walk, nowMs, missedAtMs)) return
  // What failed on the walk before is only settled by one on which everybody answers: until then it stays on screen.
  const fresh = { at: null, id: null, ended_at: null, missed: false }
  await keepWalk(db, network, { begun_at: new Date(nowMs), ...fresh })
}

type Failed = Extract<StillThere, { kind: 'failed' }>

async function askDoubts(stint: Stint): Promise<'more' | Failed> {
  const { needs, asked } = stint
  const before = new Date(needs.clock.nowMs() - syncLimits.doubtForMs)
  const posts = await doubtsBefore(needs.db, asked.network, { before, limit: asked.check.atOnceMax })
  if (posts.length === 0) return 'more'
  const answer = await ask(stint, posts)
  if (answer.kind === 'failed') return answer
  const ids = posts.map(({ id }) => id)
  // Said twice, an hour apart: as sure as anything a network says.
  const gone = answer.gone.filter((id) => ids.includes(id))
  await forget(stint, gone)
  // Who has nothing to say about some of them is asked again: only an answer settles a doubt.
  if (answer.unanswered === 0) await dropDoubts(needs.db, asked.network, ids)
  return 'more'
}

async function askNext(stint: Stint): Promise<'more' | 'done' | Failed> {
  const { needs, asked } = stint
  const { db } = needs
  const { network, check } = asked
  const walk = await readWalk(db, network)
  if (walk.begunAtMs === undefined || walk.endedAtMs !== undefined) return 'done'
  const posts = await nextPosts(db, network, { after: walk.place, limit: check.atOnceMax })
  const last = posts.at(-1)
  if (last === undefined) return endWalk(stint, walk.missed)
  const answer = await ask(stint, posts)
  if (answer.kind === 'failed') return answer
  const { gone, doubted } = judged(
    posts.map(({ id }) => id),
    answer.gone,
  )
  await keepDoubts(db, network, doubted, new Date(needs.clock.nowMs()))
  await forget(stint, gone)
  const missed = answer.unanswered > 0 ? { ...(await failing(stint, 'unreachable')), missed: true } : {}
  await keepWalk(db, network, { ...missed, at: last.at, id: last.id })
  if (doubted.length > 0)
    needs.log('warn', 'more posts are said to be gone than can be believed', {
      network,
      doubted: doubted.length,
    })
  return 'more'
}

/** The walk is over; when everybody answered on it, nothing is owed any more. */
async function endWalk({ needs, asked }: Stint, missed: boolean): Promise<'done'> {
  const settled = missed ? {} : { failed_at: null, why: null }
  await keepWalk(needs.db, asked.network, { ended_at: new Date(needs.clock.nowMs()), ...settled })
  return 'done'
}

/** Answers in time, or counts as one that failed: a network that hangs or breaks must not take the desk with it. */
async function ask({ needs, asked, signal }: Stint, posts: readonly AskedPost[]): Promise<StillThere> {
  const over = new AbortController()
  const stop = AbortSignal.any([over.signal, signal])
  const late = needs.clock
    .sleep(syncLimits.answerMs, stop)
    .then((): StillThere => ({ kind: 'failed', why: signal.aborted ? 'stopped' : 'timeout' }))
  try {
    return await Promise.race([asked.check.ask(posts, { clock: needs.clock, signal: stop }), late])
  } catch (error) {
    return { kind: 'failed', why: 'broken', detail: String(error).slice(0, 200) }
  } finally {
    over.abort()
  }
}

async function forget({ needs, asked }: Stint, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await needs.forget(ids)
  await dropDoubts(needs.db, asked.network, ids)
  needs.log('info', 'posts that are gone on their network were forgotten', {
    network: asked.network,
    count: ids.length,
  })
}

/** The first failure since all was well counts: "since when" is what people ask. */
async function failing({ needs, asked }: Stint, why: string): Promise<{ failed_at: Date; why: string }> {
  const { failedAtMs } = await readWalk(needs.db, asked.network)
  return { failed_at: new Date(failedAtMs ?? needs.clock.nowMs()), why }
}

async function failedStint(
  stint: Stint,
  { why, detail, retryInMs }: Failed,
  failures: number,
): Promise<GoOn & { failed: boolean }> {
  const { needs, asked } = stint
  if (why === 'stopped') return { againInMs: secondMs, failed: false }
  await keepWalk(needs.db, asked.network, await failing(stint, why))
  const againInMs = retryMs(failures, retryInMs)
  needs.log('warn', 'a network could not be asked what is still there', {
    network: asked.network,
    why,
    ...(detail === undefined ? {} : { detail }),
    againInMs,
  })
  return { againInMs, failed: true }
}

/** What stands on screen about a network that is not asked as promised; nothing when all is well. */
export async function unaskedOf(
  db: ListeningDb,
  { network, label }: AskedNetwork,
  nowMs: number,
): Promise<DeletesUnasked | undefined> {
  const walk = await readWalk(db, network)
  if (!isBehind(walk, nowMs)) return undefined
  const sinceMs = walk.failedAtMs ?? walk.begunAtMs
  return {
    label,
    why: walk.why ?? 'late',
    ...(sinceMs === undefined ? {} : { since: new Date(sinceMs).toISOString() }),
  }
}
