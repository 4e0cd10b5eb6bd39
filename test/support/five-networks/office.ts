import { z } from 'zod'
import type { Desk } from '#app/desk.ts'
import { liveNetworks } from '#app/live-networks.ts'
import { openTestServer, type TestServer } from '#networks/mastodon/test-server.ts'
import type { Connection } from '#networks/sender.ts'
import { startEmulatedX, type EmulatedX } from '#networks/x/emulator/test-emulator.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { openTestDesk } from '../desk.ts'
import { freePort } from '../free-port.ts'
import { freshen } from '../passkeys.ts'
import { joinDesk, type Joined } from '../people.ts'

/** A PDS with an account of ours: a pretended one, or Bluesky's own (test/peers). */
export type BlueskySide = {
  /** How the account signs in. */
  signIn: { handle: string; password: string; server: string }
  /** What our account has said, oldest first. */
  posts(): Promise<readonly { text: string; alts: readonly string[] }[]>
}

/** Waits until something that is asked again and again is as wanted, for a minute at most; fails when it never is. */
export type Until = <T>(ask: () => Promise<T>, wanted: T) => Promise<void>

/** A live desk with an account on each of five networks. Mastodon and X are servers of ours that behave as theirs do. */
export type FiveNetworks = {
  desk: Desk
  bluesky: BlueskySide
  mastodon: TestServer
  x: EmulatedX
  /** The owner, who writes, and who approves. */
  olive: Joined
  wen: Joined
  ana: Joined
  /** Our account on each network. */
  accounts: readonly string[]
  until: Until
  close(): Promise<void>
}

const Id = z.object({ id: z.string() })

/** Asks the desk for something it must not refuse, and gives what it answered. */
export async function said({ ask }: Joined, path: string, body: unknown, method = 'POST'): Promise<unknown> {
  const answer = await ask(path, { method, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

/** Opens the desk and signs its accounts in; whoever opens it closes it. */
export async function openFiveNetworks(bluesky: BlueskySide, until: Until): Promise<FiveNetworks> {
  const undo: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step()
  }
  try {
    const [mastodon, x] = [await openTestServer(), await startEmulatedX()]
    undo.push(() => Promise.all([mastodon.close(), x.close()]))
    const desk = await deskBeside(x)
    undo.push(() => desk.close())
    const olive = await joinDesk(desk, { name: 'Olive', owner: true })
    const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
    const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
    await said(olive, '/api/session', { welcomed: true }, 'PATCH')
    const accounts = await signedIn({ desk, olive }, { bluesky, mastodon, x })
    return { desk, bluesky, mastodon, x, olive, wen, ana, accounts, until, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function deskBeside(x: EmulatedX): Promise<Desk> {
  const port = await freePort()
  // X has one address, so the keys of its emulator are used at the emulator's.
  const onX = xNetworkOf()
  const emulated = { ...onX, open: (connection: Connection) => onX.open({ ...connection, server: x.url }) }
  return openTestDesk(
    { mode: 'live', readers: [], networks: [...liveNetworks(), emulated] },
    { allowPrivateNetworks: true, port, publicUrl: `http://127.0.0.1:${port}` },
  )
}

type FarSides = Pick<FiveNetworks, 'bluesky' | 'mastodon' | 'x'>

/** Our account on each network as its server knows it, and how it signs in there. */
function connectionsOn({ bluesky, mastodon, x }: FarSides): [string, string, object][] {
  const ownActor = { handle: 'city', displayName: 'City', displayNameFr: 'Ville', summary: 'News' }
  return [
    ['bluesky', bluesky.signIn.handle, bluesky.signIn],
    ['mastodon', '@town@town.example', { server: mastodon.origin, accessToken: mastodon.token }],
    ['x', '@HavreClair', x.state.keys.oauth1],
    ['activitypub', '@city', ownActor],
  ]
}

async function signedIn(
  { desk, olive }: Pick<FiveNetworks, 'desk' | 'olive'>,
  farSides: FarSides,
): Promise<readonly string[]> {
  const accounts = ['site']
  for (const [network, handle, signIn] of connectionsOn(farSides)) {
    const form = { network, handle, name: `City on ${network}`, languages: ['en', 'fr'] }
    const { id } = Id.parse(await said(olive, '/api/accounts', form))
    await freshen(desk, olive.id)
    await said(olive, `/api/connections/${id}`, signIn, 'PUT')
    accounts.push(id)
  }
  return accounts
}
