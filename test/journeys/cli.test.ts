import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { testFolder } from '#store/test-store.ts'
import { begin, run, signInLinkOf, stop } from './program.ts'

// The built program as people and scripts use it: results on stdout, remarks on stderr, exit codes that mean something.

let folder = ''
const startMs = Date.UTC(2031, 3, 7, 6)
const minuteMs = 60_000

beforeAll(() => {
  folder = testFolder()
  write('rules.jsonl', [
    { id: 'r1', rule: 'flood OR "high water" -movie lang:en' },
    { id: 'r2', rule: 'eau brune' },
  ])
  write('refused.jsonl', [
    { id: 'good', rule: 'flood' },
    { id: 'bad', rule: '-flood' },
  ])
  write('posts.jsonl', [
    { id: 'p1', text: 'The flood is at our door', lang: 'en' },
    { id: 'p2', text: 'L’eau est brune ce matin', lang: 'fr', author: { handle: 'mia', name: 'Mia' } },
    {
      id: 'p3',
      text: 'High water on the quay',
      lang: 'en',
      createdAt: '2031-04-07T06:00:00Z',
      geo: { lat: 45.6, lon: -74.7 },
    },
    { id: 'p4', text: 'That flood movie was long', lang: 'en' },
    { id: 'p5', text: 'Nothing to see' },
  ])
  write('event.jsonl', event())
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, lines: readonly object[]): void {
  writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

/** An invented day of 140 posts that share nothing, and on it 14 people who see the same cellar wall give way. */
function event(): {
  id: string
  created_at: string
  text: string
  user: { screen_name: string }
  label: string
}[] {
  const at = (minute: number): string => new Date(startMs + minute * minuteMs).toISOString()
  const everyday = Array.from({ length: 140 }, (_, i) => ({
    id: `o${i}`,
    created_at: at(i * 10),
    text: [31, 17, 53, 11, 71].map((step, place) => `${'kmtsr'[place]}${(i * step).toString(36)}x`).join(' '),
    user: { screen_name: `neighbour${i % 61}` },
    label: 'off-topic',
  }))
  const wall = [
    'The cellar wall on Otter Lane just gave way, I heard it from the kitchen',
    'Water pouring in where the cellar wall was. Otter Lane, send help',
    'Is anyone else on Otter Lane looking at a hole in their cellar wall?',
    'Half of our cellar wall lies on the floor and the rest is leaning',
    'Neighbours on Otter Lane carry boxes out, their cellar wall is gone',
    'Do not go down there! Cellar wall came in on Otter Lane',
    'Firefighters on Otter Lane now, they say the cellar wall was old brick',
    'My bicycle is under what used to be a cellar wall',
    'Who do we call about a fallen cellar wall on Otter Lane?',
    'Three houses on Otter Lane, one cellar wall, a lot of mud',
    'Gas smell near the broken cellar wall, everybody out of Otter Lane please',
    'Saw the crew put props under the cellar wall next door',
    'Otter Lane is closed to cars because of the cellar wall',
    'Grandma is fine, the cellar wall on Otter Lane is not',
  ].map((text, i) => ({
    id: `e${i}`,
    created_at: at(1200 + i * 3),
    text,
    user: { screen_name: `witness${i}` },
    label: 'on-topic',
  }))
  return [...everyday, ...wall].toSorted((a, b) => a.created_at.localeCompare(b.created_at))
}

/** Every line of stdout as JSON; a line that is not breaks the test. */
function jsonLines(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>) // an object on every line is what the tests then look at
}

test('match prints a line for each post and rule that fit, and nothing else on stdout', async () => {
  const { code, stdout } = await run(folder, 'match', '--rules', 'rules.jsonl', '--posts', 'posts.jsonl')
  expect(jsonLines(stdout)).toEqual([
    { post: 'p1', rule: 'r1' },
    { post: 'p2', rule: 'r2' },
    { post: 'p3', rule: 'r1' },
    { post: 'p4', rule: 'r1' },
  ])
  expect(code).toBe(0)
})

test('a refused rule is named with its reason on stderr, the others still match, and the exit code is 1', async () => {
  const { code, stdout, stderr } = await run(
    folder,
    'match',
    '--rules',
    'refused.jsonl',
    '--posts',
    'posts.jsonl',
  )
  expect(stderr).toContain('bad: This only says what to leave out.')
  expect(jsonLines(stdout)).toEqual([
    { post: 'p1', rule: 'good' },
    { post: 'p4', rule: 'good' },
  ])
  expect(code).toBe(1)
})

test('replay tells the story of a recorded event, each line of its JSON whole', async () => {
  const { code, stdout } = await run(folder, 'replay', 'event.jsonl', '--json')
  const told = jsonLines(stdout)
  expect(told.some(({ kind, change }) => kind === 'story' && change === 'opened')).toBe(true)
  expect(JSON.stringify(told[0])).toContain('cellar')
  expect(code).toBe(0)
})

test('replay of a file that is not there says so and cannot run', async () => {
  const { code, stdout, stderr } = await run(folder, 'replay', 'missing.jsonl', '--json')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('There is no file at')
})

test('evaluate early-warning prints one line of figures on an event it has never seen', async () => {
  const words = [
    'evaluate',
    'early-warning',
    '--data',
    'event.jsonl',
    '--onset',
    new Date(startMs + 1200 * minuteMs).toISOString(),
  ]
  const { code, stdout } = await run(folder, ...words)
  const [figures, ...more] = jsonLines(stdout)
  expect(more).toEqual([])
  expect(figures).toMatchObject({ posts: 154, onTopicShare: 1, storiesPerDayBeforeOnset: 0 })
  expect(figures?.['onTopicPostsToAlert']).toBeLessThanOrEqual(10)
  expect(Object.keys(figures ?? {})).toEqual(
    expect.arrayContaining([
      'hours',
      'stories',
      'firstOnTopicAlertAt',
      'minutesFromOnset',
      'storiesPerDay',
      'postsPerSecond',
      'rssMb',
    ]),
  )
  expect(code).toBe(0)
})

test('watch prints the posts of a replay that fit its rule, and refuses a rule it cannot use', async () => {
  const [heard, refused] = await Promise.all([
    run(folder, 'watch', 'flood -movie', '--source', 'replay:posts.jsonl', '--speed', 'max', '--json'),
    run(folder, 'watch', '(flood', '--source', 'replay:posts.jsonl', '--speed', 'max'),
  ])
  expect(jsonLines(heard.stdout).map((post) => post['text'])).toEqual(['The flood is at our door'])
  expect(heard.code).toBe(0)
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain('This bracket is never closed.')
})

test('an unknown command gets the nearest one and the list; help is no mistake', async () => {
  const [unknown, help] = await Promise.all([run(folder, 'doctro'), run(folder, '--help')])
  expect(unknown).toMatchObject({ code: 2, stdout: '' })
  expect(unknown.stderr).toContain('doctor')
  expect(help).toMatchObject({ code: 0, stderr: '' })
  expect(help.stdout).toContain('evaluate')
})

test('a reader that stops after one line, as head does, ends the program quietly', async () => {
  write(
    'many.jsonl',
    Array.from({ length: 20_000 }, (_, i) => ({ id: `m${i}`, text: 'flood again' })),
  )
  const started = begin(folder, 'match', '--rules', 'rules.jsonl', '--posts', 'many.jsonl')
  started.child.stdout?.once('data', () => started.child.stdout?.destroy())
  const { code, stderr } = await started.ended
  expect(stderr).not.toMatch(/EPIPE|Error/u)
  expect(code).toBe(0)
})

test('in a shell, match into head prints one line and no complaint', async () => {
  const shell = spawn(
    'bash',
    [
      '-c',
      `"${process.execPath}" "${join(import.meta.dirname, '../../dist/server/main.js')}" match --rules rules.jsonl --posts posts.jsonl | head -1`,
    ],
    { cwd: folder },
  )
  let stdout = ''
  let stderr = ''
  shell.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()))
  shell.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()))
  await once(shell, 'close')
  expect(jsonLines(stdout)).toHaveLength(1)
  expect(stderr).toBe('')
})

