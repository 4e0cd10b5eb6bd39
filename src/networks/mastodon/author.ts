import type { Post } from '#kernel/post.ts'
import { isUrl } from '#kernel/url.ts'
import { cleanText } from '#networks/clean-text.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'

/**
 * Who published a status. The id is the account's URI, which is the same on every server; servers that do not tell it (before
 * Mastodon 4.2) tell the address of the profile. `bot` is what the account says of itself.
 */
export function authorOf(account: UnknownFields | undefined): Post['author'] {
  const url = textOf(account, 'url')
  const id = textOf(account, 'uri') ?? textOf(fieldsOf(account?.['pleroma']), 'ap_id') ?? url
  if (id === undefined || id === '' || id.length > 600) return undefined
  const handle = handleOf(textOf(account, 'acct'), url ?? id)
  const name = textOf(account, 'display_name')?.trim()
  return {
    id: cleanText(id, 600),
    ...(handle !== undefined && { handle }),
    ...(name !== undefined && name !== '' && { name: cleanText(name, 300) }),
    ...(account?.['bot'] === true && { kind: 'bot' }),
  }
}

/** `name@server` also where the server leaves its own name out. */
function handleOf(acct: string | undefined, address: string): string | undefined {
  if (acct === undefined || !/^[^\s@\0]{1,100}(?:@[^\s@\0]{1,190})?$/.test(acct)) return undefined
  const host = isUrl(address) ? new URL(address).host : undefined
  const whole = acct.includes('@') || host === undefined || host === '' ? acct : `${acct}@${host}`
  return cleanText(whole, 300).toLowerCase()
}
