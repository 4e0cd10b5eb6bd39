import { createHash } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import type { SignedIn } from '#access/access.ts'
import { createApi, type Api } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { versionBytes } from '#kernel/version-content.ts'
import { openPushService, type PushService } from '#networks/webpush/test-push-service.ts'
import type { Ground } from '#sending/ground.ts'
import { openLines } from '#sending/lines.ts'
import { schedule } from '#sending/scheduling.ts'
import { toManyRoutes } from '#sending/to-many/routes.ts'
import { testMany } from '#sending/to-many/test-to-many.ts'
import { manyNetworks, ToMany } from '#sending/to-many/to-many.ts'
import { webPushWay } from '#sending/to-many/ways.ts'
import { turnMany } from '#sending/to-many/worker.ts'
import { turn } from '#sending/worker.ts'
import type { Store } from '#store/store.ts'
import { testFolder } from '#store/test-store.ts'

/** For tests: a desk with the list `water` to get in a browser, in front of a push service on this machine. */
export type PushDesk = {
  toMany: ToMany
  service: PushService
  api: Api<SignedIn>
  addList(id: string, languages?: string[]): Promise<void>
  /** A message in these languages to those who turned `water` on, told until nobody is due. */
  send(texts: Record<string, string>, topics?: string[]): Promise<void>
}

const { signal } = new AbortController()

/** Opens one; it closes with the test. `isGuarded`: push services on this machine are refused, as in use. */
export async function openPushDesk(
  store: Store,
  o: { clock: Clock; isGuarded?: boolean },
): Promise<PushDesk> {
  const { clock, isGuarded = false } = o
  const service = await openPushService()
  onTestFinished(() => service.close())
  const vault = await openVault({ store, clock, dataDir: testFolder() })
  const settings = { contact: 'mailto:desk@city.example', allowPrivateNetworks: !isGuarded }
  const way = webPushWay(settings, { store, vault })
  const networks = manyNetworks(store, [way])
  const sending: Ground = {
    ...{ ...testMany(store, { name: 'water' }).process().outbox, store, clock, log: silentLog },
    lines: openLines({ store, vault, clock, networks, allowPrivateNetworks: true }),
  }
  const config = { publicUrl: 'https://city.example' }
  const toMany = new ToMany({ sending, vault, ways: [way], config })
  const api = createApi<SignedIn>({
    ...{ log: silentLog, strictAnswers: true, clock, publicUrl: config.publicUrl },
    sessionOf: () => Promise.resolve(undefined),
  })
  toManyRoutes(api, toMany, { isPractice: false })
  const addList = async (id: string, languages = ['en', 'fr']): Promise<void> => {
    const account = { id, network: 'webpush', handle: id, name: `Messages: ${id}`, languages }
    await store.inTransaction((tx) => ensureAccount(tx, account, clock.nowMs()))
  }
  await addList('water')
  let items = 0
  return {
    ...{ toMany, service, api, addList },
    async send(texts, topics) {
      const versions = Object.entries(texts).map(([language, text]) => {
        const bytes = versionBytes({
          account: 'water',
          language,
          parts: [text],
          media: [],
          ...(topics && { topics }),
        })
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        const contentText = new TextDecoder().decode(bytes)
        return { account: 'water', network: 'webpush', language, contentText, sha256 }
      })
      const about = {
        item: `message:push-${(items += 1)}`,
        title: 'Water',
        lane: 'normal',
        round: 1,
      } as const
      await store.inTransaction((tx) =>
        schedule(sending, tx, { ...about, by: { id: 'wen', name: 'Wen' }, versions }),
      )
      while ((await turn(sending, signal)) > 0);
      while ((await turnMany(toMany.ground, signal)) > 0);
    },
  }
}
