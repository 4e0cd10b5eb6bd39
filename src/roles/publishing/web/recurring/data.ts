import { Series, SeriesList, type SeriesForm } from '#roles/publishing/recurring/contract.ts'
import { call } from '#web/client.ts'

/** All recurring messages, those that go on first. */
export const recurringQuery = {
  queryKey: ['recurring'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(SeriesList, { path: '/api/recurring', ...(signal ? { signal } : {}) }),
}

/** Makes a message come again. */
export function beginSeries(body: SeriesForm): Promise<Series> {
  return call(Series, { method: 'POST', path: '/api/recurring', body })
}

/** Ends a series, or takes it over. */
export function actOnSeries(id: string, does: 'end' | 'take-over'): Promise<Series> {
  return call(Series, { method: 'POST', path: `${pathOf(id)}/${does}` })
}

/** Leaves one time out. */
export function skipTime(id: string, wall: string): Promise<Series> {
  return call(Series, { method: 'POST', path: `${pathOf(id)}/skip`, body: { wall } })
}

function pathOf(id: string): string {
  return `/api/recurring/${encodeURIComponent(id)}`
}
