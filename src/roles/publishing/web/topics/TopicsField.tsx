import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { useTopicWords } from '#roles/publishing/web/topics/words.ts'
import type { Composer } from '#roles/publishing/web/use-composer.ts'
import type { Topic } from '#sending/topics/contract.ts'
import { topicNameIn, topicsQuery } from '#web/topics.ts'
import './Topics.css'

/** What the message is about, in every language; nothing while the desk keeps no topics. */
export function TopicsField({ state }: { state: Composer }): ReactElement | null {
  const { say } = useTopicWords()
  const { topics = [] } = useQuery(topicsQuery).data ?? {}
  const { draft, message, change } = state
  // One that was retired since it was chosen may stay, or be taken out and put back while it is written.
  const chosen = new Set([...draft.topics, ...(message?.topics ?? [])])
  const offered = topics.filter(({ id, retired }) => !retired || chosen.has(id))
  if (offered.length === 0) return null
  const isFull = draft.topics.length >= publishingLimits.topicsMax
  const toggle = (id: string, isOn: boolean): void => {
    const others = draft.topics.filter((one) => one !== id)
    change({ topics: isOn ? [...others, id].toSorted() : others })
  }
  return (
    <fieldset className="field" aria-describedby="help-topics">
      <legend>{say('choose.label')}</legend>
      <p className="help" id="help-topics">
        {say(draft.lane === 'emergency' ? 'choose.emergency' : 'choose.help')}
        {isFull && ` ${say('choose.full', { count: publishingLimits.topicsMax })}`}
      </p>
      <div className="row topic-choice">
        {offered.map((topic) => {
          const isOn = draft.topics.includes(topic.id)
          return (
            <Choice
              key={topic.id}
              {...{ topic, isOn, isDisabled: isFull && !isOn }}
              onToggle={(next) => toggle(topic.id, next)}
            />
          )
        })}
      </div>
    </fieldset>
  )
}

type ChoiceProps = { topic: Topic; isOn: boolean; isDisabled: boolean; onToggle: (isOn: boolean) => void }

function Choice({ topic, isOn, isDisabled, onToggle }: ChoiceProps): ReactElement {
  const { say, locale } = useTopicWords()
  return (
    <span className="check">
      <input
        type="checkbox"
        id={`message-topic-${topic.id}`}
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onToggle(event.target.checked)}
      />
      <label htmlFor={`message-topic-${topic.id}`}>
        {topicNameIn(topic, locale)}
        {topic.retired && <span className="small muted"> {say('choose.retired')}</span>}
      </label>
    </span>
  )
}
