import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, crc32 } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import type { SignedHead } from '#records/contract.ts'
import { packed, type WrittenFile } from '#records/export/pack.ts'
import { chained, testAct, testExport, testSigner } from '#records/export/test-archive.ts'
import { signedHead } from '#records/signing.ts'
import { directory, localHeader, type PackedFile } from '#records/verify/container.ts'
import { bundleFiles } from '#records/verify/format.ts'
import { measuring } from '#records/verify/open-bundle.ts'
import { verifyFile, type FileVerdict } from '#records/verify/verify-file.ts'

const signer = testSigner()
const stored = [...chained(Array.from({ length: 12 }, (_, i) => testAct(i)))]
const lines = testExport(stored, { signer })
const last = stored.at(-1)
const head: SignedHead = signedHead(signer, { seq: 12, hash: last?.hash ?? '', at: last?.at ?? '' })
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwether-hostile-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function verified(bytes: Uint8Array): Promise<FileVerdict> {
  const file = join(folder, 'it.zip')
  await writeFile(file, bytes)
  return verifyFile(file, { trusted: { keys: [signer.public] } })
}

async function written(name: string, text: string): Promise<WrittenFile> {
  const path = join(folder, name)
  await writeFile(path, text)
  const file = measuring(once(Buffer.from(text)))
  for await (const _ of file.pieces);
  const { bytes, sha256, crc32: crc } = file.measured()
  return { name, path, sha256, bytes, packedBytes: bytes, crc32: crc, method: 0 }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const about = { id: 'x1', at: '2031-05-01T00:00:00.000Z', head, signer }

/** A bundle as we make it, of small files. */
async function ours(said = lines): Promise<Buffer> {
  const files = [
    await written(bundleFiles.lines, said),
    await written(bundleFiles.key, signer.public.pem),
    await written(bundleFiles.readme, 'read me'),
  ]
  const pieces: Buffer[] = []
  for await (const piece of packed(files, about)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** The same files put together by another program. */
function zipped(files: readonly (readonly [string, string | Buffer])[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of files) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return new Response(zip.outputStream as unknown as BodyInit).arrayBuffer().then((all) => Buffer.from(all)) // a stream of bytes
}

/** A zip of exactly these names and bytes, however wrong. */
function rawZip(files: readonly { name: string; bytes: Buffer; more?: Partial<PackedFile> }[]): Buffer {
  const all = files.map(({ name, bytes, more }): PackedFile => ({
    ...{ name, crc32: crc32(bytes), bytes: bytes.length, packedBytes: bytes.length, method: 0 },
    ...more,
  }))
  const parts = files.flatMap(({ bytes }, i) => {
    const file = all[i]
    return file === undefined ? [] : [localHeader(file, 0), bytes]
  })
  return Buffer.concat([...parts, directory(all, 0)])
}

test('a bundle as we make it is fine', async () => {
  expect(await verified(await ours())).toMatchObject({ ok: true, form: 'bundle', files: 4 })
})

test('a bundle that was unpacked and packed again is told from ours, although every file is whole', async () => {
  const bytes = await ours()
  const manifest = bytes.subarray(bytes.indexOf('{\n  "bellwether"'), bytes.lastIndexOf('}\n') + 2)
  const again = await zipped([
    [bundleFiles.lines, lines],
    [bundleFiles.key, signer.public.pem],
    [bundleFiles.readme, 'read me'],
    [bundleFiles.manifest, manifest],
  ])
  expect(await verified(again)).toMatchObject({ ok: false, finding: { why: 'repacked' } })
})

test('a bundle of files that are all signed, but of another export, is found', async () => {
  const other = testExport(stored.slice(0, 11), { signer })
  expect(await verified(await ours(other))).toMatchObject({ ok: false, finding: { why: 'head-differs' } })
})

test.each([
  ['a name that points out of the folder', '../../etc/passwd', 'unreadable'],
  ['a name from the root', '/etc/passwd', 'unreadable'],
  ['a name with a drive', 'C:\\x', 'unreadable'],
  ['a file nobody knows', 'run-me.exe', 'file-unknown'],
  ['a folder', 'media/', 'file-unknown'],
])('%s is refused and nothing is written', async (_what, name, why) => {
  const bytes = rawZip([{ name, bytes: Buffer.from('x') }])
  expect(await verified(bytes)).toMatchObject({ ok: false, finding: { why } })
})

test('two files of one name are refused', async () => {
  const file = { name: bundleFiles.lines, bytes: Buffer.from(lines) }
  expect(await verified(rawZip([file, file]))).toMatchObject({
    ok: false,
    finding: { why: 'repeated', file: bundleFiles.lines },
  })
})

test('a manifest that grows a thousandfold when it is unpacked is given up on', async () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 2 ** 20))
  const more = { method: 8, bytes: 64 * 2 ** 20, packedBytes: bomb.length } as const
  const bytes = rawZip([
    { name: bundleFiles.key, bytes: Buffer.from(signer.public.pem) },
    { name: bundleFiles.manifest, bytes: bomb, more },
  ])
  expect(await verified(bytes)).toMatchObject({
    ok: false,
    finding: { why: 'too-large', file: bundleFiles.manifest },
  })
})

test.each([
  ['no files at all', []],
  ['no manifest', [{ name: bundleFiles.lines, bytes: Buffer.from(lines) }]],
  ['a manifest that is none', [{ name: bundleFiles.manifest, bytes: Buffer.from('[]') }]],
])('a zip with %s is no bundle', async (_what, files) => {
  expect((await verified(rawZip(files))).ok).toBe(false)
})

test('two letters and nothing else are no bundle', async () => {
  expect(await verified(Buffer.from('PK'))).toMatchObject({ ok: false, finding: { why: 'unreadable' } })
})
