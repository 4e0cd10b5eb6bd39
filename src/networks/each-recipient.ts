import type { ManyEnd, ManyOutcome, ManyStopped, Recipient } from '#networks/to-many.ts'

/** One of several ways out that are used side by side: a connection, or a place in a row. */
export type Lane = {
  send(recipient: Recipient): Promise<ManyOutcome>
  /** False once its connection is gone: another is opened for the next recipient. */
  isUsable(): boolean
  close(): void
}

/** Why a lane could not be opened. `isForAll`: no other will open either. */
export type LaneFailure = ManyStopped & { isForAll: boolean }

/** How recipients are told side by side. */
export type Lanes = {
  /** Most at once. */
  count: number
  open(): Promise<Lane | LaneFailure>
  signal: AbortSignal
  onOutcome: (outcome: ManyOutcome) => Promise<void>
}

/** Lanes lost one after another, with nothing sent between them, before we stop. */
const lossesMax = 10
const stoppedByUs: ManyStopped = { kind: 'stopped', why: 'stopped', detail: 'stopped by us' }

type State = {
  row: Row
  lanes: Lanes
  losses: number
  /** Why everything stops. */
  stopped?: ManyStopped
  /** Why a lane did not open; the others may go on. */
  failed?: ManyStopped
}

/**
 * Tells each recipient, several at once. One is taken only when a lane is free for it, so never more than `count` are under way.
 * A recipient whose lane did not open is given to another lane, and waits where none is left.
 *
 * @throws what `onOutcome`, `open` or `recipients` throws, after the other lanes have come to rest
 */
export async function tellEach(
  recipients: AsyncIterable<Recipient> | Iterable<Recipient>,
  lanes: Lanes,
): Promise<ManyEnd> {
  const state: State = { row: rowOf(recipients), lanes, losses: 0 }
  const ended = await Promise.allSettled(Array.from({ length: lanes.count }, () => runLane(state)))
  await state.row.end()
  const broken = ended.find((one) => one.status === 'rejected')
  if (broken !== undefined) throw broken.reason
  const left = state.row.givenBack()
  if (left.length === 0 && state.row.isExhausted()) return { kind: 'all' }
  const stopped = state.stopped ?? state.failed ?? stoppedByUs
  for (const { id } of left) await lanes.onOutcome({ ...stopped, id, kind: 'wait' })
  return stopped
}

async function runLane(state: State): Promise<void> {
  let lane: Lane | undefined
  try {
    for (;;) {
      if (state.lanes.signal.aborted) state.stopped ??= stoppedByUs
      const recipient = state.stopped === undefined ? await state.row.next() : undefined
      if (recipient === undefined) return
      if (lane?.isUsable() !== true) {
        lane?.close()
        lane = await laneFor(recipient, state)
        if (lane === undefined) return
      }
      const outcome = await lane.send(recipient)
      countLoss(outcome, lane, state)
      await state.lanes.onOutcome(outcome)
    }
  } catch (error) {
    state.stopped ??= stoppedByUs
    throw error
  } finally {
    lane?.close()
  }
}

async function laneFor(recipient: Recipient, state: State): Promise<Lane | undefined> {
  const opened = await state.lanes.open()
  if (!('kind' in opened)) return opened
  const { isForAll, ...failed } = opened
  state.row.giveBack(recipient)
  state.failed = failed
  if (isForAll) state.stopped ??= failed
  return undefined
}

/** A server that takes every connection and drops each is not asked for ever. */
function countLoss(outcome: ManyOutcome, lane: Lane, state: State): void {
  const isLost = !lane.isUsable() && (outcome.kind === 'wait' || outcome.kind === 'unknown')
  state.losses = isLost ? state.losses + 1 : 0
  if (state.losses >= lossesMax)
    state.stopped ??= { kind: 'stopped', why: 'unreachable', detail: 'connection after connection was lost' }
}

type Row = {
  next(): Promise<Recipient | undefined>
  giveBack(recipient: Recipient): void
  givenBack(): readonly Recipient[]
  /** All were taken. */
  isExhausted(): boolean
  end(): Promise<void>
}

function rowOf(recipients: AsyncIterable<Recipient> | Iterable<Recipient>): Row {
  const source: AsyncIterator<Recipient> | Iterator<Recipient> =
    Symbol.asyncIterator in recipients ? recipients[Symbol.asyncIterator]() : recipients[Symbol.iterator]()
  const back: Recipient[] = []
  let isExhausted = false
  let turn: Promise<unknown> = Promise.resolve()
  const pull = async (): Promise<Recipient | undefined> => {
    if (isExhausted) return undefined
    const { done, value } = await source.next()
    isExhausted = done === true
    return done === true ? undefined : value
  }
  return {
    next: () => {
      const waiting = back.pop()
      if (waiting !== undefined) return Promise.resolve(waiting)
      const pulled = turn.then(pull) // one after another, also where the source does not see to it itself
      turn = pulled
      return pulled
    },
    giveBack: (recipient) => void back.push(recipient),
    givenBack: () => back,
    isExhausted: () => isExhausted,
    end: async () => {
      if (!isExhausted) await source.return?.()
    },
  }
}
