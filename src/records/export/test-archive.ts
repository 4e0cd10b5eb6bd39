import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { contentHash, entryHash, genesisHash, leafHashes } from '#records/chain.ts'
import type { NewRecord, SignedHead } from '#records/contract.ts'
import type { Redaction } from '#records/export/contract.ts'
import { LinesWriter, type StoredEntry } from '#records/export/entry-lines.ts'
import { readPublicKeys, signedHead, type Signer } from '#records/signing.ts'

/** A signer with a key of its own, for tests and benchmarks. */
export function testSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const [own] = readPublicKeys(publicKey.export({ type: 'spki', format: 'pem' }).toString())
  if (own === undefined) throw new Error('a new key is a key')
  return { public: own, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('hex') }
}

/** A made-up act of a busy office: who, about what, and six facts. */
export function testAct(i: number): NewRecord {
  const name = ['Ada Tremblay', 'Boris Roy', 'Chloé Yang', 'Dara Singh'][i % 4] ?? ''
  return {
    kind: (['edit', 'delivery', 'approval-given', 'reply-received', 'moderation'] as const)[i % 5] ?? 'edit',
    by: { kind: 'person', id: `p${i % 4}`, name },
    subject: `message:m${i}`,
    account: i % 2 === 0 ? 'city' : 'water',
    language: i % 3 === 0 ? 'fr' : 'en',
    lane: 'normal',
    facts: {
      text: `Avis ${i}: l’eau de la rue Principale sera brune jusqu’à 18 h. Water on Main Street runs brown until 6 pm, call 311.`,
      hash: createHash('sha256').update(String(i)).digest('hex'),
      network: 'bluesky',
      answer: { status: 200, id: `at://did/${i}`, parts: [i, i + 1] },
    },
  }
}

/** Entries chained as the archive chains them, without a database. Salts are made of the number, so that runs repeat. */
export function* chained(acts: Iterable<NewRecord>, startMs = Date.UTC(2031, 3, 7)): Generator<StoredEntry> {
  let before = genesisHash
  let seq = 0
  for (const entry of acts) {
    seq += 1
    const at = new Date(startMs + seq * 50_000).toISOString()
    const salt = createHash('sha256').update(`salt ${seq}`).digest().subarray(0, 16)
    const content = contentHash({ ...entry, seq, at }, leafHashes(entry, salt))
    before = entryHash(before, content)
    yield { seq, at, entry, salt, content, hash: before }
  }
}

/** An export of made-up entries as lines; those `isAsked` for are shown, the others left out. */
export function testExport(
  stored: readonly StoredEntry[],
  o: { signer: Signer; isAsked?: (seq: number) => boolean; redactions?: readonly Redaction[]; from?: number },
): string {
  const from = o.from ?? 1
  const headAt = (seq: number): SignedHead | undefined => {
    const one = stored[seq - 1]
    return one && signedHead(o.signer, { seq, hash: one.hash, at: one.at })
  }
  const to = stored.length
  const signed = [to, ...stored.map(({ seq }) => seq).filter((seq) => seq % 7 === 0 && seq >= from)]
  const heads = new Map(signed.flatMap((seq) => headAt(seq) ?? []).map((head) => [head.seq, head]))
  const start = headAt(from - 1)
  const before = stored[from - 2]?.hash ?? genesisHash
  const writer = new LinesWriter(before, heads)
  const about = {
    bellwether: 'records-export',
    v: 1,
    id: 'x1',
    at: '2031-05-01T00:00:00.000Z',
    query: {},
  } as const
  const texts = [
    writer.header({ ...about, from, to, before, ...(start ? { start } : {}), keys: [o.signer.public.pem] }),
  ]
  for (const one of stored.slice(from - 1)) {
    const redactions = (o.redactions ?? []).filter(({ seq }) => seq === one.seq)
    texts.push(
      o.isAsked?.(one.seq) === false ? writer.leftOut(one, false) : writer.entry(one, redactions).text,
    )
  }
  return texts.join('') + writer.end(o.signer)
}
