import { useCallback, useEffect, useRef, useState } from 'react'
import { Session } from '#access/contract.ts'
import { secondMs } from '#kernel/time.ts'
import { call, isUnreached, ProblemError } from '#web/client.ts'

const againMs = 5 * secondMs
const answersWithinMs = 8 * secondMs
/** Whoever wrote a sign so lately is still writing; the page does not go away under their hands. */
const pauseMs = 2 * secondMs

/** Whether an error is the desk's own answer, such as that nobody is signed in; not that of a thing in front of it. */
export function isFromDesk(error: unknown): boolean {
  return error instanceof ProblemError && !isUnreached(error) && error.problem.error !== 'unreadable-answer'
}

async function deskAnswers(): Promise<boolean> {
  try {
    await call(Session, { path: '/api/session', withinMs: answersWithinMs })
    return true
  } catch (error) {
    return isFromDesk(error)
  }
}

/** See `useDeskAgain`. */
type DeskAgain = {
  answers: boolean
  /** When somebody last asked by hand and got their answer; missing: they did not. */
  triedAtMs: number | undefined
  askNow: () => void
  /** To be called at each sign that is written. */
  wrote: () => void
}

/**
 * Asks for the desk until it answers: every few seconds, when the network is back, when the page is looked at; then goes on, once nobody
 * is writing.
 */
export function useDeskAgain(goOn: () => void): DeskAgain {
  const [answers, setAnswers] = useState(false)
  const [triedAtMs, setTriedAtMs] = useState<number>()
  const wroteAtMs = useRef(Number.NEGATIVE_INFINITY)
  const isAsking = useRef(false)
  const ask = useCallback(async (): Promise<void> => {
    if (isAsking.current) return
    isAsking.current = true
    setAnswers(await deskAnswers())
    isAsking.current = false
  }, [])
  useEffect(() => {
    const look = (): void => void ask()
    const timer = setInterval(look, againMs)
    window.addEventListener('online', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [ask])
  const latest = useRef(goOn)
  useEffect(() => {
    latest.current = goOn
  })
  useEffect(() => {
    if (!answers) return undefined
    const look = (): void => {
      if (performance.now() - wroteAtMs.current > pauseMs) latest.current()
    }
    look()
    const timer = setInterval(look, secondMs / 2)
    return () => clearInterval(timer)
  }, [answers])
  const askNow = (): void => {
    setTriedAtMs(undefined)
    void ask().then(() => setTriedAtMs(Date.now()))
  }
  const wrote = useCallback((): void => {
    wroteAtMs.current = performance.now()
  }, [])
  return { answers, triedAtMs, askNow, wrote }
}
