import { useEffect, useState } from 'react'
import { secondMs } from '#kernel/time.ts'

/** How long somebody has stopped typing before the desk is asked about what they wrote. */
const settlesAfterMs = 0.8 * secondMs

/** A value once it has stood still for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settlesAfterMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
