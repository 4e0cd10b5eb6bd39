import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useId, type ReactElement } from 'react'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import type { StoryActions } from '#roles/early-warning/web/story-actions.tsx'
import {
  markedTerms,
  newsWords,
  span,
  sureness,
  timesUsual,
  usualPerBucket,
} from '#roles/early-warning/web/story-words.ts'
import { coverageQuery } from '#web/client.ts'
import { useMay } from '#web/desk.ts'
import { Badge, type BadgeLook } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Highlight } from '#web/parts/Highlight/Highlight.tsx'
import { Spark } from '#web/parts/Spark/Spark.tsx'
import { telling } from '#web/parts/Spark/shape.ts'
import { Time } from '#web/parts/Time/Time.tsx'
import { networkWord } from '#web/network-word.ts'
import { useWords } from '#web/words.tsx'
import './StoryCard.css'

/** Read once by newcomers, so it is no part of the first page. */
const CoachMark = lazy(async () => ({
  default: (await import('#roles/early-warning/web/CoachMark.tsx')).CoachMark,
}))

type Props = {
  story: StoryCard
  place: number
  actions: StoryActions
  isCurrent: boolean
  coach: boolean
  onFocus: () => void
}

const samplesOnCard = 2
/** An expected count that would be written as 0. */
const almostNone = 0.05

/** One story: what changed, against what normal, how sure, who and where, what people say, and what to do. */
export function StoryCardView({ story, place, actions, isCurrent, coach, onFocus }: Props): ReactElement {
  const { say } = useWords()
  const mayTriage = useMay('triage')
  const titleId = useId()
  return (
    <li>
      <article
        className={`card story ${story.state}`}
        data-step
        tabIndex={0}
        aria-labelledby={titleId}
        onFocus={onFocus}
      >
        <div className="story-main">
          <StoryBadges story={story} />
          <h2 id={titleId} lang={story.headlineLang}>
            {story.headline}
          </h2>
          <StoryFacts story={story} />
          <MissingSources story={story} />
          {story.samples.slice(0, place === 0 ? samplesOnCard : 1).map((post) => (
            <Sample key={post.id} story={story} post={post} />
          ))}
          <div className="actions">
            {story.issueId ? (
              <Link className="button" to="/now/issues/$id" params={{ id: story.issueId }}>
                {say('story.openIssue')}
              </Link>
            ) : (
              mayTriage && (
                <Button
                  look={place === 0 ? 'primary' : 'plain'}
                  {...(isCurrent ? { shortcut: 'takeOn' as const } : {})}
                  onPress={() => actions.takeOn(story)}
                >
                  {say('story.takeOn')}
                </Button>
              )
            )}
            <Link className="button" to="/now/stories/$id" params={{ id: story.id }}>
              {say('story.seeAll', { count: story.postsInAll })}
            </Link>
            {mayTriage && (
              <Button
                look="quiet"
                {...(isCurrent ? { shortcut: 'notImportant' as const } : {})}
                onPress={() => actions.setImportant(story, story.muted)}
              >
                {say(story.muted ? 'story.important' : 'story.notImportant')}
              </Button>
            )}
          </div>
          {coach && (
            <Suspense>
              <CoachMark story={story} />
            </Suspense>
          )}
        </div>
        <StoryCourse story={story} />
      </article>
    </li>
  )
}

const looks: Record<StoryCard['state'], BadgeLook> = {
  'rising-fast': 'rising',
  rising: 'rising',
  steady: 'plain',
  over: 'plain',
}

/** State, places, languages and watches of a story, in a few words each. */
export function StoryBadges({ story }: { story: StoryCard }): ReactElement {
  const { say, language } = useWords()
  return (
    <div className="row badges">
      <Badge look={looks[story.state]}>{say(`state.${story.state}`)}</Badge>
      <Interrupts story={story} />
      {story.issueId && <Badge look="ok">{say('story.takenOn')}</Badge>}
      {story.muted && <Badge>{say('story.isMuted')}</Badge>}
      {story.places.length > 0 && (
        <Badge>
          {story.places
            .slice(0, 2)
            .map((place) => place.name)
            .join(' · ')}
        </Badge>
      )}
      {story.languages.length > 0 && (
        <Badge title={story.languages.map((one) => `${language(one.lang)}: ${one.posts}`).join(', ')}>
          {story.languages
            .slice(0, 3)
            .map((one) => `${one.lang.toUpperCase()} ${one.posts}`)
            .join(' · ')}
        </Badge>
      )}
      {story.watchNames.length > 0 && (
        <Badge look="accent">{say('story.watches', { names: story.watchNames.join(', ') })}</Badge>
      )}
    </div>
  )
}

