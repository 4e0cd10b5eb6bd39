import { Link2 } from 'lucide-react'
import { useDeferredValue, type ReactElement } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Account } from '#access/people/contract.ts'
import type { Lane } from '#kernel/permission.ts'
import { WordsArea } from '#roles/publishing/web/compose/WordsArea.tsx'
import { plainQuery } from '#roles/publishing/web/data.ts'
import { languagesOf } from '#roles/publishing/web/draft.ts'
import { wordCount } from '#roles/publishing/web/lengths.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { useSettled } from '#roles/publishing/web/use-settled.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

type Props = {
  state: Composer
  accounts: readonly Account[]
  errors: readonly FieldError[]
  onLanguage: (language: string) => void
}

/** The common words in every language, side by side: one item, approved as one. */
export function LanguagePanes({ state, accounts, errors, onLanguage }: Props): ReactElement {
  const { say } = usePublishWords()
  const { draft, change, rewrite } = state
  const spoken = languagesOf(draft, accounts)
  return (
    <>
      <div className="panes">
        {spoken.map((language) => (
          <div key={language} className="pane">
            <WordsArea
              name={`text-${language}`}
              label={autonym(language)}
              language={language}
              value={draft.shared[language] ?? ''}
              onChange={(text) => change({ shared: { ...draft.shared, [language]: text } })}
              reword={(reword) => rewrite({ language, reword })}
              onFocus={() => onLanguage(language)}
              isThread={draft.aside.thread}
              lines={8}
              error={errors.find(({ name }) => name === `text-${language}`)?.text}
              measure={<Measure language={language} text={draft.shared[language] ?? ''} lane={draft.lane} />}
            />
          </div>
        ))}
      </div>
      {spoken.length > 1 && (
        <p className="together small">
          <Link2 className="icon" aria-hidden="true" />
          <span>
            <b>{say('panes.together')}</b> {say('panes.togetherWhy')}
          </span>
        </p>
      )}
    </>
  )
}

/** How many words, and the school years they ask for. */
function Measure(props: { language: string; text: string; lane: Lane }): ReactElement {
  const { say } = usePublishWords()
  const { language, text, lane } = props
  const settled = useSettled(useDeferredValue(text))
  const isRead = language === 'en' || language === 'fr'
  const plain = useQuery({
    ...plainQuery(language === 'fr' ? 'fr' : 'en', settled, lane),
    enabled: isRead && settled.trim() !== '',
  })
  const words = wordCount(text)
  return (
    <p className="measure small muted">
      {plain.data !== undefined && words > 4
        ? say('panes.grade', { grade: Math.round(plain.data.grade), words })
        : say('panes.words', { words })}
    </p>
  )
}
