import { useQuery } from '@tanstack/react-query'
import { useId, useState, type KeyboardEvent, type RefObject } from 'react'
import { mayMean, typingAt, withMention, type Typing } from '#roles/publishing/web/compose/mention-typing.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { mentionsQuery, nameIn } from '#roles/publishing/web/names/data.ts'
import { herald } from '#web/parts/Announcer/announce.ts'

/** Names offered at once. */
const offeredMax = 8

type Needs = {
  text: string
  onChange: (text: string) => void
  language: string
  box: RefObject<HTMLTextAreaElement | null>
}

/** Offers the names of the address book after `@`, in the pattern of a combobox: arrows choose, Enter takes, Escape leaves the text alone. */
export function useMentioning({ text, onChange, language, box }: Needs) {
  const { say } = useComposeWords()
  const listId = useId()
  const [typing, setTyping] = useState<Typing & { isAsked?: boolean }>()
  const [at, setAt] = useState(0)
  const book = useQuery(mentionsQuery)
  const entries = book.data?.entries ?? []
  const offered =
    typing === undefined
      ? []
      : entries
          .filter((entry) => [entry.name.en, entry.name.fr].some((name) => mayMean(name, typing.typed)))
          .slice(0, offeredMax)
  const isOpen = typing !== undefined && (offered.length > 0 || typing.isAsked === true)
  const chosen = Math.min(at, Math.max(0, offered.length - 1))

  const look = (now: string, caret: number): void => {
    const next = typingAt(now, caret)
    if (next !== undefined && typing === undefined && entries.length > 0)
      herald.announce(say('mention.offered', { count: entries.length }))
    setTyping(next)
    setAt(0)
  }
  const take = (place: number): void => {
    const entry = offered[place]
    if (entry === undefined || typing === undefined) return
    const next = withMention(text, typing, nameIn(entry, language))
    onChange(next.text)
    setTyping(undefined)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(next.caret, next.caret)
    })
  }
  const begin = (): void => {
    const field = box.current
    if (field === null) return
    const { selectionStart: from, selectionEnd: to } = field
    const sign = from > 0 && !/\s/u.test(text.charAt(from - 1)) ? ' @' : '@'
    onChange(text.slice(0, from) + sign + text.slice(to))
    const caret = from + sign.length
    setTyping({ at: caret - 1, typed: '', isAsked: true })
    setAt(0)
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(caret, caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setAt((chosen + step + offered.length) % Math.max(1, offered.length))
    else if (event.key === 'Escape') setTyping(undefined)
    else if (
      (event.key === 'Enter' || event.key === 'Tab') &&
      offered.length > 0 &&
      !event.ctrlKey &&
      !event.metaKey
    )
      take(chosen)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const wiring = {
    onKeyDown,
    onBlur: () => setTyping(undefined),
    'aria-autocomplete': 'list' as const,
    'aria-haspopup': 'listbox' as const,
    'aria-controls': isOpen ? listId : undefined,
    'aria-activedescendant': isOpen && offered.length > 0 ? `${listId}-${chosen}` : undefined,
  }
  return { ...{ wiring, look, begin, take }, ...{ listId, isOpen, offered, chosen } }
}
