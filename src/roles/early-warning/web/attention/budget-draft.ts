import type { AttentionSettings, Holiday } from '#roles/early-warning/attention/contract.ts'

/** The settings as they stand in the form: what a person typed. */
export type BudgetDraft = {
  perWeek: string
  quiet: AttentionSettings['quiet']
  holidays: string
  quietOnHolidays: boolean
  breaks: AttentionSettings['breaks']
}

/** What is wrong, as the end of a message key, at which field. */
export type BudgetFault = {
  field: string
  key: 'perWeekWrong' | 'sameTime' | 'noDay' | 'noTime' | 'holidaysWrong'
  line?: number
}

/** The form of settings there are. */
export function draftOf(settings: AttentionSettings): BudgetDraft {
  const { perWeek, quiet, holidays, quietOnHolidays, breaks } = settings
  return {
    perWeek: String(perWeek),
    quiet,
    holidays: holidays.map(({ on, name }) => `${on} ${name}`).join('\n'),
    quietOnHolidays,
    breaks,
  }
}

const clockTime = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** What must be put right, in the order of the form. */
export function faultsOf(draft: BudgetDraft): BudgetFault[] {
  const faults: BudgetFault[] = []
  if (!/^[1-9]\d?$|^100$/.test(draft.perWeek.trim())) faults.push({ field: 'perWeek', key: 'perWeekWrong' })
  for (const [at, { days, from, to }] of draft.quiet.entries()) {
    const field = `quiet-${at}`
    if (days.length === 0) faults.push({ field, key: 'noDay' })
    else if (!clockTime.test(from) || !clockTime.test(to)) faults.push({ field, key: 'noTime' })
    else if (from === to) faults.push({ field, key: 'sameTime' })
  }
  const line = linesOf(draft.holidays).find(({ text }) => holidayOf(text) === undefined)
  if (line !== undefined) faults.push({ field: 'holidays', key: 'holidaysWrong', line: line.at })
  return faults
}

/** What the server gets. Only for a draft without faults. */
export function settingsOf(draft: BudgetDraft): AttentionSettings {
  return {
    perWeek: Number(draft.perWeek.trim()),
    quiet: draft.quiet,
    holidays: linesOf(draft.holidays).flatMap(({ text }) => holidayOf(text) ?? []),
    quietOnHolidays: draft.quietOnHolidays,
    breaks: draft.breaks,
  }
}

function linesOf(text: string): { text: string; at: number }[] {
  return text
    .split('\n')
    .map((line, at) => ({ text: line.trim(), at: at + 1 }))
    .filter((line) => line.text !== '')
}

/** A line such as `2027-07-01 Canada Day`; nothing when it is none, or a day that no calendar has. */
function holidayOf(line: string): Holiday | undefined {
  const [, on = '', name = ''] = /^(\d{4}-\d{2}-\d{2})[\s,;:]+(.{1,80})$/u.exec(line) ?? []
  const ms = Date.parse(`${on}T00:00:00Z`)
  if (name.trim() === '' || Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(on)) return undefined
  return { on, name: name.trim() }
}
