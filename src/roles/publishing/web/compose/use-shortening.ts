import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, type RefObject } from 'react'
import type { ShortText } from '#roles/publishing/results/contract.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import {
  caretAfter,
  exchangeCount,
  exchanged,
  mayBeShort,
  type Exchange,
} from '#roles/publishing/web/compose/short-addresses.ts'
import { shortenText, shortHereQuery } from '#roles/publishing/web/results/data.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Needs = {
  text: string
  box: RefObject<HTMLTextAreaElement | null>
  /** Where what is pressed stands: it may be gone once it was pressed, and the text is given the focus instead. */
  tools: RefObject<HTMLElement | null>
  /** Says the words otherwise, as they are by then. */
  reword: (how: (text: string) => string) => void
}

/** Puts short addresses in the place of long ones, and back: always into the words as they stand, beside which the caret stays. */
export function useShortening({ text, box, tools, reword }: Needs) {
  const { say } = useComposeWords()
  const here = useQuery(shortHereQuery).data
  const newest = useRef(text)
  useEffect(() => {
    newest.current = text
  }, [text])
  const act = useMutation({ mutationFn: shortenText, networkMode: 'always' })

  const change = (exchanges: readonly Exchange[], how: (text: string) => string): void => {
    const caret = caretAfter(newest.current, exchanges, box.current?.selectionEnd ?? 0)
    reword(how)
    putCaret({ box: box.current, tools: tools.current }, caret)
  }
  /** Says how many were put; with the way back. */
  const put = (exchanges: readonly Exchange[], words: (count: number) => string): void => {
    const was = newest.current
    const count = exchangeCount(was, exchanges)
    if (count === 0) return toasts.say({ text: say('short.gone') })
    const now = exchanged(was, exchanges)
    const back = exchanges.map((one) => ({ was: one.becomes, becomes: one.was }))
    const undo = (present: string): string => (present === now ? was : exchanged(present, back))
    change(exchanges, (present) => exchanged(present, exchanges))
    toasts.say({ text: words(count), undo: { label: say('short.undo'), run: () => change(back, undo) } })
  }
  const take = ({ links }: ShortText): void => {
    if (links.length === 0) return toasts.say({ text: say('short.none') })
    put(
      links.map(({ url, short }) => ({ was: url, becomes: short })),
      (count) => say('short.done', { count }),
    )
  }
  return {
    here,
    /** Links that could be shorter. */
    count: here === undefined ? 0 : mayBeShort(text, here).length,
    isBusy: act.isPending,
    error: act.error,
    make: (): void => {
      // Not said of a page that was left meanwhile.
      if (!act.isPending) act.mutate(newest.current, { onSuccess: take })
    },
    back: (was: string, becomes: string): void => put([{ was, becomes }], () => say('short.longAgain')),
  }
}

/** Puts the caret where it was once the new words are drawn, and the focus to it where what had it is gone. */
function putCaret(o: { box: HTMLTextAreaElement | null; tools: HTMLElement | null }, caret: number): void {
  const focused = document.activeElement
  const isLost = focused === document.body || o.tools?.contains(focused) === true || isInToast(focused)
  requestAnimationFrame(() => {
    if (isLost) o.box?.focus({ preventScroll: true })
    if (isLost || focused === o.box) o.box?.setSelectionRange(caret, caret)
  })
}

function isInToast(focused: Element | null): boolean {
  return focused?.closest('.toast') !== null && focused !== null
}
