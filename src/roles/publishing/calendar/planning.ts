import { grantsNow, type Doer, type Room } from '#roles/publishing/act.ts'
import type {
  CalendarQuery,
  CalendarView,
  DayForm,
  DayList,
  MeantForm,
  MessagePlan,
  MoveForm,
  Note,
  WhenForm,
} from '#roles/publishing/calendar/contract.ts'
import type { DayRows } from '#roles/publishing/calendar/day-rows.ts'
import { addDay, importDays, listDays, removeDay } from '#roles/publishing/calendar/days.ts'
import { endFeed, feedState, makeFeed, readFeed } from '#roles/publishing/calendar/feeds.ts'
import type { PlanningNeeds, PlanningRoom } from '#roles/publishing/calendar/ground.ts'
import { moveScheduled } from '#roles/publishing/calendar/moving.ts'
import { planFor, setMeant, type Timed } from '#roles/publishing/calendar/plans.ts'
import { notesAt, readCalendar } from '#roles/publishing/calendar/reading.ts'
import type { Ruled } from '#roles/publishing/problems.ts'

/** Planning: when things go out, went out, or are meant to; and what is worth knowing about these times. */
export class Planning {
  readonly room: PlanningRoom

  constructor(room: Room, planning: PlanningNeeds) {
    this.room = { ...room, planning }
  }

  /** A stretch of the calendar as somebody sees it. */
  async calendar(who: Doer, query: CalendarQuery): Promise<CalendarView> {
    return readCalendar(this.room, query, await grantsNow(this.room.store.db, who))
  }

  /** When a message is meant for, and what it belongs to. */
  plan(who: Doer, id: string): Promise<MessagePlan | undefined> {
    return planFor(this.room, who, id)
  }

  /** Says when a draft is meant for. */
  meant(who: Doer, id: string, { when }: MeantForm): Promise<Timed<MessagePlan>> {
    return setMeant(this.room, who, id, when)
  }

  /** Moves what waits in the outbox. */
  move(who: Doer, id: string, form: MoveForm): Promise<Timed<{ at: string }>> {
    return moveScheduled(this.room, who, id, form)
  }

  /** What is worth knowing about a time for a message. */
  notesAt(id: string, when: WhenForm): Promise<Timed<Note[]> | undefined> {
    return notesAt(this.room, id, when)
  }

  /** Days the team keeps in mind. */
  async days(who: Doer): Promise<DayList> {
    return listDays(this.room, { grants: await grantsNow(this.room.store.db, who) })
  }

  /** Keeps a day in mind. */
  addDay(who: Doer, form: DayForm): Promise<Ruled<DayList>> {
    return addDay(this.room, who, form)
  }

  /** Forgets a day. */
  removeDay(who: Doer, id: string): Promise<Ruled<undefined>> {
    return removeDay(this.room, who, id)
  }

  /** Takes a file of days in. */
  importDays(who: Doer, rows: DayRows & { ok: true }): ReturnType<typeof importDays> {
    return importDays(this.room, who, rows)
  }

  /** Whether one's own calendar may read ours. */
  feed(who: Doer): ReturnType<typeof feedState> {
    return feedState(this.room, who)
  }

  /** A new secret address for one's own calendar. */
  newFeed(who: Doer): ReturnType<typeof makeFeed> {
    return makeFeed(this.room, who)
  }

  /** Ends one's address. */
  endFeed(who: Doer): Promise<boolean> {
    return endFeed(this.room, who)
  }

  /** The calendar behind a secret address. */
  readFeed(o: { secret: string; base: string }): Promise<string | undefined> {
    return readFeed(this.room, o)
  }
}
