import type { Face, FaceField, FaceProposal, LiveConsent } from '#roles/faces/people/contract.ts'

/** A sentence in both languages, as it is being written. */
export type BothDraft = { en: string; fr: string }

/** What somebody writes of themself, as the form has it. */
export type FaceDraft = {
  name: string
  team: BothDraft
  pronoun: BothDraft
  hours: BothDraft
  helps: BothDraft
  byline: BothDraft
  languages: readonly string[]
  /** `sha256` is missing while there is no picture. */
  photo: { sha256?: string; alt: BothDraft }
}

const none: BothDraft = { en: '', fr: '' }

/** What the form begins with. */
export function draftOf(face: Face | undefined): FaceDraft {
  return {
    name: face?.name ?? '',
    team: face?.team ?? none,
    pronoun: face?.pronoun ?? none,
    hours: face?.hours ?? none,
    helps: face?.helps ?? none,
    byline: face?.byline ?? none,
    languages: face?.languages ?? [],
    photo: face?.photo ?? { alt: none },
  }
}

/** The form with what an owner proposed in it; what they say nothing about stays. */
export function withProposal(draft: FaceDraft, { team, helps, hours }: FaceProposal): FaceDraft {
  return { ...draft, team, helps: helps ?? draft.helps, hours: hours ?? draft.hours }
}

/** The same as it is kept. Only of a draft in which nothing is wrong. */
export function faceOf(draft: FaceDraft): Face {
  const { name, team, languages, photo } = draft
  const given = (key: 'pronoun' | 'hours' | 'helps' | 'byline'): object =>
    isEmpty(draft[key]) ? {} : { [key]: trimmed(draft[key]) }
  return {
    ...{ name: name.trim(), team: trimmed(team), languages: [...languages] },
    ...given('pronoun'),
    ...given('hours'),
    ...given('helps'),
    ...given('byline'),
    ...(photo.sha256 === undefined ? {} : { photo: { sha256: photo.sha256, alt: trimmed(photo.alt) } }),
  }
}

const isEmpty = ({ en, fr }: BothDraft): boolean => en.trim() === '' && fr.trim() === ''
const isHalf = ({ en, fr }: BothDraft): boolean => (en.trim() === '') !== (fr.trim() === '')
const trimmed = ({ en, fr }: BothDraft): BothDraft => ({ en: en.trim(), fr: fr.trim() })

/** What is wrong, by field: `missing`, or written in one language only. */
export type DraftFault = { field: string; why: 'missing' | 'half' }

/** What must be put right before it can be kept. */
export function faultsIn(draft: FaceDraft): DraftFault[] {
  const faults: DraftFault[] = []
  const half = (field: string, words: BothDraft): void => {
    if (isHalf(words)) faults.push({ field: `${field}.${words.en.trim() === '' ? 'en' : 'fr'}`, why: 'half' })
  }
  if (draft.name.trim() === '') faults.push({ field: 'name', why: 'missing' })
  if (isEmpty(draft.team)) faults.push({ field: 'team.en', why: 'missing' })
  half('team', draft.team)
  if (draft.photo.sha256 !== undefined) {
    if (isEmpty(draft.photo.alt)) faults.push({ field: 'alt.en', why: 'missing' })
    half('alt', draft.photo.alt)
  }
  for (const field of ['helps', 'hours', 'pronoun', 'byline'] as const) half(field, draft[field])
  return faults
}

/** Whether two say the same. */
export function isSameDraft(a: FaceDraft, b: FaceDraft): boolean {
  return JSON.stringify(faceOf(a)) === JSON.stringify(faceOf(b))
}

/** The fields of a face that have something in them: those one can agree to. */
export function writtenFields(face: Face): FaceField[] {
  const has: Record<FaceField, boolean> = {
    name: true,
    team: true,
    pronoun: face.pronoun !== undefined,
    photo: face.photo !== undefined,
    hours: face.hours !== undefined,
    languages: face.languages.length > 0,
    helps: face.helps !== undefined,
  }
  return (Object.keys(has) as FaceField[]).filter((field) => has[field]) // the keys are those of the record above
}

/** Whether what is shown by a consent is what is written now. */
export function isShownAsWritten({ fields, purposes, shown }: LiveConsent, face: Face): boolean {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  const isSameLine = !purposes.includes('byline') || same(shown.byline, face.byline)
  return isSameLine && fields.every((field) => same(shown[field], face[field]))
}
