import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { announcementsQuery, boardsQuery } from '#roles/reactions/web/data.ts'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay, type PaletteGroup, type PaletteItem } from '#web/desk.ts'

function useReactionItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { say } = useReactionWords()
  const mayRead = useMay('read')
  const mayFollow = useMay('triage')
  const { data: list } = useQuery({ ...announcementsQuery, enabled: mayRead })
  const { data: boards } = useQuery({ ...boardsQuery, enabled: mayRead })
  const go = (id: string, label: string, to: string): PaletteItem => ({
    id: `reactions-${id}`,
    label,
    run: () => void navigate({ to }),
  })
  return [
    ...(mayFollow ? [go('new', say('list.new'), '/reactions/new')] : []),
    ...(mayRead
      ? [
          go('dashboards', say('nav.dashboards'), '/reactions/dashboards'),
          go('coding', say('nav.coding'), '/reactions/coding'),
        ]
      : []),
    ...(list?.announcements ?? []).map(({ id, title }) =>
      go(id, title, `/reactions/announcements/${encodeURIComponent(id)}`),
    ),
    ...(boards?.dashboards ?? []).map(({ id, name }) =>
      go(id, name, `/reactions/dashboards/${encodeURIComponent(id)}`),
    ),
  ]
}

/** What the palette finds of this role. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.reactions', useItems: useReactionItems }]
