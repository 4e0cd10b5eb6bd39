import { networkName } from '#roles/faces/register/network-names.ts'
import type { NameAnswer, PublicAccount } from '#roles/faces/register/contract.ts'
import type { OfficialNeeds } from '#roles/faces/register/ground.ts'
import { askedName, namesAccount, usualUrl } from '#roles/faces/register/rules.ts'
import { accountRows, standingsOf, type AccountRow } from '#roles/faces/register/store.ts'
import { lookOf, reasonsFor } from '#roles/faces/look-alikes/rules.ts'

/** Accounts as everybody may know them: those that are listed, also when they are closed. */
export async function publicAccounts(needs: OfficialNeeds): Promise<PublicAccount[]> {
  const rows = (await accountRows(needs.store.db)).filter(({ entry }) => entry.isListed)
  const standings = await standingsOf(needs.store.db)
  const board = await needs.board()
  return rows.map((row) => {
    const server = board.find(({ account }) => account === row.id)?.server
    const checks = [...(standings.get(row.id)?.values() ?? [])]
    // Only a look that found everything in order is one the public can build on.
    const isFine = checks.length > 0 && checks.every(({ state }) => state === 'ok' || state === 'advice')
    const checkedMs = isFine ? Math.max(...checks.map((one) => one.checkedMs)) : undefined
    return publicAccount(row, { origin: needs.origin(), server, checkedMs })
  })
}

function publicAccount(
  row: AccountRow,
  o: { origin: string; server: string | undefined; checkedMs: number | undefined },
): PublicAccount {
  const { entry, closedMs, closing } = row
  const url = profileOf(row, o)
  return {
    ...{ network: row.network, networkName: networkName(row.network), handle: row.handle, name: row.name },
    ...{ kind: entry.kind, purpose: entry.purpose, languages: row.languages },
    ...(url === undefined ? {} : { url }),
    ...(entry.since === undefined ? {} : { since: entry.since }),
    ...(o.checkedMs === undefined || closedMs !== undefined
      ? {}
      : { checkedAt: new Date(o.checkedMs).toISOString() }),
    ...(closedMs === undefined
      ? {}
      : {
          closed: {
            ...{ at: new Date(closedMs).toISOString(), words: closing?.words ?? { en: '', fr: '' } },
            ...(closing?.url === undefined ? {} : { url: closing.url }),
          },
        }),
  }
}

/** Where people find an account: as somebody noted it, else as its network has it, else on our own site. */
export function profileOf(
  { network, handle, id, entry }: Pick<AccountRow, 'network' | 'handle' | 'id' | 'entry'>,
  { origin, server }: { origin: string; server?: string | undefined },
): string | undefined {
  if (entry.profileUrl !== undefined) return entry.profileUrl
  if (network === 'pages')
    return id === 'site' ? `${origin}/p` : `${origin}/p/accounts/${encodeURIComponent(id)}`
  return usualUrl(network, handle, server)
}

/** Whether an account somebody found is ours. Asks nobody: only the register is read. */
export function answerName(accounts: readonly PublicAccount[], text: string): NameAnswer {
  const asked = askedName(text)
  if (asked === '' || asked === '@') return { asked, answer: 'nothing-asked', accounts: [] }
  const named = accounts.filter((one) => namesAccount(asked, one))
  const open = named.filter(({ closed }) => closed === undefined)
  if (open.length > 0) return { asked, answer: 'ours', accounts: open }
  if (named.length > 0) return { asked, answer: 'closed', accounts: named }
  const alike = accounts.filter((one) => one.closed === undefined && looksLike(asked, one))
  return alike.length > 0
    ? { asked, answer: 'looks-alike', accounts: alike.slice(0, 3) }
    : { asked, answer: 'not-ours', accounts: [] }
}

function looksLike(asked: string, { network, handle, name }: PublicAccount): boolean {
  const ours = lookOf({ network, handle, name })
  const theirs = { handle: lastPart(asked), name: asked, bio: '' }
  return reasonsFor(ours, theirs).length > 0
}

/** Of an address the part that names the account. */
function lastPart(asked: string): string {
  const url = /^https?:\/\//i.test(asked) ? URL.parse(asked) : null
  const last = url?.pathname.split('/').findLast((part) => part !== '') ?? asked
  try {
    return decodeURIComponent(last)
  } catch {
    return last // not every % begins a code
  }
}
