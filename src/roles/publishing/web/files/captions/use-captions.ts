import { useEffect, useRef, useState } from 'react'
import { uploadFile } from '#roles/publishing/web/files/upload.ts'
import { fileLimits, type KeptFile } from '#sending/files/contract.ts'
import { ProblemError } from '#web/client.ts'

/** Gives the desk a file of captions; what is wrong with it is told, and what was there before stays. */
export function useCaptions(onKept: (sha256: string) => void) {
  const [isSending, setSending] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const [made, setMade] = useState<KeptFile>()
  const stop = useRef<AbortController>(undefined)
  const take = useRef(onKept)
  useEffect(() => {
    take.current = onKept
  })
  useEffect(() => () => stop.current?.abort(), [])
  const give = async (file: File): Promise<void> => {
    const now = new AbortController()
    stop.current = now
    setWrong(undefined)
    setSending(true)
    try {
      if (file.size > fileLimits.captionsBytesMax) throw new ProblemError(413, tooLarge)
      const kept = await uploadFile(file, {
        signal: now.signal,
        onShare: () => undefined,
        path: '/api/files/captions',
      })
      setMade(kept)
      take.current(kept.sha256)
    } catch (error) {
      if (!now.signal.aborted) setWrong(error)
    }
    setSending(false)
  }
  return { send: (file: File | undefined) => void (file && give(file)), isSending, wrong, made }
}

const tooLarge = {
  error: 'captions-too-large',
  en: `This file is larger than ${fileLimits.captionsBytesMax / 1000} kB, which is the most for captions. Is it the film itself?`,
  fr: `Ce fichier dépasse ${fileLimits.captionsBytesMax / 1000} ko, le maximum pour des sous-titres. Est-ce la vidéo elle-même\u00A0?`,
}
