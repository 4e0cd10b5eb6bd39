import type { AccountHealth, NetworkView } from '#sending/contract.ts'

type Field = NetworkView['fields'][number]

/** What is filled in, by the name of the field. */
export type Answers = Readonly<Record<string, string>>

/** What a field is called in the page: no browser takes it for one it knows. */
export function fieldName(name: string): string {
  return `connect-${name}`
}

/** Whether nothing is asked for that another server would give: then the desk itself is the server. */
export function asksNoSecret(fields: readonly Field[]): boolean {
  return fields.length > 0 && !fields.some(({ isSecret }) => isSecret)
}

/** What is known already and need not be typed again. Never a secret: those do not come back from the server. */
export function firstAnswers(
  fields: readonly Field[],
  account: Pick<AccountHealth, 'handle' | 'server'>,
): Answers {
  const bare = account.handle.replace(/^@/u, '')
  const known = (field: Field): string => {
    if (field.isSecret) return ''
    if (field.name === 'handle') return bare
    if (field.name !== 'server') return ''
    // Where a server must be named, the handle usually names it: @city@social.example.
    return account.server ?? (field.isOptional ? '' : (bare.split('@')[1] ?? ''))
  }
  return Object.fromEntries(fields.map((field) => [field.name, known(field)]))
}

/** What must be put right before anybody is called, by the name of the control; in the order of the fields. */
export function wrongIn(
  fields: readonly Field[],
  answers: Answers,
  words: { one: (field: Field) => string; all: string },
): Record<string, string | undefined> {
  const isEmpty = ({ name }: Field): boolean => (answers[name] ?? '').trim() === ''
  const isNothing = fields.every(isEmpty)
  return Object.fromEntries(
    fields.map((field, i) => {
      const told = field.isOptional && isNothing && i === 0 ? words.all : words.one(field)
      const isWrong = isEmpty(field) && (!field.isOptional || (isNothing && i === 0))
      return [fieldName(field.name), isWrong ? told : undefined]
    }),
  )
}
