import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { RecordPage } from '#records/contract.ts'
import { openTown } from '../support/desk.ts'
import { freshen } from '../support/passkeys.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Promise 7, what reaches us: whatever the town answers to something of ours is on record, with what it answers, although
// no watch asks for it and nobody looked.

const Made = z.object({
  id: z.string(),
  revision: z.number(),
  versions: z.array(z.object({ content: z.object({ language: z.string() }), sha256: z.string() })),
})

async function asked(who: Joined, path: string, body: unknown): Promise<unknown> {
  const answer = await who.ask(path, { method: 'POST', body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was refused: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

test(
  'the town answers what was published by hand, in both languages, and each answer is a record',
  { timeout: 120_000 },
  async () => {
    const desk = await openTown('quiet', 120)
    onTestFinished(() => desk.close())
    const grants = ['read', 'write', 'publish'] as const
    const wen = await joinDesk(desk, { name: 'Wen Roy', grants: [...grants] })
    const ana = await joinDesk(desk, { name: 'Ana Park', grants: ['read', 'approve'] })
    const clerk = await joinDesk(desk, { name: 'Maya Okafor', teams: ['Records'] })
    await freshen(desk, ana.id)
    const texts = { en: 'The library is open late on Friday.', fr: 'La bibliothèque ferme tard vendredi.' }
    const versions = Object.entries(texts).map(([language, text]) => ({
      account: 'practice',
      language,
      text,
    }))
    const form = { title: 'Library', lane: 'normal', versions }
    const made = Made.parse(await asked(wen, '/api/messages', form))
    await asked(wen, `/api/messages/${made.id}/ask`, { revision: made.revision })
    const shown = made.versions.map(({ content, sha256 }) => ({
      account: 'practice',
      language: content.language,
      sha256,
    }))
    const item = encodeURIComponent(`message:${made.id}`)
    await asked(ana, `/api/approvals/${item}/approve`, { versions: shown })
    for (const one of shown) {
      const url = `https://havre-clair.example/posts/library-${one.language}`
      await asked(wen, `/api/messages/${made.id}/published`, { ...one, url })
    }
    const replies = async () =>
      RecordPage.parse(await (await clerk.ask('/api/records?kind=reply-received')).json()).entries
    await expect.poll(async () => (await replies()).length, { timeout: 60_000 }).toBe(6)
    const all = await replies()
    for (const language of ['en', 'fr'])
      expect(all.filter((one) => one.language === language)).toHaveLength(3)
    for (const one of all)
      expect(one).toMatchObject({
        account: 'practice',
        facts: { network: 'practice', answers: `message:${made.id}`, title: 'Library' },
      })
  },
)
