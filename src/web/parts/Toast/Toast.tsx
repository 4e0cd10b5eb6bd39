import { X } from 'lucide-react'
import { useEffect, useSyncExternalStore, type ReactElement } from 'react'
import { Button } from '#web/parts/Button/Button.tsx'
import { useWords } from '#web/words.tsx'
import './Toast.css'

/** A short message after something was done, with the way back. */
export type ToastMessage = { text: string; undo?: { label: string; run: () => void } }

type Shown = ToastMessage & { id: number }

const shownMax = 3
/** Long enough to read and reach by keyboard; the same way back is always on the screen it concerns as well. */
const staysMs = 12_000

/** The messages now on screen. */
export class ToastShelf {
  #shown: readonly Shown[] = []
  #nextId = 1
  readonly #watchers = new Set<() => void>()

  /** For `useSyncExternalStore`. */
  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** What is shown now, oldest first. */
  readonly shown = (): readonly Shown[] => this.#shown

  /** Shows a message; the oldest gives way. */
  say(message: ToastMessage): void {
    this.#change([...this.#shown, { ...message, id: this.#nextId++ }].slice(-shownMax))
  }

  /** Takes a message away. */
  remove(id: number): void {
    this.#change(this.#shown.filter((one) => one.id !== id))
  }

  #change(shown: readonly Shown[]): void {
    this.#shown = shown
    for (const watcher of this.#watchers) watcher()
  }
}

/** The one shelf of this tab. */
export const toasts = new ToastShelf()

/** Where messages appear; once in the shell. Read out politely. */
export function Toasts(): ReactElement {
  const { say } = useWords()
  const shown = useSyncExternalStore(toasts.subscribe, toasts.shown)
  return (
    <section className="toasts" aria-label={say('toast.region')} data-region>
      <div role="status" className="toast-list">
        {shown.map((one) => (
          <Toast key={one.id} message={one} />
        ))}
      </div>
    </section>
  )
}

function Toast({ message }: { message: Shown }): ReactElement {
  const { say } = useWords()
  const { id, undo, text } = message
  useEffect(() => {
    const timer = setTimeout(() => toasts.remove(id), staysMs)
    return () => clearTimeout(timer)
  }, [id])
  return (
    <div className="toast">
      <span>{text}</span>
      {undo && (
        <Button
          small
          onPress={() => {
            undo.run()
            toasts.remove(id)
          }}
        >
          {undo.label}
        </Button>
      )}
      <Button look="quiet" small icon={X} label={say('dialog.close')} onPress={() => toasts.remove(id)} />
    </div>
  )
}
