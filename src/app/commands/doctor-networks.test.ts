import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { SourceWish } from '#app/source-wish.ts'
import { loadConfig } from '#app/config.ts'
import type { Config } from '#app/config-schema.ts'
import { mastodonFindings, xFinding } from '#app/commands/doctor-networks.ts'

function configOf(sources: SourceWish[], allowPrivateNetworks: boolean): Config {
  const machine = { cwd: '/desk', cores: 2, timeZone: 'UTC', locale: 'en' } as const
  const loaded = loadConfig({ env: {}, machine })
  if (!loaded.ok) throw new Error('the defaults make a desk')
  return { ...loaded.config, sources, allowPrivateNetworks }
}

async function serve(text: string, status = 200): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(text))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server always has one
}

test('each Mastodon server is asked once, however many hashtags of it are heard', async () => {
  const server = await serve(JSON.stringify({ domain: 'town.example' }))
  const wishes = ['flood', 'rain'].map((tag) => ({ kind: 'mastodon' as const, server, tag }))
  const findings = await mastodonFindings(configOf(wishes, true))
  expect(findings.map(({ state }) => state)).toEqual(['fine'])
})

test('one that does not answer, speaks otherwise or is not allowed is wrong, in both languages', async () => {
  const strange = await serve('<html>', 200)
  for (const [server, isAllowed] of [
    ['http://127.0.0.1:9', true],
    [strange, true],
    [strange, false],
    ['https://127.0.0.1:9', false],
  ] as const) {
    const [finding] = await mastodonFindings(configOf([{ kind: 'mastodon', server }], isAllowed))
    expect(finding).toMatchObject({ state: 'wrong' })
    expect(finding?.said.en).toContain('127.0.0.1')
    if (server.startsWith('https:')) expect(finding?.said.en).toContain('--allow-private-networks')
    expect(finding?.said.fr).not.toBe(finding?.said.en)
  }
})

test('what X has cost is told, and looked at before the ordinary part is used up', () => {
  expect(xFinding(1250, 5000, 1000)).toEqual({
    what: { en: 'X', fr: 'X' },
    state: 'fine',
    said: {
      en: 'US$1.25 of US$50.00 used this month; US$10.00 of it are for emergencies',
      fr: '1,25 sur 50,00 $ US utilisés ce mois-ci, dont 10,00 réservés aux urgences',
    },
  })
  expect(xFinding(34_999, 5000, 1000).state).toBe('fine')
  expect(xFinding(35_000, 5000, 1000).state).toBe('look')
})
