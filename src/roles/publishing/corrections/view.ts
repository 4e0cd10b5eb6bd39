import { act, type Doer, type Room } from '#roles/publishing/act.ts'
import { plansFor } from '#roles/publishing/corrections/aiming.ts'
import type { Correction, CorrectionBoard, PlaceNow } from '#roles/publishing/corrections/contract.ts'
import { planAt } from '#roles/publishing/corrections/plan.ts'
import type { Plan } from '#roles/publishing/corrections/rules.ts'
import { correctionsOf, type KeptCorrection, type KeptPost } from '#roles/publishing/corrections/store.ts'
import { mayAt } from '#roles/publishing/rules.ts'
import { readMessage, type KeptVersion } from '#roles/publishing/store.ts'

/** Corrections of a message, and how each of its places would be corrected now; undefined when there is no such message. */
export function correctionBoard(room: Room, who: Doer, id: string): Promise<CorrectionBoard | undefined> {
  return act(room, who, async (now) => {
    const kept = await readMessage(now.db, id)
    if (kept === undefined) return undefined
    const plans = await plansFor(room, now, kept)
    const corrections = await correctionsOf(now.tx, id)
    const { lane, versions } = kept
    const mayWrite = versions.length > 0 && mayAt(now.grants, 'write', { lane, places: versions })
    return {
      places: versions.map((version) => placeNow(planAt(plans, version), version)),
      corrections: corrections.map(correctionView),
      mayCorrect: mayWrite && plans.some(({ how }) => how !== 'new'),
    }
  })
}

function placeNow(plan: Plan, { sha256 }: KeptVersion): PlaceNow {
  const { account, language, how, original, newest } = plan
  return {
    ...{ account, language, how },
    ...(newest?.post === undefined ? {} : { network: newest.post.name }),
    ...(original === undefined
      ? {}
      : { original: postView({ atMs: original.publishedAtMs, url: original.url }) }),
    canEdit: newest?.post?.can.edits === true,
    ...(original?.post?.can.losesVotes === true ? { losesVotes: true as const } : {}),
    isOther: newest !== undefined && newest.sha256 !== sha256,
  }
}

function correctionView(kept: KeptCorrection): Correction {
  const { id, sentences, madeAtMs, madeBy, ended } = kept
  return {
    ...{ id, sentences, madeBy, madeAt: timeOf(madeAtMs) },
    ...(ended === undefined ? {} : { ended: { at: timeOf(ended.atMs), how: ended.how } }),
    places: kept.places.map(({ account, language, how, original, sent }) => ({
      ...{ account, language, how },
      ...(original === undefined ? {} : { original: postView(original) }),
      ...(sent === undefined ? {} : { sent: postView(sent) }),
    })),
  }
}

function postView({ atMs, url }: Pick<KeptPost, 'atMs' | 'url'>): { at: string; url?: string } {
  return { at: timeOf(atMs), ...(url === '' ? {} : { url }) }
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString()
}
