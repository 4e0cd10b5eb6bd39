import { PostPage } from '#listening/contract.ts'
import { call, pathWith } from '#web/client.ts'

/** A page of posts: of a story, a watch, a search or behind a number. */
export function postPage(
  path: string,
  query: Record<string, string | undefined>,
  signal?: AbortSignal,
): Promise<PostPage> {
  return call(PostPage, { path: pathWith(path, query), ...(signal ? { signal } : {}) })
}
