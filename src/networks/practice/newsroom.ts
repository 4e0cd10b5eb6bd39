import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { seededChance } from '#networks/practice/chance.ts'
import { ordinaryNews } from '#networks/practice/chatter/others.ts'
import { localTime } from '#networks/practice/local-time.ts'
import { newsroom } from '#networks/practice/people.ts'
import { townPost, type Town } from '#networks/practice/town.ts'

// The newsroom files its ordinary items at these local hours.
const filingHours = [6, 8, 10, 12, 15, 17, 19]

/** What the newsroom brings in one ordinary hour: at most one item. */
export function ordinaryNewsHour(town: Town, startMs: number): Post[] {
  const fromMs = Math.floor(startMs / hourMs) * hourMs
  const local = localTime(fromMs)
  const turn = filingHours.indexOf(local.hour)
  if (turn === -1) return []
  const chance = seededChance(town.seed, 'news', local.day)
  const item = chance.shuffled(ordinaryNews)[turn % ordinaryNews.length]
  if (!item) return []
  const stamp = (fromMs / hourMs).toString(36)
  const text = `${item.title}. ${item.summary}`
  const atMs = fromMs + (5 + turn * 7) * minuteMs
  const links = [`https://herald.example/${item.lang}/${stamp}`]
  return [
    townPost(
      { id: `herald-${town.seed}-${stamp}`, atMs, text, lang: item.lang, author: newsroom, links },
      chance,
    ),
  ]
}
