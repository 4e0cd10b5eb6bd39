import { useRef, useState } from 'react'
import { fileLimits, type KeptFile } from '#sending/files/contract.ts'
import { uploadFile } from '#roles/publishing/web/files/upload.ts'

/** A file on its way to the desk. `wrong`: why it is not kept; an error of the desk, or a word for what is seen here. */
export type Upload = {
  id: number
  name: string
  bytes: number
  /** How much of it the desk has, from 0 to 1. */
  shareOf1: number
  wrong?: unknown
}

/** Why a file is not even sent, as words of `messages`. */
export class NotSent extends Error {
  override name = 'NotSent'
  readonly why: 'tooMany' | 'tooLarge' | 'again'
  constructor(why: NotSent['why']) {
    super(why)
    this.why = why
  }
}

/**
 * Files on their way to the desk: one after the other, so that they arrive in the order they were chosen. What is done is handed on
 * and leaves the list; what failed stays until somebody takes it away.
 *
 * @param onKept says whether the file is new here
 */
export function useUploads(onKept: (file: KeptFile) => boolean) {
  const [list, setList] = useState<readonly Upload[]>([])
  const [known, setKnown] = useState<readonly KeptFile[]>([])
  const turn = useRef<Promise<void>>(Promise.resolve())
  const stops = useRef(new Map<number, AbortController>())
  const lastId = useRef(0)
  const take = useRef(onKept)
  take.current = onKept

  const drop = (id: number): void => {
    stops.current.get(id)?.abort()
    stops.current.delete(id)
    setList((now) => now.filter((one) => one.id !== id))
  }
  const change = (id: number, part: Partial<Upload>): void =>
    setList((now) => now.map((one) => (one.id === id ? { ...one, ...part } : one)))

  const send = async (id: number, file: File, { signal }: AbortController): Promise<void> => {
    if (signal.aborted) return
    try {
      if (file.size > fileLimits.filmBytesMax) throw new NotSent('tooLarge')
      const kept = await uploadFile(file, { signal, onShare: (shareOf1) => change(id, { shareOf1 }) })
      if (signal.aborted) return
      setKnown((now) => [...now.filter(({ sha256 }) => sha256 !== kept.sha256), kept])
      if (!take.current(kept)) throw new NotSent('again')
      drop(id)
    } catch (error) {
      // Whoever gave it up took it off the list.
      if (!signal.aborted) change(id, { wrong: error })
    }
  }

  /** Sends files, as many as there is room for; the others are told that there is none. */
  const add = (files: readonly File[], room: number): void => {
    const made = files.map((file, at): [Upload, File] => {
      const { name, size: bytes } = file
      const wrong = at < room ? {} : { wrong: new NotSent('tooMany') }
      return [{ id: ++lastId.current, name, bytes, shareOf1: 0, ...wrong }, file]
    })
    setList((now) => [...now, ...made.map(([upload]) => upload)])
    for (const [{ id, wrong }, file] of made) {
      if (wrong !== undefined) continue
      const stop = new AbortController()
      stops.current.set(id, stop)
      turn.current = turn.current.then(() => send(id, file, stop))
    }
  }
  const isBusy = list.some(({ wrong }) => wrong === undefined)
  return { list, known, add, drop, isBusy }
}
