type Chance = () => number

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

function letters(chance: Chance, count: number): string {
  let text = ''
  for (let i = 0; i < count; i++) text += alphabet[Math.floor(chance() * 32)] ?? 'a'
  return text
}

const words = {
  en: 'the water on our street is brown again and nobody from the city has answered since this morning please share'.split(
    ' ',
  ),
  fr: "l'eau de la rivière monte près du pont où la rue est fermée depuis hier soir à côté de l'école".split(
    ' ',
  ),
  ja: ['橋の近くで', '水が増えて', 'います', '道路は', '通行止め', 'だそうです💦'],
}

const langs = ['en', 'en', 'en', 'fr', 'ja'] as const

function textOf(chance: Chance): { text: string; lang: string } {
  const lang = langs[Math.floor(chance() * langs.length)] ?? 'en'
  const from = words[lang]
  const count = 4 + Math.floor(chance() * 24)
  const said = Array.from({ length: count }, () => from[Math.floor(chance() * from.length)] ?? '')
  return { text: said.join(lang === 'ja' ? '' : ' ') + (chance() < 0.2 ? '\n\n😮‍💨' : ''), lang }
}

const cid = (chance: Chance): string => `bafyrei${letters(chance, 52)}`
const did = (chance: Chance): string => `did:plc:${letters(chance, 24)}`
const postUri = (chance: Chance): string => `at://${did(chance)}/app.bsky.feed.post/${letters(chance, 13)}`

function embed(chance: Chance): object | undefined {
  const kind = chance()
  if (kind < 0.25) {
    const external = {
      description: textOf(chance).text,
      thumb: { $type: 'blob', ref: { $link: cid(chance) }, mimeType: 'image/jpeg', size: 119_635 },
      title: textOf(chance).text,
      uri: `https://news.example/${letters(chance, 20)}`,
    }
    return { $type: 'app.bsky.embed.external', external }
  }
  if (kind < 0.55) {
    const image = { $type: 'blob', ref: { $link: cid(chance) }, mimeType: 'image/jpeg', size: 719_004 }
    const images = [{ alt: '', aspectRatio: { height: 2000, width: 1500 }, image }]
    return { $type: 'app.bsky.embed.images', images: chance() < 0.4 ? [...images, ...images] : images }
  }
  if (kind < 0.65)
    return { $type: 'app.bsky.embed.record', record: { cid: cid(chance), uri: postUri(chance) } }
  return undefined
}

function post(chance: Chance, createdAt: string): object {
  const { text, lang } = textOf(chance)
  const ref = (): object => ({ cid: cid(chance), uri: postUri(chance) })
  const attached = embed(chance)
  const feature = { $type: 'app.bsky.richtext.facet#tag', tag: 'flood' }
  return {
    $type: 'app.bsky.feed.post',
    createdAt,
    ...(attached && { embed: attached }),
    ...(chance() < 0.25 && { facets: [{ features: [feature], index: { byteEnd: 31, byteStart: 0 } }] }),
    langs: [lang],
    ...(chance() < 0.5 && { reply: { parent: ref(), root: ref() } }),
    text,
  }
}

const others = [
  'app.bsky.feed.like',
  'app.bsky.feed.like',
  'app.bsky.feed.like',
  'app.bsky.feed.like',
  'app.bsky.feed.repost',
  'app.bsky.graph.follow',
]

function commit(chance: Chance, createdAt: string): object {
  const isPost = chance() < 0.16
  const collection = isPost ? 'app.bsky.feed.post' : (others[Math.floor(chance() * others.length)] ?? '')
  const subject = collection.endsWith('follow') ? did(chance) : { cid: cid(chance), uri: postUri(chance) }
  const record = isPost ? post(chance, createdAt) : { $type: collection, createdAt, subject }
  const [rev, rkey] = [letters(chance, 13), letters(chance, 13)]
  if (!isPost && chance() < 0.05) return { rev, operation: 'delete', collection, rkey }
  return { rev, operation: 'create', collection, rkey, record, cid: cid(chance) }
}

/**
 * Invented frames as a Jetstream writes them, in the proportions measured on the public one in July 2026: 16 % posts, the
 * rest likes, reposts, follows, deletions, and one account event in a hundred.
 */
export function jetstreamFrames(count: number, startMs: number, chance: () => number): Buffer[] {
  return Array.from({ length: count }, (_, at) => {
    const head = { did: did(chance), time_us: (startMs - count) * 1000 + at * 1000 }
    const createdAt = new Date(startMs - count + at).toISOString()
    if (chance() < 0.01) {
      const account = { active: true, did: head.did, seq: at, time: createdAt }
      return Buffer.from(JSON.stringify({ ...head, kind: 'account', account }))
    }
    return Buffer.from(JSON.stringify({ ...head, kind: 'commit', commit: commit(chance, createdAt) }))
  })
}
