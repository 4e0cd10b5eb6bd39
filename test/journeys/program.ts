import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** What a command said and how it ended. */
export type Ended = { code: number | null; stdout: string; stderr: string }

/** A command that was started: what it said so far, and its end. */
export type Started = { child: ChildProcess; said(): Ended; ended: Promise<Ended> }

/** Starts the built program in a folder, in English, with no setting of this machine. Ends after 60 s at the latest. */
export function begin(folder: string, ...words: string[]): Started {
  return beginFor(60_000, folder, ...words)
}

/** The same for as long as that, ms: photographs of a day take longer than a test. */
export function beginFor(limitMs: number, folder: string, ...words: string[]): Started {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('BELLWETHER_'))
  const env = { ...Object.fromEntries(own), LANG: 'en_CA.UTF-8', LC_ALL: 'en_CA.UTF-8' }
  const child = spawn(process.execPath, [main, ...words], {
    cwd: folder,
    env,
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  const said: Ended = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const ended = once(child, 'close').then(([code]) => ({ ...said, code: code as number | null })) // node's own event
  return { child, said: () => said, ended }
}

/** Runs a command to its end. */
export function run(folder: string, ...words: string[]): Promise<Ended> {
  return begin(folder, ...words).ended
}

/** Waits for the sign-in link that `start` prints. Fails with what was said when it ends without one. */
export async function signInLinkOf(started: Started): Promise<string> {
  const link = (): string | undefined => /http:\/\/\S+\/sign-in\/\S+/u.exec(started.said().stdout)?.[0]
  const printed = new Promise<string>((resolve) => {
    const look = (): void => {
      const found = link()
      if (found !== undefined) resolve(found)
    }
    look()
    started.child.stdout?.on('data', look)
  })
  const failed = started.ended.then(({ stdout, stderr }): string => {
    throw new Error(`no sign-in link: ${stdout}\n${stderr}`)
  })
  return Promise.race([printed, failed])
}

/** Asks a program to stop as Ctrl C does, and waits until it has. */
export async function stop({ child, ended }: Started): Promise<Ended> {
  child.kill('SIGINT')
  return ended
}
