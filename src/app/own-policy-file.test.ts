import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { policyFindings } from '#app/commands/doctor-policy.ts'
import { policyCheckCommand } from '#app/commands/policy.ts'
import { evaluatePolicy } from '#app/evaluate/policy.ts'
import { ownPolicyAt, OwnPolicyUnfit } from '#app/own-policy-file.ts'
import { runCommands } from '#cli/run.ts'
import type { Sink } from '#cli/terminal.ts'
import { testFolder } from '#store/test-store.ts'

const example = fileURLToPath(new URL('../../docs/examples/policy.json', import.meta.url))

async function check(
  words: readonly string[],
  locale: 'en' | 'fr' = 'en',
): Promise<{ code: number; out: string; err: string }> {
  const seen = { out: '', err: '' }
  const sink = (name: keyof typeof seen): Sink => ({
    write: (text) => ((seen[name] += text), true),
    on: () => undefined,
    once: () => undefined,
  })
  const over = new AbortController()
  const terminal = {
    stdout: sink('out'),
    stderr: sink('err'),
    locale,
    nowMs: () => 0,
    signal: over.signal,
    abort: () => over.abort(),
  }
  const code = await runCommands({
    program: 'bellwether',
    commands: [policyCheckCommand],
    words: ['policy', 'check', ...words],
    terminal,
  })
  return { code, ...seen }
}

function broken(): string {
  const path = join(testFolder(), 'policy.json')
  writeFileSync(path, '{"version": 1, "clauses": [')
  return path
}

test('policy check reads the file: a refusal names its clause, in words and as JSON', async () => {
  const { code, err } = await check(['candidates', '--policy', example])
  expect([code, err]).toEqual([1, expect.stringContaining('Havre-Clair policy for social media, clause 4.2')])
  const asJson = await check(['candidates', '--policy', example, '--json'])
  expect(JSON.parse(asJson.out)).toMatchObject({ verdict: 'refused', refusals: [{ code: 'own-4.2' }] })
  expect((await check(['from:rivertransit', '--policy', example])).code).toBe(0)
})

test('with a broken file policy check ends with 2 and calls no rule allowed, in both languages', async () => {
  const path = broken()
  const { code, out, err } = await check(['flood', '--policy', path])
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain('cannot be used, so no search is let through: it is not JSON')
  expect((await check(['flood', '--policy', path], 'fr')).err).toContain('aucune veille n’est donc admise')
})

test('a file that is missing, a folder, or no ordinary file is told; none is waited for', async () => {
  const folder = testFolder()
  await expect(ownPolicyAt(join(folder, 'gone.json'))).rejects.toThrow('there is no such file')
  mkdirSync(join(folder, 'dir'))
  await expect(ownPolicyAt(join(folder, 'dir'))).rejects.toThrow(OwnPolicyUnfit)
  await expect(ownPolicyAt('/dev/zero')).rejects.toThrow('no ordinary file')
  expect(await ownPolicyAt(undefined)).toBeUndefined()
})

test('doctor says what the file holds, what is wrong with it, and nothing where none is set', async () => {
  const path = join(testFolder(), 'policy.json')
  copyFileSync(example, path)
  expect(await policyFindings({ policyFile: path })).toMatchObject([
    {
      state: 'fine',
      said: { en: '“Havre-Clair policy for social media” is read: clauses 2, terms 8, handles 2' },
    },
  ])
  expect(await policyFindings({ policyFile: broken() })).toMatchObject([
    {
      state: 'wrong',
      said: { en: expect.stringMatching(/^it is not JSON/u), fr: expect.stringContaining('JSON') },
    },
  ])
  expect(await policyFindings({})).toEqual([])
})

test('evaluate policy measures with the file, and not at all with a broken one', async () => {
  const data = join(testFolder(), 'rules.jsonl')
  writeFileSync(data, '{"rule":"candidates","y":"refuse"}\n{"rule":"flood","y":"allow"}\n')
  const progress = (): void => undefined
  expect(await evaluatePolicy({ data, progress })).toMatchObject({ recall: 0 })
  expect(await evaluatePolicy({ data, progress, policyFile: example })).toMatchObject({
    recall: 1,
    precision: 1,
    ownPolicy: 'Havre-Clair policy for social media',
  })
  await expect(evaluatePolicy({ data, progress, policyFile: broken() })).rejects.toThrow(
    'no search is let through',
  )
})
