import { expect, onTestFinished } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import { silentLog } from '#kernel/log.ts'
import type { Message, MessageForm, PollForm, SendForm } from '#roles/publishing/contract.ts'
import type { CorrectionBoard } from '#roles/publishing/corrections/contract.ts'
import { workSent } from '#roles/publishing/jobs.ts'
import { grant, openOffice, signedIn, type OfficeOptions } from '#roles/publishing/test-office.ts'
import { listDeliveries } from '#sending/listing.ts'
import { turn } from '#sending/worker.ts'

/** Writes, publishes, approves. */
export const wen = signedIn('Wen')
export const pat = signedIn('Pat')
export const ana = signedIn('Ana')

/** What was wrong, for everybody. */
export const sentences = {
  en: 'The closing time was wrong: it is 18:00, not 16:00.',
  fr: 'L’heure de fermeture était fausse\u00A0: c’est 18 h, et non 16 h.',
}

/** An office with the town, its own site, and somebody who notes what the outbox tells. */
export async function openCorrecting(o: OfficeOptions = {}) {
  const office = await openOffice(
    { Wen: [grant('write')], Ana: [grant('approve')], Pat: [grant('publish')] },
    { hasSite: true, ...o },
  )
  const { store, sending, time } = office
  const both = { languages: ['en', 'fr'] }
  await store.inTransaction(async (tx) => {
    await ensureAccount(
      tx,
      { id: 'river', network: 'practice', handle: 'h', name: 'River', ...both },
      time.nowMs,
    )
    await ensureAccount(tx, { id: 'site', network: 'pages', handle: 'h', name: 'Site', ...both }, time.nowMs)
  })
  const listen = () => workSent({ store, sending, log: silentLog, nowMs: () => time.nowMs })
  let worker = listen()
  onTestFinished(async () => {
    await worker.stop()
    await store.close()
  })
  const { publishing } = office
  const now = async (id: string): Promise<Message> => {
    const message = await publishing.one(pat, id)
    if (message === undefined) throw new Error('the message is gone')
    return message
  }
  const board = async (id: string): Promise<CorrectionBoard> => {
    const found = await publishing.corrections(wen, id)
    if (found === undefined) throw new Error('the message is gone')
    return found
  }
  const desk = {
    ...{ office, publishing, now, board },
    inTown: () =>
      office.world.postsAt(Infinity).map(({ nativeId, text, replyTo }) => ({ nativeId, text, replyTo })),
    /** What the outbox tells is not noted until `work` is done. */
    async unheard(work: () => Promise<void>) {
      await worker.stop()
      await work()
      worker = listen()
    },
    /** Lets the outbox look until nothing is due. */
    async settle() {
      while ((await turn(sending.ground, new AbortController().signal)) > 0);
    },
    async change(id: string, texts: Record<string, string>) {
      const { revision, title, lane, versions } = await now(id)
      const form: MessageForm['versions'] = versions.map(
        ({ content: { account, language, parts, poll } }) => ({
          ...{ account, language, poll },
          text: texts[`${account} ${language}`] ?? parts.join('\n\n'),
        }),
      )
      const done = await publishing.change(wen, id, { revision, title, lane, versions: form })
      if (!done.ok) throw new Error(done.why)
    },
    async correct(id: string, said: Record<string, string> = sentences) {
      return publishing.correct(wen, id, { revision: (await now(id)).revision, sentences: said })
    },
    async ask(id: string) {
      return publishing.ask(wen, id, { revision: (await now(id)).revision })
    },
    async send(id: string, more: Partial<SendForm> = {}) {
      return publishing.send(pat, id, { revision: (await now(id)).revision, ...more })
    },
    /** Asked about, approved, sent, and noted as public. */
    async publish(id: string, more: Partial<SendForm> = {}) {
      expect(await desk.ask(id)).toMatchObject({ ok: true })
      expect(await office.approve('Ana', id)).toMatchObject({ ok: true })
      expect(await desk.send(id, more)).toMatchObject({ ok: true })
      await desk.settle()
      await desk.isPublished(id)
    },
    async isPublished(id: string) {
      await expect.poll(async () => (await now(id)).state).toBe('published')
    },
    /** A message that is public in both languages on these accounts. */
    async published(accounts: readonly string[], polls: Record<string, PollForm> = {}): Promise<string> {
      const versions = accounts.flatMap((account) => [
        { account, language: 'en', text: 'The library closes at 16:00.', poll: polls['en'] },
        { account, language: 'fr', text: 'La bibliothèque ferme à 16 h.', poll: polls['fr'] },
      ])
      const made = await publishing.create(wen, { title: 'Library', lane: 'normal', versions })
      if (!made.ok) throw new Error(made.why)
      await desk.publish(made.value.id)
      return made.value.id
    },
    /** The deliveries of a message, newest last. */
    deliveries: (id: string) => listDeliveries(sending.ground, { item: `message:${id}` }, [grant('publish')]),
  }
  return desk
}

/** A town whose network cannot edit. */
export const noEdits = { town: { edits: false } }
