import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useWatchWords } from '#roles/early-warning/web/own-words.ts'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { Teach } from '#roles/early-warning/web/attention/Teach.tsx'
import { storyQuery } from '#roles/early-warning/web/data.ts'
import { Explained, StorySentence } from '#roles/early-warning/web/explaining/Explained.tsx'
import { StoryNews } from '#roles/early-warning/web/ledger/StoryNews.tsx'
import { useSeen } from '#roles/early-warning/web/ledger/use-seen.ts'
import { ReadOnly } from '#roles/early-warning/web/ReadOnly.tsx'
import { linkBelow } from '#roles/early-warning/web/register/LinkPost.tsx'
import { useStoryActions, type StoryActions } from '#roles/early-warning/web/story-actions.tsx'
import {
  markedTerms,
  newsWords,
  sureness,
  termTimes,
  timesUsual,
  usualPerBucket,
} from '#roles/early-warning/web/story-words.ts'
import { StoryBadges, StoryFacts } from '#roles/early-warning/web/StoryCardView.tsx'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { coverageQuery } from '#web/client.ts'
import { useKey } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Course } from '#web/parts/Course/Course.tsx'
import { CoverageWords } from '#web/parts/Heard/Heard.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { PostList } from '#web/parts/PostList/PostList.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { networkWord } from '#web/network-word.ts'
import '#roles/early-warning/web/attention/Attention.css'
import './StoryPage.css'

/** One story with everything we know about it, and every post. */
export function StoryPage(): ReactElement {
  const { say } = useWatchWords()
  const { id } = useParams({ from: '/now/stories/$id' })
  const story = useQuery(storyQuery(id))
  usePageTitle(story.data?.headline)
  return (
    <div className="stack wide">
      <p className="back">
        <Link to="/now">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('now.back')}
        </Link>
      </p>
      {story.error && <ProblemNotice error={story.error} onAgain={() => void story.refetch()} />}
      {story.isPending && <Skeleton lines={5} />}
      {story.data && <StoryInFull story={story.data} />}
    </div>
  )
}

function StoryInFull({ story }: { story: StoryCard }): ReactElement {
  const words = useWatchWords()
  const { say } = words
  const actions = useStoryActions()
  const navigate = useNavigate()
  useSeen(story.id)
  useKey('back', () => void navigate({ to: '/now' }))
  const mayTriage = useMay('triage')
  useKey('takeOn', mayTriage ? () => actions.takeOn(story) : undefined)
  useKey('notImportant', mayTriage ? () => actions.setImportant(story, story.muted) : undefined)
  const usualMax = usualPerBucket(story)
  const most = Math.max(0, ...story.course.posts)
  return (
    <>
      <header>
        <StoryBadges story={story} />
        <h1 className="story-title" lang={story.headlineLang}>
          {story.headline}
        </h1>
        <StorySentence story={story} />
        <StoryFacts story={story} />
        <Actions story={story} actions={actions} />
      </header>
      <section className="card pane">
        <h2 className="unseen">{say('story.courseTitle')}</h2>
        <Course
          counts={story.course.posts}
          startMs={story.course.startMs}
          bucketMin={story.course.bucketMin}
          usualMax={usualMax}
          sentence={say('story.courseSentence', {
            most,
            minutes: story.course.bucketMin,
            usual: words.number(usualMax, 1),
          })}
          coverage={<CoverageWords note={story.coverage} />}
        />
      </section>
      <div className="story-grid">
        <Why story={story} />
        <Shares story={story} />
      </div>
      <Explained story={story} />
      {mayTriage && !story.muted && <Teach story={story} />}
      <StoryNews story={story} />
      <section className="stack">
        <h2>{say('story.allPosts', { count: story.postsInAll })}</h2>
        <PostList
          path={`/api/stories/${encodeURIComponent(story.id)}/posts`}
          query={{}}
          terms={markedTerms(story)}
          label={say('story.allPosts', { count: story.postsInAll })}
          empty={<p className="muted">{say('story.noPosts')}</p>}
          below={linkBelow}
        />
      </section>
      {actions.dialog}
    </>
  )
}

