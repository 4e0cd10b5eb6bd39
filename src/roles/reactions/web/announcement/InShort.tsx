import type { ReactElement, ReactNode } from 'react'
import type { PartProps } from '#roles/reactions/web/announcement/part-props.ts'
import { feelingOf, feelingShapes, newsOf } from '#roles/reactions/web/announcement/verdict.ts'
import { lengthWords, useReactionWords, type ReactionWords } from '#roles/reactions/web/words.ts'

/** The four things to know first: how much, how it sounds, what nobody answered, and whether the news has it. */
export function InShort(props: PartProps): ReactElement {
  const { say } = useReactionWords()
  return (
    <section className="card verdict" aria-label={say('short.label')}>
      <HowMuch {...props} />
      <HowFelt {...props} />
      <Unanswered {...props} />
      <News {...props} />
    </section>
  )
}

function Fact({ big, look, children }: { big: ReactNode; look?: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <p className={`big ${look ?? ''}`}>{big}</p>
      {children}
    </div>
  )
}

function HowMuch({ analysis, open }: PartProps): ReactElement {
  const { say, number } = useReactionWords()
  const { posts, authors, effect } = analysis.volume
  const big =
    open && posts > 0 ? (
      <button type="button" className="opener" onClick={() => open({})}>
        {number(posts)}
        <span className="unseen"> {say('short.posts', { posts, authors })}</span>
      </button>
    ) : (
      number(posts)
    )
  return (
    <Fact big={big}>
      <p aria-hidden={open && posts > 0}>{say('short.posts', { posts, authors })}</p>
      <p className="small muted">
        {effect.verdict === 'too-little'
          ? say('short.usualUnknown')
          : say('short.usual', { usual: number(effect.usual, effect.usual < 10 ? 1 : 0) })}
      </p>
    </Fact>
  )
}

function HowFelt({ analysis }: PartProps): ReactElement {
  const words = useReactionWords()
  const { say, percent } = words
  const tones = analysis.sentiment.reaction
  const feeling = feelingOf(tones)
  const { positive, negative, sure, unsure } = tones
  return (
    <Fact
      look={feeling}
      big={
        <>
          <span aria-hidden="true">{feelingShapes[feeling]}</span> {say(`feeling.${feeling}`)}
        </>
      }
    >
      {tones.enough ? (
        <p>{say('short.felt', { happy: percent(positive.shareOf1), unhappy: percent(negative.shareOf1) })}</p>
      ) : (
        <p>{say('short.tooFew', { sure })}</p>
      )}
      <p className="small muted">
        {tones.enough && `${say('short.reach', reachOf(tones, words))} · `}
        {say('short.sure', { sure, unsure: unsure.posts })}
      </p>
    </Fact>
  )
}

function reachOf(
  { positive, negative }: PartProps['analysis']['sentiment']['reaction'],
  { number }: ReactionWords,
): { half: string } {
  const half = Math.max(...[positive, negative].map(({ lowOf1, highOf1 }) => (highOf1 - lowOf1) / 2))
  return { half: number(half * 100) }
}

function Unanswered({ analysis, open }: PartProps): ReactElement {
  const { say } = useReactionWords()
  const { unanswered, unansweredAuthors, questions } = analysis.questions
  return (
    <Fact look={unanswered > 0 ? 'asked' : ''} big={say('short.questions', { count: unanswered })}>
      <p>{say(questions.length === 0 ? 'short.nobodyAsks' : 'short.unanswered', { count: unanswered })}</p>
      {unanswered > 0 && (
        <p className="small muted">
          {say('short.askedBy', { people: unansweredAuthors })}{' '}
          {open && (
            <button type="button" className="opener" onClick={() => open({ asks: 'yes' })}>
              {say('short.seeAsked')}
            </button>
          )}
        </p>
      )}
    </Fact>
  )
}

function News({ analysis, announcement }: PartProps): ReactElement {
  const words = useReactionWords()
  const { say } = words
  const { media } = analysis
  const news = newsOf(media)
  const { first } = media
  const big = first === undefined ? say(`news.big.${news}`) : lengthWords(Math.abs(first.afterMin), words)
  return (
    <Fact big={big}>
      <p>{say(`short.news.${news}`)}</p>
      {first && (
        <p className="small muted">
          {say('short.firstNews', {
            label: first.label,
            time: words.when(first.at, Date.parse(announcement.startedAt)),
            outlets: media.outlets,
          })}
        </p>
      )}
    </Fact>
  )
}
