import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StoreInUse } from '#store/errors.ts'
import type { Holder } from '#store/embedded/lock.ts'
import { startTokenOf, takeLock } from '#store/embedded/lock.ts'
import { testFolder } from '#store/test-store.ts'

let folder = ''
beforeEach(() => {
  folder = testFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (): string => join(folder, 'lock.json')
const take = () => takeLock(file(), folder, join(folder, 'run'), 1_795_000_000_000)
const holder = (change: Partial<Holder>): string =>
  JSON.stringify({
    pid: process.pid,
    startToken: startTokenOf(process.pid),
    host: hostname(),
    sinceMs: 5,
    socketFolder: folder,
    ...change,
  })

test('a folder is held by one, told to the next, and free when let go', async () => {
  const lock = await take()
  await expect(take()).rejects.toThrow(StoreInUse)
  await lock.release()
  await (await take()).release()
  expect(readdirSync(folder).filter((name) => name.startsWith('lock'))).toEqual([])
})

test('a lock of a process that died, or whose number another bears now, is taken over', async () => {
  for (const change of [{ pid: 999_999_999 }, { startToken: 'another life' }]) {
    writeFileSync(file(), holder(change))
    const lock = await take()
    expect(lock.previous).toMatchObject(change)
    await lock.release()
  }
})

test('a process that died and that its parent never asked for holds nothing', async (context) => {
  if (process.platform !== 'linux') return context.skip('only Linux keeps such processes in sight')
  // The shell becomes a sleep, which never asks for the child the shell had.
  const parent = spawn('/bin/sh', ['-c', 'true & echo $!; exec sleep 20'])
  const dead = await new Promise<number>((resolve) =>
    parent.stdout.once('data', (pid) => resolve(Number(pid))),
  )
  await expect.poll(() => startTokenOf(dead)).toBe('')
  writeFileSync(file(), holder({ pid: dead, startToken: 'whatever it was' }))
  await (await take()).release()
  parent.kill()
})

test('a lock that cannot be read is taken over', async () => {
  writeFileSync(file(), 'not json')
  await (await take()).release()
})

test('a lock from another host holds as long as its server answers', async () => {
  writeFileSync(file(), holder({ host: 'another-container' }))
  const server = createServer().listen(join(folder, '.s.PGSQL.5432'))
  await new Promise((resolve) => server.once('listening', resolve))
  await expect(take()).rejects.toThrow(StoreInUse)
  await new Promise((resolve) => server.close(resolve))
  await (await take()).release()
})

test('of many that find a dead lock at once, one gets the folder', async () => {
  writeFileSync(file(), holder({ pid: 999_999_999 }))
  const results = await Promise.allSettled(Array.from({ length: 20 }, take))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(readFileSync(file(), 'utf8')).toContain(`"pid":${process.pid}`)
})
