import { useQuery } from '@tanstack/react-query'
import type { LucideIcon } from 'lucide-react'
import { createContext, useContext, useSyncExternalStore, type ComponentType } from 'react'
import { mayDo, type Verb } from '#kernel/permission.ts'
import { sessionQuery } from '#web/client.ts'
import type { KeyAction } from '#web/keys.ts'
import type { LastPerson } from '#web/offline/last-person.ts'
import type { LiveLink, LiveState } from '#web/live.ts'
import type { Locale, MessageKey } from '#web/words.tsx'
import type { Theme } from '#web/theme.ts'

/** A place in the left rail. Only areas that exist are given. */
export type Area = {
  label: MessageKey
  icon: LucideIcon
  /** Where it goes, as a path. */
  to: string
  key?: KeyAction
  /** A number beside the word: what waits there. A hook. */
  useCount?: () => number | undefined
  /** Shown in the bottom bar of a phone. */
  onPhone: boolean
  /** Belongs below the area before it. */
  inner?: boolean
  /** Drawn after the line. */
  last?: boolean
  /** Shown to those who may do this somewhere only; missing: to everybody. */
  may?: Verb
  /** Listed on the settings page instead of in the rail. */
  inSettings?: boolean
}

/** One line of the palette. */
export type PaletteItem = { id: string; label: string; hint?: string; run(): void }

/** A group of palette lines; a hook, asked only while the palette is open. */
export type PaletteGroup = { label: MessageKey; useItems: () => PaletteItem[] }

/** What the shell was put together with, and the choices of this tab. */
export type Desk = {
  areas: readonly Area[]
  /** Loaded once, when the palette is opened first. */
  loadPalette: () => Promise<readonly PaletteGroup[]>
  /** What stands above every page while there is something to say. */
  Above: ComponentType
  /** What waits on this device of whoever was here last; stands where the desk does not answer. */
  Waiting: ComponentType<{ person: LastPerson }>
  live: LiveLink
  theme: Theme
  setTheme(theme: Theme): void
  setLocale(locale: Locale): void
}

/** The desk of this tab. */
export const DeskContext = createContext<Desk | undefined>(undefined)

/** The desk of this tab; see `Desk`. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk needs a DeskContext above it')
  return desk
}

/** How the live link stands, redrawn when it changes. */
export function useLiveState(): LiveState {
  const { live } = useDesk()
  return useSyncExternalStore(live.subscribe, live.state)
}

/** Whether this person may do something, anywhere at all: for showing a button. The server asks again. */
export function useMay(verb: Verb): boolean {
  return mayDo(useQuery(sessionQuery).data?.grants ?? [], verb)
}

/** The areas this person may see. */
export function useAreas(): readonly Area[] {
  const { areas } = useDesk()
  const grants = useQuery(sessionQuery).data?.grants ?? []
  return areas.filter((area) => area.may === undefined || mayDo(grants, area.may))
}
