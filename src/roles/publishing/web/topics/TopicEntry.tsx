import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactElement } from 'react'
import { changeTopic } from '#roles/publishing/web/topics/data.ts'
import { useTopicWords } from '#roles/publishing/web/topics/words.ts'
import type { Topic } from '#sending/topics/contract.ts'
import { herald } from '#web/parts/Announcer/announce.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { topicNameIn, topicsQuery } from '#web/topics.ts'

type Props = {
  topic: Topic
  /** From 0, among `count`. */
  place: number
  count: number
  mayChange: boolean
  onMove: (by: -1 | 1) => void
  onOpen: () => void
}

/** One topic: its names, where the public reads what is about it, and what may be done with it. */
export function TopicEntry(props: Props): ReactElement {
  const { say, locale } = useTopicWords()
  const { topic, mayChange } = props
  const [name, other] = [topicNameIn(topic, locale), topicNameIn(topic, locale === 'fr' ? 'en' : 'fr')]
  return (
    <li id={`topic-${topic.id}`}>
      <div className="stack tight">
        <span>
          <b>{name}</b>
          {other !== name && (
            <span className="muted small" lang={locale === 'fr' ? 'en' : 'fr'}>
              {' '}
              · {other}
            </span>
          )}{' '}
          {topic.retired && <Badge>{say('topics.retired')}</Badge>}
        </span>
        <a className="small" href={`/p?lang=${locale}&topic=${topic.id}`}>
          {say('topics.public')}
          <span className="unseen">: {name}</span>
        </a>
      </div>
      {mayChange && <Acts {...props} name={name} />}
    </li>
  )
}

function Acts({ topic, place, count, name, onMove, onOpen }: Props & { name: string }): ReactElement {
  const { say } = useTopicWords()
  const queries = useQueryClient()
  const retire = useMutation({
    mutationFn: (retired: boolean) => changeTopic(topic.id, { retired }),
    onSuccess: async ({ retired }) => {
      herald.announce(say(retired ? 'topics.isRetired' : 'topics.isBack', { name }))
      await queries.invalidateQueries({ queryKey: topicsQuery.queryKey })
    },
  })
  return (
    <>
      <span className="row">
        <Button
          {...{ small: true, look: 'quiet', icon: ArrowUp, className: 'move-up', isDisabled: place === 0 }}
          label={say('topics.up', { name })}
          onPress={() => onMove(-1)}
        />
        <Button
          {...{ small: true, look: 'quiet', icon: ArrowDown, className: 'move-down' }}
          isDisabled={place === count - 1}
          label={say('topics.down', { name })}
          onPress={() => onMove(1)}
        />
        <Button small label={say('topics.changeName', { name })} onPress={onOpen}>
          {say('topics.change')}
        </Button>
        <Button
          {...{ small: true, look: 'quiet' }}
          label={say(topic.retired ? 'topics.bringBackName' : 'topics.retireName', { name })}
          onPress={() => retire.mutate(!topic.retired)}
        >
          {say(topic.retired ? 'topics.bringBack' : 'topics.retire')}
        </Button>
      </span>
      {retire.error && <ProblemNotice error={retire.error} />}
    </>
  )
}