function Actions({ story, actions }: { story: StoryCard; actions: StoryActions }): ReactElement {
  const { say } = useWatchWords()
  const mayTriage = useMay('triage')
  const mayWrite = useMay('write')
  if (!mayTriage && !mayWrite && !story.issueId) return <ReadOnly verb="triage" />
  return (
    <div className="actions">
      {story.issueId ? (
        <Link className="button" to="/now/issues/$id" params={{ id: story.issueId }}>
          {say('story.openIssue')}
        </Link>
      ) : (
        mayTriage && (
          <Button look="primary" shortcut="takeOn" onPress={() => actions.takeOn(story)}>
            {say('story.takeOn')}
          </Button>
        )
      )}
      {mayTriage && (
        <Button look="quiet" shortcut="notImportant" onPress={() => actions.setImportant(story, story.muted)}>
          {say(story.muted ? 'story.important' : 'story.notImportant')}
        </Button>
      )}
      {mayWrite && (
        <Link className="button" to="/publish/new" search={{ about: story.headline, issue: story.issueId }}>
          {say('story.draftLine')}
        </Link>
      )}
    </div>
  )
}

/** What changed, against what normal, how sure: in sentences, then the words that rose as a table. */
function Why({ story }: { story: StoryCard }): ReactElement {
  const words = useWatchWords()
  const { say } = words
  const { data: coverage } = useQuery(coverageQuery)
  const times = timesUsual(story, words)
  const sure = sureness(story.surprise, words)
  const news = newsWords(story, coverage ? Date.parse(coverage.streamNow) : story.updatedAtMs, words)
  return (
    <section className="card pane stack">
      <h2>{say('why.title')}</h2>
      <ul className="reasons">
        <li>{say(times.key, times.values)}</li>
        <li>{say(sure.key, sure.values)}</li>
        <li>{say(`why.${story.usual.basis}`, { hours: Math.round(story.usual.hoursLearned) })}</li>
        <li>{say('why.copies', { share: words.percent(story.copiesShareOf1) })}</li>
        <li>{say(news.key, news.values)}</li>
      </ul>
      {story.terms.length > 0 && <Terms story={story} />}
    </section>
  )
}

function Terms({ story }: { story: StoryCard }): ReactElement {
  const words = useWatchWords()
  const { say } = words
  const sayTimes = (term: StoryCard['terms'][number]): string => {
    const { key, values } = termTimes(term, words)
    return say(key, values)
  }
  return (
    <table className="table">
      <caption>{say('terms.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('terms.term')}</th>
          <th scope="col">{say('terms.kind')}</th>
          <th scope="col" className="n">
            {say('terms.posts')}
          </th>
          <th scope="col" className="n">
            {say('terms.lift')}
          </th>
        </tr>
      </thead>
      <tbody>
        {story.terms
          .toSorted((a, b) => b.lift - a.lift)
          .map((term) => (
            <tr key={`${term.kind} ${term.text}`}>
              <th scope="row">{term.text}</th>
              <td>{say(`term.${term.kind}`)}</td>
              <td className="n">{words.number(term.posts)}</td>
              <td className="n">{sayTimes(term)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function Shares({ story }: { story: StoryCard }): ReactElement {
  const words = useWatchWords()
  const { say } = words
  return (
    <section className="card pane stack">
      <h2>{say('shares.title')}</h2>
      <Share
        title={say('shares.places')}
        none={say('shares.noPlaces')}
        of={story.places.map((one) => ({ name: one.name, posts: one.posts }))}
      />
      <Share
        title={say('shares.languages')}
        none={say('shares.noLanguages')}
        of={story.languages.map((one) => ({ name: words.language(one.lang), posts: one.posts }))}
      />
      <Share
        title={say('shares.networks')}
        none=""
        of={story.networks.map((one) => ({ name: networkWord(one, words), posts: one.posts }))}
      />
    </section>
  )
}

function Share({
  title,
  of,
  none,
}: {
  title: string
  none: string
  of: readonly { name: string; posts: number }[]
}): ReactElement | null {
  const words = useWatchWords()
  const most = Math.max(1, ...of.map((one) => one.posts))
  if (of.length === 0 && none === '') return null
  return (
    <div>
      <h3>{title}</h3>
      {of.length === 0 ? (
        <p className="small muted">{none}</p>
      ) : (
        <ul className="share">
          {of.map((one) => (
            <li key={one.name}>
              <span>{one.name}</span>
              <meter min={0} max={most} value={one.posts} aria-label={one.name} />
              <b>{words.number(one.posts)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
