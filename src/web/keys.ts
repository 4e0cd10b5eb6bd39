import { useEffect, useRef } from 'react'

/** What a key can do. One key each; the order is the order of the keyboard map. */
export const keyActions = [
  'palette',
  'search',
  'help',
  'next',
  'previous',
  'open',
  'takeOn',
  'notImportant',
  'newWatch',
  'pause',
  'newest',
  'chartOrTable',
  'rangeBack',
  'rangeForward',
  'back',
  'goNow',
  'goReactions',
  'goIssues',
  'goPosts',
  'goSources',
  'goSettings',
  'language',
  'theme',
] as const

/** One of `keyActions`. */
export type KeyAction = (typeof keyActions)[number]

/** Keys as people read them: `Ctrl K`, `g n`, `j`. Those with Ctrl or Alt also work with single keys off. */
export const usualKeys: Record<KeyAction, string> = {
  palette: 'Ctrl K',
  search: '/',
  help: '?',
  next: 'j',
  previous: 'k',
  open: 'Enter',
  takeOn: 'o',
  notImportant: '!',
  newWatch: 'w',
  pause: 'Space',
  newest: '.',
  chartOrTable: 't',
  rangeBack: '[',
  rangeForward: ']',
  back: 'Escape',
  goNow: 'g n',
  goReactions: 'g r',
  goIssues: 'g i',
  goPosts: 'g p',
  goSources: 'g s',
  goSettings: 'g c',
  language: 'Alt Shift L',
  theme: 'Alt Shift D',
}

/** A person's own choice, kept in this browser (WCAG 2.1.4: single keys can be turned off and remapped). */
export type KeyChoice = { singleKeys: boolean; changed: Partial<Record<KeyAction, string>> }

const choiceName = 'bw-keys'
const sequenceMaxMs = 1200

/** What a key press looks like to us. */
export type Press = {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  code: string
}

/** The name of a press in the map's own writing. Shift counts only with a letter and another modifier: `!` is already shifted. */
export function pressName(press: Press): string {
  const key = press.key === ' ' ? 'Space' : press.key
  if (press.ctrlKey || press.metaKey) return `Ctrl ${key.toUpperCase()}`
  // With Alt the letter may turn into an accent or a symbol, so the key's place counts.
  if (press.altKey) return `Alt ${press.shiftKey ? 'Shift ' : ''}${press.code.replace(/^Key/, '')}`
  return key.length === 1 ? key.toLowerCase() : key
}

/** Which action a press means; `before` is the first half of a sequence such as `g n`. */
export function actionOf(
  name: string,
  before: string | undefined,
  choice: KeyChoice,
): KeyAction | 'first-half' | undefined {
  const keys = { ...usualKeys, ...choice.changed }
  const modified = name.startsWith('Ctrl ') || name.startsWith('Alt ')
  if (!choice.singleKeys && !modified && name !== 'Escape') return undefined
  const whole = before === undefined ? name : `${before} ${name}`
  const found =
    keyActions.find((action) => keys[action] === whole) ?? keyActions.find((action) => keys[action] === name)
  if (found) return found
  return keyActions.some((action) => keys[action].startsWith(`${name} `)) ? 'first-half' : undefined
}

/** Whether the person is writing, so that letters are letters. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="textbox"]') !== null
  )
}

type Handler = () => void

/** Hands key presses to whichever part of the screen answers to them now; the newest part wins. */
export class KeyDesk {
  #handlers = new Map<KeyAction, Handler[]>()
  #before: { name: string; atMs: number } | undefined
  #choice: KeyChoice
  readonly #storage: Storage | undefined

  constructor(storage: Storage | undefined) {
    this.#storage = storage
    this.#choice = readChoice(storage?.getItem(choiceName) ?? null)
  }

  /** The person's choice. */
  choice(): KeyChoice {
    return this.#choice
  }

  /** Keeps a new choice. */
  choose(choice: KeyChoice): void {
    this.#choice = choice
    this.#storage?.setItem(choiceName, JSON.stringify(choice))
  }

  /** The key of an action as it stands now; nothing while single keys are off. */
  keyOf(action: KeyAction): string | undefined {
    const key = this.#choice.changed[action] ?? usualKeys[action]
    return this.#choice.singleKeys || /^(Ctrl|Alt) /.test(key) ? key : undefined
  }

  /** Answers to an action until the returned function is called. */
  on(action: KeyAction, handler: Handler): () => void {
    const stack = this.#handlers.get(action) ?? []
    this.#handlers.set(action, [...stack, handler])
    return () =>
      this.#handlers.set(
        action,
        (this.#handlers.get(action) ?? []).filter((one) => one !== handler),
      )
  }

  /** Takes a press; true when something answered, so that the browser should not. */
  press(press: Press, writing: boolean, nowMs: number): boolean {
    const name = pressName(press)
    const modified = name.startsWith('Ctrl ') || name.startsWith('Alt ')
    if (writing && !modified) return false
    const recent = this.#before && nowMs - this.#before.atMs < sequenceMaxMs ? this.#before.name : undefined
    this.#before = undefined
    const action = actionOf(name, recent, this.#choice)
    if (action === 'first-half') this.#before = { name, atMs: nowMs }
    if (action === undefined || action === 'first-half') return false
    const handler = this.#handlers.get(action)?.at(-1)
    handler?.()
    return handler !== undefined
  }
}

function readChoice(text: string | null): KeyChoice {
  const usual: KeyChoice = { singleKeys: true, changed: {} }
  if (text === null) return usual
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read !== 'object' || read === null) return usual
    const singleKeys = 'singleKeys' in read ? read.singleKeys !== false : true
    const changed =
      'changed' in read && typeof read.changed === 'object' ? Object.entries(read.changed ?? {}) : []
    const known = changed.filter(
      ([action, key]) => keyActions.some((one) => one === action) && typeof key === 'string',
    )
    return { singleKeys, changed: Object.fromEntries(known) }
  } catch (error) {
    if (error instanceof SyntaxError) return usual
    throw error
  }
}

/** The one key desk of this tab. */
export const keyDesk = new KeyDesk(typeof localStorage === 'undefined' ? undefined : localStorage)

/** Answers to a key while the component is on screen. Give `undefined` to not answer now. */
export function useKey(action: KeyAction, handler: Handler | undefined): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  const answers = handler !== undefined
  useEffect(() => (answers ? keyDesk.on(action, () => latest.current?.()) : undefined), [action, answers])
}

/** Listens to the whole page. Keys inside an open dialog belong to the dialog, and to what has the focus first. */
export function listenToKeys(page: Document): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    if (page.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]')) return
    const target = event.target
    const onControl =
      target instanceof Element && target.closest('button, a, summary, [role="button"]') !== null
    if (onControl && (event.key === 'Enter' || event.key === ' ')) return
    if (keyDesk.press(event, isWriting(target), event.timeStamp)) event.preventDefault()
  }
  page.addEventListener('keydown', onKeyDown)
  return () => page.removeEventListener('keydown', onKeyDown)
}
