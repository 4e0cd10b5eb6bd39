import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { ExportList, ExportView } from '#records/export/contract.ts'
import { RecordPage } from '#records/contract.ts'
import { verifyFile } from '#records/verify/verify-file.ts'
import { pngPicture } from '#roles/publishing/test-pictures.ts'
import { fileAddress, KeptFile } from '#sending/files/contract.ts'
import { openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Promise 7, what was said with a picture: the record names its exact bytes and its description, an export for somebody outside
// holds them, and one byte that is another is found without the desk.

const Made = z.object({
  id: z.string(),
  revision: z.number(),
  versions: z.array(
    z.object({ content: z.object({ account: z.string(), language: z.string() }), sha256: z.string() }),
  ),
})

async function asked(who: Joined, path: string, body: unknown): Promise<unknown> {
  const answer = await who.ask(path, { method: 'POST', body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was refused: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Gives a picture in as a browser does: its bytes as the body. */
async function upload(url: string, who: Joined, bytes: Buffer): Promise<KeptFile> {
  const door = await fetch(await who.signInLink(), { redirect: 'manual' })
  const [cookie = ''] = (door.headers.get('set-cookie') ?? '').split(';')
  const headers = { cookie, 'x-bellwether': '1', 'content-type': 'image/png' }
  const answer = await fetch(new URL('/api/files', url), {
    method: 'POST',
    headers,
    body: new Uint8Array(bytes),
  })
  expect(answer.status).toBe(201)
  return KeptFile.parse(await answer.json())
}

test(
  'a picture that went out is on record with its description, in the export, and safe from one byte',
  { timeout: 180_000 },
  async () => {
    const desk = await openTown('quiet')
    onTestFinished(() => desk.close())
    const wen = await joinDesk(desk, { name: 'Wen Roy', grants: ['read', 'write', 'publish'] })
    const ana = await joinDesk(desk, { name: 'Ana Park', grants: ['read', 'approve'] })
    const clerk = await joinDesk(desk, { name: 'Maya Okafor', grants: ['read', 'records', 'export'] })
    for (const { id } of [ana, clerk]) await freshen(desk, id)
    const file = await upload(desk.url, wen, pngPicture({ width: 320, height: 200 }))
    const alts = { en: 'The river over the path', fr: 'La rivière sur le sentier' }
    const versions = Object.entries(alts).map(([language, alt]) => ({
      ...{ account: 'practice', language, text: alt },
      media: [{ sha256: file.sha256, alt, decorative: false }],
    }))
    const made = Made.parse(await asked(wen, '/api/messages', { title: 'Path', lane: 'normal', versions }))
    await asked(wen, `/api/messages/${made.id}/ask`, { revision: made.revision })
    const shown = made.versions.map(({ content, sha256 }) => ({
      ...{ account: content.account, language: content.language, sha256 },
    }))
    await asked(ana, `/api/approvals/${encodeURIComponent(`message:${made.id}`)}/approve`, {
      versions: shown,
    })
    await asked(wen, `/api/messages/${made.id}/send`, { revision: made.revision })

    const delivered = async () =>
      RecordPage.parse(await (await clerk.ask('/api/records?kind=delivery')).json()).entries
    await expect.poll(async () => (await delivered()).length, { timeout: 60_000 }).toBe(2)
    for (const { language, facts } of await delivered())
      expect(facts?.['files']).toMatchObject([
        { sha256: file.sha256, mediaType: 'image/png', alt: language === 'fr' ? alts.fr : alts.en },
      ])

    const question = {
      query: { kind: 'delivery' },
      purpose: 'A-2031-014',
      locale: 'fr',
      timeZone: 'America/Toronto',
    }
    const { id } = ExportView.parse(await asked(clerk, '/api/records/exports', question))
    await asked(clerk, `/api/records/exports/${id}/make`, {})
    const state = async () =>
      ExportView.parse(await (await clerk.ask(`/api/records/exports/${id}`)).json()).state
    await expect.poll(state, { timeout: 60_000 }).toBe('ready')
    const bundle = Buffer.from(await (await clerk.ask(`/api/records/exports/${id}/bundle`)).arrayBuffer())
    const { fingerprint } = ExportList.parse(await (await clerk.ask('/api/records/exports')).json())

    const folder = await mkdtemp(join(tmpdir(), 'bellwether-bundle-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const verified = async (bytes: Buffer) => {
      await writeFile(join(folder, 'it.zip'), bytes)
      return verifyFile(join(folder, 'it.zip'), { trusted: { keys: [], fingerprint } })
    }
    expect(await verified(bundle)).toMatchObject({
      ok: true,
      files: 7,
      facts: { entries: 2, isTrusted: true },
    })
    const picture = Buffer.from(await (await clerk.ask(fileAddress(file.sha256))).arrayBuffer())
    const at = bundle.indexOf(picture)
    expect(at).toBeGreaterThan(0)
    bundle[at + 40] = (bundle[at + 40] ?? 0) ^ 1
    const finding = { why: 'file-differs', file: `media/${file.sha256}.png` }
    expect(await verified(bundle)).toMatchObject({ ok: false, finding })
  },
)
