import { z } from 'zod'

const name = 'bw-person'

const LastPerson = z.object({ id: z.string().min(1), writes: z.boolean() })

/** Who was signed in last in this browser, as far as is needed to show them their own words without the desk. */
export type LastPerson = z.infer<typeof LastPerson>

/** Keeps who is signed in. A browser without room knows nobody then. */
export function rememberPerson(storage: Pick<Storage, 'setItem'>, person: LastPerson): void {
  try {
    storage.setItem(name, JSON.stringify(person))
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

/** Forgets them: they signed out, or their sign-in ended. Their words stay, under their own name, until they are back. */
export function forgetPerson(storage: Pick<Storage, 'removeItem'>): void {
  storage.removeItem(name)
}

/** Who was signed in last; undefined where nobody is. */
export function lastPerson(storage: Pick<Storage, 'getItem'>): LastPerson | undefined {
  try {
    const read = LastPerson.safeParse(JSON.parse(storage.getItem(name) ?? 'null'))
    return read.success ? read.data : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
