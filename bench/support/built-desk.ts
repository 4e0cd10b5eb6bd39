import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** A desk as people run it: the built program as a process of its own, signed in to. */
export type BuiltDesk = {
  child: ChildProcess
  url: string
  cookie: string
  ask(path: string, init?: { method?: string; body?: unknown }): Promise<Response>
  /** Asks it to stop and waits. */
  stop(): Promise<void>
}

/** A folder for a desk's data that goes when the bench ends. */
export function dataFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'))
  chmodSync(folder, 0o711)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** Starts the built desk; `npm run build` must have been run. */
export async function startDesk(o: {
  folder: string
  source: string
  words?: readonly string[]
}): Promise<BuiltDesk> {
  const words = ['start', '--source', o.source, '--data-dir', o.folder, '--port', '0', ...(o.words ?? [])]
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('BELLWETHER_'))
  const env = { ...Object.fromEntries(own), LANG: 'en_CA.UTF-8', LC_ALL: 'en_CA.UTF-8' }
  const child = spawn(process.execPath, [main, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'close')
  const link = await linkOf(child)
  const answer = await fetch(link, { redirect: 'manual' })
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  const url = new URL(link).origin
  return {
    child,
    url,
    cookie,
    ask: (path, init = {}) =>
      fetch(new URL(path, url), {
        method: init.method ?? 'GET',
        headers: { cookie, 'x-bellwether': '1', 'content-type': 'application/json' },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      }),
    stop: async () => {
      child.kill('SIGINT')
      await ended
    },
  }
}

function linkOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (text: Buffer): void => {
      said = (said + text.toString()).slice(-20_000)
      const found = /http:\/\/\S+\/sign-in\/\S+/u.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', () => reject(new Error(`the desk ended: ${said}`)))
  })
}

/** Begins a watch on this desk; its id. */
export async function beginWatch(desk: BuiltDesk, rule: string, column?: number): Promise<string> {
  const endsAt = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString()
  const body = {
    name: `Bench ${rule}`.slice(0, 60),
    rule,
    purpose: 'To measure the desk.',
    owner: 'Bench',
    endsAt,
  }
  const answer = await desk.ask('/api/watches', {
    method: 'POST',
    body: column === undefined ? body : { ...body, column },
  })
  if (answer.status !== 201) throw new Error(`no watch: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id // our own API
}

/** Hears the live events of a desk as a screen does. Ends with the signal. */
export async function hearLive(
  desk: BuiltDesk,
  signal: AbortSignal,
  onEvent: (name: string, data: unknown) => void,
): Promise<void> {
  const answer = await fetch(new URL('/api/live', desk.url), { headers: { cookie: desk.cookie }, signal })
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const bytes of answer.body ?? []) {
      rest += decoder.decode(bytes as Uint8Array, { stream: true }) // bodies are bytes
      const events = rest.split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) tellEvent(event, onEvent)
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function tellEvent(event: string, onEvent: (name: string, data: unknown) => void): void {
  const name = /^event: ?(.*)$/m.exec(event)?.[1]
  const data = /^data: ?(.*)$/m.exec(event)?.[1]
  if (name !== undefined && data !== undefined) onEvent(name, JSON.parse(data))
}
