import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { mayDo } from '#kernel/permission.ts'
import {
  OfficialBoard,
  type AcceptForm,
  type CloseForm,
  type DecideForm,
  type RequestForm,
} from '#roles/faces/life-cycle/contract.ts'
import {
  LookAlikeList,
  LookAlikePage,
  type LookAlikeAct,
  type LookAlikeForm,
} from '#roles/faces/look-alikes/contract.ts'
import type { CheckKind, EntryForm } from '#roles/faces/register/contract.ts'
import { call, sessionQuery } from '#web/client.ts'
import type { z } from 'zod'

type Signal = { signal?: AbortSignal }

/** Our accounts with their life, and what was asked for. */
export const officialQuery = {
  queryKey: ['official-accounts'],
  queryFn: ({ signal }: Signal) =>
    call(OfficialBoard, { path: '/api/official-accounts', ...(signal ? { signal } : {}) }),
}

/** Accounts that imitate ours. */
export const lookAlikesQuery = {
  queryKey: ['look-alikes'],
  queryFn: ({ signal }: Signal) =>
    call(LookAlikeList, { path: '/api/look-alikes', ...(signal ? { signal } : {}) }),
}

/** One of them, with a report. */
export function lookAlikeQuery(id: string) {
  return {
    queryKey: ['look-alikes', id],
    queryFn: ({ signal }: Signal) =>
      call(LookAlikePage, {
        path: `/api/look-alikes/${encodeURIComponent(id)}`,
        ...(signal ? { signal } : {}),
      }),
  }
}

/** Something done with accounts, and with what it is done. */
export type OfficialAct =
  | { does: 'ask'; form: RequestForm }
  | { does: 'decide'; id: string; form: z.input<typeof DecideForm> }
  | { does: 'entry'; id: string; form: EntryForm }
  | { does: 'owners'; id: string; owners: readonly string[] }
  | { does: 'close'; id: string; form: CloseForm }
  | { does: 'look'; id: string }
  | { does: 'accept'; id: string; kind: z.input<typeof AcceptForm>['kind'] }

function requestOf(act: OfficialAct): { method: 'POST' | 'PUT'; path: string; body?: unknown } {
  if (act.does === 'ask') return { method: 'POST', path: '/api/account-requests', body: act.form }
  const id = encodeURIComponent(act.id)
  const path = `/api/official-accounts/${id}`
  switch (act.does) {
    case 'decide':
      return { method: 'POST', path: `/api/account-requests/${id}/decide`, body: act.form }
    case 'entry':
      return { method: 'PUT', path, body: act.form }
    case 'owners':
      return { method: 'PUT', path: `${path}/owners`, body: { owners: act.owners } }
    case 'close':
      return { method: 'POST', path: `${path}/close`, body: act.form }
    case 'look':
      return { method: 'POST', path: `${path}/look` }
    case 'accept':
      return { method: 'POST', path: `${path}/accept`, body: { kind: act.kind } }
  }
}

/** Does something with accounts; every list shows what came of it. */
export function useOfficial(onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: OfficialAct) => call(OfficialBoard, requestOf(act)),
    onSuccess: async (board) => {
      queries.setQueryData(officialQuery.queryKey, board)
      onDone?.()
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['sending', 'connections'] }),
        queries.invalidateQueries({ queryKey: ['accounts'] }),
      ])
    },
  })
}

/** Something done with look-alikes. */
export type LookAlikeDoing =
  | { does: 'search' }
  | { does: 'names'; id: string; isOn: boolean }
  | { does: 'look-names'; id: string }
  | { does: 'note'; form: LookAlikeForm }
  | { does: 'act'; id: string; form: z.input<typeof LookAlikeAct> }

function lookAlikeRequest(act: LookAlikeDoing): { method: 'POST' | 'PUT'; path: string; body?: unknown } {
  if (act.does === 'search') return { method: 'POST', path: '/api/look-alikes/search' }
  if (act.does === 'note') return { method: 'POST', path: '/api/look-alikes', body: act.form }
  const id = encodeURIComponent(act.id)
  if (act.does === 'act') return { method: 'POST', path: `/api/look-alikes/${id}/acts`, body: act.form }
  const path = `/api/official-accounts/${id}/names`
  if (act.does === 'look-names') return { method: 'POST', path: `${path}/look` }
  return { method: 'PUT', path, body: { isOn: act.isOn } }
}

/** Does something with look-alikes; the list and its number show what came of it. */
export function useLookAlikes(onDone?: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (act: LookAlikeDoing) => call(LookAlikeList, lookAlikeRequest(act)),
    onSuccess: async (list) => {
      queries.setQueryData(lookAlikesQuery.queryKey, list)
      onDone?.()
      await queries.invalidateQueries({ queryKey: officialQuery.queryKey })
      await queries.invalidateQueries({ queryKey: ['look-alikes'], exact: false })
    },
  })
}

/** Whether whoever looks may look after accounts: for showing buttons; the server asks again. */
export function useMayManage(): boolean {
  return mayDo(useQuery(sessionQuery).data?.grants ?? [], 'accounts')
}

/** Which checks a person can find right. */
export function canAccept(kind: CheckKind): kind is z.input<typeof AcceptForm>['kind'] {
  return kind !== 'sign-in'
}
