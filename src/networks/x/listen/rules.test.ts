import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { planRules, syncRules, type RulesSynced, type WantedRule } from '#networks/x/listen/rules.ts'
import { emulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'

const needs = { clock: wallClock, signal: new AbortController().signal }

function sync(
  x: EmulatedX,
  rules: readonly string[],
  limits?: { rulesMax: number; lengthMax: number },
): Promise<RulesSynced> {
  const wanted = rules.map((rule, n) => ({ id: `watch-${n}`, rule }))
  const access = { bearerToken: x.state.keys.bearerToken, server: x.url, allowPrivateNetworks: true }
  return syncRules(wanted, { ...access, ...(limits !== undefined && { limits }) }, needs)
}

function valuesOf(x: EmulatedX): string[] {
  return x.state.rules.map(({ value }) => value).toSorted()
}

test('rules on X become those that are wanted, and a second time nothing changes', async () => {
  const x = await emulatedX()
  expect(await sync(x, ['flood', '"boil water" lang:fr', 'flood'])).toEqual({
    kind: 'synced',
    added: 2,
    deleted: 0,
    refused: [],
  })
  expect(valuesOf(x)).toEqual(['"boil water" lang:fr', 'flood'])
  x.calls.length = 0
  expect(await sync(x, ['flood', '"boil water" lang:fr'])).toMatchObject({ added: 0, deleted: 0 })
  expect(x.calls).toEqual(['GET /2/tweets/search/stream/rules'])
  expect(await sync(x, ['flood', 'bridge'])).toMatchObject({ added: 1, deleted: 1 })
  expect(valuesOf(x)).toEqual(['bridge', 'flood'])
})

test('rules that others made for the same app stay, and are not made twice', async () => {
  const x = await emulatedX()
  x.state.rules = [
    { id: '1', value: 'theirs', tag: 'another tool' },
    { id: '2', value: 'shared' },
  ]
  expect(await sync(x, ['shared', 'ours'])).toMatchObject({ added: 1, deleted: 0 })
  expect(await sync(x, [])).toMatchObject({ deleted: 1 })
  expect(valuesOf(x)).toEqual(['shared', 'theirs'])
})

test('a rule X does not take is told with its reason, and holds nobody else up', async () => {
  const x = await emulatedX()
  const synced = await sync(x, ['(flood', 'bridge', 'is:retweet', `a${' b'.repeat(600)}`, ' '])
  expect(synced).toMatchObject({
    ...{ kind: 'synced', added: 1 },
    refused: [
      { id: 'watch-0', rule: '(flood', detail: expect.stringContaining('no viable alternative') as string },
      { id: 'watch-2', why: 'refused', detail: expect.stringContaining('standalone') as string },
      { id: 'watch-3', why: 'too-long', limit: 1024, actual: 1201 },
      { id: 'watch-4', detail: 'an empty rule' },
    ],
  })
  expect(valuesOf(x)).toEqual(['bridge'])
})

test('where no rule is good, X answers 400 and each is told all the same', async () => {
  const x = await emulatedX()
  expect(await sync(x, ['(flood', 'lang:fr'])).toMatchObject({ kind: 'synced', added: 0, refused: [{}, {}] })
})

test('a thousand rules go over in batches; those beyond are told, and old ones make room first', async () => {
  const x = await emulatedX()
  const many = Array.from({ length: 1000 }, (_, n) => `word${n}`)
  expect(await sync(x, many)).toMatchObject({ added: 1000, refused: [] })
  const others = Array.from({ length: 1003 }, (_, n) => `other${n}`)
  const synced = await sync(x, others)
  expect(synced).toMatchObject({ added: 1000, deleted: 1000 })
  expect(synced.kind === 'synced' ? synced.refused : []).toMatchObject(
    ['watch-1000', 'watch-1001', 'watch-1002'].map((id) => ({ id, why: 'too-many', limit: 1000 })),
  )
  expect(x.state.rules).toHaveLength(1000)
})

test('a token that is refused and a network that is gone change nothing', async () => {
  const x = await emulatedX()
  const good = x.state.keys.bearerToken
  x.state.keys.bearerToken = 'another'
  const access = { bearerToken: good, server: x.url, allowPrivateNetworks: true }
  const refused = await syncRules([{ id: 'a', rule: 'flood' }], access, needs)
  expect(refused).toMatchObject({ kind: 'failed', why: 'http-401' })
  expect(JSON.stringify(refused)).not.toContain(good)
  await x.close()
  expect(await syncRules([{ id: 'a', rule: 'flood' }], access, needs)).toMatchObject({
    kind: 'failed',
    why: 'unreachable',
  })
})

const word = fc.constantFrom('a', 'b', 'c', 'd', 'e')

test('a plan leaves what is wanted and what is not ours, and nothing of ours besides', () => {
  fc.assert(
    fc.property(
      fc.array(word),
      fc.uniqueArray(word),
      fc.array(fc.boolean(), { minLength: 5 }),
      (rules, values, own) => {
        const wanted: WantedRule[] = rules.map((rule, n) => ({ id: String(n), rule }))
        const there = values.map((value, n) => ({
          id: String(n),
          value,
          ...(own[n] === true && { tag: 'bellwether:x' }),
        }))
        const { add, deleteIds } = planRules(wanted, there)
        const after = [...there.filter(({ id }) => !deleteIds.includes(id)).map(({ value }) => value), ...add]
        const foreign = there.filter(({ tag }) => tag === undefined).map(({ value }) => value)
        expect(after.toSorted()).toEqual([...new Set([...rules, ...foreign])].toSorted())
      },
    ),
  )
})
