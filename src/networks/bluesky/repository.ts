import { BlockLink, dagCborOf } from '#networks/bluesky/dag-cbor.ts'
import { postOfRecord } from '#networks/bluesky/post-of-record.ts'
import { ownPostId, postCollection } from '#networks/bluesky/post-record.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { Post } from '#kernel/post.ts'

/** What a repository holds: its posts, and how many records of that kind could not be read. */
export type RepositoryReading = { kind: 'repository'; posts: Post[]; refused: number } | { kind: 'refused' }

/** Records of one repository that are looked at; the largest accounts have fewer posts. */
const recordsMax = 2_000_000

/**
 * The posts of an account's whole repository, as a PDS hands it out (`com.atproto.sync.getRepo`, a CAR file). Signatures and hashes
 * are not checked: who calls this reads recordings. Never throws.
 *
 * Source: https://atproto.com/specs/repository (commit version 3, Merkle search tree), https://ipld.io/specs/transport/car/carv1/
 */
export function postsOfRepository(car: Buffer, heardMs: number): RepositoryReading {
  const blocks = blocksOf(car)
  const commit = blocks && fieldsOf(valueAt(blocks.byLink, blocks.root))
  const did = textOf(commit, 'did')
  if (blocks === undefined || did === undefined || !/^did:[a-z0-9]+:[\w.:%-]{1,200}$/.test(did))
    return { kind: 'refused' }
  const posts: Post[] = []
  let refused = 0
  for (const { rkey, link } of postKeys(blocks.byLink, commit?.['data'])) {
    const record = fieldsOf(valueAt(blocks.byLink, link))
    const id = ownPostId(did, rkey)
    const said = textOf(record, 'text')
    if (id === undefined || record === undefined || said === undefined) refused += 1
    else {
      const times = { heardMs, witnessedMs: heardMs }
      posts.push(postOfRecord({ ...{ id, did, rkey, record, said }, ...times, source: 'bluesky:recorded' }))
    }
  }
  return { kind: 'repository', posts, refused }
}

type Blocks = { root: unknown; byLink: Map<string, Buffer> }

function blocksOf(car: Buffer): Blocks | undefined {
  const start = varint(car, 0)
  if (start === undefined || start.value > car.length) return undefined
  const header = fieldsOf(dagCborOf(car.subarray(start.end, start.end + start.value)))
  if (header?.['version'] !== 1) return undefined
  const byLink = new Map<string, Buffer>()
  for (let at = start.end + start.value; at < car.length;) {
    const size = varint(car, at)
    if (size === undefined || size.value === 0 || size.end + size.value > car.length) break // cut off: what came before holds
    const section = car.subarray(size.end, size.end + size.value)
    const idLength = idLengthOf(section)
    if (idLength !== undefined) byLink.set(section.toString('hex', 0, idLength), section.subarray(idLength))
    at = size.end + size.value
  }
  return { root: listOf(header, 'roots')[0], byLink }
}

/** How many bytes of a block are its id: version 1, codec, and a hash with its length. */
function idLengthOf(section: Buffer): number | undefined {
  const codec = section[0] === 1 ? varint(section, 1) : undefined
  const hash = codec && varint(section, codec.end)
  const length = hash && varint(section, hash.end)
  if (length === undefined || length.end + length.value > section.length) return undefined
  return length.end + length.value
}

function varint(bytes: Buffer, from: number): { value: number; end: number } | undefined {
  let value = 0
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[from + i]
    if (byte === undefined) return undefined
    value += (byte & 127) * 2 ** (7 * i)
    if (byte < 128) return { value, end: from + i + 1 }
  }
  return undefined
}

function valueAt(byLink: Blocks['byLink'], link: unknown): unknown {
  const bytes = link instanceof BlockLink ? byLink.get(link.hex) : undefined
  return bytes === undefined ? undefined : dagCborOf(bytes)
}

/** The keys of all posts in the tree. A node is read once, so that one which points at itself has an end. */
function* postKeys(byLink: Blocks['byLink'], root: unknown): Generator<{ rkey: string; link: unknown }> {
  const left = [root]
  const seen = new Set<string>()
  for (let node = left.pop(), told = 0; node !== undefined && told < recordsMax; node = left.pop()) {
    if (!(node instanceof BlockLink) || seen.has(node.hex)) continue
    seen.add(node.hex)
    const fields = fieldsOf(valueAt(byLink, node))
    left.push(...childrenOf(fields))
    for (const { key, link } of entriesOf(fields)) {
      if (!key.startsWith(`${postCollection}/`)) continue
      told += 1
      yield { rkey: key.slice(postCollection.length + 1), link }
    }
  }
}

const entriesMax = 100_000

function childrenOf(node: UnknownFields | undefined): BlockLink[] {
  const right = listOf(node, 'e', entriesMax).map((entry) => fieldsOf(entry)?.['t'])
  return [node?.['l'], ...right].filter((link) => link instanceof BlockLink)
}

/** Each entry keeps only the end of its key: so many letters of the key before it (`p`) stand in front. */
function entriesOf(node: UnknownFields | undefined): { key: string; link: unknown }[] {
  let before = ''
  return listOf(node, 'e', entriesMax).flatMap((one) => {
    const entry = fieldsOf(one)
    const [shared, rest] = [entry?.['p'], entry?.['k']]
    if (typeof shared !== 'number' || !Buffer.isBuffer(rest) || rest.length > 1000) return []
    before = before.slice(0, shared) + rest.toString('latin1')
    return [{ key: before, link: entry?.['v'] }]
  })
}
