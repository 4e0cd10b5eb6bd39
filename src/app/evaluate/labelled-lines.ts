import type { z } from 'zod'
import { UsageError } from '#cli/words.ts'
import { UnreadableFile } from '#networks/replay/bytes.ts'
import { fileLines } from '#networks/replay/lines.ts'

/** Labelled data as read: what fits the schema, and how many lines did not. */
export type LabelledLines<T> = { lines: T[]; unreadable: number }

const progressEvery = 1000

/**
 * Reads JSON lines, plain or gzip, one labelled example each. Lines that do not fit are left out and counted, so that one
 * broken line does not hide the figures of a file; nothing that fits is an error.
 *
 * @throws UsageError when there is no such file, or no line of it fits; the first misfit is named with its line number
 */
export async function labelledLines<S extends z.ZodType>(
  path: string,
  schema: S,
  progress: (lines: number) => void = () => undefined,
): Promise<LabelledLines<z.output<S>>> {
  const lines: z.output<S>[] = []
  const misfits: { n: number; why: string }[] = []
  try {
    for await (const line of fileLines(path)) {
      const read = line.kind === 'line' ? fits(line.text, schema) : line.why
      if (typeof read === 'string') misfits.push({ n: line.n, why: read })
      else lines.push(read.value)
      if (line.n % progressEvery === 0) progress(line.n)
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    throw new UsageError({ en: error.message, fr: `Fichier illisible : ${path}.` })
  }
  if (lines.length === 0) throw nothingFits(path, misfits[0])
  return { lines, unreadable: misfits.length }
}

function fits<S extends z.ZodType>(text: string, schema: S): { value: z.output<S> } | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not JSON'
  }
  const read = schema.safeParse(value)
  if (read.success) return { value: read.data }
  const [first] = read.error.issues
  return `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`
}

function nothingFits(path: string, first: { n: number; why: string } | undefined): UsageError {
  if (first === undefined) return new UsageError({ en: `${path} is empty.`, fr: `${path} est vide.` })
  return new UsageError({
    en: `No line of ${path} can be used. Line ${first.n}: ${first.why}`,
    fr: `Aucune ligne de ${path} n’est utilisable. Ligne ${first.n} : ${first.why}`,
  })
}
