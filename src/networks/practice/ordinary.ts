import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { seededChance, type Chance } from '#networks/practice/chance.ts'
import { englishChatter, englishReplies } from '#networks/practice/chatter/english.ts'
import { frenchChatter, frenchReplies } from '#networks/practice/chatter/french.ts'
import { openJobs, otherLanguages, townHallNotices } from '#networks/practice/chatter/others.ts'
import type { Pool } from '#networks/practice/chatter/pool.ts'
import { localTime, type LocalTime } from '#networks/practice/local-time.ts'
import { bots, townHall, type Townsperson } from '#networks/practice/people.ts'
import { sentence, typed } from '#networks/practice/sentence.ts'
import {
  inOrder,
  townPost,
  weatherAt,
  wordsAt,
  type Said,
  type SkyKind,
  type Town,
} from '#networks/practice/town.ts'

/** Posts in each local hour of an ordinary day, midnight first. */
export const usualPerHour: readonly number[] = [
  40, 22, 14, 10, 10, 24, 70, 150, 200, 190, 190, 210, 250, 220, 200, 220, 250, 280, 270, 280, 290, 260, 180,
  90,
]

type Line = { pool: Pool; line: string }
type Hour = { town: Town; startMs: number; local: LocalTime; sky: SkyKind | undefined; chance: Chance }

/**
 * All ordinary posts of one hour, oldest first: nothing in them is alarming. The same seed and hour give the same posts,
 * whoever asks and in whatever order, so history and stream agree.
 *
 * @param startMs any time in the hour, epoch ms
 */
export function ordinaryHour(town: Town, startMs: number, sky?: SkyKind): Post[] {
  const fromMs = Math.floor(startMs / hourMs) * hourMs
  const chance = seededChance(town.seed, 'hour', fromMs)
  const hour: Hour = { town, startMs: fromMs, local: localTime(fromMs), sky, chance }
  return inOrder([...chatter(hour), ...machines(hour), ...notices(hour)])
}

function chatter(hour: Hour): Post[] {
  const { town, chance } = hour
  const usual = usualPerHour[hour.local.hour] ?? 100
  const count = Math.round(usual * (0.92 + chance.next() * 0.16))
  const times = Array.from({ length: count }, () => hour.startMs + chance.below(hourMs)).toSorted(
    (a, b) => a - b,
  )
  const speakers = dealer(town.people, chance)
  const say = speaker(hour)
  const posts: Post[] = []
  for (const [n, atMs] of times.entries()) {
    const id = `${town.seed}-${(hour.startMs / hourMs).toString(36)}-${n}`
    posts.push(townPost(say(speakers(), { id, atMs }, posts), chance))
  }
  return posts
}

const repostShareOf1 = 0.09
const replyShareOf1 = 0.13
const otherLanguageShareOf1 = 0.015

function speaker(
  hour: Hour,
): (person: Townsperson, at: Pick<Said, 'id' | 'atMs'>, before: readonly Post[]) => Said {
  const { chance } = hour
  const words = wordsAt(hour.town, hour.startMs, hour.sky)
  const lines = {
    en: dealer(linesAt(englishChatter, hour.local), chance),
    fr: dealer(linesAt(frenchChatter, hour.local), chance),
  }
  const replies = { en: dealer(englishReplies, chance), fr: dealer(frenchReplies, chance) }
  return (person, at, before) => {
    const { author } = person
    const about = answerable(person, before, chance)
    const way = chance.next()
    if (about && way < repostShareOf1) {
      return { ...at, author, text: about.text, lang: person.lang, repostOf: about.id }
    }
    if (about && way < repostShareOf1 + replyShareOf1) {
      const text = typed(sentence(replies[person.lang](), words[person.lang], chance), chance)
      return { ...at, author, text, lang: person.lang, replyTo: about.id, from: person }
    }
    if (way > 1 - otherLanguageShareOf1) {
      const other = chance.pick(otherLanguages)
      return { ...at, author, text: chance.pick(other.lines), lang: other.lang, from: person }
    }
    const { pool, line } = lines[person.lang]()
    const text = typed(sentence(line, words[person.lang], chance), chance)
    return {
      ...at,
      author,
      text: ornate(text, pool, chance),
      lang: person.lang,
      from: person,
      pictures: pool.pictures ?? 0.05,
    }
  }
}

