import { jsonOf } from '#kernel/json.ts'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Finding } from '#records/contract.ts'
import { isSignedBy, keysById, readPublicKeys } from '#records/signing.ts'
import {
  containerBytesMax,
  directory,
  localHeader,
  placeBytes,
  type PackedFile,
} from '#records/verify/container.ts'
import { bundleFiles, exportLimits, formatVersion, Manifest, manifestText } from '#records/verify/format.ts'
import {
  BundleFault,
  measuring,
  openBundle,
  readWhole,
  type Measured,
  type OpenBundle,
} from '#records/verify/open-bundle.ts'
import { asksTrust, isTrusted, type Trusted, type Verdict } from '#records/verify/verdict.ts'
import { verifyLines } from '#records/verify/verify-lines.ts'

/** Largest file of public keys, bytes. */
const keyBytesMax = 65_536

type Needs = { trusted: Trusted; onProgress: (done: number, total: number) => void }

/**
 * Verifies a bundle: its manifest is signed, its lines are as they were written, every other file is the one the manifest
 * names, and the container around them was not touched. Nothing is unpacked to disk.
 */
export async function verifyBundle(path: string, o: Needs): Promise<Verdict & { files?: number }> {
  try {
    const bundle = await openBundle(path)
    try {
      return await verifyOpen(path, bundle, o)
    } finally {
      bundle.close()
    }
  } catch (error) {
    if (error instanceof BundleFault) return { ok: false, finding: error.finding, lines: 0 }
    throw error
  }
}

async function verifyOpen(path: string, bundle: OpenBundle, o: Needs): Promise<Verdict & { files?: number }> {
  const manifest = await readManifest(bundle, o.trusted)
  compareNames(bundle, manifest)
  const total = manifest.files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  const onBytes = (more: number): void => o.onProgress((done += more), total)
  const measured = new Map<string, Measured>()
  // The lines first: they can say which entry is wrong, where a checksum only says that something is.
  const verdict = await verifyEntries(bundle, manifest, { ...o, onBytes, measured })
  if (!verdict.ok) return { ...verdict, finding: { ...verdict.finding, file: bundleFiles.lines } }
  for (const { name, bytes } of manifest.files) {
    if (name === bundleFiles.lines) continue
    const file = measuring(bundle.read(name, bytes))
    for await (const piece of file.pieces) onBytes(piece.length)
    measured.set(name, file.measured())
  }
  const finding =
    wrongFile(manifest, measured) ??
    wrongHead(manifest, verdict) ??
    (await repacked(path, bundle, manifest, measured))
  if (finding !== undefined) return { ok: false, finding, lines: 0 }
  return { ...verdict, files: manifest.files.length + 1 }
}

async function readManifest(bundle: OpenBundle, trusted: Trusted): Promise<Manifest> {
  const file = bundleFiles.manifest
  const bytes = await readWhole(bundle, file, exportLimits.manifestBytesMax)
  const text = bytes.toString('utf8')
  const read = Manifest.safeParse(jsonOf(text))
  if (!read.success || text !== `${JSON.stringify(read.data, null, 2)}\n`)
    throw new BundleFault({ why: 'file-differs', file })
  if (read.data.v !== formatVersion) throw new BundleFault({ why: 'unknown-version', file })
  const pem = (await readWhole(bundle, bundleFiles.key, keyBytesMax)).toString('utf8')
  const key = keysById([...readPublicKeys(pem), ...trusted.keys]).get(read.data.key)
  if (key === undefined || (asksTrust(trusted) && !isTrusted(key, trusted)))
    throw new BundleFault({ why: 'unknown-key', file })
  if (!isSignedBy(key, manifestText(read.data), read.data.signature))
    throw new BundleFault({ why: 'wrong-signature', file })
  return read.data
}

