import type { ContentProblem } from '#networks/sender.ts'
import { act, type Doer, type Moment as Now, type Room } from '#roles/publishing/act.ts'
import { forgetPlan } from '#roles/publishing/calendar/plans.ts'
import type { Message, SendForm } from '#roles/publishing/contract.ts'
import { seen } from '#roles/publishing/drafting.ts'
import type { Refusal } from '#roles/publishing/problems.ts'
import { plansFor } from '#roles/publishing/corrections/aiming.ts'
import { planAt } from '#roles/publishing/corrections/plan.ts'
import { goingProblem, type Plan } from '#roles/publishing/corrections/rules.ts'
import { openCorrection, type KeptCorrection } from '#roles/publishing/corrections/store.ts'
import { mayAt, publicAt } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage, type KeptVersion } from '#roles/publishing/store.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { momentOf } from '#roles/publishing/when.ts'
import type { ToSend } from '#sending/scheduling.ts'

/** What came of sending. Where it is refused nothing was put into the outbox. */
export type Sent =
  | { ok: true; value: Message }
  | { ok: false; why: Refusal; timesMs?: number[] }
  | { ok: false; why: 'cannot-go-out'; problem: ContentProblem }

/**
 * Puts what is approved into the outbox, exactly as it was approved: each version to its account, now or at its time. Asked with
 * the rights of this moment; from here on the outbox answers for it.
 */
export function sendMessage(room: Room, who: Doer, id: string, form: SendForm): Promise<Sent> {
  return act(room, who, async (now): Promise<Sent> => {
    const kept = await readMessage(now.db, id, 'update')
    if (kept === undefined) return { ok: false, why: 'no-such-message' }
    if (kept.revision !== form.revision) return { ok: false, why: 'changed' }
    const when = form.when === undefined ? undefined : momentOf(form.when)
    if (when?.ok === false) return when
    const going = await versionsThatGo(room, now, kept, form)
    if (!Array.isArray(going)) return going
    const round = await roundOf(room, now, kept, going)
    if (typeof round !== 'number') return { ok: false, why: round }
    const done = await room.sending.schedule(now.tx, {
      ...{ item: itemOf(id), title: kept.title, lane: kept.lane, round, versions: going },
      ...(form.when === undefined || when === undefined
        ? {}
        : { when: { atMs: when.atMs, wall: form.when.wall, zone: form.when.zone } }),
      by: { id: who.personId, name: who.session.person.name },
    })
    if (!done.ok) return { ok: false, why: refusals[done.why] }
    await forgetPlan(now.db, id)
    return { ok: true, value: await seen(room, now, who, id) }
  })
}

const refusals = {
  exercise: 'exercise',
  past: 'time-past',
  'too-far': 'time-too-far',
  already: 'in-outbox',
} as const satisfies Record<string, Refusal>

type Going = ToSend['versions'][number]

/** The versions of connected accounts that are not public as they stand, each fit for its network; or why none can go. */
async function versionsThatGo(
  room: Room,
  now: Now,
  kept: KeptMessage,
  { accounts }: SendForm,
): Promise<Going[] | Extract<Sent, { ok: false }>> {
  const asked = kept.versions.filter(({ account }) => accounts === undefined || accounts.includes(account))
  if (!mayAt(now.grants, 'publish', { lane: kept.lane, places: asked }))
    return { ok: false, why: 'no-right-to-publish' }
  const fresh = asked.filter((one) => publicAt(kept.publications, one)?.sha256 !== one.sha256)
  if (asked.length > 0 && fresh.length === 0) return { ok: false, why: 'already-public' }
  const plans = await plansFor(room, now, kept)
  const open = await openCorrection(now.tx, kept.id)
  const going: Going[] = []
  for (const version of fresh) {
    const problems = await room.sending.check(version.content)
    if (problems === undefined) continue
    if (problems[0] !== undefined) return { ok: false, why: 'cannot-go-out', problem: problems[0] }
    const network = now.accounts.find(({ id }) => id === version.account)?.network
    const plan = planAt(plans, version)
    const why = goingProblem(plan, version, open?.sentences[version.language])
    if (why !== undefined) return { ok: false, why }
    if (network !== undefined) going.push({ ...goingOf(version, network), ...correctingBy(plan, open) })
  }
  return going.length === 0 ? { ok: false, why: 'not-connected' } : going
}

/** What a version does with what is public in its place in other words: edits it where the network can, else answers it. */
function correctingBy(
  { how, original, newest, language }: Plan,
  open: KeptCorrection | undefined,
): Pick<Going, 'edits' | 'answers' | 'correction'> {
  if (how === 'new' || open === undefined) return {}
  const correction = { id: open.id, words: open.sentences[language] ?? '' }
  if (how === 'reply') return { correction, ...(original === undefined ? {} : { answers: original.id }) }
  return { correction, ...(newest === undefined ? {} : { edits: newest.id }) }
}

function goingOf({ account, language, contentText, sha256 }: KeptVersion, network: string): Going {
  return { account, language, contentText, sha256, network }
}

/** The round in which all of these were approved, exactly as they stand; or why one may not go out. */
async function roundOf(
  room: Room,
  now: Now,
  { id }: KeptMessage,
  going: readonly Going[],
): Promise<number | Refusal> {
  let round = 0
  for (const { account, language, sha256 } of going) {
    const out = await room.approvals.mayGoOut(now.tx, { item: itemOf(id), account, language, sha256 })
    if (!out.yes) return out.why
    round = out.round
  }
  return round
}
