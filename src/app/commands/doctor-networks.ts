import { wallClock } from '#kernel/time.ts'
import type { Words } from '#kernel/words.ts'
import { askInstance } from '#networks/mastodon/instance.ts'
import { spentInMonth } from '#sending/spending.ts'
import type { Store } from '#store/store.ts'
import type { Config } from '#app/config-schema.ts'
import type { Finding } from '#app/commands/doctor-hearing.ts'
import { xSettingFindings } from '#app/commands/doctor-x.ts'

/** Whether the servers with the Mastodon API that are listened to answer. */
export function mastodonFindings({ sources, allowPrivateNetworks }: Config): Promise<Finding[]> {
  const servers = new Set(sources.flatMap((wish) => (wish.kind === 'mastodon' ? [wish.server] : [])))
  return Promise.all([...servers].map((server) => mastodonFinding(server, allowPrivateNetworks)))
}

async function mastodonFinding(server: string, allowPrivateNetworks: boolean): Promise<Finding> {
  const what = { en: 'Mastodon', fr: 'Mastodon' }
  const { origin, host, protocol } = new URL(server)
  if (protocol !== 'https:' && !allowPrivateNetworks) return { what, state: 'wrong', said: openLine(host) }
  const signal = new AbortController().signal
  const asked = await askInstance({ origin, allowPrivateNetworks }, { clock: wallClock, signal })
  if (asked.kind === 'answer')
    return { what, state: 'fine', said: { en: `${host} answers`, fr: `${host} répond` } }
  if (asked.why === 'private-address') return { what, state: 'wrong', said: onLocalNetwork(host) }
  const said = {
    en: `${host} cannot be listened to: ${asked.detail}`,
    fr: `${host} ne peut pas être écouté : ${asked.detail}`,
  }
  return { what, state: 'wrong', said }
}

function openLine(host: string): Words {
  return {
    en: `${host} is called by https only; write mastodon:https://${host}`,
    fr: `${host} n’est appelé que par https ; écrivez mastodon:https://${host}`,
  }
}

function onLocalNetwork(host: string): Words {
  return {
    en: `${host} is on the local network, and is called only with --allow-private-networks`,
    fr: `${host} est sur le réseau local, et n’est appelé qu’avec --allow-private-networks`,
  }
}

/** What X has cost this month, of what it may cost, and what the other settings for X come to; empty where none is set. */
export async function xFindings(store: Store, config: Config): Promise<Finding[]> {
  const { xBudgetCents: budget, xReserveCents: reserve = 0 } = config
  if (budget === undefined) return xSettingFindings(config)
  const spent = await spentInMonth(store.db, 'x', wallClock.nowMs())
  return [xFinding(spent, budget, reserve), ...xSettingFindings(config)]
}

/** @param spentMillidollars this month; the others are what was set */
export function xFinding(spentMillidollars: number, budgetCents: number, reserveCents: number): Finding {
  const [spent, most] = [spentMillidollars / 1000, budgetCents / 100]
  const isNear = spent >= (budgetCents - reserveCents) / 100 - most / 10
  const reserve = reserveCents / 100
  return {
    what: { en: 'X', fr: 'X' },
    state: isNear ? 'look' : 'fine',
    said: {
      en: `US$${spent.toFixed(2)} of US$${most.toFixed(2)} used this month; US$${reserve.toFixed(2)} of it are for emergencies`,
      fr: `${comma(spent)} sur ${comma(most)} $ US utilisés ce mois-ci, dont ${comma(reserve)} réservés aux urgences`,
    },
  }
}

/** Two places behind a comma. */
function comma(amount: number): string {
  return amount.toFixed(2).replace('.', ',')
}