/** A recent post in the same language by somebody else that is itself no repost or reply. */
function answerable(person: Townsperson, before: readonly Post[], chance: Chance): Post | undefined {
  const recent = before
    .slice(-40)
    .filter((post) => post.lang === person.lang && !post.repostOf && !post.replyTo)
  const chosen = recent.length > 0 ? chance.pick(recent) : undefined
  return chosen?.author?.id === person.author.id ? undefined : chosen
}

function ornate(text: string, pool: Pool, chance: Chance): string {
  if (pool.emoji && chance.maybe(0.22)) return `${text} ${chance.pick(pool.emoji)}`
  return chance.maybe(0.03) ? `${text} #HavreClair` : text
}

/** A sentence without a blank is always the same, and would sound like an echo if somebody said it each hour. */
const hoursBetweenEchoes = 4

function linesAt(pools: readonly Pool[], local: LocalTime): Line[] {
  const all = pools
    .filter((pool) => isTimeFor(pool, local))
    .flatMap((pool) => pool.lines.map((line) => ({ pool, line })))
  return all.filter(({ line }, n) => /[{[]/.test(line) || (n + local.hour) % hoursBetweenEchoes === 0)
}

function isTimeFor(pool: Pool, local: LocalTime): boolean {
  if (pool.weekdays && !pool.weekdays.includes(local.weekday)) return false
  if (!pool.hours) return true
  const [from, to] = pool.hours
  return from <= to ? local.hour >= from && local.hour <= to : local.hour >= from || local.hour <= to
}

/** Deals from a shuffled deck and shuffles again when it is empty, so that nothing comes twice in a row. */
export function dealer<T>(list: readonly T[], chance: Chance): () => T {
  let deck: T[] = []
  return () => {
    if (deck.length === 0) deck = chance.shuffled(list)
    return deck.pop() ?? chance.pick(list)
  }
}

function machines(hour: Hour): Post[] {
  const { local, chance, town } = hour
  const weather = weatherAt(town.seed, local, hour.sky)
  const stamp = (hour.startMs / hourMs).toString(36)
  const clock = String(local.hour).padStart(2, '0')
  const told: Said[] = []
  if (local.hour >= 5) {
    const text = `Havre-Clair ${clock}:00 · ${weather.temp} °C · ${weather.sky.en} / ${weather.sky.fr}`
    told.push({
      id: `${town.seed}-${stamp}-weather`,
      atMs: hour.startMs + 5000,
      text,
      lang: 'en',
      author: bots.weather,
    })
  }
  if ([9, 13, 17].includes(local.hour)) {
    const text = `${chance.pick(openJobs)} https://jobs.example/${stamp}`
    told.push({
      id: `${town.seed}-${stamp}-job`,
      atMs: hour.startMs + 11 * minuteMs,
      text,
      lang: 'en',
      author: bots.jobs,
    })
  }
  return told.map((said) => townPost(said, chance))
}

function notices(hour: Hour): Post[] {
  const due = townHallNotices.filter(
    (notice) => notice.hour === hour.local.hour && (notice.weekdays?.includes(hour.local.weekday) ?? true),
  )
  const stamp = `${hour.town.seed}-${(hour.startMs / hourMs).toString(36)}-hall`
  return due.flatMap((notice, n) =>
    (['en', 'fr'] as const).map((lang, i) =>
      townPost(
        {
          id: `${stamp}${n}${lang}`,
          atMs: hour.startMs + (2 + n * 7) * minuteMs + i * 15_000,
          text: notice[lang],
          lang,
          author: townHall,
        },
        hour.chance,
      ),
    ),
  )
}
