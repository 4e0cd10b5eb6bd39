import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useVersionWords } from '#web/parts/VersionView/VersionText.tsx'
import { topicNameIn, topicsQuery } from '#web/topics.ts'

/** What a version is about, by name: it decides who gets it. One whose name is not known is shown by its id, as it is approved. */
export function VersionTopics({ topics }: { topics: readonly string[] }): ReactElement {
  const { say, list, locale } = useVersionWords()
  const known = useQuery(topicsQuery).data?.topics ?? []
  // In the order of the desk, as the writer chose them.
  const named = known.filter(({ id }) => topics.includes(id)).map((topic) => topicNameIn(topic, locale))
  const unnamed = topics.filter((id) => !known.some((topic) => topic.id === id))
  return (
    <p className="small">
      <b>{say('version.topics')}</b> {list([...named, ...unnamed])}
    </p>
  )
}
