import { z } from 'zod'
import { fieldProblems } from '#api/fields.ts'
import { assert } from '#kernel/assert.ts'
import type { Words } from '#kernel/words.ts'
import { act, type Doer, type Room } from '#roles/publishing/act.ts'
import { MessageForm, VersionForm, type ImportedRow, type ImportReport } from '#roles/publishing/contract.ts'
import { writeChange } from '#roles/publishing/drafting.ts'
import { Fitter } from '#roles/publishing/fitting.ts'
import type { RawRow } from '#roles/publishing/import-rows.ts'
import { refusalWords, type Refusal } from '#roles/publishing/problems.ts'
import {
  formProblem,
  isSamePlace,
  mayAt,
  type WrittenForm,
  type WrittenVersion,
} from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage } from '#roles/publishing/store.ts'
import { insertMessages, type NewMessage } from '#roles/publishing/write-message.ts'

/** One row that can be read. With `id` it changes a message there is; rows of one title and lane make one message. */
const Row = VersionForm.extend({
  title: MessageForm.shape.title,
  lane: MessageForm.shape.lane.default('normal'),
  id: z.string().min(1).max(100).optional(),
})
type Row = z.infer<typeof Row> & { row: number }

/** Rows that stand or fall together: half of a pair is never imported alone. */
type Group = { id: string | undefined; form: MessageForm; rows: number[] }

/** New messages made in one transaction: enough to be quick, few enough not to hold others up. */
const newAtOnce = 200

/** Imports rows as edits like any other, one message at a time; says of each row what came of it. Nothing is approved by it. */
export async function importRows(room: Room, who: Doer, raw: readonly RawRow[]): Promise<ImportReport> {
  const fitter = new Fitter(room, room.store.db)
  const { groups, refused } = planImport(raw)
  const done: ImportedRow[] = [...refused]
  for (const group of groups.filter(({ id }) => id !== undefined))
    done.push(...(await changeByGroup(room, who, { group, fitter })))
  const fresh = groups.filter(({ id }) => id === undefined)
  for (let at = 0; at < fresh.length; at += newAtOnce)
    done.push(...(await makeByGroups(room, who, { groups: fresh.slice(at, at + newAtOnce), fitter })))
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
  const versions = rows.map(({ account, language, text, media, poll }) => ({
    ...{ account, language, text, media, poll },
  }))
  return {
    id: first?.id,
    form: { title: first?.title ?? '', lane: first?.lane ?? 'normal', versions },
    rows: rows.map(({ row }) => row),
  }
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
  { group, fitter }: { group: Group; fitter: Fitter },
): Promise<ImportedRow[]> {
  const { id = '', form } = group
  const made = await fitter.written(form)
  if (!made.ok) return refusedGroup(group, made.why)
  return act(room, who, async (now) => {
    const before = await readMessage(now.db, id, 'update')
    if (before === undefined) return refusedGroup(group, 'no-such-message')
    const why = formProblem(made.value, now.accounts)
    if (why !== undefined) return refusedGroup(group, why)
    const done = await writeChange(room, now, who, { before, form: merged(before, form, made.value) })
    if (typeof done === 'string') return refusedGroup(group, done)
    return group.rows.map((row) => ({ row, id, title: form.title, outcome: done ? 'changed' : 'same' }))
  })
}

/** The message with the texts that came, and its others as they are. A row that says nothing of files, or of a poll, leaves those there are. */
function merged(before: KeptMessage, asked: MessageForm, came: WrittenForm): WrittenForm {
  const kept = before.versions.map(({ account, language, content, files }): WrittenVersion => {
    const text = content.parts.join('\n\n')
    const was = { account, language, text, files, media: content.media, poll: content.poll }
    const version = came.versions.find((one) => isSamePlace(one, was))
    if (version === undefined) return was
    const said = asked.versions.find((one) => isSamePlace(one, was))
    const poll = said?.poll ?? was.poll
    return said?.media === undefined ? { ...was, text: version.text, poll } : { ...version, poll }
  })
  const added = came.versions.filter((one) => !kept.some((version) => isSamePlace(one, version)))
  return { ...came, versions: [...kept, ...added] }
}

async function makeByGroups(
  room: Room,
  who: Doer,
  { groups, fitter }: { groups: readonly Group[]; fitter: Fitter },
): Promise<ImportedRow[]> {
  const written = new Map<Group, Awaited<ReturnType<Fitter['written']>>>()
  for (const group of groups) written.set(group, await fitter.written(group.form))
  return act(room, who, async (now) => {
    const made: NewMessage[] = []
    const rows = groups.flatMap((group): ImportedRow[] => {
      const fit = written.get(group)
      assert(fit !== undefined, 'every group was made to fit')
      if (!fit.ok) return refusedGroup(group, fit.why)
      const form = fit.value
      const mayWrite = mayAt(now.grants, 'write', { lane: form.lane, places: form.versions })
      const why = formProblem(form, now.accounts) ?? (mayWrite ? undefined : 'no-right-to-write')
      if (why !== undefined) return refusedGroup(group, why)
      const id = room.newId()
      made.push({ id, ...form })
      return group.rows.map((row) => ({ row, id, title: form.title, outcome: 'new' }))
    })
    if (made.length > 0) await insertMessages(now.db, made, { writer: now.writer, nowMs: now.nowMs })
    return rows
  })
}
