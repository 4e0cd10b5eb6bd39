import { expect, test } from 'vitest'
import { practiceNetwork, type PracticeSendingOptions } from '#networks/practice/sender.ts'
import type { TownFault } from '#networks/practice/world/faults.ts'
import { practiceWorld, type PostedInTown } from '#networks/practice/world/world.ts'
import { sendingContract, type Fault, type Peer, type SeenPost } from '#networks/test-sender-contract.ts'

/** The practice town as a peer. */
function townPeer(
  repeats: NonNullable<PracticeSendingOptions['repeats']>,
  means: Pick<PracticeSendingOptions, 'edits' | 'replies'> = {},
): Promise<Peer> {
  const world = practiceWorld()
  const sender = practiceNetwork({ ...means, world, repeats }).open({
    ...{ account: 'a1', handle: 'havreclair', languages: ['en', 'fr'] },
    credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
  })
  return Promise.resolve({
    sender,
    posts: () =>
      Promise.resolve(
        world.postsAt(Date.now()).map(({ nativeId, text, language, replyTo, media, card }) => ({
          ...{ nativeId, text, language, alts: media.map(({ alt }) => alt) },
          ...cardAndCaptions({ media, card }),
          ...(replyTo === undefined ? {} : { replyTo }),
        })),
      ),
    misbehave: (fault) => Promise.resolve(world.misbehave(faultOf(fault))),
    close: () => Promise.resolve(),
  })
}

function cardAndCaptions({
  media,
  card,
}: Pick<PostedInTown, 'media' | 'card'>): Pick<SeenPost, 'card' | 'captions'> {
  const captions = media.flatMap((file) => file.captions ?? [])
  if (card === undefined) return captions.length === 0 ? {} : { captions }
  const { picture, ...words } = card
  return { captions, card: { ...words, hasPicture: picture !== undefined } }
}

function faultOf(kind: Fault): TownFault {
  return kind === 'busy' ? { kind, retryInMs: 7000 } : { kind }
}

sendingContract('practice with keys', () => townPeer('key'))
sendingContract('practice with record keys', () => townPeer('record-key'))
sendingContract('practice without keys', () => townPeer('none'))
sendingContract('practice without edits', () => townPeer('record-key', { edits: false }))

test('a town that knows no edits and no answers says so, and edits nothing', async () => {
  const { sender } = await townPeer('key', { edits: false, replies: false })
  expect(sender.capabilities).toMatchObject({ edits: false, replies: false, deletes: true })
  expect(sender.edit).toBeUndefined()
  const answer = { account: 'a1', language: 'en', parts: ['So it is.'], media: [], replyTo: 'practice:1' }
  expect(sender.check(answer).map(({ why }) => why)).toEqual(['no-replies'])
})
