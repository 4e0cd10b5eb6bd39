import { z } from 'zod'
import {
  FaceList,
  MyFace,
  type ConsentForm,
  type Face,
  type FaceProposal,
  type PhotoPart,
} from '#roles/faces/people/contract.ts'
import {
  AwayAnswer,
  KeptSettings,
  RotaWeek,
  type FacesSettings,
  type ShiftForm,
  type SingleForm,
} from '#roles/faces/rota/contract.ts'
import { call, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

const Done = z.object({ done: z.literal(true) })
const Photo = z.object({ sha256: z.string() })

function get<S extends z.ZodType>(schema: S, path: string, { signal }: Signal): Promise<z.output<S>> {
  return call(schema, { path, ...(signal ? { signal } : {}) })
}

function at(...parts: string[]): string {
  return ['/api', ...parts.map(encodeURIComponent)].join('/')
}

/** Everybody here and what they show. */
export const facesQuery = {
  queryKey: ['faces'],
  queryFn: (given: Signal) => get(FaceList, at('faces'), given),
}

/** What one wrote of oneself and agreed to. */
export const mineQuery = {
  queryKey: ['faces', 'mine'],
  queryFn: (given: Signal) => get(MyFace, at('faces', 'mine'), given),
}

/** Keeps what one writes of oneself. */
export function writeMine(revision: number, face: Face): Promise<MyFace> {
  return call(MyFace, { method: 'PUT', path: at('faces', 'mine'), body: { revision, face } })
}

/** Agrees to be shown. */
export function agree(form: ConsentForm): Promise<MyFace> {
  return call(MyFace, { method: 'POST', path: at('faces', 'mine', 'consent'), body: form })
}

/** Ends one's consent. */
export function stopMine(): Promise<MyFace> {
  return call(MyFace, { method: 'POST', path: at('faces', 'mine', 'consent', 'end') })
}

/** Leaves a proposal. */
export function leaveProposal(): Promise<MyFace> {
  return call(MyFace, { method: 'DELETE', path: at('faces', 'mine', 'proposal') })
}

/** Gives a picture of oneself; the desk cuts it square. */
export function givePhoto(file: Blob, part: PhotoPart): Promise<{ sha256: string }> {
  const body = file.slice(0, file.size, 'application/octet-stream')
  return call(Photo, { method: 'POST', path: pathWith(at('faces', 'mine', 'photo'), { part }), body })
}

/** Proposes to somebody what they could show. */
export function propose(personId: string, proposal: FaceProposal): Promise<unknown> {
  return call(Done, { method: 'PUT', path: at('faces', personId, 'proposal'), body: proposal })
}

/** Ends somebody's consent for them. */
export function stopTheirs(personId: string, reason: string): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('faces', personId, 'consent', 'end'), body: { reason } })
}

/** The rota of a week; missing: this one. */
export function rotaQuery(week: string | undefined) {
  return {
    queryKey: ['rota', week ?? 'now'],
    queryFn: (given: Signal) => get(RotaWeek, pathWith(at('rota'), { week }), given),
  }
}

/** Puts somebody on the rota every week. */
export function addShift(form: ShiftForm): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('rota', 'shifts'), body: form })
}

/** Ends a weekly shift from a day on. */
export function endShift(id: string, fromDay: string): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('rota', 'shifts', id, 'end'), body: { fromDay } })
}

/** Writes down a day that goes otherwise. */
export function addDay(form: SingleForm): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('rota', 'days'), body: form })
}

/** Takes such a day back. */
export function removeDay(id: string): Promise<unknown> {
  return call(Done, { method: 'DELETE', path: at('rota', 'days', id) })
}

/** Asks a colleague to take one's own shift. */
export function askSwap(slot: string, toId: string, note: string): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('rota', 'swaps'), body: { slot, toId, note } })
}

/** Answers a swap, or takes it back. */
export function answerSwap(id: string, answer: 'accept' | 'decline' | 'withdraw'): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('rota', 'swaps', id), body: { answer } })
}

/** Leaves a note for whoever takes over. */
export function handOver(text: string): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('rota', 'handovers'), body: { text } })
}

/** Says that one has read a note and takes over. */
export function takeOver(id: string): Promise<unknown> {
  return call(Done, { method: 'POST', path: at('rota', 'handovers', id, 'take') })
}

/** What the desk decided about its rota and its page. */
export const settingsQuery = {
  queryKey: ['faces', 'settings'],
  queryFn: (given: Signal) => get(KeptSettings, at('faces', 'settings'), given),
}

/** Changes it. */
export function putSettings(settings: FacesSettings & { revision: number }): Promise<KeptSettings> {
  return call(KeptSettings, { method: 'PUT', path: at('faces', 'settings'), body: settings })
}

/** The answer out of hours as it would be sent now. */
export const awayQuery = {
  queryKey: ['faces', 'away'],
  queryFn: (given: Signal) => get(AwayAnswer, at('out-of-hours'), given),
}
