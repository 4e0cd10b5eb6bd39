import type { ReactElement, ReactNode } from 'react'
import type { Emotions, Sentiment, ToolError, Tones } from '#roles/reactions/analysis/contract.ts'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { Counted } from '#roles/reactions/web/announcement/Counted.tsx'
import { changeOf, feelingOf } from '#roles/reactions/web/announcement/verdict.ts'
import { Traced } from '#roles/reactions/web/announcement/Traced.tsx'
import type { Behind } from '#roles/reactions/web/search.ts'
import { monthWords, useReactionWords, type ReactionWords } from '#roles/reactions/web/words.ts'
import { ShareBar } from '#web/parts/Chart/ShareBar.tsx'
import { percents, type Share, type ShareLook } from '#web/parts/Chart/shares.ts'

const toneNames = ['positive', 'neutral', 'negative'] as const

/** How it sounds: in each language with what the tool is unsure of and how often it was right there; and before. */
export function Felt({ analysis, open }: PartProps): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const { sentiment, emotions } = analysis
  const { languages, reaction, baseline } = sentiment
  return (
    <section className="card pane stack" aria-labelledby="felt-title">
      <h2 id="felt-title">{say('felt.title')}</h2>
      <p>{feltSentence(sentiment, words)}</p>
      {languages.length !== 1 && reaction.enough && (
        <Bar tones={reaction} name={say('felt.all')} open={open && ((tone) => open({ tone }))} />
      )}
      {languages
        .filter(({ tones }) => tones.enough)
        .map(({ lang, tones, toolError }) => (
          <div key={lang} className="stack tight">
            <Bar tones={tones} name={words.language(lang)} open={open && ((tone) => open({ tone, lang }))} />
            <Right error={toolError} lang={words.language(lang)} />
          </div>
        ))}
      {baseline?.enough && <Bar tones={baseline} name={say('felt.before')} open={undefined} />}
      {emotions?.enough && <Feelings emotions={emotions} open={open} />}
      <TooFew analysis={analysis} open={open} />
      <p className="small muted">{say('felt.how')}</p>
      <Traced trace={sentiment.trace} />
    </section>
  )
}

/** Where there is too little to tell, only that: how many were read and of how many the tool is sure. */
function TooFew({ analysis, open }: Pick<PartProps, 'analysis' | 'open'>): ReactElement | null {
  const { say, language } = useReactionWords()
  const { sentiment, emotions } = analysis
  const { languages, baseline } = sentiment
  const few = languages.filter(({ tones }) => !tones.enough && tones.n > 0)
  if (few.length === 0 && baseline?.enough !== false && emotions?.enough !== false) return null
  return (
    <ul className="small muted few">
      {few.map(({ lang, tones }) => (
        <li key={lang}>
          {language(lang)}:{' '}
          <Counted count={tones.n} what={language(lang)} onOpen={open && (() => open({ lang }))} />{' '}
          {say('felt.fewRead', { posts: tones.n, sure: tones.sure })}
        </li>
      ))}
      {baseline?.enough === false && (
        <li>{say('felt.fewBefore', { posts: baseline.n, sure: baseline.sure })}</li>
      )}
      {emotions?.enough === false && <li>{say('felt.fewFeelings', { sure: emotions.n })}</li>}
    </ul>
  )
}

type Tone = NonNullable<Behind['tone']>

function Bar(props: {
  tones: Tones
  name: ReactNode
  open: ((tone: Tone) => void) | undefined
}): ReactElement | null {
  const { say } = useReactionWords()
  const { tones, open } = props
  if (tones.n === 0) return null
  return (
    <ShareBar
      name={
        <>
          <b>{props.name}</b>{' '}
          <span className="muted">{say('felt.read', { posts: tones.n, sure: tones.sure })}</span>
        </>
      }
      isTold={tones.enough}
      shares={sharesOf(tones, (tone) => say(`tone.name.${tone}`))}
      onOpen={open && ((id) => open(id as Tone))}
    />
  )
}

function sharesOf(tones: Tones, name: (tone: Tone) => string): Share[] {
  const sure = percents(toneNames.map((tone) => tones[tone].posts))
  const told = toneNames.map((tone, at) => ({ tone, percent: sure[at] }))
  const unsure = { tone: 'unsure' as const, percent: Math.round(tones.unsure.shareOf1 * 100) }
  return [...told, unsure].map(({ tone, percent }) => ({
    id: tone,
    name: name(tone),
    look: tone,
    percent,
    count: tones[tone].posts,
    low: tones[tone].lowOf1,
    high: tones[tone].highOf1,
  }))
}

/** How often the tool was right in a language when people checked it; without a check nothing is claimed. */
function Right({ error, lang }: { error: ToolError | undefined; lang: string }): ReactElement {
  const words = useReactionWords()
  const { say, percent } = words
  return (
    <p className="small muted">
      {error
        ? say('felt.right', {
            month: monthWords(error.month, words),
            share: percent(error.rightOf1),
            low: percent(error.lowOf1),
            high: percent(error.highOf1),
            n: error.n,
          })
        : say('felt.unchecked', { lang })}
    </p>
  )
}

function feltSentence({ reaction, change }: Sentiment, words: ReactionWords): string {
  const { say, percent, number } = words
  const feeling = feelingOf(reaction)
  const first = say(`felt.sentence.${feeling}`, {
    happy: percent(reaction.positive.shareOf1),
    unhappy: percent(reaction.negative.shareOf1),
    sure: reaction.sure,
  })
  if (!change) return first
  const points = (of1: number): string => number(Math.abs(of1 * 100))
  const against = say(`felt.change.${changeOf(change.positive)}`, {
    points: points(change.positive.of1),
    low: number(change.positive.lowOf1 * 100),
    high: number(change.positive.highOf1 * 100),
  })
  return `${first} ${against}`
}

const emotionLooks: Readonly<Record<Emotions['shares'][number]['emotion'] | 'unsure', ShareLook>> = {
  anger: 'negative',
  joy: 'positive',
  optimism: 'three',
  sadness: 'two',
  unsure: 'unsure',
}

function Feelings({ emotions, open }: { emotions: Emotions; open: PartProps['open'] }): ReactElement | null {
  const { say, list, language } = useReactionWords()
  const { shares, unsure, n } = emotions
  if (n + unsure.posts === 0) return null
  const whole = percents(shares.map(({ share }) => share.posts))
  const all: Share[] = [
    ...shares.map(({ emotion, share }, at) => ({
      id: emotion,
      name: say(`emotion.${emotion}`),
      look: emotionLooks[emotion],
      count: share.posts,
      percent: whole[at],
      low: share.lowOf1,
      high: share.highOf1,
    })),
    {
      id: 'unsure',
      name: say('tone.name.unsure'),
      look: 'unsure',
      count: unsure.posts,
      percent: Math.round(unsure.shareOf1 * 100),
    },
  ]
  return (
    <div className="stack tight">
      <ShareBar
        name={
          <>
            <b>{say('emotion.title')}</b>{' '}
            <span className="muted">
              {say('emotion.read', { n, languages: list(emotions.languages.map(language)) })}
            </span>
          </>
        }
        isTold={emotions.enough}
        shares={all}
        onOpen={open && ((id) => open({ emotion: id as NonNullable<Behind['emotion']> }))}
      />
      <Traced trace={emotions.trace} />
    </div>
  )
}
