import { useQuery } from '@tanstack/react-query'
import type { ComponentType, ReactElement } from 'react'
import { mayDo } from '#kernel/permission.ts'
import { sessionQuery } from '#web/client.ts'
import { NotFound } from '#web/pages/Fallback.tsx'

/** A page for those who may change people; for everybody else it is not there. The server refuses them its data anyway. */
export function guarded(Page: ComponentType): () => ReactElement {
  return function Guarded() {
    const grants = useQuery(sessionQuery).data?.grants ?? []
    return mayDo(grants, 'people') ? <Page /> : <NotFound />
  }
}
