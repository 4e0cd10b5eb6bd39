import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Command } from '#cli/command.ts'
import { command } from '#cli/command.ts'
import { nearest } from '#cli/nearest.ts'
import { runCommands } from '#cli/run.ts'
import type { Sink, Terminal } from '#cli/terminal.ts'
import { localeOf } from '#cli/terminal.ts'

type Seen = { stdout: string; stderr: string }

function testTerminal(o: { locale?: 'en' | 'fr'; isTTY?: boolean } = {}): {
  terminal: Terminal
  seen: Seen
  time: { nowMs: number }
} {
  const seen: Seen = { stdout: '', stderr: '' }
  const time = { nowMs: 0 }
  const sink = (name: keyof Seen): Sink => ({
    write: (text) => {
      seen[name] += text
      return true
    },
    isTTY: o.isTTY,
    columns: 60,
    on: () => undefined,
    once: () => undefined,
  })
  const over = new AbortController()
  const terminal: Terminal = {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    locale: o.locale ?? 'en',
    nowMs: () => time.nowMs,
    signal: over.signal,
    abort: () => over.abort(),
  }
  return { terminal, seen, time }
}

const replay = command({
  name: 'replay',
  summary: { en: 'Plays a recorded file', fr: 'Rejoue un fichier enregistré' },
  arguments: z.object({ file: z.string().meta({ en: 'The recording', fr: 'L’enregistrement' }) }),
  flags: z.object({
    speed: z
      .union([z.literal('max'), z.coerce.number().positive()])
      .default(1)
      .meta({ en: 'Times real time', fr: 'Fois le temps réel' }),
    isLoud: z.boolean().default(false).meta({ en: 'Says more', fr: 'En dit plus' }),
    source: z.array(z.string()).default([]).meta({ en: 'Where from', fr: 'D’où' }),
  }),
  examples: ['replay flood.jsonl.gz --speed max'],
  run: async ({ arguments: { file }, flags, out }) => {
    out.table(
      [
        { title: { en: 'File', fr: 'Fichier' }, text: (row) => row.file },
        { title: { en: 'Speed', fr: 'Vitesse' }, text: (row) => String(row.speed), align: 'right' },
      ],
      [{ file, speed: flags.speed, sources: flags.source, isLoud: flags.isLoud }],
    )
    return file === 'empty' ? 1 : 0
  },
})
const verify = command({
  name: 'records verify',
  summary: { en: 'Checks an archive', fr: 'Vérifie une archive' },
  arguments: z.object({ files: z.array(z.string()) }),
  flags: z.object({}),
  run: async ({ arguments: { files }, out }) => out.line(files.join('+')),
})
const breaks = command({
  name: 'breaks',
  summary: { en: 'Breaks', fr: 'Casse' },
  arguments: z.object({ rule: z.string().optional() }),
  flags: z.object({}),
  run: async ({ arguments: { rule } }) => {
    throw Object.assign(new Error(`the store is away ${rule ?? ''}`), {
      name: rule === 'known' ? 'StoreAway' : 'Odd',
    })
  },
})

async function run(
  words: readonly string[],
  o: { locale?: 'en' | 'fr'; commands?: readonly Command[] } = {},
): Promise<Seen & { code: number }> {
  const { terminal, seen } = testTerminal(o)
  const sentences = { StoreAway: { en: 'The store is away.', fr: 'La base est absente.' } }
  const code = await runCommands({
    program: 'bellwether',
    commands: o.commands ?? [replay, verify, breaks],
    words,
    terminal,
    sentences,
  })
  return { code, ...seen }
}

test('a command reads its words and prints a table', async () => {
  expect(await run(['replay', 'flood.jsonl', '--speed', '60'])).toEqual({
    code: 0,
    stdout: 'File         Speed\nflood.jsonl     60\n',
    stderr: '',
  })
})

test('the same with --json is one line for a program', async () => {
  const { stdout } = await run([
    'replay',
    'f',
    '--json',
    '--speed=max',
    '--source',
    'a',
    '--source=b',
    '--is-loud',
  ])
  expect(JSON.parse(stdout)).toEqual({ file: 'f', speed: 'max', sources: ['a', 'b'], isLoud: true })
})

test('a command of two words is found, and takes the rest of the line', async () => {
  expect((await run(['records', 'verify', 'a', 'b', 'c'])).stdout).toBe('a+b+c\n')
})

test('finding something wrong is 1, not being able to run is 2', async () => {
  expect((await run(['replay', 'empty'])).code).toBe(1)
  expect((await run(['replay'])).code).toBe(2)
  expect((await run(['breaks'])).code).toBe(2)
})

test.each([
  [['replya', 'x'], 'Did you mean "replay"?'],
  [['record', 'verfy'], 'Did you mean "records verify"?'],
  [['zzz'], 'There is no command "zzz".\n'],
  [[], 'Say what to do.'],
  [['replay'], 'FILE is missing.'],
  [['replay', 'a', 'b'], '"b" is one argument too many.'],
  [['replay', 'a', '--sped', '3'], 'Did you mean --speed?'],
  [['replay', 'a', '--speed'], '--speed needs a value.'],
  [['replay', 'a', '--speed', '--json'], '--speed needs a value.'],
  [['replay', 'a', '--speed', '1', '--speed', '2'], '--speed can be given once only.'],
  [['replay', 'a', '--speed', 'fast'], '--speed cannot be "fast".'],
  [['replay', 'a', '--is-loud=yes'], '--is-loud takes no value.'],
])('%j is refused in words', async (words, sentence) => {
  const { code, stdout, stderr } = await run(words)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(sentence)
})

