import { z } from 'zod'
import { fieldProblems } from '#api/fields.ts'
import { assert } from '#kernel/assert.ts'
import type { Words } from '#kernel/words.ts'
import { isTimeZone } from '#kernel/zones.ts'
import { act, type Doer, type Room } from '#roles/publishing/act.ts'
import { MessageForm, VersionForm, type ImportedRow, type ImportReport } from '#roles/publishing/contract.ts'
import { writeChange } from '#roles/publishing/drafting.ts'
import { timeAhead, writePlans, type Plan } from '#roles/publishing/calendar/plans.ts'
import { tagsOf } from '#roles/publishing/campaigns/store.ts'
import type { WhenForm } from '#roles/publishing/calendar/contract.ts'
import type { RawRow } from '#roles/publishing/import-rows.ts'
import { refusalWords, type Refusal, type Ruled } from '#roles/publishing/problems.ts'
import { formProblem, isSamePlace, mayAt } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage } from '#roles/publishing/store.ts'
import { topicProblem } from '#roles/publishing/topics/about.ts'
import { TopicCell, topicsOfRows, unknownTopic } from '#roles/publishing/topics/named.ts'
import { insertMessages, type NewMessage } from '#roles/publishing/write-message.ts'
import { Preparer } from '#roles/publishing/writing/preparing.ts'
import type { Topic } from '#sending/topics/contract.ts'

/** A wall time as tables have it, with a space or a T. */
const Wall = z
  .string()
  .trim()
  .refine((wall) => /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$/u.test(wall), {
    params: {
      en: 'Write the time as 2026-12-05 09:00.',
      fr: 'Écrivez l’heure sous la forme 2026-12-05 09:00.',
    },
  })
  .transform((wall) => wall.replace(' ', 'T'))

const Zone = z
  .string()
  .trim()
  .refine((zone) => zone.length <= 60 && isTimeZone(zone), {
    params: {
      en: 'Write a time zone such as America/Toronto.',
      fr: 'Écrivez un fuseau comme America/Toronto.',
    },
  })

/** One row that can be read. With `id` it changes a message there is; rows of one title and lane make one message. */
const Row = VersionForm.extend({
  title: MessageForm.shape.title,
  lane: MessageForm.shape.lane.default('normal'),
  id: z.string().min(1).max(100).optional(),
  /** When it is meant for, as clocks show it: 2026-12-05 09:00. Missing: for no time. */
  when: Wall.optional(),
  /** Missing: the zone of the desk. */
  zone: Zone.optional(),
  /** For a time that clocks show twice. */
  which: z.enum(['first', 'second']).optional(),
  /** What its message is about: one row may say it for all. */
  topics: TopicCell.optional(),
})
type Row = z.infer<typeof Row> & { row: number }

/** Rows that stand or fall together: half of a pair is never imported alone. */
type Group = {
  id: string | undefined
  form: MessageForm
  rows: number[]
  /** When its message is meant for; `disagree`: its rows name different times. */
  meant: (Pick<WhenForm, 'wall' | 'which'> & { zone: string | undefined }) | 'disagree' | undefined
  /** What its rows say it is about, as each that says so says it. */
  about: readonly (readonly string[])[]
}

/** New messages made in one transaction: enough to be quick, few enough not to hold others up. */
const newAtOnce = 200

/** Imports rows as edits like any other, one message at a time; says of each row what came of it. Nothing is approved by it. */
export async function importRows(
  room: Room,
  who: Doer,
  o: { raw: readonly RawRow[]; zone: string },
): Promise<ImportReport> {
  const preparer = new Preparer(room)
  const { raw, zone } = o
  const known = (await room.topics?.list()) ?? []
  const { groups, refused } = withTopics(planImport(raw), known)
  const done: ImportedRow[] = [...refused]
  for (const group of groups.filter(({ id }) => id !== undefined))
    done.push(...(await changeByGroup(room, who, { group, zone })))
  const fresh = groups.filter(({ id }) => id === undefined)
  for (let at = 0; at < fresh.length; at += newAtOnce)
    done.push(
      ...(await makeByGroups(room, who, { groups: fresh.slice(at, at + newAtOnce), preparer, zone, known })),
    )
  const rows = done.toSorted((a, b) => a.row - b.row)
  const taken = rows.filter(({ outcome }) => outcome !== 'refused')
  return {
    rows,
    messages: new Set(taken.map(({ id }) => id)).size,
    refused: rows.length - taken.length,
  }
}

