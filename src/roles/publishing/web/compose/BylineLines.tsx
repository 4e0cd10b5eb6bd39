import type { ReactElement } from 'react'
import type { OfferedLine } from '#roles/publishing/web/compose/use-bylines.ts'
import { useComposeWords } from '#roles/publishing/web/compose/words.ts'
import { autonym } from '#roles/publishing/web/words.ts'

type Props = { offered: readonly OfferedLine[]; person: string | undefined; languages: readonly string[] }

/** The line of a person in each language, and in which it is missing. */
export function BylineLines({ offered, person, languages }: Props): ReactElement | null {
  const { say } = useComposeWords()
  const lines = offered.filter((one) => one.person === person && languages.includes(one.language))
  const missing = languages.filter((language) => !lines.some((one) => one.language === language))
  if (lines.length === 0) return null
  return (
    <>
      <ul className="lines small">
        {lines.map(({ language, line }) => (
          <li key={language}>
            <span className="muted">{language.toUpperCase()}</span> <span lang={language}>{line}</span>
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <p className="small signal">
          {say('byline.missing', { languages: missing.map(autonym).join(', ') })}
        </p>
      )}
    </>
  )
}
