import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leavesOf } from '#records/chain.ts'
import { reasonNames, type Redaction } from '#records/export/contract.ts'
import { chained, testAct, testExport, testSigner } from '#records/export/test-archive.ts'
import { exportLimits } from '#records/verify/format.ts'
import type { Trusted, Verdict } from '#records/verify/verdict.ts'
import { verifyLines } from '#records/verify/verify-lines.ts'

const signer = testSigner()
const entries = 30
const stored = [...chained(Array.from({ length: entries }, (_, i) => testAct(i)))]
/** Every third entry fits the question; heads are signed at every seventh. */
const isAsked = (seq: number): boolean => seq % 3 === 0
const whole = testExport(stored, { signer })
const some = testExport(stored, { signer, isAsked, from: 8 })
const both = [whole, some]

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
const noTrust: Trusted = { keys: [] }
const verify = (file: string | Uint8Array, trusted = noTrust, piece = 65_536): Promise<Verdict> =>
  verifyLines(pieces(Buffer.from(file), piece), { trusted })

const linesIn = (file: string): string[] => file.slice(0, -1).split('\n')
const fileOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** The first entry of a line between the first and the last. */
function seqOf(line: string): number | undefined {
  const value = JSON.parse(line) as { seq?: number; run?: { from: number } } // our own writer's
  return value.seq ?? value.run?.from
}

test('an export of everything is fine, and says how much it holds and to where', async () => {
  const verdict = await verify(whole)
  expect(verdict).toMatchObject({
    ok: true,
    facts: { from: 1, to: entries, entries, leftOut: 0, blackFields: 0 },
  })
  expect(verdict.ok && verdict.facts.head.hash).toBe(stored.at(-1)?.hash)
  expect(verdict.ok && verdict.facts.isTrusted).toBe(false)
})

test('entries that were not asked for are proven to be there by their hashes, and none of their words is in the file', async () => {
  const verdict = await verify(some)
  expect(verdict).toMatchObject({ ok: true, facts: { from: 8, to: entries, entries: 8, leftOut: 15 } })
  expect(some).not.toContain('message:m9"')
  expect(some).toContain('message:m8"')
})

test('however the bytes come in, the verdict is the same', async () => {
  for (const piece of [1, 7, 1000]) expect((await verify(some, noTrust, piece)).ok).toBe(true)
})

test('a key that was named is believed in, and no other', async () => {
  const { fingerprint } = signer.public
  expect(await verify(whole, { keys: [], fingerprint })).toMatchObject({
    ok: true,
    facts: { isTrusted: true },
  })
  expect(await verify(whole, { keys: [signer.public] })).toMatchObject({
    ok: true,
    facts: { isTrusted: true },
  })
  for (const trusted of [{ keys: [testSigner().public] }, { keys: [], fingerprint: '0'.repeat(64) }])
    expect(await verify(whole, trusted)).toMatchObject({ ok: false, finding: { why: 'unknown-key' } })
})

test('any one byte that is another makes the export wrong, and the line and the entry are named', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...both),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (file, at, flip) => {
        const bytes = Buffer.from(file)
        const place = at % bytes.length
        const line = bytes.subarray(0, place).toString('latin1').split('\n').length
        bytes[place] = (bytes[place] ?? 0) ^ flip
        const verdict = await verify(bytes)
        expect(verdict.ok).toBe(false)
        if (verdict.ok) return
        const lines = linesIn(file)
        const seq = line > 1 && line < lines.length ? seqOf(lines[line - 1] ?? '') : undefined
        expect(verdict.finding).toMatchObject({ line, ...(seq === undefined ? {} : { seq }) })
      },
    ),
    { numRuns: 400 },
  )
})

const anyLine = fc.tuple(fc.constantFrom(...both), fc.nat(), fc.nat())

test('a line that is gone is named missing', async () => {
  await fc.assert(
    fc.asyncProperty(anyLine, async ([file, at]) => {
      const lines = linesIn(file)
      const gone = at % lines.length
      const verdict = await verify(fileOf(lines.toSpliced(gone, 1)))
      const isLast = gone === lines.length - 1
      const seq = gone === 0 || isLast ? undefined : seqOf(lines[gone] ?? '')
      const finding = {
        why: isLast ? 'cut-off' : 'missing',
        line: gone + 1,
        ...(seq === undefined ? {} : { seq }),
      }
      expect(verdict).toMatchObject({ ok: false, finding })
    }),
  )
})

test('two lines that changed places are named by the first that is not where it belongs', async () => {
  await fc.assert(
    fc.asyncProperty(anyLine, async ([file, a, b]) => {
      const lines = linesIn(file)
      const [first = 0, second = 0] = [a % lines.length, b % lines.length].toSorted((x, y) => x - y)
      fc.pre(first !== second)
      const swapped = lines.with(first, lines[second] ?? '').with(second, lines[first] ?? '')
      const verdict = await verify(fileOf(swapped))
      const seq = first === 0 ? undefined : seqOf(lines[first] ?? '')
      const finding = { why: 'reordered', line: first + 1, ...(seq === undefined ? {} : { seq }) }
      expect(verdict).toMatchObject({ ok: false, finding })
    }),
  )
})

