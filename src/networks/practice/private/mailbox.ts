import { hourMs, minuteMs } from '#kernel/time.ts'
import { seededChance } from '#networks/practice/chance.ts'
import { threads, type Letter } from '#networks/practice/private/letters.ts'
import { sentence } from '#networks/practice/sentence.ts'
import { foundTown, wordsAt, type Town } from '#networks/practice/town.ts'

/** A private message as the town's wire carries it. */
export type WireLetter = {
  id: string
  conversation: string
  from: { id: string; handle: string; name: string }
  text: string
  sentMs: number
  byUs: boolean
  picture?: { url: string; alt: string }
}

/** Somebody begins to write in some of these stretches of time. */
const slotMs = 20 * minuteMs
const shareOf1 = 0.35
/** Whoever reads for the first time finds what the last hours brought. */
const pastMs = 5 * hourMs
/** Longest that a thread takes; later looks go back that far, because its messages come one by one. */
const threadMsMax = hourMs

/** What is asked: letters to an account up to now, after those of an earlier look. */
export type Looked = { account: string; afterMs?: number | undefined; nowMs: number }

let town: Town | undefined

/**
 * Everything written to an account in private, oldest first: made of the account and the hour alone, so that it is the same however
 * often, and wherever, somebody looks.
 */
export function lettersTo({ account, afterMs = 0, nowMs }: Looked): {
  letters: WireLetter[]
  gone: string[]
} {
  const fromMs = Math.max(afterMs - threadMsMax, nowMs - pastMs)
  const all = slotsBetween(fromMs - threadMsMax, nowMs).flatMap((slot) => threadIn(account, slot))
  const now = all.filter(({ letter }) => letter.sentMs > fromMs && letter.sentMs <= nowMs)
  const isGone = ({ goneMs }: Written): boolean => goneMs !== undefined && goneMs <= nowMs
  return {
    letters: now.filter((one) => !isGone(one)).map(({ letter }) => letter),
    gone: now.filter(isGone).map(({ letter }) => letter.id),
  }
}

function slotsBetween(fromMs: number, toMs: number): number[] {
  const first = Math.ceil(fromMs / slotMs)
  return Array.from({ length: Math.max(0, Math.floor(toMs / slotMs) - first + 1) }, (_, n) => first + n)
}

type Written = { letter: WireLetter; goneMs: number | undefined }

function threadIn(account: string, slot: number): Written[] {
  const chance = seededChance(slot, 'letters', account)
  if (!chance.maybe(shareOf1)) return []
  town ??= foundTown(1)
  const person = chance.pick(town.people)
  const { id, handle = id, name = handle } = person.author
  const words = wordsAt(town, slot * slotMs)[person.lang]
  let atMs = slot * slotMs + chance.below(10) * minuteMs
  return chance.pick(threads[person.lang]).map((one, n) => {
    if (n > 0) atMs += (one.afterMin ?? 2) * minuteMs
    const goneMs = one.takenBackMin === undefined ? undefined : atMs + one.takenBackMin * minuteMs
    return {
      letter: letterOf({ one, slot, n, atMs }, { handle, name, id }, sentence(one.text, words, chance)),
      goneMs,
    }
  })
}

function letterOf(
  { one, slot, n, atMs }: { one: Letter; slot: number; n: number; atMs: number },
  { handle, name, id }: { handle: string; name: string; id: string },
  text: string,
): WireLetter {
  const byUs = one.byUs === true
  return {
    ...{ id: `letter-${slot}-${n}`, conversation: `with-${handle}`, text, sentMs: atMs, byUs },
    from: byUs ? { id: 'desk', handle: 'desk', name: 'Havre-Clair' } : { id, handle, name },
    ...(one.picture !== undefined && {
      picture: { url: `https://pictures.havre-clair.example/${slot}-${n}.jpg`, alt: one.picture.alt },
    }),
  }
}
