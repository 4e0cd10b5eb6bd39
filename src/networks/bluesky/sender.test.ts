import { sendingContract } from '#networks/test-sender-contract.ts'
import { blueskySender } from '#networks/bluesky/sender.ts'
import { startTestPds } from '#networks/bluesky/test-pds.ts'
import { connectionTo, testSettings } from '#networks/bluesky/test-sender.ts'

sendingContract('bluesky', async () => {
  const pds = await startTestPds()
  return {
    sender: blueskySender(connectionTo(pds.server), testSettings),
    posts: () => Promise.resolve(pds.posts()),
    misbehave: (fault) => pds.misbehave(fault),
    close: () => pds.close(),
  }
})
