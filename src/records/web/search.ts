import { z } from 'zod'

const text = (lengthMax: number) =>
  z
    .union([z.string(), z.number().transform(String)])
    .pipe(z.string().trim().min(1).max(lengthMax))
    .optional()
    .catch(undefined)

/** What the address of the list asks for; a part that cannot be read is not asked about. */
export const RecordsSearch = z.object({
  words: text(300),
  /** One of the kinds of the contract; checked where it is asked for, so that the first page need not know them. */
  kind: text(40),
  account: text(100),
  person: text(80),
  subject: text(300),
  from: z.iso.date().optional().catch(undefined),
  to: z.iso.date().optional().catch(undefined),
})
/** A search as it stands in the address and in the form: days instead of moments. */
export type RecordsSearch = { [K in keyof z.infer<typeof RecordsSearch>]?: string | undefined }

/** The parts of a search that say something. */
export function readSearch(search: RecordsSearch): z.infer<typeof RecordsSearch> {
  const filled = Object.entries(RecordsSearch.parse(search)).filter(([, value]) => value !== undefined)
  return Object.fromEntries(filled)
}
