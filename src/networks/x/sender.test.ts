import { sendingContract } from '#networks/test-sender-contract.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import {
  connectionTo,
  credentialsOf,
  peerOf,
  shortTimeouts,
  tokensOf,
  xAndSender,
} from '#networks/x/emulator/test-connection.ts'
import { emulatedX } from '#networks/x/emulator/test-emulator.ts'

sendingContract('X with four keys', async () => {
  const { x, sender } = await xAndSender()
  return peerOf(x, sender)
})

sendingContract('X with tokens that are renewed', async () => {
  const x = await emulatedX()
  const connection = connectionTo(x, credentialsOf(tokensOf(x)))
  return peerOf(x, xNetworkOf({ timeouts: shortTimeouts }).open(connection))
})