/** Whether it interrupts or only waits in the list, and why it waits. */
function Interrupts({ story }: { story: StoryCard }): ReactElement | null {
  const { say } = useWords()
  if (story.attention === undefined || story.state === 'over' || story.muted) return null
  if (story.attention.decision === 'interrupts') return <Badge look="rising">{say('story.interrupts')}</Badge>
  const { why } = story.attention
  return <Badge>{say('story.waits', { why: why === 'budget-spent' ? 'spent' : why })}</Badge>
}

/** The counts of a story beside what is usual. */
export function StoryFacts({ story }: { story: StoryCard }): ReactElement {
  const words = useWords()
  const { data: coverage } = useQuery(coverageQuery)
  const nowMs = coverage ? Date.parse(coverage.streamNow) : story.updatedAtMs
  return (
    <p className="facts">
      <NowCounts story={story} />
      <Copies story={story} />
      {story.questions > 0 && <span>{words.rich('fact.questions', { count: story.questions })}</span>}
      <span className="muted">
        {words.say('fact.firstSeen')} <Time at={story.firstSeenMs} nowMs={nowMs} />
      </span>
    </p>
  )
}

/** Copies are counted apart: they make nothing rise. */
function Copies({ story }: { story: StoryCard }): ReactElement {
  const words = useWords()
  const together = story.copied?.together
  return (
    <>
      {story.copiesShareOf1 > 0 && (
        <span className="muted">
          {words.say('story.copied', { share: words.percent(story.copiesShareOf1) })}
        </span>
      )}
      {together && together.posts > 0 && <span>{words.rich('story.together', together)}</span>}
    </>
  )
}

/** The counts of the window; when nobody spoke in it, that is said instead of a row of zeros. */
function NowCounts({ story }: { story: StoryCard }): ReactElement {
  const words = useWords()
  const { mean, upper95 } = story.usual
  const window = span(story.windowMin, words)
  if (story.posts === 0) return <span>{words.say('fact.quiet', { span: window })}</span>
  const usual =
    mean < almostNone
      ? words.say('fact.usualNone')
      : words.say('fact.usual', {
          mean: words.number(mean, mean < 10 ? 1 : 0),
          most: words.number(Math.ceil(upper95)),
        })
  return (
    <>
      <span>{words.rich('fact.posts', { count: story.posts, span: window })}</span>
      <span className="muted">{usual}</span>
      <span>{words.rich('fact.people', { count: story.authors })}</span>
    </>
  )
}

/** Sources that are not heard as they should be: the numbers above lack them. */
function MissingSources({ story }: { story: StoryCard }): ReactElement | null {
  const words = useWords()
  const { missing } = story.coverage
  if (missing.length === 0) return null
  return (
    <p className="small signal">
      {missing
        .map(({ label, since }) =>
          since
            ? words.say('coverage.missingSince', { label, time: words.time(since) })
            : words.say('coverage.missing', { label }),
        )
        .join(' ')}
    </p>
  )
}

function Sample({ story, post }: { story: StoryCard; post: StoryCard['samples'][number] }): ReactElement {
  const words = useWords()
  return (
    <blockquote className="quote">
      <p lang={post.lang} dir="auto">
        <Highlight text={post.text} terms={markedTerms(story)} />
      </p>
      <footer>
        {networkWord(post, words)} · <Time at={post.at} />
        {post.place ? ` · ${post.place}` : ''}
      </footer>
    </blockquote>
  )
}

function StoryCourse({ story }: { story: StoryCard }): ReactElement {
  const words = useWords()
  const { data: coverage } = useQuery(coverageQuery)
  const times = timesUsual(story, words)
  const sure = sureness(story.surprise, words)
  const news = newsWords(story, coverage ? Date.parse(coverage.streamNow) : story.updatedAtMs, words)
  const usualMax = usualPerBucket(story)
  const label = words.say('story.course', {
    minutes: story.course.bucketMin,
    hours: words.number((story.course.posts.length * story.course.bucketMin) / 60, 1),
    counts: telling(story.course.posts).join(', '),
    usual: words.number(usualMax, 1),
  })
  return (
    <figure>
      <Spark
        counts={story.course.posts}
        usualMax={usualMax}
        label={label}
        usualLabel={words.say('story.usualRange')}
      />
      <figcaption className="lead">
        <p>{words.say(times.key, times.values)}</p>
        <p className="muted">{words.say(sure.key, sure.values)}</p>
        <p className={story.news ? 'muted' : 'ahead'}>{words.say(news.key, news.values)}</p>
      </figcaption>
    </figure>
  )
}