function compareNames(bundle: OpenBundle, { files }: Manifest): void {
  const named = new Set([...files.map(({ name }) => name), bundleFiles.manifest])
  for (const file of named) if (!bundle.files.has(file)) throw new BundleFault({ why: 'file-missing', file })
  for (const file of bundle.files.keys())
    if (!named.has(file)) throw new BundleFault({ why: 'file-unknown', file })
}

async function verifyEntries(
  bundle: OpenBundle,
  manifest: Manifest,
  o: { trusted: Trusted; onBytes: (bytes: number) => void; measured: Map<string, Measured> },
): Promise<Verdict> {
  const name = bundleFiles.lines
  const bytesMax = manifest.files.find((file) => file.name === name)?.bytes ?? 0
  const file = measuring(bundle.read(name, bytesMax))
  const verdict = await verifyLines(file.pieces, o)
  if (verdict.ok) o.measured.set(name, file.measured())
  return verdict
}

/** A file is what the manifest says; pictures and films bear their hash as their name, because entries name them so. */
function wrongFile({ files }: Manifest, measured: ReadonlyMap<string, Measured>): Finding | undefined {
  const wrong = files.find(({ name, bytes, sha256 }) => {
    const really = measured.get(name)
    const isNamed = !name.startsWith('media/') || name.startsWith(`media/${sha256}.`)
    return really?.sha256 !== sha256 || really.bytes !== bytes || !isNamed
  })
  return wrong === undefined ? undefined : { why: 'file-differs', file: wrong.name }
}

/** Both are signed, so only somebody who put two of our exports together gets here. */
function wrongHead(manifest: Manifest, verdict: Verdict): Finding | undefined {
  const isSame =
    verdict.ok && verdict.facts.id === manifest.id && verdict.facts.head.hash === manifest.head.hash
  return isSame ? undefined : { why: 'head-differs', file: bundleFiles.manifest }
}

/** Every file is as it was; is the zip around them the one we made? */
async function repacked(
  path: string,
  bundle: OpenBundle,
  manifest: Manifest,
  measured: ReadonlyMap<string, Measured>,
): Promise<Finding | undefined> {
  const text = await readWhole(bundle, bundleFiles.manifest, exportLimits.manifestBytesMax)
  const own = measuring(once(text))
  for await (const _ of own.pieces);
  const all = new Map([...measured, [bundleFiles.manifest, own.measured()]])
  const packed = [...manifest.files.map(({ name }) => name), bundleFiles.manifest].map((name): PackedFile => {
    const entry = bundle.files.get(name)
    const { bytes = 0, crc32 = 0 } = all.get(name) ?? {}
    const method = entry?.compressionMethod === 8 ? 8 : 0
    return { name, crc32, bytes, packedBytes: entry?.compressedSize ?? 0, method }
  })
  const atMs = Date.parse(manifest.at)
  const before = packed.slice(0, -1).reduce((sum, file) => sum + placeBytes(file), 0)
  const last = packed.at(-1)
  if (last === undefined || before !== manifest.packed.bytes || before > containerBytesMax)
    return { why: 'repacked' }
  const tail = Buffer.concat([localHeader(last, atMs), text, directory(packed, atMs)])
  return (await isContainer(path, manifest.packed, tail)) ? undefined : { why: 'repacked' }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Whether a file is some bytes of that hash and then exactly that tail. */
async function isContainer(
  path: string,
  front: { bytes: number; sha256: string },
  tail: Buffer,
): Promise<boolean> {
  const sha256 = createHash('sha256')
  if (front.bytes > 0)
    for await (const piece of createReadStream(path, { end: front.bytes - 1, highWaterMark: 2 ** 20 }))
      sha256.update(piece as Buffer) // no encoding is set
  if (sha256.digest('hex') !== front.sha256) return false
  let at = 0
  for await (const piece of createReadStream(path, { start: front.bytes })) {
    const read = piece as Buffer // no encoding is set
    if (!tail.subarray(at, at + read.length).equals(read)) return false
    at += read.length
  }
  return at === tail.length
}
