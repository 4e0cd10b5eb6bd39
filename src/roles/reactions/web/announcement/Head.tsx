import { useState, type ReactElement } from 'react'
import type { Analysis } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import { ChangeDialog } from '#roles/reactions/web/announcement/ChangeDialog.tsx'
import { lengthWords, useReactionWords } from '#roles/reactions/web/words.ts'
import { useMay } from '#web/desk.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

const hourMs = 3_600_000

/** What was announced and when, against which time before it, and in one sentence how it landed. */
export function Head(props: { announcement: Announcement; analysis: Analysis | undefined }): ReactElement {
  const { announcement, analysis } = props
  const words = useReactionWords()
  const { say, locale } = words
  const mayChange = useMay('triage')
  const [changing, setChanging] = useState(false)
  const { title, startedAt, baseline, url, state } = announcement
  const days = Math.max(1, Math.round((Date.parse(baseline.to) - Date.parse(baseline.from)) / (24 * hourMs)))
  return (
    <header className="stack">
      <div className="row between">
        <h1>{title}</h1>
        {mayChange && <Button onPress={() => setChanging(true)}>{say('head.change')}</Button>}
      </div>
      <p className="muted row facts-line">
        <Badge look={state === 'following' ? 'accent' : 'plain'}>{say(`state.${state}`)}</Badge>
        <span>
          {say('head.announced', {
            time: `${words.day(startedAt)}, ${words.time(startedAt)} ${words.zone(startedAt)}`,
          })}
        </span>
        <span>{say('head.baseline', { days })}</span>
        {analysis && (
          <span>
            {say('head.complete')} <Time at={analysis.at} nowMs={Date.now()} />
          </span>
        )}
        {state === 'following' && analysis && (
          <span>
            {say('head.left', {
              time: lengthWords(
                (Date.parse(announcement.reaction.to) - Date.parse(analysis.at)) / 60_000,
                words,
              ),
            })}
          </span>
        )}
        {url && (
          <a href={url} target="_blank" rel="noreferrer noopener">
            {say('head.page')}
          </a>
        )}
      </p>
      {analysis && <p className="lede effect">{analysis.volume.effect.words[locale]}</p>}
      {changing && <ChangeDialog announcement={announcement} onClose={() => setChanging(false)} />}
    </header>
  )
}
