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
      providers: [],
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

test('a Mastodon server is a source, with a hashtag or all of it, also beside others in one variable', () => {
  const env = {
    BELLWETHER_SOURCES:
      'mastodon:https://social.example, mastodon:https://social.example/#Crue2026 feed:https://news.example/a',
  }
  expect(load({ env })).toMatchObject({
    config: {
      sources: [
        { kind: 'mastodon', server: 'https://social.example' },
        { kind: 'mastodon', server: 'https://social.example/', tag: 'Crue2026' },
        { kind: 'feed' },
      ],
    },
  })
})

test.each([
  'mastodon:',
  'mastodon:social.example',
  'mastodon:wss://social.example',
  'mastodon:https://social.example#',
  'mastodon:https://social.example#two words',
  'mastodon:https://social.example#a/b',
  'mastodon:https://social.example/@somebody',
  'mastodon:https://me:secret@social.example',
])('%s is no source, and both languages say how to write one', (wish) => {
  const loaded = load({ flags: { sources: [wish] } })
  expect(loaded.ok).toBe(false)
  const words = JSON.stringify(loaded)
  expect(words).toContain('mastodon:https://mastodon.example#flood')
  expect(words).toContain('mot-dièse')
  expect(words).not.toContain('secret')
})

test('what X may cost is set in cents; a reserve that leaves nothing is remarked on', () => {
  const set = {
    BELLWETHER_X_BUDGET_CENTS: '5000',
    BELLWETHER_X_RESERVE_CENTS: '1000',
    BELLWETHER_X_ENTERPRISE: 'yes',
  }
  expect(load({ env: set })).toMatchObject({
    remarks: [],
    config: { xBudgetCents: 5000, xReserveCents: 1000, xEnterprise: true },
  })
  expect(load({ env: { ...set, BELLWETHER_X_RESERVE_CENTS: '5000' } }).remarks).toHaveLength(1)
  expect(load({ env: { BELLWETHER_X_RESERVE_CENTS: '1' } }).remarks).toHaveLength(1)
  for (const wrong of ['0', '-1', '1.5', '10000000', 'much'])
    expect(problemsOf({ env: { BELLWETHER_X_BUDGET_CENTS: wrong } })).toEqual([
      `BELLWETHER_X_BUDGET_CENTS = ${wrong}`,
    ])
})

test('X is listened to only with a token, a budget and the reference of an approval, each asked for by name', () => {
  const whole = {
    BELLWETHER_SOURCES: 'feed:https://news.example/a x:stream',
    BELLWETHER_X_BEARER_TOKEN: 'a-token-nobody-may-see',
    BELLWETHER_X_BUDGET_CENTS: '5000',
    BELLWETHER_X_APPROVAL: 'Decision 2026-14',
  }
  const loaded = load({ env: whole })
  expect(loaded).toMatchObject({ ok: true, config: { sources: [{ kind: 'feed' }, { kind: 'x' }] } })
  expect(loaded.ok && JSON.stringify(printable(loaded.config))).not.toContain('nobody')
  for (const name of Object.keys(whole).filter((one) => one.includes('_X_'))) {
    const without = load({ env: { ...whole, [name]: '' } })
    expect(without.ok).toBe(false)
    expect(JSON.stringify(without)).toContain(name)
    expect(JSON.stringify(without)).not.toContain('nobody')
  }
  expect(problemsOf({ env: { ...whole, BELLWETHER_X_BEARER_TOKEN: 'two words here' } })).toEqual([
    'BELLWETHER_X_BEARER_TOKEN = (not shown)',
  ])
  expect(load({ flags: { sources: ['x:everything'] } }).ok).toBe(false)
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

test('mail without an address people can open is remarked on in both languages, with nothing of its sign-in', () => {
  const send = {
    ...{ host: 'smtp.city.example', port: 587, security: 'starttls', listId: 'alerts.city.example' },
    ...{ from: { name: 'City', address: 'alerts@city.example' }, bounces: 'bounces@city.example' },
  }
  const set = { BELLWETHER_MAIL: JSON.stringify({ send, user: 'hunter2' }) }
  const [remark, ...more] = load({ env: set }).remarks
  expect([remark?.where, more]).toEqual(['--mail', []])
  for (const words of [remark?.en, remark?.fr]) expect(words).toContain('BELLWETHER_PUBLIC_URL')
  expect(JSON.stringify(remark)).not.toContain('hunter2')
  expect(load({ env: { ...set, BELLWETHER_PUBLIC_URL: 'https://desk.example' } }).remarks).toEqual([])
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
  const typed = Object.entries(settings).flatMap(([name, setting]) => ('flag' in setting ? [name] : []))
  expect(options.sort()).toEqual(typed.sort())
  // What others on the machine could read in the list of processes.
  expect(typed).not.toContain('xBearerToken')
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

test('the organization’s sign-in is read from a variable as JSON, and from the file as it stands', () => {
  const city = { id: 'city', name: 'City', issuer: 'https://login.example.org', clientId: 'desk' }
  const read = { ...city, name: { en: 'City', fr: 'City' }, emailClaim: 'email' }
  expect(load({ env: { BELLWETHER_PROVIDERS: JSON.stringify([city]) } })).toMatchObject({
    ok: true,
    config: { providers: [read] },
  })
  const file = { path: 'x.json', text: JSON.stringify({ providers: [city] }) }
  expect(load({ file })).toMatchObject({ ok: true, config: { providers: [read] } })
})

test('a provider that cannot be used is explained, and its secret is printed nowhere', () => {
  const city = { id: 'city', name: 'City', issuer: 'https://login.example.org', clientId: 'desk' }
  const secret = { clientSecret: 'the-secret' }
  for (const providers of [
    '{',
    JSON.stringify([{ ...city, ...secret, issuer: 'http://login.example.org' }]),
    JSON.stringify([{ ...city, ...secret, unknown: 1 }]),
    JSON.stringify([{ ...city, ...secret }, city]),
  ]) {
    const loaded = load({ env: { BELLWETHER_PROVIDERS: providers } })
    expect(loaded.ok).toBe(false)
    expect(JSON.stringify(loaded)).toContain('clientId')
    expect(JSON.stringify(loaded)).not.toContain('the-secret')
  }
  const good = load({ env: { BELLWETHER_PROVIDERS: JSON.stringify([{ ...city, ...secret }]) } })
  expect(good.ok && JSON.stringify(printable(good.config))).not.toContain('the-secret')
})

test('the path of the policy file is read against the folder the desk is started from', () => {
  expect(load({ env: { BELLWETHER_POLICY_FILE: 'policy.json' } })).toMatchObject({
    config: { policyFile: '/desk/policy.json' },
  })
  expect(problemsOf({ file: { path: 'c.json', text: '{"policyFile": [1]}' } })).toEqual([
    'c.json: policyFile = [1]',
  ])
})
