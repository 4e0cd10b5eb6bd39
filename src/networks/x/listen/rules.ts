import { createHash } from 'node:crypto'
import type { Clock } from '#kernel/time.ts'
import type { StateWhy } from '#networks/contract.ts'
import { appClient, type AppAccess } from '#networks/x/wire/app-sign-in.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { changeRules, readRules, type RuleError, type XRule } from '#networks/x/listen/rules-api.ts'

/** A rule of ours that X shall hear: the id of its watch, and its text in X's own grammar. */
export type WantedRule = { id: string; rule: string }

/** What one app may keep on X: pay-per-use, or more by contract. */
export type RuleLimits = { rulesMax: number; lengthMax: number }

/** Limits of pay-per-use (2026-08). */
export const ruleLimits: RuleLimits = { rulesMax: 1000, lengthMax: 1024 }

/** Why X does not take a rule: too long, beyond the number it takes, or in its own words (`detail`). */
export type Refusal =
  | { why: 'too-long'; detail: string; limit: number; actual: number }
  | { why: 'too-many'; detail: string; limit: number }
  | { why: 'refused'; detail: string }

/** What became of a wish. `refused`: rules X does not take, each with its reason; the others are in force. */
export type RulesSynced =
  | {
      kind: 'synced'
      added: number
      deleted: number
      refused: ({ id: string; rule: string } & Refusal)[]
    }
  | { kind: 'failed'; why: StateWhy; detail: string; retryInMs?: number }

/** By this X's rules of ours are known from those others made for the same app, which stay as they are. */
export const ownTag = 'bellwether'

const batchMax = 100

/** What has to change on X. Rules are told apart by their text alone: two watches with one text need one rule. Pure. */
export function planRules(
  wanted: readonly WantedRule[],
  there: readonly XRule[],
): { add: string[]; deleteIds: string[] } {
  const texts = new Set(wanted.map(({ rule }) => rule.trim()))
  const known = new Set(there.map(({ value }) => value))
  return {
    add: [...texts].filter((text) => !known.has(text)),
    deleteIds: there.filter(({ value, tag }) => isOwn(tag) && !texts.has(value)).map(({ id }) => id),
  }
}

/**
 * Makes the rules on X those that are wanted. New ones are tried out first, so that one that X does not take is told and keeps
 * nobody waiting; then they are added before old ones are deleted, unless there is no room.
 */
export async function syncRules(
  wanted: readonly WantedRule[],
  access: AppAccess & { limits?: RuleLimits },
  needs: { clock: Clock; signal: AbortSignal },
): Promise<RulesSynced> {
  const client = appClient(access)
  const limits = access.limits ?? ruleLimits
  const refusals = new Map<string, Refusal>(wanted.flatMap(({ rule }) => tooLong(rule.trim(), limits)))
  const there = await readRules(client, needs)
  if (there.kind === 'failed') return there
  const plan = planRules(wanted, there.rules)
  const room = limits.rulesMax - (there.rules.length - plan.deleteIds.length)
  const candidates = plan.add.filter((text) => !refusals.has(text))
  for (const text of candidates.slice(Math.max(0, room)))
    refusals.set(text, {
      ...{ why: 'too-many', limit: limits.rulesMax },
      detail: `more than ${limits.rulesMax} rules`,
    })
  const asked = candidates.slice(0, Math.max(0, room))
  const tried = await inBatches(asked, (values) =>
    changeRules(client, adding(values), needs, { dryRun: true }),
  )
  if (tried.kind === 'failed') return tried
  note(refusals, tried.errors)
  const add = asked.filter((text) => !refusals.has(text))
  const isTight = there.rules.length + add.length > limits.rulesMax
  const done = await change(client, { add, deleteIds: plan.deleteIds, isTight }, needs)
  if (done.kind === 'failed') return done
  note(refusals, done.errors)
  return {
    kind: 'synced',
    added: add.filter((text) => !refusals.has(text)).length,
    deleted: plan.deleteIds.length,
    refused: wanted.flatMap(({ id, rule }) => {
      const refusal = refusals.get(rule.trim())
      return refusal === undefined ? [] : [{ id, rule, ...refusal }]
    }),
  }
}

type Needs = { clock: Clock; signal: AbortSignal }
type Changed = { kind: 'changed'; errors: RuleError[] } | Extract<RulesSynced, { kind: 'failed' }>

async function change(
  client: XClient,
  { add, deleteIds, isTight }: { add: string[]; deleteIds: string[]; isTight: boolean },
  needs: Needs,
): Promise<Changed> {
  const adds = (): Promise<Changed> => inBatches(add, (values) => changeRules(client, adding(values), needs))
  const deletes = (): Promise<Changed> =>
    inBatches(deleteIds, (ids) => changeRules(client, { delete: { ids } }, needs))
  const [first, second] = isTight ? [deletes, adds] : [adds, deletes]
  const done = await first()
  if (done.kind === 'failed') return done
  const rest = await second()
  return rest.kind === 'failed' ? rest : { kind: 'changed', errors: [...done.errors, ...rest.errors] }
}

async function inBatches(
  all: readonly string[],
  each: (some: string[]) => Promise<Changed>,
): Promise<Changed> {
  const errors: RuleError[] = []
  for (let at = 0; at < all.length; at += batchMax) {
    const done = await each(all.slice(at, at + batchMax))
    if (done.kind === 'failed') return done
    errors.push(...done.errors)
  }
  return { kind: 'changed', errors }
}

function adding(values: readonly string[]): { add: { value: string; tag: string }[] } {
  return { add: values.map((value) => ({ value, tag: `${ownTag}:${shortHash(value)}` })) }
}

/** Says which rule of ours matched without saying which watch: tags are seen by everybody who may read the app's rules. */
function shortHash(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 12)
}

function isOwn(tag: string | undefined): boolean {
  return tag?.startsWith(`${ownTag}:`) === true
}

function tooLong(text: string, { lengthMax: limit }: RuleLimits): [string, Refusal][] {
  const actual = [...text].length
  if (actual === 0) return [[text, { why: 'refused', detail: 'an empty rule' }]]
  const detail = `${actual} characters, and X takes ${limit}`
  return actual > limit ? [[text, { why: 'too-long', detail, limit, actual }]] : []
}

/** A rule that is there already is no error. */
function note(refusals: Map<string, Refusal>, errors: readonly RuleError[]): void {
  for (const { value, detail, isDuplicate } of errors)
    if (!isDuplicate) refusals.set(value, { why: 'refused', detail })
}
