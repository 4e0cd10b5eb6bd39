import { chmod, chown, mkdir } from 'node:fs/promises'
import type { Account } from '#store/embedded/account.ts'

/** Makes a folder that only the server's account (and root) can enter. */
export async function makePrivate(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  if (account !== undefined) await chown(folder, account.uid, account.gid)
}