/** Reads rows and puts together what belongs together. A group with a row that cannot be read is refused whole. */
export function planImport(raw: readonly RawRow[]): { groups: Group[]; refused: ImportedRow[] } {
  const groups = new Map<string, Row[]>()
  const refused: ImportedRow[] = []
  const spoiled = new Set<string>()
  for (const { row, fields } of raw) {
    const read = Row.safeParse(fields, { reportInput: true })
    if (read.success) {
      const key = keyOf(read.data)
      groups.set(key, [...(groups.get(key) ?? []), { ...read.data, row }])
      continue
    }
    refused.push({ row, outcome: 'refused', why: rowWords(fieldProblems(read.error.issues)) })
    const loose = LooseKey.safeParse(fields)
    if (loose.success) spoiled.add(keyOf(loose.data))
  }
  const whole: Group[] = []
  for (const [key, rows] of groups) {
    if (spoiled.has(key)) refused.push(...rows.map(({ row }) => refusedRow(row, pairWords)))
    else whole.push(groupOf(rows))
  }
  return { groups: whole, refused }
}

/** With the ids of the topics they name. A group that names one there is not is refused whole. */
function withTopics(
  { groups, refused }: ReturnType<typeof planImport>,
  known: readonly Topic[],
): ReturnType<typeof planImport> {
  const whole: Group[] = []
  const odd: ImportedRow[] = []
  for (const group of groups) {
    const named = topicsOfRows(group.about, known)
    if (named === undefined) whole.push(group)
    else if (typeof named === 'string') odd.push(...refusedGroup(group, named))
    else if ('ids' in named) whole.push({ ...group, form: { ...group.form, topics: named.ids } })
    else odd.push(...group.rows.map((row) => refusedRow(row, unknownTopic(named.unknown), group.form.title)))
  }
  return { groups: whole, refused: [...refused, ...odd] }
}

const LooseKey = z.object({
  id: z.string().optional(),
  title: z.string(),
  lane: z.string().default('normal'),
})

function keyOf({ id, title, lane }: z.infer<typeof LooseKey>): string {
  return id === undefined ? `new ${lane} ${title.trim()}` : `id ${id}`
}

function groupOf(rows: readonly Row[]): Group {
  const [first] = rows
  const versions = rows.map(
    ({
      title: _title,
      lane: _lane,
      id: _id,
      row: _row,
      when: _when,
      zone: _zone,
      which: _which,
      topics: _topics,
      ...version
    }) => version,
  )
  return {
    id: first?.id,
    form: { title: first?.title ?? '', lane: first?.lane ?? 'normal', versions },
    rows: rows.map(({ row }) => row),
    meant: meantOf(rows),
    about: rows.flatMap(({ topics }) => (topics === undefined ? [] : [topics])),
  }
}

/** When the message of some rows is meant for: one row may say it for all. */
function meantOf(rows: readonly Row[]): Group['meant'] {
  const said = rows.filter(({ when }) => when !== undefined)
  const [first] = said
  if (first?.when === undefined) return undefined
  const name = ({ when, zone, which }: Row): string => `${when} ${zone} ${which}`
  if (said.some((row) => name(row) !== name(first))) return 'disagree'
  return { wall: first.when, zone: first.zone, ...(first.which && { which: first.which }) }
}

/** The moment a group is meant for, in the desk's zone where it names none; or why that is no time ahead. */
function planOf({ meant }: Group, o: { zone: string; nowMs: number }): Ruled<Plan | undefined> {
  if (meant === undefined) return { ok: true, value: undefined }
  if (meant === 'disagree') return { ok: false, why: 'times-disagree' }
  return timeAhead({ ...meant, zone: meant.zone ?? o.zone }, o.nowMs)
}

const pairWords: Words = {
  en: 'Another row of this message cannot be used, so none of it was imported.',
  fr: 'Une autre ligne de ce message est inutilisable ; rien de ce message n’a été importé.',
}

function rowWords(problems: Record<string, Words>): Words {
  const fields = Object.entries(problems)
  if (fields.length === 0 || problems['request'] !== undefined)
    return { en: 'The row cannot be read as JSON.', fr: 'La ligne n’est pas lisible comme JSON.' }
  return {
    en: fields.map(([name, words]) => `${name}: ${words.en}`).join(' '),
    fr: fields.map(([name, words]) => `${name} : ${words.fr}`).join(' '),
  }
}

