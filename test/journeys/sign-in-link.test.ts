import { rmSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { testFolder } from '#store/test-store.ts'
import { begin, run, signInLinkOf, stop } from './program.ts'

test(
  'whoever runs the machine lets a person in, beside the running desk; an unknown name makes no link',
  { timeout: 120_000 },
  async () => {
    const folder = testFolder()
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const desk = begin(
      folder,
      'start',
      '--source',
      'practice:brown-water',
      '--port',
      '8391',
      '--data-dir',
      'desk',
    )
    const started = await signInLinkOf(desk)
    const ask = (...words: string[]) =>
      run(folder, 'sign-in-link', ...words, '--practice', '--data-dir', 'desk', '--json')
    const made = await ask('duty OFFICER')
    expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/^\{"signIn":"http/)])
    const link = (JSON.parse(made.stdout) as { signIn: string }).signIn
    expect(new URL(link).origin).toBe(new URL(started).origin)
    const opened = await fetch(link, { redirect: 'manual' })
    expect([opened.status, opened.headers.get('set-cookie')]).toEqual([
      303,
      expect.stringContaining('bw_session'),
    ])
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(410)
    const unknown = await ask('Nobody at all')
    expect([unknown.code, unknown.stdout]).toEqual([1, ''])
    await stop(desk)
  },
)
