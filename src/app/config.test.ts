import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { configFlags, typedSettings } from '#app/config-flags.ts'
import { settings } from '#app/config-schema.ts'
import { findConfigFile, loadConfig, printable, type ConfigSources, type LoadedConfig } from '#app/config.ts'

const machine = { cwd: '/desk', cores: 4, timeZone: 'America/Toronto', locale: 'en' } as const

function load(given: Partial<ConfigSources> = {}): LoadedConfig {
  return loadConfig({ env: {}, machine, ...given })
}

function problemsOf(given: Partial<ConfigSources>): string[] {
  const loaded = load(given)
  return loaded.ok ? [] : loaded.problems.map((problem) => `${problem.where} = ${problem.value}`)
}

test('with nothing set the defaults make a desk', () => {
  expect(load()).toEqual({
    ok: true,
    remarks: [],
    config: {
      dataDir: '/desk/.bellwether',
      port: 8080,
      host: '127.0.0.1',
      sources: [],
      locale: 'en',
      timeZone: 'America/Toronto',
      allowPrivateNetworks: false,
      workers: 3,
    },
  })
})

test('options win over the environment, the environment over the file', () => {
  const file = { path: 'bellwether.config.json', text: '{"port": 1, "workers": 2, "locale": "fr"}' }
  const loaded = load({ file, env: { BELLWETHER_PORT: '3', BELLWETHER_WORKERS: '4' }, flags: { port: '5' } })
  expect(loaded).toMatchObject({ ok: true, config: { port: 5, workers: 4, locale: 'fr' } })
})

test('DATABASE_URL is taken, but ours wins', () => {
  expect(load({ env: { DATABASE_URL: 'postgres://a/b' } })).toMatchObject({
    config: { databaseUrl: 'postgres://a/b' },
  })
  const both = { DATABASE_URL: 'postgres://a/b', BELLWETHER_DATABASE_URL: 'postgresql://c/d' }
  expect(load({ env: both })).toMatchObject({ config: { databaseUrl: 'postgresql://c/d' } })
})

test('several sources fit in one variable, also with spaces and commas in a name', () => {
  const env = {
    BELLWETHER_SOURCES:
      'jetstream:wss://jet.example/subscribe?x=1,2, feed:https://news.example/a,b.xml replay:my file, old.jsonl',
  }
  expect(load({ env })).toMatchObject({
    config: {
      sources: [
        { kind: 'jetstream', url: 'wss://jet.example/subscribe?x=1,2' },
        { kind: 'feed', url: 'https://news.example/a,b.xml' },
        { kind: 'replay', file: 'my file, old.jsonl' },
      ],
    },
  })
})

test('practice alone is the brown-water day; another day is named', () => {
  expect(load({ flags: { sources: ['practice'] } })).toMatchObject({
    config: { sources: [{ kind: 'practice', day: 'brown-water' }] },
  })
  expect(load({ flags: { sources: ['practice:flood'] } })).toMatchObject({
    config: { sources: [{ day: 'flood' }] },
  })
})

test('every wrong value is explained at once, where it was set', () => {
  const env = {
    BELLWETHER_PORT: '80800',
    BELLWETHER_HOST: 'not a host',
    BELLWETHER_PUBLIC_URL: 'desk.example.org',
    BELLWETHER_SPEED: '-1',
    BELLWETHER_LOCALE: 'de',
    BELLWETHER_TIME_ZONE: 'Mars/Base',
    BELLWETHER_WORKERS: '0',
    BELLWETHER_ALLOW_PRIVATE_NETWORKS: 'perhaps',
  }
  expect(problemsOf({ env }).sort()).toEqual(
    Object.entries(env)
      .map(([name, value]) => `${name} = ${value}`)
      .sort(),
  )
})

