import type { Post } from '#kernel/post.ts'
import { minuteMs } from '#kernel/time.ts'
import { seededChance, type Chance } from '#networks/practice/chance.ts'
import { spokenTime } from '#networks/practice/local-time.ts'
import { dealer } from '#networks/practice/ordinary.ts'
import { newsroom, townHall, type Townsperson } from '#networks/practice/people.ts'
import type { Notice, Phase, Script } from '#networks/practice/scripts/script.ts'
import { sentence, typed, type Words } from '#networks/practice/sentence.ts'
import { inOrder, nextHalfHourMs, townPost, wordsAt, type Said, type Town } from '#networks/practice/town.ts'

type Telling = { town: Town; script: Script; storyMs: number; name: string; words: { en: Words; fr: Words } }

/** All posts of a script by residents and the town hall, oldest first, when the story begins at `storyMs`. */
export function scriptedPosts(town: Town, name: string, script: Script, storyMs: number): Post[] {
  const telling = tell(town, name, script, storyMs)
  const said = script.phases.flatMap((phase) => phasePosts(telling, phase))
  const official = script.notices
    .filter((notice) => notice.by !== 'news')
    .flatMap((notice, n) => noticePosts(telling, notice, n))
  return inOrder([...withCopies(telling, inOrder(said)), ...official])
}

/** What the newsroom writes about a script, in both languages; one item each. */
export function scriptedNews(town: Town, name: string, script: Script, storyMs: number): Post[] {
  const telling = tell(town, name, script, storyMs)
  return script.notices
    .filter((notice) => notice.by === 'news')
    .flatMap((notice, n) => noticePosts(telling, notice, n))
}

function tell(town: Town, name: string, script: Script, storyMs: number): Telling {
  const usual = wordsAt(town, storyMs)
  const times = (lang: 'en' | 'fr'): Words => ({
    began: [spokenTime(Math.floor(storyMs / quarterMs) * quarterMs, lang)],
    updateBy: [spokenTime(nextHalfHourMs(storyMs + script.updateByMin * minuteMs), lang)],
  })
  const words = {
    en: { ...usual.en, ...times('en'), ...script.words.en },
    fr: { ...usual.fr, ...times('fr'), ...script.words.fr },
  }
  return { town, script, storyMs, name, words }
}

const quarterMs = 15 * minuteMs

function idOf(telling: Telling, ...parts: readonly (string | number)[]): string {
  return [
    telling.name,
    telling.town.seed,
    Math.floor(telling.storyMs / minuteMs).toString(36),
    ...parts,
  ].join('-')
}

function phasePosts(telling: Telling, phase: Phase): Post[] {
  const chance = seededChance(telling.town.seed, telling.name, phase.name)
  const people = dealer(speakersOf(telling.town, phase), chance)
  const write = {
    en: writer(phase.en, telling.words.en, chance),
    fr: writer(phase.fr, telling.words.fr, chance),
  }
  const first = new Map<string, Post>()
  return momentsOf(phase, chance).map((atMin, n) => {
    const person = people()
    const text = write[person.lang]((written) => first.has(written))
    const before = first.get(text)
    const said: Said = {
      id: idOf(telling, phase.name.replaceAll(' ', '_'), n),
      atMs: Math.round(telling.storyMs + atMin * minuteMs),
      text: before?.text ?? typed(text, chance),
      lang: person.lang,
      author: person.author,
      from: person,
      ...(before ? { repostOf: before.id } : { pictures: phase.pictures }),
    }
    const post = townPost(said, chance)
    if (!before) first.set(text, post)
    return post
  })
}

const triesMax = 6

/** Writes sentences nobody has said yet while there are any; the very first is the first of the list, the plainest one. */
function writer(
  lines: readonly string[],
  words: Words,
  chance: Chance,
): (isSaid: (text: string) => boolean) => string {
  const deal = dealer(lines, chance)
  let isFirst = true
  return (isSaid) => {
    let text = sentence(isFirst ? (lines[0] ?? deal()) : deal(), words, chance)
    isFirst = false
    for (let tries = 1; tries < triesMax && isSaid(text); tries++) text = sentence(deal(), words, chance)
    return text
  }
}

