import type { Kysely } from 'kysely'
import type { Approvals } from '#access/approvals/approvals.ts'
import { systemChance, type Chance } from '#api/chance.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { ContentProblem, ContentToCheck, Sender } from '#networks/sender.ts'
import { standingPost, type StandingPost } from '#sending/corrections.ts'
import { Files } from '#sending/files/files.ts'
import { checkFiles } from '#sending/files/preflight.ts'
import { watchFiles } from '#sending/files/sweeping.ts'
import type { Ground, SendingPorts } from '#sending/ground.ts'
import { watchAccounts } from '#sending/health.ts'
import { openLines, type LineNeeds } from '#sending/lines.ts'
import { readDeliveries, type Delivery } from '#sending/outbox.ts'
import {
  holdPlanned,
  moveDeliveries,
  pausesNow,
  plannedBetween,
  type HeldPlan,
  type Moved,
  type MoveTo,
  type Planned,
} from '#sending/planned.ts'
import { watchPolls } from '#sending/polls/reading.ts'
import type { PrivateNeeds } from '#sending/private-messages/needs.ts'
import { watchPrivate } from '#sending/private-messages/watching.ts'
import { schedule, type Scheduled, type ToSend } from '#sending/scheduling.ts'
import type { SendingTables } from '#sending/tables.ts'
import { openTopics, type Topics } from '#sending/topics/topics.ts'
import { watchSending } from '#sending/watchman.ts'
import { startSending } from '#sending/worker.ts'

/** What sending is opened with. */
export type SendingNeeds = Omit<LineNeeds, 'store' | 'clock'> & {
  store: LineNeeds['store']
  clock: Clock
  approvals: Approvals
  log: Log
  ports: SendingPorts
  chance?: Chance
}

/** What is known of a connected account before anything is sent. `check` looks at no file that is kept. */
export type Terms = Pick<Sender, 'capabilities' | 'limits' | 'measure' | 'check'> & { name: string }

/** Sending: the front door. What is approved is put into the outbox here, and goes out once; see `machine.ts`. */
export class Sending {
  /** For the routes and the jobs of this room. */
  readonly ground: Ground
  readonly needs: LineNeeds & { log: Log }
  /** Pictures, films and sounds that go out with messages. */
  readonly files: Files
  /** What people write to our accounts in private. */
  readonly private: PrivateNeeds
  /** What messages are about, and subscribers choose. */
  readonly topics: Topics

  constructor(o: SendingNeeds) {
    const { chance = systemChance, ports, approvals, ...needs } = o
    this.needs = needs
    this.files = new Files(needs)
    this.topics = openTopics(needs)
    this.ground = {
      ...{ store: o.store, approvals, lines: openLines(needs), ports, clock: o.clock, log: o.log },
      // Part of keys that networks are given: small letters and digits only.
      newId: () => Buffer.from(chance.bytes(9)).toString('hex'),
      chance: () => Buffer.from(chance.bytes(4)).readUInt32LE() / 2 ** 32,
    }
    this.private = { ...this.ground, vault: o.vault, networks: o.networks }
  }

  /** Puts versions into the outbox, in the transaction of whoever does it. */
  schedule(tx: Kysely<unknown>, o: ToSend): Promise<Scheduled> {
    return schedule(this.ground, tx, o)
  }

  /**
   * Why content cannot go out as it stands, its files included: every one is held against what is known of it where it is kept.
   * Undefined when its account is not connected to a network of ours.
   */
  async check(content: ContentToCheck): Promise<ContentProblem[] | undefined> {
    const line = await this.ground.lines.open(content.account)
    return line && checkFiles(this.ground.store.db, content, line.sender)
  }

  /** What the network of a connected account is called, can do, takes and counts; undefined while it is not connected. */
  async terms(account: string): Promise<Terms | undefined> {
    const line = await this.ground.lines.open(account)
    if (line === undefined) return undefined
    const { capabilities, limits, measure, check } = line.sender
    return { name: capabilities.name, capabilities, limits, measure, check }
  }

  /** One delivery as it stands; undefined when there is none. */
  async read(id: string): Promise<Delivery | undefined> {
    const db = this.ground.store.db.withTables<SendingTables>()
    const row = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
    return row && (await readDeliveries(db, [row]))[0]
  }

  /** What is or was due in a stretch of time, for a calendar. */
  planned(o: { fromMs: number; toMs: number }): Promise<Planned[]> {
    return plannedBetween(this.ground.store.db, o)
  }

  /** Pauses that hold now. */
  pauses(): ReturnType<typeof pausesNow> {
    return pausesNow(this.ground.store.db)
  }

  /** Deliveries about to be moved, with their pairs, held in the transaction of whoever does it. */
  holdPlanned(tx: Kysely<unknown>, ids: readonly string[]): Promise<HeldPlan[]> {
    return holdPlanned(tx, ids)
  }

  /** Gives what waits another time, in the transaction of whoever does it; whether they may is for them to ask. */
  moveTo(tx: Kysely<unknown>, o: MoveTo): Promise<Moved> {
    return moveDeliveries(this.ground, tx, o)
  }

  /** What a delivery put into public, as far as correcting it goes; undefined where it put nothing there that still stands. */
  standing(tx: Kysely<unknown>, id: string): Promise<StandingPost | undefined> {
    return standingPost(this.ground, tx, id)
  }

  /** Whether something can be sent through this account now. */
  async isConnected(account: string): Promise<boolean> {
    return (await this.ground.lines.open(account)) !== undefined
  }

  /** Starts the worker, the watchman beside it, and the look at accounts. */
  async start(name: string): Promise<{ stop(): Promise<void> }> {
    const worker = await startSending(this.ground, { name })
    const watchman = watchSending(this.ground)
    const accounts = watchAccounts(this.needs, this.ground.lines)
    const polls = watchPolls(this.ground)
    const letters = await watchPrivate(this.private)
    const { inUse } = this.ground.ports
    const files = inUse && (await watchFiles({ ...this.needs, inUse }))
    return {
      async stop() {
        await Promise.all([
          worker.stop(),
          watchman.stop(),
          accounts.stop(),
          polls.stop(),
          letters.stop(),
          files?.stop(),
        ])
      },
    }
  }
}