test('a wrong source is named alone, in both languages', () => {
  const loaded = load({
    flags: { sources: ['feed:https://ok.example', 'feed:ftp://x', 'practice:war', 'replay:', 'twitter:x'] },
  })
  const problems = loaded.ok ? [] : loaded.problems
  expect(problems.map((problem) => problem.value)).toEqual([
    'feed:ftp://x',
    'practice:war',
    'replay:',
    'twitter:x',
  ])
  expect(problems[1]).toMatchObject({
    where: '--source',
    en: expect.stringContaining('brown-water'),
    fr: expect.stringContaining('journées'),
  })
})

test('secrets are never printed: not in problems, not by doctor', () => {
  const env = {
    BELLWETHER_DATABASE_URL: 'mysql://u:hunter2@h/db',
    BELLWETHER_SOURCES: 'feed:ftp://u:hunter2@h/?key=hunter2',
  }
  expect(JSON.stringify(load({ env }))).not.toContain('hunter2')
  const fine = load({ env: { DATABASE_URL: 'postgres://u:hunter2@h:5432/db?password=hunter2' } })
  expect(fine.ok && printable(fine.config)['databaseUrl']).toBe('postgres://h:5432/db')
})

test('a misspelt setting is pointed out and changes nothing', () => {
  const loaded = load({ env: { BELLWETHER_PROT: '1' }, file: { path: 'c.json', text: '{"locle":"fr"}' } })
  expect(loaded.ok).toBe(true)
  expect(loaded.remarks.map((remark) => remark.en)).toEqual([
    expect.stringContaining('Did you mean BELLWETHER_PORT?'),
    expect.stringContaining('Did you mean locale?'),
  ])
})

test('a desk open to the network without a public address is remarked on', () => {
  expect(load({ flags: { host: '0.0.0.0' } }).remarks[0]?.en).toContain('BELLWETHER_PUBLIC_URL')
  expect(load({ flags: { host: '0.0.0.0', publicUrl: 'https://desk.example/' } })).toMatchObject({
    remarks: [],
    config: { publicUrl: 'https://desk.example' },
  })
})

test('a damaged file is explained; a missing one is no fault unless somebody named it', async () => {
  expect(problemsOf({ file: { path: 'c.json', text: '{"port":' } })).toEqual(['c.json = '])
  expect(problemsOf({ file: { path: 'c.json', text: '[1]' } })).toEqual(['c.json = '])
  const folder = await mkdtemp(join(tmpdir(), 'bw-config-'))
  expect(await findConfigFile(folder, {})).toBeUndefined()
  const missing = await findConfigFile(folder, { BELLWETHER_CONFIG: 'gone.json' })
  expect(problemsOf({ file: missing })).toEqual([`${join(folder, 'gone.json')} = `])
  await writeFile(join(folder, 'bellwether.config.json'), '{"port": 9}')
  expect(load({ file: await findConfigFile(folder, {}) })).toMatchObject({ config: { port: 9 } })
  await rm(folder, { recursive: true })
})

test('every setting has an option with words in both languages', () => {
  const flags = typedSettings(configFlags.parse({ source: ['practice'], port: '1' }))
  expect(Object.keys({ ...flags }).includes('sources')).toBe(true)
  const options = Object.keys(configFlags.shape).map((key) => (key === 'source' ? 'sources' : key))
  expect(options.sort()).toEqual(Object.keys(settings).sort())
})

test('whatever is set, the answer is settings or words, never an exception', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('max', '1e9', 'NaN', '0x10', 'http://[', 'practice:', 'feed:http://\0', '\0'),
  )
  const env = fc.record(
    Object.fromEntries(Object.values(settings).map((setting) => [setting.env[0], value])),
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(env, fc.oneof(fc.json(), fc.string()), (env, text) => {
      const loaded = load({ env, file: { path: 'f', text } })
      if (loaded.ok) expect(loaded.config.port).toBeGreaterThanOrEqual(0)
      else for (const problem of loaded.problems) expect(problem.en !== '' && problem.fr !== '').toBe(true)
    }),
  )
})
