/** Least time between two spoken messages, so that a busy hour does not talk over the person. */
export const quietMs = 10_000

/** Decides what is spoken and when: the newest message, at most one every `quietMs`. Time comes in as an argument. */
export class Herald {
  #spoken = ''
  #spokenAtMs = -Infinity
  #next: string | undefined

  /** Somebody wants this said. */
  announce(text: string): void {
    this.#next = text
  }

  /** What the live region says now. Call it every second or so. */
  say(nowMs: number): string {
    if (this.#next !== undefined && nowMs - this.#spokenAtMs >= quietMs) {
      this.#spoken = this.#next
      this.#spokenAtMs = nowMs
      this.#next = undefined
    }
    return this.#spoken
  }
}

/** The one herald of this tab. */
export const herald = new Herald()
