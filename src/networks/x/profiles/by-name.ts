import { jsonOf } from '#kernel/json.ts'
import { hourMs } from '#kernel/time.ts'
import { unanswered, type Answer, type NotSent } from '#networks/call.ts'
import type { NameLookup, NamesFound } from '#networks/profile.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, listOf, textOf } from '#networks/unknown-fields.ts'
import { pricesMillidollars, type Meter } from '#networks/x/price.ts'
import { profileOf, userFields } from '#networks/x/profiles/profile-of.ts'
import type { XClient } from '#networks/x/wire/client.ts'

/** What asking for names stands on: the sign-in of an account, and the purse. */
export type NameAsking = { read: XClient; meter: Meter | undefined }

/** Names X takes in one question. Source: OpenAPI 2.167, `getUsersByUsernames`. */
const atOnceMax = 100
/** Asked for where the month cannot pay for all. */
const fewer = [50, 20, 10, 5]

/**
 * Asks X who is behind some names. X charges for each account that there is, and for none that is not: all are paid for before, and
 * what was not shown is given back. A call that may have been answered and was not read is not given back.
 */
export function xNames(asking: NameAsking): NameLookup {
  return {
    // Names were shorter once; nobody can take one now.
    ...{ lengthMin: 4, lengthMax: 15, atOnceMax, priceMillidollars: pricesMillidollars['user-read'] },
    ask: (names, needs) => askForNames(asking, usable(names), needs),
  }
}

function usable(names: readonly string[]): string[] {
  const small = names.map((name) => name.toLowerCase()).filter((name) => /^\w{1,15}$/.test(name))
  return [...new Set(small)].slice(0, atOnceMax)
}

async function askForNames(
  { read, meter }: NameAsking,
  names: readonly string[],
  needs: SendingNeeds,
): Promise<NamesFound> {
  if (names.length === 0) return { kind: 'found', profiles: [], asked: 0, isWhole: true }
  const paid = await paidFor(meter, names.length)
  if (paid === undefined) return overBudget
  const asked = names.slice(0, paid)
  const query = { usernames: asked.join(','), ...userFields }
  const answer = await read({ path: '/2/users/by', query }, needs)
  const found = foundIn(answer, asked)
  if (found.kind === 'unanswered' && !found.mayCost) await meter?.giveBack?.('user-read', paid)
  if (found.kind === 'found' && paid > found.shown) await meter?.giveBack?.('user-read', paid - found.shown)
  if (found.kind === 'unanswered') return found
  const { shown: _, ...told } = found
  return { ...told, isWhole: told.isWhole && paid === names.length }
}

const overBudget: NamesFound = {
  ...{ kind: 'unanswered', why: 'over-budget', detail: 'the budget for X is used up for this month' },
  ...{ retryInMs: hourMs, mayCost: false },
}

/** The most of these for which the month has money; undefined: for none. */
async function paidFor(meter: Meter | undefined, count: number): Promise<number | undefined> {
  if (meter === undefined) return count
  for (const size of [count, ...fewer.filter((one) => one < count)])
    if ((await meter.spend('user-read', size)) === 'ok') return size
  return undefined
}

type Found = (Extract<NamesFound, { kind: 'found' }> & { shown: number }) | Unanswered
type Unanswered = Extract<NamesFound, { kind: 'unanswered' }>

function foundIn(answer: Answer | NotSent, asked: readonly string[]): Found {
  if (answer.kind !== 'answer') return { ...unanswered(answer), mayCost: answer.kind === 'unknown' }
  const body = fieldsOf(jsonOf(answer.body.toString('utf8')))
  const problems = listOf(body, 'errors', 2 * atOnceMax).map(fieldsOf)
  const shown = listOf(body, 'data', atOnceMax)
  if (shown.length === 0 && problems.length === 0)
    return { kind: 'unanswered', why: 'unreadable', detail: 'X said nothing of any name', mayCost: true }
  const wanted = new Set(asked)
  const profiles = shown.flatMap((one) => profileOf(one) ?? []).filter(isWanted)
  // Of who is not there, or was suspended, X says so by name.
  const without = problems.flatMap((one) => [textOf(one, 'value'), textOf(one, 'resource_id')])
  const told = new Set(
    [...profiles.map(({ handle }) => handle), ...without].map((name) => name?.toLowerCase()),
  )
  const isWhole = asked.every((name) => told.has(name))
  return { kind: 'found', profiles, asked: asked.length, isWhole, shown: shown.length }

  function isWanted({ handle }: { handle: string }): boolean {
    return wanted.has(handle.toLowerCase())
  }
}
