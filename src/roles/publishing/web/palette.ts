import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import type { PaletteGroup, PaletteItem } from '#web/desk.ts'
import { useWords } from '#web/words.tsx'

const planning = [
  { to: '/publish/calendar', label: 'nav.calendar' },
  { to: '/publish/recurring', label: 'nav.recurring' },
  { to: '/publish/templates', label: 'nav.templates' },
  { to: '/publish/campaigns', label: 'nav.campaigns' },
] as const

function usePublishItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { say } = useWords()
  const plan = useCalendarWords()
  const queries = useQueryClient()
  const known = queries
    .getQueriesData({ queryKey: ['messages', 'open'] })
    .flatMap(([, data]) => KnownMessages.safeParse(data).data?.pages ?? [])
    .flatMap(({ messages }) => messages)
  return [
    { id: 'publish-list', label: say('area.publish'), run: () => void navigate({ to: '/publish' }) },
    ...planning.map(({ to, label }) => ({
      id: to,
      label: plan.say(label),
      run: () => void navigate({ to }),
    })),
    ...known.map(({ id, title }) => ({
      id: `message-${id}`,
      label: title,
      run: () => void navigate({ to: '/publish/$id', params: { id } }),
    })),
  ]
}

/** What the palette needs of the lists that were read; schemas of the role would make the first page heavier. */
const KnownMessages = z.object({
  pages: z.array(z.object({ messages: z.array(z.object({ id: z.string(), title: z.string() })) })),
})

/** What the palette finds of publishing. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.publish', useItems: usePublishItems }]
