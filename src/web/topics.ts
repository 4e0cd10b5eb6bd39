import { minuteMs } from '#kernel/time.ts'
import { TopicList, type Topic } from '#sending/topics/contract.ts'
import { call } from '#web/client.ts'

/** What messages can be about: every topic in order, retired ones among them. */
export const topicsQuery = {
  queryKey: ['topics'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(TopicList, { path: '/api/topics', ...(signal ? { signal } : {}) }),
  staleTime: minuteMs,
} as const

/** What a topic is called in the language of whoever reads. */
export function topicNameIn({ names }: Pick<Topic, 'names'>, locale: string): string {
  return /^fr\b/iu.test(locale) ? names.fr : names.en
}
