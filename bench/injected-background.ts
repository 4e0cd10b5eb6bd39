import type { Post } from '#kernel/post.ts'
import { readAllPosts } from '#networks/replay/replay.ts'
import { isOnTopic } from '#roles/early-warning/evaluate.ts'

const folder = new URL('../../shared/data/replay/', import.meta.url).pathname
const fileOf = (name: string): string => `${folder}${name}.jsonl.gz`

/** Their posts that people labelled as being about something else are the background: real talk, its bursts and its day and night. */
const backgroundNames = ['t6_2013_Alberta_Floods', 't6_2013_Queensland_Floods']
/** Their posts about the event are what is injected; never into the background of the same disaster. */
const eventNames = [
  't26_2013_Glasgow_helicopter_crash',
  't26_2013_Lac_Megantic_train_crash',
  't26_2013_Singapore_haze',
  't26_2012_Colorado_wildfires',
  't26_2012_Italy_earthquakes',
  't26_2013_Manila_floods',
]

/** Posts of other matters, oldest first. */
export type Background = readonly Post[]

/** Whether the recorded events are beside the repository. */
export function hasRecordings(exists: (path: string) => boolean): boolean {
  return [...backgroundNames, ...eventNames].every((name) => exists(fileOf(name)))
}

async function posts(name: string): Promise<Post[]> {
  const all: Post[] = []
  for await (const post of readAllPosts(fileOf(name))) all.push(post)
  return all.sort((a, b) => a.atMs - b.atMs)
}

/** The off-topic posts of each background, without their labels. */
export async function realBackground(): Promise<Background[]> {
  const found: Background[] = []
  for (const name of backgroundNames)
    found.push((await posts(name)).filter((post) => !isOnTopic(post.labels)).map(unlabelled))
  return found
}

/** Texts about each event, in the order they were said. */
export async function eventTexts(): Promise<string[][]> {
  const found: string[][] = []
  for (const name of eventNames)
    found.push((await posts(name)).filter((post) => isOnTopic(post.labels)).map((post) => post.text))
  return found
}

function unlabelled(post: Post): Post {
  const { labels: _labels, raw: _raw, ...plain } = post
  return plain
}
