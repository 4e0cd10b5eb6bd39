import { useQueries } from '@tanstack/react-query'
import { bylinesQuery } from '#roles/publishing/web/compose/data.ts'

/** A person whose line may stand below words in a language. */
export type OfferedLine = { person: string; name: string; line: string; language: string }

/** Whose line may stand below words in these languages: each line, and the names of the people. */
export function useBylines(languages: readonly string[]): {
  offered: OfferedLine[]
  people: Map<string, string>
} {
  const answers = useQueries({ queries: languages.map(bylinesQuery) })
  const offered = languages.flatMap((language, at) =>
    (answers[at]?.data?.bylines ?? []).map((one) => ({ ...one, language })),
  )
  return { offered, people: new Map(offered.map(({ person, name }) => [person, name])) }
}
