import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { bellQuery } from '#web/shell/Bell/bell-query.ts'
import type { PaletteGroup, PaletteItem } from '#web/desk.ts'

/** What the palette finds: each item there is news of. */
function useItems(): PaletteItem[] {
  const navigate = useNavigate()
  const { data } = useQuery(bellQuery)
  const items = new Map(
    (data?.notices ?? []).flatMap((one) => (one.kind === 'delegated' ? [] : [[one.item, one.title]])),
  )
  return [...items].map(([item, title]) => ({
    id: `approval-${item}`,
    label: title ?? item,
    run: () => void navigate({ to: '/approvals/$item', params: { item } }),
  }))
}

/** What the palette finds of approvals. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.approvals', useItems }]
