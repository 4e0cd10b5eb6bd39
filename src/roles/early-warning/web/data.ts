import type { QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { Watch, WatchTone, WouldHaveMatched, type WatchInput } from '#listening/contract.ts'
import { Issue, StoryCard, StoryList } from '#roles/early-warning/contract.ts'
import type { IssueChange, TakeOn } from '#roles/early-warning/register/contract.ts'
import { call, pathWith } from '#web/client.ts'

/** Which stories a list shows: the open ones, those called not important, or those that are over. */
export type Show = 'muted' | 'over' | undefined

const Issues = z.object({ issues: z.array(Issue) })

/** What the server tells live about stories. */
export const LiveStory = z.object({ change: z.enum(['opened', 'grew', 'over', 'changed']), story: StoryCard })
type Signal = { signal?: AbortSignal }

/** The ranked stories. */
export function storiesQuery(show: Show) {
  return {
    queryKey: ['stories', show ?? 'open'],
    queryFn: ({ signal }: Signal) =>
      call(StoryList, { path: pathWith('/api/stories', { show }), ...(signal ? { signal } : {}) }),
  }
}

/** One story with its explanation. */
export function storyQuery(id: string) {
  return {
    queryKey: ['story', id],
    queryFn: ({ signal }: Signal) =>
      call(StoryCard, { path: `/api/stories/${encodeURIComponent(id)}`, ...(signal ? { signal } : {}) }),
  }
}

/** How the posts of a watch sound. */
export function toneQuery(id: string) {
  return {
    queryKey: ['watch-tone', id],
    queryFn: ({ signal }: Signal) =>
      call(WatchTone, {
        path: `/api/watches/${encodeURIComponent(id)}/tone`,
        ...(signal ? { signal } : {}),
      }),
  }
}

/** The issue register. */
export const issuesQuery = {
  queryKey: ['issues'],
  queryFn: ({ signal }: Signal) => call(Issues, { path: '/api/issues', ...(signal ? { signal } : {}) }),
}

/** Takes a story on as an issue. */
export function takeOn(storyId: string, body: z.input<typeof TakeOn>): Promise<Issue> {
  return call(Issue, { method: 'POST', path: `/api/stories/${encodeURIComponent(storyId)}/take-on`, body })
}

/** Calls a story not important, or takes that back. */
export function setImportant(storyId: string, important: boolean): Promise<StoryCard> {
  const path = `/api/stories/${encodeURIComponent(storyId)}/not-important`
  return call(StoryCard, { method: important ? 'DELETE' : 'POST', path })
}

/** Changes an issue. */
export function changeIssue(id: string, body: z.input<typeof IssueChange>): Promise<Issue> {
  return call(Issue, { method: 'PATCH', path: `/api/issues/${encodeURIComponent(id)}`, body })
}

/** Begins a watch, or changes one. */
export function keepWatch(id: string | undefined, body: WatchInput): Promise<Watch> {
  if (id === undefined) return call(Watch, { method: 'POST', path: '/api/watches', body })
  return call(Watch, { method: 'PUT', path: `/api/watches/${encodeURIComponent(id)}`, body })
}

/** Ends a watch. */
export function endWatch(id: string): Promise<Watch> {
  return call(Watch, { method: 'DELETE', path: `/api/watches/${encodeURIComponent(id)}` })
}

/** What a rule would have matched in stored posts. */
export function tryRule(rule: string, days: number): Promise<WouldHaveMatched> {
  return call(WouldHaveMatched, { method: 'POST', path: '/api/watches/try', body: { rule, days } })
}

/** Puts a story that the server told of into what is on screen; the list's order comes with the next reading. */
export function putStory(queries: QueryClient, change: z.infer<typeof LiveStory>): void {
  const { story } = change
  queries.setQueryData(storyQuery(story.id).queryKey, story)
  queries.setQueryData<StoryList>(storiesQuery(undefined).queryKey, (list) => list && withStory(list, change))
}

/** A list with one story changed: replaced where it stands, added at the end when new, gone when over or not important. */
export function withStory(list: StoryList, { change, story }: z.infer<typeof LiveStory>): StoryList {
  const known = list.stories.some((one) => one.id === story.id)
  if (change === 'over' || story.muted)
    return { ...list, stories: list.stories.filter((one) => one.id !== story.id) }
  if (!known) return { ...list, stories: [...list.stories, story] }
  return { ...list, stories: list.stories.map((one) => (one.id === story.id ? story : one)) }
}
