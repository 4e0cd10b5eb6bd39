import { Worker } from 'node:worker_threads'
import type { Log } from '#kernel/log.ts'

/** A message that killed its thread every time it was tried; it is set aside so that the rest goes on. */
export class PoisonedMessage extends Error {
  override name = 'PoisonedMessage'
}

type Waiting<In, Out> = {
  message: In
  tries: number
  resolve: (out: Out) => void
  reject: (why: Error) => void
}

/** What a thread is made of. `greet` says what a new one must be told first, after a restart too. */
export type ThreadOptions<In> = {
  script: URL
  workerData: unknown
  log: Log
  greet: () => In[]
}

const triesMax = 2

/**
 * One worker thread that answers messages in order and is replaced when it dies. Messages without an answer when it
 * died are said again to the new one, at most twice each.
 */
export class Thread<In, Out> {
  readonly #options: ThreadOptions<In>
  #worker: Worker
  #waiting: Waiting<In, Out>[] = []
  #closing = false

  constructor(options: ThreadOptions<In>) {
    this.#options = options
    this.#worker = this.#start()
  }

  /** Messages sent and not yet answered. */
  get backlog(): number {
    return this.#waiting.length
  }

  /** Says something that has no answer. It must be part of `greet` if a new thread needs it too. */
  tell(message: In): void {
    this.#worker.postMessage(message)
  }

  /**
   * Says something and waits for its answer.
   *
   * @throws PoisonedMessage when the thread died twice over it
   */
  ask(message: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, tries: 1, resolve, reject })
      this.#worker.postMessage(message)
    })
  }

  /** Ends the thread. Questions still open are refused. */
  async close(): Promise<void> {
    this.#closing = true
    for (const open of this.#waiting.splice(0)) open.reject(new Error('the thread was closed'))
    await this.#worker.terminate()
  }

  #start(): Worker {
    const { script, workerData, log, greet } = this.#options
    const worker = new Worker(script, { workerData })
    worker.on('message', (answer: Out) => this.#waiting.shift()?.resolve(answer))
    worker.on('error', (error) =>
      log('error', 'a worker thread broke', { script: script.pathname, why: String(error.stack ?? error) }),
    )
    worker.on('exit', () => {
      if (!this.#closing && worker === this.#worker) this.#replace()
    })
    for (const message of greet()) worker.postMessage(message)
    return worker
  }

  #replace(): void {
    const [blamed, ...others] = this.#waiting
    this.#waiting = blamed === undefined ? [] : [blamed, ...others]
    if (blamed !== undefined && blamed.tries >= triesMax) {
      this.#waiting.shift()
      blamed.reject(new PoisonedMessage('a message broke its worker thread twice'))
    } else if (blamed !== undefined) {
      blamed.tries += 1
    }
    this.#worker = this.#start()
    for (const { message } of this.#waiting) this.#worker.postMessage(message)
  }
}
