import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { wallClock } from '#kernel/time.ts'
import { townConnection } from '#networks/practice/world/test-town.ts'
import type { Sender } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import type { PlanNeeds } from '#app/plan-sources.ts'
import { planSources, practiceSpeed, SourcesDoNotMix } from '#app/plan-sources.ts'

const needs: Omit<PlanNeeds, 'wishes'> = { clock: wallClock, allowPrivateNetworks: false }
const feed = { kind: 'feed', url: 'https://herald.example.org/rss' } as const
const jetstream = { kind: 'jetstream', url: 'ws://127.0.0.1:9/subscribe' } as const

test.each([
  [[{ kind: 'practice', day: 'flood' } as const, feed]],
  [[jetstream, { kind: 'replay', file: 'event.jsonl' } as const]],
  [[{ kind: 'replay', file: 'a.jsonl' } as const, { kind: 'replay', file: 'b.jsonl' } as const]],
])('practice and recordings never mix with anything else: %j', async (wishes) => {
  await expect(planSources({ ...needs, wishes })).rejects.toThrow(SourcesDoNotMix)
})

test('live sources stand side by side', async () => {
  const plan = await planSources({ ...needs, wishes: [jetstream, feed] })
  expect(plan.mode).toBe('live')
  expect(plan.readers.map((reader) => reader.capabilities.network)).toEqual(['bluesky', 'feeds'])
  expect(plan.note).toBeUndefined()
})

test('Mastodon is heard by server or by hashtag, under names that tell them apart', async () => {
  const server = 'https://social.example'
  const wishes = [
    { kind: 'mastodon', server },
    { kind: 'mastodon', server, tag: 'Crue' },
  ] as const
  const plan = await planSources({ ...needs, wishes })
  expect(plan.readers.map(({ source, label }) => [source, label])).toEqual([
    ['mastodon:social.example/public', 'social.example'],
    ['mastodon:social.example/#crue', '#Crue, social.example'],
  ])
  expect(plan.networks.map(({ capabilities }) => capabilities.network)).toEqual([
    'bluesky',
    'mastodon',
    'webhook',
  ])
})

test('what is posted in the practice town outlives the desk where it has a folder', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'town-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  const wishes = [{ kind: 'practice', day: 'quiet' }] as const
  const senderOf = async (): Promise<Sender> => {
    const { networks } = await planSources({ ...needs, wishes, dataDir })
    expect(networks.map(({ capabilities }) => capabilities.network)).toEqual(['practice'])
    const [town] = networks
    if (town === undefined) throw new Error('a practice desk has its town')
    return town.open(townConnection('town'))
  }
  const part = textPart('The bridge is open.')
  const speaking = { clock: wallClock, signal: new AbortController().signal }
  const sent = await (await senderOf()).send(part, speaking)
  expect(sent).toMatchObject({ kind: 'sent' })
  const after = await senderOf()
  const posted = sent.kind === 'sent' ? { nativeId: sent.posted.nativeId } : {}
  expect(await after.readBack(part, speaking)).toMatchObject({ kind: 'there', posted })
  expect(await after.send(part, speaking)).toMatchObject({ kind: 'sent', posted })
})

test('a practice day brings its town, its newsroom and a day before it', async () => {
  const plan = await planSources({ ...needs, wishes: [{ kind: 'practice', day: 'flood' }] })
  expect(plan).toMatchObject({ mode: 'practice', speed: practiceSpeed, town: { name: 'Havre-Clair' } })
  expect(plan.readers.some((reader) => reader.capabilities.reads.media)).toBe(true)
  expect(plan.history?.posts.length).toBeGreaterThan(1000)
})

test('a recording is played at sixty times life unless told otherwise', async () => {
  const wishes = [{ kind: 'replay', file: 'event.jsonl' }] as const
  expect((await planSources({ ...needs, wishes })).speed).toBe(60)
  expect((await planSources({ ...needs, wishes, speed: 'max' })).speed).toBe('max')
})

test('when Bluesky cannot be reached and nothing was asked for, the practice town opens, and it is said why', async () => {
  const plan = await planSources({ ...needs, wishes: [], publicUrl: 'ws://127.0.0.1:9/subscribe' })
  expect(plan.mode).toBe('practice')
  expect(plan.note?.en).toContain('practice town')
  expect(plan.note?.fr).toContain('ville d’exercice')
})

test('when it can be reached, the desk opens live on it alone', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server always has one
  const plan = await planSources({ ...needs, wishes: [], publicUrl: `ws://127.0.0.1:${port}/subscribe` })
  expect(plan.mode).toBe('live')
  expect(plan.readers.map((reader) => reader.label)).toEqual(['Bluesky'])
  for (const client of server.clients) client.terminate()
  await new Promise((resolve) => server.close(resolve))
})