test('doctor --json says of each thing whether it is fine, one line each', async () => {
  // A port nobody answers at stands for the world outside: nothing beyond this machine is asked.
  const { code, stdout } = await run(
    folder,
    'doctor',
    '--json',
    '--data-dir',
    'doctor',
    '--port',
    '0',
    '--source',
    'jetstream:ws://127.0.0.1:9',
  )
  const found = jsonLines(stdout)
  expect(found.map(({ what }) => what)).toEqual([
    'Node.js',
    'Settings',
    'Disk',
    'Database',
    'Secrets',
    'ActivityPub',
    'Port',
    'Bluesky',
  ])
  expect(found.at(-1)).toMatchObject({ state: 'wrong' })
  expect(found.find(({ what }) => what === 'Database')).toMatchObject({ state: 'fine' })
  expect(code).toBe(1)
})

test('doctor explains a value that cannot be used', async () => {
  const { code, stdout } = await run(folder, 'doctor', '--json', '--speed', 'fast')
  expect(jsonLines(stdout)).toEqual([
    expect.objectContaining({ state: 'wrong', said: expect.stringContaining('Give a number above 0') }),
  ])
  expect(code).toBe(1)
})

test('a desk: started once on a folder, on the next port when taken; its backup comes back into an empty folder', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const address = taken.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const practice = ['--source', 'practice:quiet', '--speed', '60', '--data-dir', 'first']
  const first = begin(folder, 'start', ...practice, '--port', String(port))
  onTestFinished(() => void first.child.kill('SIGKILL'))
  const link = await signInLinkOf(first)
  expect(Number(new URL(link).port)).toBeGreaterThan(port)
  const again = await run(folder, 'start', ...practice, '--port', '0')
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toContain('Bellwether is already running on')
  const stopped = await stop(first)
  expect(stopped.code).toBe(0)

  const kept = await run(folder, 'backup', 'desk.backup', '--practice', '--data-dir', 'first', '--json')
  expect(kept.code).toBe(0)
  const back = await run(folder, 'restore', 'desk.backup', '--practice', '--data-dir', 'second', '--json')
  expect(back.code).toBe(0)
  const [before] = jsonLines(kept.stdout)
  expect(jsonLines(back.stdout)).toEqual([expect.objectContaining({ rows: before?.['rows'] })])
  expect(Number(before?.['rows'])).toBeGreaterThan(10)
  const onto = await run(folder, 'restore', 'desk.backup', '--practice', '--data-dir', 'second')
  expect(onto.code).toBe(2)
  expect(onto.stderr).toMatch(/empty/u)
})
