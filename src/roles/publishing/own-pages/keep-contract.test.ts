import { sql } from 'kysely'
import { wallClock } from '#kernel/time.ts'
import type { KeptPageCard, KeptPageFile, Page } from '#networks/pages/page-store.ts'
import { pagesNetwork } from '#networks/pages/sender.ts'
import {
  captionsText,
  film,
  sendingContract,
  type Fault,
  type Peer,
  type SeenPost,
} from '#networks/test-sender-contract.ts'
import { addressesAt } from '#roles/publishing/own-pages/addresses.ts'
import { keepPages } from '#roles/publishing/own-pages/keep-pages.ts'
import { openSite, testOrigin } from '#roles/publishing/own-pages/test-site.ts'

// The contract of every network, over the real store, which fails before or after it has done its work.

const noWire = 'our own store has no wire between'
const cannot: Partial<Record<Fault, string>> = {
  busy: noWire,
  'busy-without-time': noWire,
  revoked: 'there is no sign-in at our own site',
  'not-json': noWire,
  'refused-connection': noWire,
}

type Kept = Omit<SeenPost, 'captions' | 'card'> & { media: KeptPageFile[]; card: KeptPageCard | null }

/** The page has the captions' hash; their bytes are where the files are kept. */
function seenPost({ media, card, ...post }: Kept): SeenPost {
  const captions = media.flatMap((file) =>
    file.captions?.sha256 === film.captions.sha256
      ? [{ language: file.captions.language, text: captionsText }]
      : [],
  )
  const { image, ...words } = card ?? { url: '', title: '', description: '' }
  return {
    ...post,
    ...(captions.length > 0 && { captions }),
    ...(card !== null && { card: { ...words, hasPicture: image !== undefined } }),
  }
}

async function openPeer(): Promise<Peer> {
  const { store } = await openSite()
  const changed = (): Promise<void> => Promise.resolve()
  const pages = keepPages({ store, clock: wallClock, addresses: () => addressesAt(testOrigin), changed })
  let failing: 'before' | 'after' | undefined
  const doing = async <T>(work: () => Promise<T>): Promise<T> => {
    const now = failing
    failing = undefined
    if (now === 'before') throw new Error('planted')
    const done = await work()
    if (now === 'after') throw new Error('planted')
    return done
  }
  const network = pagesNetwork({
    put: (page: Page) => doing(() => pages.put(page)),
    get: (key) => doing(() => pages.get(key)),
    remove: (key) => doing(() => pages.remove(key)),
  })
  const sender = network.open({
    ...{ account: 'site', handle: 'Havre-Clair', languages: ['en', 'fr'] },
    credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
  })
  return {
    ...{ sender, cannot },
    async posts() {
      const { rows } = await sql<Kept>`select page.key as "nativeId", text, language, media, card,
          (select coalesce(array_agg(one ->> 'alt'), '{}') from jsonb_array_elements(media) one) as alts
        from own_pages page join own_page_words words using (key, revision)
        where page.key not in (select key from own_page_removals) order by kept_at`.execute(store.db)
      return rows.map(seenPost)
    },
    misbehave: (fault) => Promise.resolve(void (failing = fault.endsWith('before') ? 'before' : 'after')),
    close: () => store.close(),
  }
}

sendingContract('our own site', openPeer)
