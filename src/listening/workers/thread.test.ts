import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Log } from '#kernel/log.ts'
import { PoisonedMessage, Thread } from '#listening/workers/thread.ts'

type In = { greet?: string; say?: number; die?: 'always'; dieOnce?: string }
type Out = { said: number; greeted: string[] }

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

function thread(): { thread: Thread<In, Out>; logged: string[]; file: string } {
  const logged: string[] = []
  const log: Log = (_level, message) => void logged.push(message)
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-thread-'))
  undo.push(() => rmSync(folder, { recursive: true }))
  const made = new Thread<In, Out>({
    script: new URL('test-worker.mjs', import.meta.url),
    workerData: {},
    log,
    greet: () => [{ greet: 'rules' }],
  })
  undo.push(() => made.close())
  return { thread: made, logged, file: join(folder, 'died') }
}

test('a thread is greeted first and answers in order', async () => {
  const { thread: one } = thread()
  const answers = await Promise.all([1, 2, 3].map((say) => one.ask({ say })))
  expect(answers.map(({ said }) => said)).toEqual([1, 2, 3])
  expect(answers[0]?.greeted).toEqual(['rules'])
})

test('a thread that dies is replaced, greeted anew, and asked again what it had not answered', async () => {
  const { thread: one, logged, file } = thread()
  const answers = await Promise.all([
    one.ask({ say: 1 }),
    one.ask({ say: 2, dieOnce: file }),
    one.ask({ say: 3 }),
  ])
  expect(answers.map(({ said }) => said)).toEqual([1, 2, 3])
  expect(answers[2]?.greeted).toEqual(['rules'])
  expect(logged).toEqual(['a worker thread broke'])
  expect(one.backlog).toBe(0)
})

test('a message that breaks its thread twice is set aside, and the rest goes on', async () => {
  const { thread: one } = thread()
  const poisoned = one.ask({ die: 'always' })
  const next = one.ask({ say: 2 })
  await expect(poisoned).rejects.toThrow(PoisonedMessage)
  expect((await next).said).toBe(2)
})

test('a thread that is closed refuses what is still open', async () => {
  const { thread: one } = thread()
  const said = one.ask({ say: 1 }).catch(String)
  await one.close()
  expect(await said).toContain('closed')
})
