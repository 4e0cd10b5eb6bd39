import type { ScheduleInput, ScheduleList } from '#roles/reactions/reports/contract.ts'

/** What somebody fills in to plan a report. */
export type PlanDraft = {
  every: ScheduleInput['every']
  onDay: string
  atTime: string
  timeZone: string
  language: 'en' | 'fr'
  people: readonly string[]
  addresses: readonly string[]
  ifSkipped: 'after' | 'leave-out' | ''
  ifTwice: 'first' | 'second' | ''
}

/** A draft to begin with: every Monday morning in the desk's zone, to nobody yet. */
export function newPlan({ timeZone }: Pick<ScheduleList, 'timeZone'>, language: 'en' | 'fr'): PlanDraft {
  return {
    ...{ every: 'week', onDay: '1', atTime: '07:30', timeZone, language },
    ...{ people: [], addresses: [], ifSkipped: '', ifTwice: '' },
  }
}

/** The draft with another rhythm: a day of a week is none of a month. */
export function withEvery(draft: PlanDraft, every: PlanDraft['every']): PlanDraft {
  return every === draft.every ? draft : { ...draft, every, onDay: '1' }
}

/** What is sent. */
export function inputOf(draft: PlanDraft): ScheduleInput {
  return {
    ...{ every: draft.every, atTime: draft.atTime.slice(0, 5), timeZone: draft.timeZone },
    ...(draft.every === 'day' ? {} : { onDay: Number(draft.onDay) }),
    ...{ language: draft.language, people: [...draft.people], addresses: [...draft.addresses] },
    ...(draft.ifSkipped === '' ? {} : { ifSkipped: draft.ifSkipped }),
    ...(draft.ifTwice === '' ? {} : { ifTwice: draft.ifTwice }),
  }
}

/** With one more chosen, or one less. */
export function toggled(chosen: readonly string[], one: string, isChosen: boolean): string[] {
  const others = chosen.filter((other) => other !== one)
  return isChosen ? [...others, one] : others
}
