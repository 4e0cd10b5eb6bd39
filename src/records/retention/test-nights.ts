import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '#kernel/log.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import { checkChain, type Checked } from '#records/check.ts'
import type { NewRecord, RecordKind } from '#records/contract.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { keepRecord } from '#records/records.ts'
import type { NewHold } from '#records/retention/contract.ts'
import { disposeOfDue, type NightDone } from '#records/retention/disposal.ts'
import { liftHold, setHold } from '#records/retention/holds.ts'
import { setPause } from '#records/retention/pause.ts'
import { setSchedule, type ScheduleChanged } from '#records/retention/schedules.ts'
import { openTestStore } from '#store/test-store.ts'

/** When an archive of tests begins. */
export const startMs = Date.UTC(2031, 3, 7)
/** A year and, in most years, a day. */
export const yearMs = 366 * dayMs
/** Who does everything in these tests. */
export const ada = { kind: 'person', id: 'ada', name: 'Ada Tremblay' } as const

/** An archive of a test with a clock that the test sets, and what happens in its days and nights. */
export class Nights {
  nowMs = startMs
  readonly archive: Archive
  readonly #dataDir: string

  private constructor(dataDir: string, open: (nowMs: () => number) => Archive) {
    this.#dataDir = dataDir
    this.archive = open(() => this.nowMs)
  }

  /** Opens an empty archive at `startMs`; its first entry is the making of its key. */
  static async open(): Promise<Nights> {
    const dataDir = await mkdtemp(join(tmpdir(), 'bellwether-retention-'))
    const store = await openTestStore([recordsMigrations])
    const made = { nowMs: startMs }
    const clock = { nowMs: () => made.nowMs, sleep: wallClock.sleep }
    const archive = await openArchive({ store, clock, log: silentLog, dataDir })
    return new Nights(dataDir, (nowMs) => {
      clock.nowMs = nowMs
      return archive
    })
  }

  async close(): Promise<void> {
    await this.archive.store.close()
    await rm(this.#dataDir, { recursive: true, force: true })
  }

  /** Keeps that many replies, or what is said; in an archive that was empty they are the numbers from 2 on. */
  async keep(count: number, more: Partial<NewRecord> = {}): Promise<void> {
    for (let done = 0; done < count; done += 1000) {
      const length = Math.min(1000, count - done)
      const some = Array.from({ length }, (_, i) => testReply(done + i, more))
      await this.archive.store.inTransaction((tx) => keepRecord(tx, some, this.nowMs))
    }
  }

  check(): Promise<Checked> {
    return checkChain(this.archive.db, { onProgress: async () => undefined })
  }

  schedule(kind: RecordKind, years: number | null): Promise<ScheduleChanged> {
    const change = { kind, years, reason: 'the bylaw', by: ada }
    return this.archive.store.inTransaction((tx) => setSchedule(tx, change, this.nowMs))
  }

  hold(more: Partial<NewHold> = {}): Promise<{ id: string; covered: number } | undefined> {
    const hold = { name: 'Claim 12', reason: 'a lawsuit', ...more }
    const { nowMs } = this
    return this.archive.store.inTransaction((tx) => setHold(tx, hold, { by: ada, nowMs, nightMs: nowMs }))
  }

  lift(id: string): Promise<boolean> {
    const lifting = { id, reason: 'settled', by: ada, nowMs: this.nowMs }
    return this.archive.store.inTransaction((tx) => liftHold(tx, lifting))
  }

  pause(paused: boolean): Promise<boolean> {
    const change = { paused, reason: 'an audit', by: ada }
    return this.archive.store.inTransaction((tx) => setPause(tx, change, this.nowMs))
  }

  /** Notes that the night before this one was an ordinary one. */
  async followsANight(): Promise<void> {
    await this.archive.db
      .updateTable('records_disposal')
      .set({ last_night_at: new Date(this.nowMs - dayMs) })
      .execute()
  }

  /** An ordinary night after an ordinary night. */
  async night(): Promise<NightDone> {
    await this.followsANight()
    return disposeOfDue(this.archive)
  }

  /** The numbers of the entries that are empty. */
  async emptied(): Promise<number[]> {
    const rows = await this.archive.db
      .selectFrom('records_entries')
      .select('seq')
      .where('body', 'is', null)
      .orderBy('seq')
      .execute()
    return rows.map(({ seq }) => seq)
  }
}

function testReply(i: number, more: Partial<NewRecord>): NewRecord {
  return {
    kind: 'reply-received',
    by: { kind: 'person', id: `p${i}`, name: 'Boris Roy' },
    subject: `reply:r${i}`,
    account: i % 2 === 0 ? 'city' : 'water',
    facts: { text: `Règlement number ${i}` },
    ...more,
  }
}