function refusedRow(row: number, why: Words, title?: string): ImportedRow {
  return { row, outcome: 'refused', why, ...(title === undefined ? {} : { title }) }
}

function refusedGroup({ rows, form }: Group, why: Refusal): ImportedRow[] {
  return rows.map((row) => refusedRow(row, refusalWords(why), form.title))
}

async function changeByGroup(
  room: Room,
  who: Doer,
  { group, zone }: { group: Group; zone: string },
): Promise<ImportedRow[]> {
  const { id = '', form } = group
  const preparer = new Preparer(room, () => tagsOf(room.store.db, id))
  // Before rows are held: the copies of its files are there by then.
  const came = await preparer.written(form)
  if (!came.ok) return refusedGroup(group, came.why)
  await preparer.lookUpSigners(id)
  return act(room, who, async (now) => {
    const before = await readMessage(now.db, id, 'update')
    if (before === undefined) return refusedGroup(group, 'no-such-message')
    const why = formProblem(came.value, now.accounts)
    if (why !== undefined) return refusedGroup(group, why)
    const plan = planOf(group, { zone, nowMs: now.nowMs })
    if (!plan.ok) return refusedGroup(group, plan.why)
    const everywhere = { lane: before.lane, places: before.versions }
    if (plan.value !== undefined && !mayAt(now.grants, 'write', everywhere))
      return refusedGroup(group, 'no-right-to-write')
    const made = await preparer.written(merged(before, form))
    if (!made.ok) return refusedGroup(group, made.why)
    const done = await writeChange(room, now, who, { before, form: made.value })
    if (typeof done === 'string') return refusedGroup(group, done)
    if (plan.value !== undefined)
      await writePlans(now.db, [{ id, plan: plan.value }], { by: now.writer.shownName, nowMs: now.nowMs })
    return group.rows.map((row) => ({ row, id, title: form.title, outcome: done ? 'changed' : 'same' }))
  })
}

/** The message with the texts that came, and its others as they are. What a row says nothing of, files or a poll, stays as it is. */
function merged({ versions }: KeptMessage, came: MessageForm): MessageForm {
  const kept = versions.map(({ written }) => {
    const said = came.versions.find((one) => isSamePlace(one, written))
    return said === undefined ? written : { ...written, ...saidOnly(said) }
  })
  const added = came.versions.filter((one) => !kept.some((version) => isSamePlace(one, version)))
  return { ...came, versions: [...kept, ...added] }
}

function saidOnly(version: VersionForm): VersionForm {
  // Of an object of this type only fields that are undefined are left out, and those are optional.
  return Object.fromEntries(Object.entries(version).filter(([, value]) => value !== undefined)) as VersionForm
}

async function makeByGroups(
  room: Room,
  who: Doer,
  {
    groups,
    preparer,
    zone,
    known,
  }: { groups: readonly Group[]; preparer: Preparer; zone: string; known: readonly Topic[] },
): Promise<ImportedRow[]> {
  const written = new Map<Group, Awaited<ReturnType<Preparer['written']>>>()
  for (const group of groups) written.set(group, await preparer.written(group.form))
  return act(room, who, async (now) => {
    const made: NewMessage[] = []
    const plans: { id: string; plan: Plan }[] = []
    const rows = groups.flatMap((group): ImportedRow[] => {
      const fit = written.get(group)
      assert(fit !== undefined, 'every group was made to fit')
      if (!fit.ok) return refusedGroup(group, fit.why)
      const form = fit.value
      const mayWrite = mayAt(now.grants, 'write', { lane: form.lane, places: form.versions })
      const why =
        formProblem(form, now.accounts) ??
        (mayWrite ? undefined : 'no-right-to-write') ??
        topicProblem(form.topics ?? [], { known, before: [] })
      if (why !== undefined) return refusedGroup(group, why)
      const plan = planOf(group, { zone, nowMs: now.nowMs })
      if (!plan.ok) return refusedGroup(group, plan.why)
      const id = room.newId()
      if (plan.value !== undefined) plans.push({ id, plan: plan.value })
      made.push({ id, ...form })
      return group.rows.map((row) => ({ row, id, title: form.title, outcome: 'new' }))
    })
    if (made.length > 0) await insertMessages(now.db, made, { writer: now.writer, nowMs: now.nowMs })
    await writePlans(now.db, plans, { by: now.writer.shownName, nowMs: now.nowMs })
    return rows
  })
}
