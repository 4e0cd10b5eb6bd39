import { seenAndHidden } from '#kernel/hidden-characters.ts'
import type { Words } from '#kernel/words.ts'
import type { Face, FaceField, FacePurpose, ShownFace } from '#roles/faces/people/contract.ts'

/** What is wrong with a name or a line, as words that never change. */
export type LineFault = 'initials' | 'characters' | 'hidden'

const nameForm = /^[\p{L}\p{M}][\p{L}\p{M}\u00A0 .'’-]*$/u
const lineForm = /^[\p{L}\p{M}][\p{L}\p{M}\p{Nd}\u00A0\u202F .,'’()&/-]*$/u

/** What is wrong with a name that the public reads and hears; undefined: nothing. */
export function nameFault(name: string): LineFault | undefined {
  return faultOf(name, nameForm)
}

/** The same for a line under messages: its part before the first comma names somebody. */
export function bylineFault(line: string): LineFault | undefined {
  return faultOf(line, lineForm)
}

function faultOf(text: string, form: RegExp): LineFault | undefined {
  if (seenAndHidden(text).some(({ hidden }) => hidden)) return 'hidden'
  if (!form.test(text)) return 'characters'
  const [called = ''] = text.split(',')
  return called.split(/[^\p{L}\p{M}]+/u).some(isSpoken) ? undefined : 'initials'
}

/** A word that is said as one: initials are letters by themselves, or a few capitals in a row. A script without capitals has no initials. */
function isSpoken(word: string): boolean {
  const letters = [...word.normalize('NFC')]
  if (/\p{Lo}/u.test(word)) return true
  return letters.length >= 2 && (letters.length > 3 || /\p{Ll}/u.test(word))
}

/** The line under messages: as written, else name and team. */
export function bylineOf({ byline, name, team }: Pick<ShownFace, 'byline' | 'name' | 'team'>): Words {
  if (byline !== undefined) return byline
  return { en: [name, team?.en].filter(Boolean).join(', '), fr: [name, team?.fr].filter(Boolean).join(', ') }
}

/** What of a face a consent shows: the fields it names and nothing else. The line goes where it may stand under messages. */
export function shownOf(
  face: Face,
  o: { fields: readonly FaceField[]; purposes: readonly FacePurpose[] },
): ShownFace {
  const { byline, pronoun, hours, helps, photo } = face
  const has = (field: FaceField): boolean => o.fields.includes(field)
  return {
    name: face.name,
    ...(has('team') ? { team: face.team } : {}),
    languages: has('languages') ? face.languages : [],
    ...(has('pronoun') && pronoun !== undefined ? { pronoun } : {}),
    ...(has('hours') && hours !== undefined ? { hours } : {}),
    ...(has('helps') && helps !== undefined ? { helps } : {}),
    ...(has('photo') && photo !== undefined ? { photo } : {}),
    ...(o.purposes.includes('byline') && byline !== undefined ? { byline } : {}),
  }
}

/** Fields that were chosen but have nothing in them. */
export function emptyAmong(face: Face, fields: readonly FaceField[]): FaceField[] {
  return fields.filter((field) => {
    if (field === 'languages') return face.languages.length === 0
    return face[field] === undefined
  })
}

/** The beginning of the address of a person's page: plain letters of their name. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return plain === '' ? 'person' : plain.slice(0, 40)
}

/** Words that are addresses of ours already. */
export const takenSlugs: ReadonlySet<string> = new Set(['embed', 'photo', 'json', 'now', 'person'])
