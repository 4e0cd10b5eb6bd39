import { useQuery } from '@tanstack/react-query'
import { BookOpen, CircleAlert } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import { plainQuery } from '#roles/publishing/web/data.ts'
import { textAt } from '#roles/publishing/web/draft.ts'
import { goToStretch, wordsField } from '#roles/publishing/web/place-of.ts'
import { hardness, placedHints, type PlacedHint } from '#roles/publishing/web/plain/placed.ts'
import { usePlainWords } from '#roles/publishing/web/plain/words.ts'
import { undoing } from '#roles/publishing/web/rewriting.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { useSettled } from '#roles/publishing/web/use-settled.ts'
import { autonym } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import './Plain.css'

type Props = {
  state: Composer
  account: string
  accounts: readonly Account[]
  onShow: (account: string) => void
}

/** Shown at once of one language; the rest on request. */
const shownMax = 4

/** How plain the words are in each language, and what in them could be said more simply. Hints, never a lock. */
export function PlainPanel({ state, account, accounts, onShow }: Props): ReactElement | null {
  const { say } = usePlainWords()
  const languages = (accounts.find(({ id }) => id === account)?.languages ?? []).filter(isRead)
  if (languages.every((language) => textAt(state.draft, account, language).trim() === '')) return null
  return (
    <section className="card pane stack plain" aria-label={say('plain.label')}>
      <h2>{say('plain.label')}</h2>
      <div className="pairs">
        {languages.map((language) => (
          <InLanguage key={language} {...{ state, account, language, onShow }} />
        ))}
      </div>
    </section>
  )
}

type Read = 'en' | 'fr'
function isRead(language: string): language is Read {
  return language === 'en' || language === 'fr'
}

type InProps = { state: Composer; account: string; language: Read; onShow: (account: string) => void }

function InLanguage({ state, account, language, onShow }: InProps): ReactElement {
  const { say } = usePlainWords()
  const { draft, rewrite } = state
  const text = textAt(draft, account, language)
  const settled = useSettled(text)
  const { data } = useQuery(plainQuery(language, settled, draft.lane))
  const [isWhole, setWhole] = useState(false)
  const hints = settled.trim() === '' ? [] : placedHints(text, data?.hints ?? [])
  const more = hints.length - shownMax
  const go = (from: number, to: number): void => {
    const { name, account: own } = wordsField(draft, { account, language })
    if (own !== undefined) onShow(own)
    goToStretch(name, from, to)
  }
  const put = ({ about: was, from }: PlacedHint, becomes: string): void => {
    const what = { account, language, from, was, becomes }
    rewrite(what)
    const undo = { label: say('plain.undo'), run: () => rewrite(undoing(what)) }
    toasts.say({ text: say('plain.put', { was, becomes }), undo })
  }
  return (
    <div className="stack tight in-language">
      <h3>{autonym(language)}</h3>
      <Grade data={settled.trim() === '' ? undefined : data} hints={hints.length} />
      {hints.length > 0 && (
        <ul className="plain-hints">
          {hints.slice(0, isWhole ? undefined : shownMax).map((hint, place) => (
            // Hints of one reading never move.
            <Hint key={place} hint={hint} language={language} onGo={go} onPut={put} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <div>
          <Button small look="quiet" expanded={isWhole} onPress={() => setWhole(!isWhole)}>
            {say(isWhole ? 'plain.fewer' : 'plain.more', { count: more })}
          </Button>
        </div>
      )}
    </div>
  )
}

type GradeProps = { data: { grade: number; wordCount: number } | undefined; hints: number }

function Grade({ data, hints }: GradeProps): ReactElement | null {
  const { say } = usePlainWords()
  if (data === undefined || data.wordCount < 5) return <p className="small muted">{say('plain.short')}</p>
  const how = hardness(data.grade)
  const Icon = how === 'easy' ? BookOpen : CircleAlert
  return (
    <p className={`row plain-grade ${how}`}>
      <Icon className="icon" aria-hidden="true" />
      <span>
        <b>{say('plain.grade', { grade: Math.round(data.grade) })}</b> {say(`plain.${how}`)}{' '}
        {hints === 0 && say('plain.nothing')}
      </span>
    </p>
  )
}

type HintProps = {
  hint: PlacedHint
  language: Read
  onGo: (from: number, to: number) => void
  onPut: (hint: PlacedHint, becomes: string) => void
}

/** One thing that could be plainer; pressing it selects the words in the text, and where a better word is known puts it there. */
function Hint({ hint, language, onGo, onPut }: HintProps): ReactElement {
  const { locale, say } = usePlainWords()
  const { about, instead, kind, place, words } = hint
  return (
    <li className={kind}>
      {place === undefined ? (
        about !== '' && <q lang={language}>{about}</q>
      ) : (
        <button
          type="button"
          className="plain-place"
          title={say('plain.go')}
          onClick={() => onGo(place.from, place.to)}
        >
          <q lang={language}>{about}</q>
        </button>
      )}
      <span className="small">{words[locale]}</span>
      {instead !== undefined && place !== undefined && (
        <span>
          <Button small label={say('plain.useFor', { instead, about })} onPress={() => onPut(hint, instead)}>
            {say('plain.use', { instead })}
          </Button>
        </span>
      )}
    </li>
  )
}
