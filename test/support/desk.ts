import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Provider } from '#access/oidc/rules.ts'
import { openDesk, type Desk } from '#app/desk.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { planPractice, type SourcePlan } from '#app/plan-sources.ts'
import type { PracticeDay } from '#app/source-wish.ts'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { testFolder } from '#store/test-store.ts'

/** A whole desk for a test, with its data in a folder of its own that goes when the desk does. */
export async function openTestDesk(
  plan: SourcePlan,
  o: { dataDir?: string; providers?: readonly Provider[]; port?: number } & Pick<
    DeskNeeds,
    'x' | 'allowPrivateNetworks' | 'mail' | 'publicUrl'
  > = {},
): Promise<Desk> {
  const dataDir = o.dataDir ?? testFolder()
  const desk = await openDesk({
    dataDir,
    port: o.port ?? 0,
    host: '127.0.0.1',
    ...{ mail: o.mail, publicUrl: o.publicUrl },
    locale: 'en',
    timeZone: 'America/Toronto',
    matchThreads: 1,
    plan,
    providers: o.providers ?? [],
    x: o.x,
    allowPrivateNetworks: o.allowPrivateNetworks ?? false,
    log: silentLog,
    progress: () => undefined,
    scripts: new URL('../../dist/server/', import.meta.url),
    screens: fileURLToPath(new URL('../../dist/web/', import.meta.url)),
  })
  const close = async (): Promise<void> => {
    await desk.close()
    if (o.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
  }
  return { ...desk, close }
}

/** A desk in the practice town. At speed 300 an hour there takes twelve seconds. */
export function openTown(day: PracticeDay, speed = 300): Promise<Desk> {
  return openTestDesk(planPractice(day, { clock: wallClock, speed }))
}

/** Asks a desk's API something as somebody who is signed in. */
export type Ask = (path: string, init?: { method?: string; body?: unknown }) => Promise<Response>

/** Speaks to a desk's API as its signed-in owner. */
export async function signIn(desk: Pick<Desk, 'url' | 'signInLink'>): Promise<Ask> {
  return signInBy(desk, await desk.signInLink())
}

/** Speaks to a desk's API as whoever a link signs in. */
export async function signInBy(desk: Pick<Desk, 'url'>, link: string): Promise<Ask> {
  const answer = await fetch(link, { redirect: 'manual' })
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  return (path, init = {}) =>
    fetch(new URL(path, desk.url), {
      method: init.method ?? 'GET',
      headers: {
        cookie,
        'x-bellwether': '1',
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    })
}