function speakersOf(town: Town, phase: Phase): Townsperson[] {
  if (!phase.wards) return [...town.people]
  return phase.wards.flatMap((ward) => town.people.filter((person) => person.ward === ward))
}

/** Minutes at which a phase is spoken of: as many as its rate says, neither bunched nor even. The first opens it. */
function momentsOf(phase: Phase, chance: Chance): number[] {
  const moments: number[] = []
  let due = 0.99
  for (let minute = phase.fromMin; minute < phase.toMin; minute++) {
    due += phase.perMinute(minute) * (0.7 + chance.next() * 0.6)
    for (; due >= 1; due--) moments.push(minute + (moments.length === 0 ? 0 : chance.next()))
  }
  return moments.toSorted((a, b) => a - b)
}

const nearly: Readonly<Record<'en' | 'fr', readonly string[]>> = {
  en: [
    'This: {text}',
    '{text} 👆',
    '{text} 😬',
    'Sharing: {text}',
    '{text} #HavreClair',
    'RT {handle}: {text}',
  ],
  fr: [
    'Ça : {text}',
    '{text} 👆',
    '{text} 😬',
    'Je partage : {text}',
    '{text} #HavreClair',
    'RT {handle}: {text}',
  ],
}
const copyDelayMaxMs = 25 * minuteMs

/** Some posts are repeated by others, the early ones most: two of three as reposts, the rest nearly word for word. */
function withCopies(telling: Telling, said: readonly Post[]): Post[] {
  const chance = seededChance(telling.town.seed, telling.name, 'copies')
  const count = Math.round(
    (said.length * telling.script.copiesShareOf1) / (1 - telling.script.copiesShareOf1),
  )
  const popular = said.filter((post) => !post.repostOf && chance.maybe(0.25))
  if (popular.length === 0) return [...said]
  const copies = Array.from({ length: count }, (_, n) => copyOf(telling, chance.pick(popular), n, chance))
  return [...said, ...copies]
}

function copyOf(telling: Telling, original: Post, n: number, chance: Chance): Post {
  const lang = original.lang === 'fr' ? 'fr' : 'en'
  const person = chance.pick(
    telling.town.people.filter((one) => one.lang === lang && one.author.id !== original.author?.id),
  )
  const isRepost = chance.maybe(0.66)
  const near = chance
    .pick(nearly[lang])
    .replace('{handle}', `@${original.author?.handle}`)
    .replace('{text}', () => original.text)
  const said: Said = {
    id: idOf(telling, 'copy', n),
    atMs: Math.round(original.atMs + minuteMs + chance.next() * chance.next() * copyDelayMaxMs),
    text: isRepost ? original.text : near,
    lang,
    author: person.author,
    from: person,
    ...(isRepost ? { repostOf: original.id } : {}),
  }
  return townPost(said, chance)
}

const noticeRepostsMax = 9

function noticePosts(telling: Telling, notice: Notice, n: number): Post[] {
  const chance = seededChance(telling.town.seed, telling.name, notice.by, n)
  return (['en', 'fr'] as const).flatMap((lang, i) => {
    const person = chance.pick(telling.town.people.filter((one) => one.lang === lang))
    const author = { town: townHall, news: newsroom, resident: person.author }[notice.by]
    const atMs = telling.storyMs + notice.atMin * minuteMs + i * 20_000
    const text = sentence(notice[lang], telling.words[lang], chance)
    const links = notice.by === 'news' ? [`https://herald.example/${lang}/${telling.name}-${n + 1}`] : []
    const id = idOf(telling, notice.by, n, lang)
    const original = townPost({ id, atMs, text, lang, author, links }, chance)
    return notice.by === 'news' ? [original] : [original, ...repostsOf(telling, original, id, chance)]
  })
}

function repostsOf(telling: Telling, original: Post, id: string, chance: Chance): Post[] {
  return Array.from({ length: 3 + chance.below(noticeRepostsMax - 2) }, (_, n) => {
    const { author } = chance.pick(telling.town.people)
    const atMs = Math.round(original.atMs + minuteMs + chance.next() * copyDelayMaxMs)
    return townPost(
      {
        id: `${id}-r${n}`,
        atMs,
        text: original.text,
        lang: original.lang ?? 'en',
        author,
        repostOf: original.id,
      },
      chance,
    )
  })
}
