import { sql } from 'kysely'
import type { CDPSession, Page } from 'playwright-core'
import { accessLimits } from '#access/rules.ts'
import type { Store } from '#store/store.ts'

/**
 * Makes all sessions of a person fresh, as a passkey would: for API tests of acts that ask for step-up.
 *
 * @param nowMs the desk's own time, where a test has its own clock
 */
export async function freshen(
  desk: { store: Pick<Store, 'db'> },
  personId: string,
  nowMs: number = Date.now(),
): Promise<void> {
  const until = new Date(nowMs + accessLimits.freshMs)
  await sql`update sessions set fresh_until = ${until} where person_id = ${personId}`.execute(desk.store.db)
}

/** A device with passkeys in a page: what a person's fingerprint reader is to their browser. */
export type VirtualDevice = {
  /** Whether the person lets themselves be verified from now on; a refusal is what a closed question is. */
  agrees(isWilling: boolean): Promise<void>
  /** How many passkeys it holds. */
  count(): Promise<number>
}

/** Gives a page a device with passkeys, through the browser's own WebAuthn. The page must be at `localhost`. */
export async function virtualDevice(page: Page): Promise<VirtualDevice> {
  const { session, authenticatorId } = await authenticatorIn(page)
  return {
    agrees: async (isWilling) =>
      void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: isWilling })),
    count: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  }
}

async function authenticatorIn(page: Page): Promise<{ session: CDPSession; authenticatorId: string }> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { session, authenticatorId }
}
