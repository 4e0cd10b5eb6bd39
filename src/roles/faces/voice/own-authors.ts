import type { Kysely } from 'kysely'
import type { Post } from '#kernel/post.ts'
import { openAccounts } from '#access/people/accounts.ts'
import { registerDb } from '#roles/faces/register/tables.ts'

/** Which posts are ours: accounts by their handle, and by the name their network gave them when the register last looked. */
export type OwnAuthors = ReadonlySet<string>

/** Reads whose posts are ours now. */
export async function readOwnAuthors(anyDb: Kysely<unknown>): Promise<OwnAuthors> {
  const accounts = await openAccounts(anyDb)
  const db = registerDb(anyDb)
  const networks = new Map(accounts.map(({ id, network }) => [id, network]))
  const noted = await db.selectFrom('account_profiles').select(['account', 'native_id']).limit(500).execute()
  return new Set([
    ...accounts.map(({ network, handle }) => handleMark(network, handle)),
    ...noted.flatMap(({ account, native_id }) => {
      const network = networks.get(account)
      return network === undefined ? [] : [idMark(network, native_id)]
    }),
  ])
}

/** Whether an account of ours wrote a post. */
export function isOurs(authors: OwnAuthors, { network, author }: Post): boolean {
  if (author === undefined || authors.size === 0) return false
  const { id, handle } = author
  return (
    authors.has(idMark(network, id)) || (handle !== undefined && authors.has(handleMark(network, handle)))
  )
}

/** Whether an account of ours answers somebody else by a post. Going on after a post of its own is no answer. */
export function isOurAnswer(authors: OwnAuthors, post: Post): boolean {
  if (post.replyTo === undefined || !isOurs(authors, post)) return false
  return post.replyTo !== post.id && !post.replyTo.includes(`at://${post.author?.id ?? ''}/`)
}

function handleMark(network: string, handle: string): string {
  return `${network} @${handle.trim().replace(/^@/u, '').toLowerCase()}`
}

function idMark(network: string, id: string): string {
  return `${network} ${id}`
}
