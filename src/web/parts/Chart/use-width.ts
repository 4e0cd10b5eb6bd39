import { useEffect, useRef, useState, type RefObject } from 'react'

const firstWidthPx = 640

/** How wide the box on screen is, in CSS pixels: pictures are drawn to measure, so that their words keep their size on a phone. */
export function useWidth<E extends HTMLElement>(): { box: RefObject<E | null>; widthPx: number } {
  const box = useRef<E>(null)
  const [widthPx, setWidthPx] = useState(firstWidthPx)
  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.round(entry?.contentRect.width ?? 0)
      if (width > 0) setWidthPx(width)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { box, widthPx }
}
