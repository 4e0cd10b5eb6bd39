import { Topic, TopicList, type NewTopic, type TopicChange } from '#sending/topics/contract.ts'
import { call } from '#web/client.ts'

/** Adds a topic, or gives one other names. */
export function keepTopic(id: string | undefined, body: NewTopic): Promise<Topic> {
  return id === undefined ? call(Topic, { method: 'POST', path: '/api/topics', body }) : changeTopic(id, body)
}

/** Changes a topic: its names, or whether it is retired. */
export function changeTopic(id: string, body: TopicChange): Promise<Topic> {
  return call(Topic, { method: 'PATCH', path: `/api/topics/${encodeURIComponent(id)}`, body })
}

/** Puts the topics into another order. */
export function orderTopics(ids: readonly string[]): Promise<TopicList> {
  return call(TopicList, { method: 'PUT', path: '/api/topics/order', body: { ids } })
}

/** The same list with one of it a place further up or down; as it is where there is no such place. */
export function movedBy<T>(all: readonly T[], place: number, by: -1 | 1): T[] {
  const one = all[place]
  const to = place + by
  if (one === undefined || to < 0 || to >= all.length) return [...all]
  return all.toSpliced(place, 1).toSpliced(to, 0, one)
}
