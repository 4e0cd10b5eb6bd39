import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { peopleQuery } from '#access/web/people/data.ts'
import { mayDo } from '#kernel/permission.ts'
import { sessionQuery } from '#web/client.ts'
import type { PaletteGroup, PaletteItem } from '#web/desk.ts'

function usePeopleItems(): PaletteItem[] {
  const navigate = useNavigate()
  const grants = useQuery(sessionQuery).data?.grants ?? []
  const { data } = useQuery({ ...peopleQuery, enabled: mayDo(grants, 'people') })
  const here = (data?.people ?? []).filter((person) => person.leftAt === undefined)
  return here.map(({ id, name, email }) => ({
    id: `person-${id}`,
    label: name,
    ...(email === undefined ? {} : { hint: email }),
    run: () => void navigate({ to: '/settings/people/$id', params: { id } }),
  }))
}

/** What the palette finds of people, for those who may change them. */
export const palette: readonly PaletteGroup[] = [{ label: 'area.people', useItems: usePeopleItems }]
