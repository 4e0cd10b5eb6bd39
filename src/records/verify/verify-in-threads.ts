import { Worker } from 'node:worker_threads'
import {
  addCounts,
  checkBlock,
  placeAfter,
  type BlockAnswer,
  type BlockAsked,
  type Place,
} from '#records/verify/block.ts'
import { beginCheck, factsOf, faultAtEnd, takeLines, type State } from '#records/verify/check-lines.ts'
import { exportLimits } from '#records/verify/format.ts'
import { readBlock } from '#records/verify/lines.ts'
import type { Trusted, Verdict } from '#records/verify/verdict.ts'
import { verifyLines } from '#records/verify/verify-lines.ts'

/** Blocks handed to the thread ahead of it; more is checked here meanwhile. */
const aheadMax = 2

const newline = 10

type Needs = {
  trusted: Trusted
  /** The built thread. */
  script: URL
  onBytes?: (bytes: number) => void
}

/**
 * Verifies a large export on two cores. A block of lines can be checked alone when the line before it is believed, and all
 * are believed in the end or none: so blocks go to a thread and to this one in turn. Anything odd at all, and the whole is
 * read again in order, which names the first line that is wrong.
 *
 * @param open gives the bytes of the export, from the beginning each time
 */
export async function verifyInThreads(open: () => AsyncIterable<Uint8Array>, o: Needs): Promise<Verdict> {
  const hands: Hands = { answers: [] }
  try {
    const state = await throughAll(open(), hands, o)
    if (state !== undefined) return { ok: true, facts: factsOf(state) }
  } finally {
    await hands.thread?.close()
  }
  return verifyLines(open(), { trusted: o.trusted })
}

type Hands = { thread?: Thread; answers: Promise<BlockAnswer>[] }

/** The state after the last line, when all lines are fine. */
async function throughAll(
  pieces: AsyncIterable<Uint8Array>,
  hands: Hands,
  o: Needs,
): Promise<State | undefined> {
  const base = beginCheck(o.trusted)
  let place: Place | undefined
  let held: Uint8Array | undefined
  for await (const block of blocksOf(pieces, o.onBytes)) {
    if (block === undefined) return undefined
    if (place === undefined) {
      const { first, rest } = firstLine(block)
      if (takeLines(base, [{ text: first }]) !== undefined || base.gap !== undefined) return undefined
      hands.thread = new Thread(o.script, {
        header: first,
        pem: o.trusted.keys.map(({ pem }) => pem).join(''),
      })
      place = { seq: base.seq, hash: base.hash, seal: base.seal }
      held = rest
      continue
    }
    // The last block has the end of the export in it and is kept back, so it is always the one before that is checked.
    if (held !== undefined && held.length > 0) {
      const next = placeAfter(held)
      if (next === undefined) return undefined
      hands.answers.push(handOver(base, hands.thread, { bytes: held, place }))
      place = next
    }
    held = block
  }
  if (place === undefined || held === undefined) return undefined
  return finished({ ...base, ...place }, held, await Promise.all(hands.answers))
}

function handOver(base: State, thread: Thread | undefined, asked: BlockAsked): Promise<BlockAnswer> {
  const isFree = thread !== undefined && thread.waiting < aheadMax
  return isFree ? thread.ask(asked) : Promise.resolve(checkBlock(base, asked))
}

function finished(state: State, held: Uint8Array, answers: readonly BlockAnswer[]): State | undefined {
  for (const { isFine, counts, head } of answers) {
    if (!isFine) return undefined
    addCounts(state.counts, counts)
    if (head !== undefined) state.head = head
  }
  const isFine = takeLines(state, readBlock(Buffer.from(held), exportLimits.lineBytesMax)) === undefined
  return isFine && faultAtEnd(state) === undefined ? state : undefined
}

function firstLine(block: Uint8Array): { first: string; rest: Uint8Array } {
  const end = block.indexOf(newline)
  const first = Buffer.from(end === -1 ? block : block.subarray(0, end)).toString('utf8')
  return { first, rest: end === -1 ? new Uint8Array() : Uint8Array.from(block.subarray(end + 1)) }
}

/** Whole lines in blocks of their own memory, so that it can be handed to a thread; undefined for a line that does not end. */
async function* blocksOf(
  pieces: AsyncIterable<Uint8Array>,
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array | undefined> {
  let held: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    onBytes?.(piece.length)
    const end = piece.lastIndexOf(newline)
    if (end !== -1) {
      yield joined([...held, piece.subarray(0, end)])
      ;[held, length] = [[], 0]
    }
    const tail = Uint8Array.from(piece.subarray(end + 1))
    length += tail.length
    if (tail.length > 0) held.push(tail)
    if (length > exportLimits.lineBytesMax) break
  }
  if (length > 0) yield undefined
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** One thread that answers blocks in the order they are given. */
class Thread {
  readonly #worker: Worker
  readonly #open: { resolve: (answer: BlockAnswer) => void; reject: (why: Error) => void }[] = []

  constructor(script: URL, workerData: unknown) {
    this.#worker = new Worker(script, { workerData })
    this.#worker.on('message', (answer: BlockAnswer) => this.#open.shift()?.resolve(answer))
    this.#worker.on('error', (why: Error) => {
      for (const { reject } of this.#open.splice(0)) reject(why)
    })
  }

  get waiting(): number {
    return this.#open.length
  }

  ask(asked: BlockAsked): Promise<BlockAnswer> {
    const answer = new Promise<BlockAnswer>((resolve, reject) => this.#open.push({ resolve, reject }))
    // Its owner may have given up by then; the error is told where it is awaited.
    answer.catch(() => undefined)
    this.#worker.postMessage(asked, [asked.bytes.buffer as ArrayBuffer]) // made by `joined`, never shared
    return answer
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
