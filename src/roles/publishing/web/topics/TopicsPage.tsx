import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { TopicDialog } from '#roles/publishing/web/topics/TopicDialog.tsx'
import { TopicOrderList } from '#roles/publishing/web/topics/TopicOrderList.tsx'
import { useTopicWords } from '#roles/publishing/web/topics/words.ts'
import type { Topic } from '#sending/topics/contract.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { topicsQuery } from '#web/topics.ts'
import '#roles/publishing/web/Publish.css'
import './Topics.css'

/** What messages can be about, and subscribers can choose: kept in the order in which everybody is shown them. */
export function TopicsPage(): ReactElement {
  const { say } = useTopicWords()
  usePageTitle(say('topics.title'))
  const list = useQuery(topicsQuery)
  const [opened, setOpened] = useState<Topic | 'new'>()
  const topics = list.data?.topics ?? []
  const mayChange = list.data?.mayChange === true
  const add = mayChange && (
    <Button look="primary" icon={Plus} onPress={() => setOpened('new')}>
      {say('topics.add')}
    </Button>
  )
  return (
    <div className="stack wide publish">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('topics.back')}
        </Link>
      </p>
      <header className="row between">
        <h1>{say('topics.title')}</h1>
        {topics.length > 0 && add}
      </header>
      <p className="lede">{say('topics.lede')}</p>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={3} />}
      {list.data && topics.length === 0 && (
        <Empty
          why={say('topics.none')}
          example={say(mayChange ? 'topics.example' : 'topics.noneAsk')}
          action={add}
        />
      )}
      {topics.length > 0 && <TopicOrderList topics={topics} mayChange={mayChange} onOpen={setOpened} />}
      {opened !== undefined && (
        <TopicDialog
          key={opened === 'new' ? 'new' : opened.id}
          topic={opened === 'new' ? undefined : opened}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  )
}
