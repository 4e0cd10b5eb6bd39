import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { chained, testAct, testSigner } from '#records/export/test-archive.ts'
import { LinesWriter } from '#records/export/entry-lines.ts'
import { genesisHash } from '#records/chain.ts'
import { signedHead, type Signer } from '#records/signing.ts'
import { verifyFile } from '#records/verify/verify-file.ts'
import { dataFolder } from './support/built-desk.ts'
import { costOf, figure, machine, type Cost } from './support/measure.ts'

/**
 * An export of a million made-up entries, six facts each, verified from the file as `bellwether records verify` does it.
 * Beside it, in the same run: SHA-256 of the same file once, which is the floor of anything that looks at every byte, and
 * JSON.parse of every line. Another size: `npm run bench -- records-verify --entries=50000`.
 */
const asked = process.argv.find((word) => word.startsWith('--entries='))?.slice(10)
const entries = Number(asked ?? 1_000_000)
const pieceBytes = 2 ** 20
const script = new URL('../dist/server/verify-worker.js', import.meta.url)
const round = (value: number): number => Math.round(value * 100) / 100

const place = dataFolder()
try {
  const file = join(place.folder, 'entries.jsonl')
  const signer = testSigner()
  figure({ bench: 'records-verify', what: 'machine', ...machine() })
  const writing = await costOf(() => write(file, signer))
  const mb = round((await stat(file)).size / 2 ** 20)
  tell('written and signed', writing, { mb })
  const floor = await costOf(() => hashOnce(file))
  tell('floor: SHA-256 of the same file, once', floor, { mb })
  let verdict: unknown
  const verifying = await costOf(async () => {
    verdict = await verifyFile(file, { trusted: { keys: [signer.public] }, script })
  })
  if (!(verdict as { ok: boolean }).ok) throw new Error(`the export is not fine: ${JSON.stringify(verdict)}`)
  tell('verified', verifying, { mb, timesFloor: round(verifying.wallS / floor.wallS) })
} finally {
  place.remove()
}

function tell(what: string, { cpuS, wallS }: Cost, more: Record<string, number>): void {
  const load = round(loadavg()[0] ?? 0)
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20)
  figure({
    bench: 'records-verify',
    what,
    entries,
    wallS: round(wallS),
    cpuS: round(cpuS),
    ...more,
    rssMb: rss,
    load,
  })
}

async function write(file: string, signer: Signer): Promise<void> {
  const stream = createWriteStream(file)
  const heads = new Map<number, ReturnType<typeof signedHead>>()
  const writer = new LinesWriter(genesisHash, heads)
  const about = {
    bellwether: 'records-export',
    v: 1,
    id: 'bench',
    at: new Date(0).toISOString(),
    query: {},
  } as const
  stream.write(
    writer.header({ ...about, from: 1, to: entries, before: genesisHash, keys: [signer.public.pem] }),
  )
  for (const stored of chained(acts())) {
    const { seq, hash, at } = stored
    // A head a day, and one at the end.
    if (seq % 2000 === 0 || seq === entries) heads.set(seq, signedHead(signer, { seq, hash, at }))
    if (!stream.write(writer.entry(stored, []).text)) await once(stream, 'drain')
  }
  stream.end(writer.end(signer))
  await once(stream, 'close')
}

function* acts(): Generator<ReturnType<typeof testAct>> {
  for (let i = 0; i < entries; i++) yield testAct(i)
}

async function hashOnce(file: string): Promise<string> {
  const all = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: pieceBytes })) all.update(piece as Buffer) // no encoding is set
  return all.digest('hex')
}