test('a line that stands twice is named repeated, wherever the second one stands', async () => {
  await fc.assert(
    fc.asyncProperty(anyLine, async ([file, at, where]) => {
      const lines = linesIn(file)
      const twice = at % lines.length
      const place = twice + 1 + (where % (lines.length - twice))
      const isLast = twice === lines.length - 1
      const seq = twice === 0 || isLast ? undefined : seqOf(lines[twice] ?? '')
      const verdict = await verify(fileOf(lines.toSpliced(place, 0, lines[twice] ?? '')))
      const finding = { why: 'repeated', line: place + 1, ...(seq === undefined ? {} : { seq }) }
      expect(verdict).toMatchObject({ ok: false, finding })
    }),
  )
})

test('a file that ends too early is named cut off, with the entry that should come next', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...both), fc.nat(), async (file, at) => {
      const bytes = Buffer.from(file)
      const kept = bytes.subarray(0, at % bytes.length)
      const line = kept.toString('latin1').split('\n').length
      const seq =
        line === 1 || line === linesIn(file).length ? undefined : seqOf(linesIn(file)[line - 1] ?? '')
      const finding = { why: 'cut-off', line, ...(seq === undefined ? {} : { seq }) }
      expect(await verify(kept)).toMatchObject({ ok: false, finding })
    }),
    { numRuns: 300 },
  )
})

const someRedactions = fc.array(
  fc
    .record({
      seq: fc.integer({ min: 1, max: entries }),
      at: fc.nat(),
      reason: fc.constantFrom(...reasonNames),
    })
    .map(({ seq, at, reason }): Redaction => {
      const names = leavesOf(stored[seq - 1]?.entry ?? testAct(0)).map(([name]) => name)
      return { of: 'd1', seq, field: names[at % names.length] ?? '', reason }
    }),
  { minLength: 1, maxLength: 20 },
)

test('whatever fields are blacked out, the rest still verifies, and it says how many fields and why', async () => {
  await fc.assert(
    fc.asyncProperty(someRedactions, async (redactions) => {
      const verdict = await verify(testExport(stored, { signer, redactions }))
      const fields = new Set(redactions.map(({ seq, field }) => `${seq} ${field}`))
      expect(verdict).toMatchObject({ ok: true, facts: { entries, blackFields: fields.size } })
      if (!verdict.ok) return
      expect(Object.keys(verdict.facts.reasons).sort()).toEqual(
        [...new Set(redactions.map(({ reason }) => reason))].sort(),
      )
    }),
    { numRuns: 60 },
  )
})

test('somebody who blacks out a field themselves, or alters a reason, and seals every line anew is found by the signature', async () => {
  const redactions: Redaction[] = [{ of: 'd1', seq: 4, field: 'by', reason: 'safety' }]
  const { sealed, signedLine, firstSeal } = await import('#records/verify/format.ts')
  const lines = linesIn(testExport(stored, { signer, redactions }))
  let seal = firstSeal
  const forged = lines.map((line, i) => {
    const changed = line.replaceAll('"safety"', '"legal-advice"')
    const isLast = i === lines.length - 1
    const { seal: _, signature, ...said } = JSON.parse(changed) as Record<string, unknown> // our own writer's
    const again = sealed(seal, said)
    seal = again.seal
    return isLast ? signedLine.write(again.text, String(signature)) : again.text
  })
  expect(await verify(fileOf(forged))).toMatchObject({ ok: false, finding: { why: 'wrong-signature' } })
})

test.each([
  ['nothing', ''],
  ['a newline', '\n'],
  ['another file', 'seq,at,kind\n1,2,3\n'],
  ['a list nested a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}\n`],
  ['a line of a later version', whole.replace('"v":1', '"v":2')],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(whole)])],
  ['a byte order mark', `\uFEFF${whole}`],
  ['more after its end', `${whole}\n`],
])('%s is no export, and it says so without an exception', async (_what, file) => {
  expect((await verify(file)).ok).toBe(false)
})

test('a line without an end is given up on at its limit, whatever comes', async () => {
  let given = 0
  async function* endless(): AsyncGenerator<Uint8Array> {
    const piece = Buffer.alloc(1_048_576, 0x61)
    for (; given < 1024; given += 1) yield piece
  }
  const verdict = await verifyLines(endless(), { trusted: noTrust })
  expect(verdict).toEqual({ ok: false, finding: { why: 'too-large', line: 1 }, lines: 1 })
  expect(given).toBeLessThan(exportLimits.lineBytesMax / 1_048_576 + 2)
})

test('an entry nested deeper than can be read is named, not thrown', async () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
  const lines = linesIn(whole)
  const line = (lines[4] ?? '').replace('"message:m3"', deep)
  expect(await verify(fileOf(lines.with(4, line)))).toMatchObject({ ok: false, finding: { seq: 4, line: 5 } })
})
