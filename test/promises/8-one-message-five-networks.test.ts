import { expect, onTestFinished, test } from 'vitest'
import { ours, startTestPds } from '#networks/bluesky/test-pds.ts'
import { openFiveNetworks, type Until } from '../support/five-networks/office.ts'
import { goesToFive, isPutRightOnFive } from '../support/five-networks/story.ts'

// Promise 8 the other way round: one message in two languages, a thread with a picture, goes to five networks at once, each in its
// own way, and is corrected on all of them. Bluesky, Mastodon and X are servers of ours that behave as theirs do; our actors on the
// fediverse and our own pages are the desk's own. The same story with Bluesky's own PDS: test/peers/five-networks.check.mjs.

const patient = { timeout: 60_000 }

test(
  'one message in two languages, with a picture and as a thread, goes to five networks, and is corrected on all of them',
  { timeout: 240_000 },
  async () => {
    const pds = await startTestPds()
    onTestFinished(() => pds.close())
    const { handle, password } = ours
    const signIn = { handle, password, server: pds.server }
    const until: Until = async (ask, wanted) => {
      await expect.poll(ask, patient).toEqual(wanted)
    }
    const five = await openFiveNetworks({ signIn, posts: async () => pds.posts() }, until)
    onTestFinished(() => five.close())

    const { id } = await goesToFive(five)
    await isPutRightOnFive(five, id)
    expect(five.x.violations()).toEqual([])
  },
)
