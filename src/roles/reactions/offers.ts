import { sql } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { naiveMatches } from '#stream/matcher/naive.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { Watch } from '#listening/contract.ts'
import { watches as allWatches } from '#listening/watches.ts'
import { reactionsLimits, type Offer } from '#roles/reactions/contract.ts'
import type { Ground } from '#roles/reactions/ground.ts'

/** Something of ours became public: what `app` hands over, once for each language and account. */
export type Published = {
  messageId: string
  title: string
  language: string
  text: string
  url: string
}

const offeredForDays = 14
const offersMax = 20

/** Notes that a message went out, so that its reception can be followed; each language adds its words, the first address and time stay. */
export async function noteOffer({ db, listening }: Ground, published: Published): Promise<void> {
  const { messageId, title, language, text, url } = published
  const texts = JSON.stringify({ [language]: text })
  const row = {
    message_id: messageId,
    title,
    texts,
    url: url === '' ? null : url,
    at: new Date(listening.streamNowMs),
  }
  await db
    .insertInto('announcement_offers')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('message_id').doUpdateSet({ texts: sql`announcement_offers.texts || ${texts}::jsonb` }),
    )
    .execute()
}

/** Messages that went out lately and are neither followed nor set aside, newest first. */
export async function readOffers({ db, listening }: Ground): Promise<Offer[]> {
  const rows = await db
    .selectFrom('announcement_offers as offer')
    .selectAll('offer')
    .where('not_needed', '=', false)
    .where('at', '>', new Date(listening.streamNowMs - offeredForDays * dayMs))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('announcements')
            .select('id')
            .whereRef('announcements.message_id', '=', 'offer.message_id'),
        ),
      ),
    )
    .orderBy('at', 'desc')
    .limit(offersMax)
    .execute()
  const live = (await allWatches(listening.db)).filter(({ state }) => state === 'live')
  return rows.map((row) => {
    const text = Object.values(row.texts).join('\n\n').slice(0, reactionsLimits.textLengthMax).toWellFormed()
    return {
      ...{ messageId: row.message_id, title: row.title, text, at: row.at.toISOString() },
      ...(row.url === null ? {} : { url: row.url }),
      suggestedWatches: fitting(live, Object.values(row.texts)),
    }
  })
}

/** Watches whose rule what we said would fit. */
function fitting(watches: readonly Watch[], texts: readonly string[]): Offer['suggestedWatches'] {
  return watches
    .filter(({ rule }) => {
      const parsed = parseRule(rule)
      const said = (text: string) => ({ id: 'ours:1', text })
      return parsed.ok && texts.some((text) => naiveMatches(parsed.rule, said(text)))
    })
    .slice(0, reactionsLimits.watchesMax)
    .map(({ id, name }) => ({ id, name }))
}

/** Nobody wants to follow it: it is offered no more. */
export async function setAside({ db }: Ground, messageId: string): Promise<void> {
  await db
    .updateTable('announcement_offers')
    .set({ not_needed: true })
    .where('message_id', '=', messageId)
    .execute()
}
