import {
  ExportList,
  ExportPage,
  ExportView,
  Redacted,
  type ExportQuestion,
  type RedactionInput,
} from '#records/export/contract.ts'
import { call, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }
const given = ({ signal }: Signal): Signal => (signal ? { signal } : {})
const path = '/api/records/exports'

/** How often a page asks while an export is made, ms. */
const askEveryMs = 700

/** Exports so far. */
export const exportsQuery = {
  queryKey: ['records', 'exports'],
  queryFn: (o: Signal) => call(ExportList, { path, ...given(o) }),
}

/** One export; asked again and again while it is made. */
export function exportQuery(id: string) {
  return {
    queryKey: ['records', 'exports', id],
    queryFn: (o: Signal) => call(ExportView, { path: `${path}/${encodeURIComponent(id)}`, ...given(o) }),
    refetchInterval: ({ state }: { state: { data?: ExportView | undefined } }) =>
      state.data?.state === 'making' ? askEveryMs : false,
  } as const
}

/** A page of what an export will show. */
export function previewPage(id: string, before: number | undefined, o: Signal): Promise<ExportPage> {
  const asked = { before: before === undefined ? undefined : String(before) }
  return call(ExportPage, { path: pathWith(`${path}/${encodeURIComponent(id)}/entries`, asked), ...given(o) })
}

/** Begins an export as a draft. */
export function beginExport(body: ExportQuestion): Promise<ExportView> {
  return call(ExportView, { method: 'POST', path, body })
}

/** Blacks something out. */
export function blackOut(id: string, body: RedactionInput): Promise<Redacted> {
  return call(Redacted, { method: 'POST', path: `${path}/${id}/redactions`, body })
}

/** Takes back what was blacked out at once. */
export function takeBack(id: string, of: string): Promise<Redacted> {
  return call(Redacted, { method: 'DELETE', path: `${path}/${id}/redactions/${of}` })
}

/** Makes an export; asks for the passkey. */
export function makeExport(id: string): Promise<ExportView> {
  return call(ExportView, { method: 'POST', path: `${path}/${id}/make` })
}

/** Where the file of an export is. */
export function bundlePath(id: string): string {
  return `${path}/${encodeURIComponent(id)}/bundle`
}