test('refusals are in French for a French terminal', async () => {
  expect((await run(['replay'], { locale: 'fr' })).stderr).toContain('Il manque FILE.')
})

test('a rule that begins with a minus is a rule, not an option', async () => {
  expect((await run(['breaks', '-movie flood'])).stderr).toContain('the store is away -movie flood')
})

test('a known error has its sentence, without a stack', async () => {
  expect((await run(['breaks', 'known'])).stderr).toBe('The store is away.\n')
  expect((await run(['breaks', 'known'], { locale: 'fr' })).stderr).toBe('La base est absente.\n')
})

test('help is written from the schemas, in both languages', async () => {
  const en = await run(['replay', '--help'])
  expect(en.code).toBe(0)
  expect(en.stdout).toContain('Usage: bellwether replay FILE')
  expect(en.stdout).toMatch(/--speed SPEED +Times real time \(default: 1\)/)
  expect(en.stdout).toContain('bellwether replay flood.jsonl.gz --speed max')
  expect((await run(['replay', '-h'], { locale: 'fr' })).stdout).toMatch(/--is-loud +En dit plus/)
  expect((await run(['--help'])).stdout).toMatch(/records verify +Checks an archive/)
  expect((await run(['help'], { locale: 'fr' })).stdout).toContain('Vérifie une archive')
})

test('whatever is typed, the answer is an exit code and never an exception', async () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'replay',
      'records',
      'verify',
      '--speed',
      '--json',
      '--',
      '-',
      '-h',
      '--no-is-loud',
      '--=',
      '__proto__',
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
      expect([0, 1, 2]).toContain((await run(words)).code)
    }),
  )
})

test('progress rewrites one line on a terminal, and writes plain lines elsewhere', async () => {
  const slow = command({
    name: 'slow',
    summary: { en: 'Slow', fr: 'Lent' },
    arguments: z.object({}),
    flags: z.object({}),
    run: async ({ out }) => {
      const progress = out.progress({ en: 'Reading', fr: 'Lecture' })
      for (let i = 1; i <= 100; i++) {
        time.nowMs += 300
        progress.update(i * 10, 1000)
      }
      progress.done('1,000 posts')
    },
  })
  let { terminal, seen, time } = testTerminal({ isTTY: true })
  await runCommands({ program: 'b', commands: [slow], words: ['slow'], terminal })
  expect(seen.stderr).toContain('\r\x1b[2KReading 50% (500)')
  expect(seen.stderr.split('\n').length).toBe(2)
  expect(seen.stdout).toBe('')
  ;({ terminal, seen, time } = testTerminal())
  await runCommands({ program: 'b', commands: [slow], words: ['slow'], terminal })
  expect(seen.stderr.split('\n').length).toBeLessThan(8)
  expect(seen.stderr).toContain('Reading · 1,000 posts · 30 s\n')
  expect(seen.stderr).not.toContain('\x1b')
})

test('a table shows hostile text as plain text of bounded width', async () => {
  const { stdout } = await run(['replay', `a\x1b[31m\n\u202e${'x'.repeat(500)}`])
  expect(stdout.split('\n').length).toBe(3)
  expect(stdout).not.toMatch(/[\x1b\u202e]/)
  expect(stdout.length).toBeLessThan(160)
})

test('a closed pipe ends the work quietly', async () => {
  const { terminal } = testTerminal()
  const pipe = new PassThrough({ highWaterMark: 10 })
  const endless = command({
    name: 'endless',
    summary: { en: 'Endless', fr: 'Sans fin' },
    arguments: z.object({}),
    flags: z.object({}),
    run: async ({ out }) => {
      while (!out.signal.aborted) await out.json({ line: 'one of many' })
    },
  })
  const running = runCommands({
    program: 'b',
    commands: [endless],
    words: ['endless'],
    terminal: { ...terminal, stdout: pipe },
  })
  pipe.destroy(Object.assign(new Error('closed'), { code: 'EPIPE' }))
  expect(await running).toBe(0)
})

test('a slow reader slows the command instead of filling memory', async () => {
  const { terminal } = testTerminal()
  const pipe = new PassThrough({ highWaterMark: 100 })
  const many = command({
    name: 'many',
    summary: { en: 'Many', fr: 'Beaucoup' },
    arguments: z.object({}),
    flags: z.object({}),
    run: async ({ out }) => {
      for (let i = 0; i < 1000; i++) {
        await out.json(i)
        expect(pipe.writableLength).toBeLessThan(200)
      }
    },
  })
  const running = runCommands({
    program: 'b',
    commands: [many],
    words: ['many'],
    terminal: { ...terminal, stdout: pipe },
  })
  let text = ''
  pipe.on('data', (chunk: Buffer) => void (text += chunk.toString()))
  expect(await running).toBe(0)
  expect(text.split('\n').length).toBe(1001)
})

test('the nearest word is offered for a slip, and nothing for a stranger', () => {
  const known = ['start', 'replay', 'restore', 'doctor']
  expect([
    nearest('strat', known),
    nearest('repaly', known),
    nearest('doc', known),
    nearest('quokka', known),
  ]).toEqual(['start', 'replay', 'doctor', undefined])
})

test('the language comes from the environment', () => {
  expect([
    localeOf({ LANG: 'fr_CA.UTF-8' }),
    localeOf({ LANG: 'fr_CA', BELLWETHER_LOCALE: 'en' }),
    localeOf({ LANG: 'C' }),
    localeOf({}),
  ]).toEqual(['fr', 'en', 'en', 'en'])
})
