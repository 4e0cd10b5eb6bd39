import type { Provider } from '#access/oidc/rules.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { OwnPolicy } from '#listening/policy/organization/own-policy.ts'
import type { MailSettings } from '#sending/to-many/ways.ts'
import type { XTerms } from '#app/live-networks.ts'
import type { SourcePlan } from '#app/plan-sources.ts'

/** What a desk is opened with. */
export type DeskNeeds = {
  dataDir: string
  databaseUrl?: string | undefined
  port: number
  host: string
  publicUrl?: string | undefined
  locale: 'en' | 'fr'
  timeZone: string
  matchThreads: number
  plan: SourcePlan
  /** Your organization's sign-in; missing: none. */
  providers?: readonly Provider[]
  /** Your organization's own policy for searches; missing: none. */
  ownPolicy?: OwnPolicy | undefined
  /** Whether servers on the local network may be called. */
  allowPrivateNetworks?: boolean
  /** The mail server subscribers are told through; missing: no mail. A desk that practises has none. */
  mail?: MailSettings | undefined
  /** Where reports may be mailed to besides the people of the desk, each with a name for the screens. */
  reportAddresses?: readonly { name: string; address: string }[] | undefined
  /** The WebSub hub that is told when feeds of our own site change; missing: none. */
  webSubHub?: string | undefined
  /** What X may cost, and how it is read; missing: the desk does not speak there. */
  x?: XTerms | undefined
  /** Whether browsers keep nothing of the screens: they open with the network only. */
  onlineOnly?: boolean | undefined
  log: Log
  progress: (line: string) => void
  /** Folder of the built threads; and of the built screens. */
  scripts: URL
  screens: string
  clock?: Clock
}
