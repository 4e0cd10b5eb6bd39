import type { ReactElement } from 'react'
import type { Account } from '#access/people/contract.ts'
import type { VersionMedia } from '#kernel/version-content.ts'
import { filesAt, pollAt, pollOf, textAt } from '#roles/publishing/web/draft.ts'
import { lengthOn } from '#roles/publishing/web/lengths.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import { usePublishWords } from '#roles/publishing/web/words.ts'
import { networkWord } from '#web/network-word.ts'
import { VersionView } from '#web/parts/VersionView/VersionView.tsx'

type Props = { state: Composer; account: string; accounts: readonly Account[] }

/** What goes out to one account, in each language, exactly: the very part an approver reads. */
export function Preview({ state, account, accounts }: Props): ReactElement | null {
  const words = usePublishWords()
  const shown = accounts.find(({ id }) => id === account)
  if (shown === undefined) return null
  const { name, handle, languages } = shown
  const network = networkWord(shown, words)
  return (
    <section className="card pane stack preview" aria-label={words.say('preview.label')}>
      <h2>{words.say('preview.title', { network })}</h2>
      {languages.map((language) => {
        const text = textAt(state.draft, account, language)
        return (
          <div key={language} className="stack tight">
            <VersionView
              content={{
                ...{ account, language, parts: [text], media: mediaShown(state, account, language) },
                ...pollOf(pollAt(state.draft, account, language)),
              }}
              account={{ name, handle, network }}
            />
            <Length language={language} {...lengthOn(shown.network, text)} />
          </div>
        )
      })}
    </section>
  )
}

/** The files as they would go out to an account: the copy it is given, and until the desk has said which, the file as it is. */
function mediaShown(state: Composer, account: string, language: string): VersionMedia[] {
  const saved = state.message?.versions.find(
    ({ content }) => content.account === account && content.language === language,
  )
  return filesAt(state.draft, account, language).flatMap(({ sha256, alt, decorative }) => {
    const copy = state.checked?.copies.find((one) => one.account === account && one.of === sha256)
    const at = saved?.files.findIndex((one) => one.sha256 === sha256) ?? -1
    const goes = copy?.goes ?? saved?.content.media[at] ?? state.keptFile(sha256)
    if (goes === undefined) return []
    const { sha256: bytesOf, mediaType, bytes } = goes
    return [{ sha256: bytesOf, mediaType, bytes, alt: decorative ? '' : alt, decorative }]
  })
}

function Length(props: { language: string; length: number; most?: number }): ReactElement {
  const { say } = usePublishWords()
  const { language, length, most } = props
  const tag = language.toUpperCase()
  if (most === undefined) return <p className="small muted">{say('preview.length', { tag, length })}</p>
  const isOver = length > most
  return (
    <div className={`length small ${isOver ? 'over' : ''}`}>
      <span>{say(isOver ? 'preview.over' : 'preview.of', { tag, length, most, over: length - most })}</span>
      <span className="bar" aria-hidden="true">
        <span style={{ inlineSize: `${Math.min(100, (length / most) * 100)}%` }} />
      </span>
    </div>
  )
}
