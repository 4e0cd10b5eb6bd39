import type { Post } from '#kernel/post.ts'
import { minuteMs } from '#kernel/time.ts'
import { seededChance, type Chance } from '#networks/practice/chance.ts'
import { englishWords } from '#networks/practice/chatter/english.ts'
import { frenchWords } from '#networks/practice/chatter/french.ts'
import { localTime, type LocalTime } from '#networks/practice/local-time.ts'
import { townspeople, type Townsperson } from '#networks/practice/people.ts'
import { havreClairPlaces, wardName } from '#networks/practice/places.ts'
import type { Words } from '#networks/practice/sentence.ts'

/** The people of one seed and what they call things. */
export type Town = { seed: number; people: readonly Townsperson[]; words: { en: Words; fr: Words } }

/** Name and source of the town's network, as posts carry them. */
export const townNetwork = 'practice'
export const townSource = 'practice:havre-clair'

/** Founds the town of a seed. */
export function foundTown(seed: number): Town {
  return {
    seed,
    people: townspeople(seed),
    words: { en: { ...englishWords, ...spoken('en') }, fr: { ...frenchWords, ...spoken('fr') } },
  }
}

function spoken(lang: 'en' | 'fr'): Words {
  const said = (kind: string): string[] =>
    havreClairPlaces.filter((one) => one.kind === kind).map((one) => one.said[lang][0] ?? one.name)
  // People do not sit with a laptop on a dam, nor meet at one.
  const spots = said('landmark').filter((name) => !/dam$|barrage/.test(name))
  if (lang === 'en') return { street: said('street'), spot: spots, ward: said('ward') }
  const wards = havreClairPlaces
    .filter((one) => one.kind === 'ward')
    .map((one) => one.said.fr.at(-1) ?? one.name)
  return { rue: said('street'), lieu: spots, chezLieu: spots.map((name) => `à ${name}`), quartier: wards }
}

/** The sky and the thermometer of one hour. */
type Weather = { temp: number; sky: { en: string; fr: string } }

const usualTemp = [-9, -7, -1, 7, 14, 19, 22, 21, 16, 9, 3, -5]
const skies = {
  clear: { en: ['Blue sky', 'Not a cloud', 'Bright sun'], fr: ['Ciel bleu', 'Pas un nuage', 'Grand soleil'] },
  grey: {
    en: ['Low grey clouds', 'Grey skies', 'A lid of cloud'],
    fr: ['Ciel gris', 'Plafond bas', 'Des nuages'],
  },
  mixed: {
    en: ['Sun and clouds taking turns', 'A bit of everything', 'Patches of sun'],
    fr: ['Soleil et nuages à tour de rôle', 'Un peu de tout', 'Des éclaircies'],
  },
  rain: {
    en: ['Steady rain', 'Rain again', 'More rain'],
    fr: ['De la pluie', 'Encore de la pluie', 'Pluie continue'],
  },
} as const

/** The kinds of sky a day may have. */
export type SkyKind = keyof typeof skies

/** The weather of an hour: the same for a seed and a date. `sky` fixes it, for days with a story of their own. */
export function weatherAt(seed: number, local: LocalTime, sky?: SkyKind): Weather {
  const chance = seededChance(seed, 'weather', local.day)
  const kind = sky ?? chance.pick(['clear', 'grey', 'mixed', 'mixed'] as const)
  const day = (usualTemp[local.month - 1] ?? 10) + chance.below(9) - 4
  const temp = Math.round(day + 4 * Math.sin(((local.hour - 9) / 24) * 2 * Math.PI))
  const spell = seededChance(seed, 'sky', local.day, local.hour)
  return { temp, sky: { en: spell.pick(skies[kind].en), fr: spell.pick(skies[kind].fr) } }
}

const dayNames = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
}

/** Words that change with the hour, beside those of the town. */
export function wordsAt(town: Town, atMs: number, sky?: SkyKind): { en: Words; fr: Words } {
  const local = localTime(atMs)
  const weather = weatherAt(town.seed, local, sky)
  const temp = [String(weather.temp)]
  return {
    en: {
      ...town.words.en,
      temp,
      sky: [weather.sky.en],
      day: dayNames.en,
      today: [dayNames.en[local.weekday] ?? 'day'],
    },
    fr: {
      ...town.words.fr,
      temp,
      ciel: [weather.sky.fr],
      jour: dayNames.fr,
      aujourdhui: [dayNames.fr[local.weekday] ?? 'jour'],
    },
  }
}

/** What a post of the town is made of; the rest follows from who wrote it. */
export type Said = {
  id: string
  atMs: number
  text: string
  lang: string
  author: NonNullable<Post['author']>
  /** Where the author is; told in only some posts, as people do. */
  from?: Townsperson
  pictures?: number
  links?: readonly string[]
  replyTo?: string
  repostOf?: string
}

const shareThatNamesItsPlace = 0.3
const shareWithCoordinates = 0.4

/** Makes the post, with a place and a picture for some. */
export function townPost(said: Said, chance: Chance): Post {
  const links = said.links ?? said.text.match(/https:\/\/[^\s]+/g) ?? []
  return {
    id: `${townNetwork}:${said.id}`,
    network: townNetwork,
    source: townSource,
    text: said.text,
    atMs: said.atMs,
    claimedAtMs: said.atMs,
    heardAtMs: said.atMs,
    lang: said.lang,
    author: said.author,
    ...(said.replyTo === undefined ? {} : { replyTo: said.replyTo }),
    ...(said.repostOf === undefined ? {} : { repostOf: said.repostOf }),
    ...(links.length > 0 ? { links: [...links] } : {}),
    ...(chance.maybe(said.pictures ?? 0) ? { media: [{ kind: 'image' as const }] } : {}),
    ...(said.from && chance.maybe(shareThatNamesItsPlace) ? whereabouts(said.from, said.lang, chance) : {}),
  }
}

function whereabouts(
  person: Townsperson,
  lang: string,
  chance: Chance,
): Pick<Post, 'place' | 'geo' | 'country'> {
  const place = `${wardName(person.ward, lang === 'fr' ? 'fr' : 'en')}, Havre-Clair`
  if (!chance.maybe(shareWithCoordinates)) return { place, country: 'CA' }
  const near = (value: number): number => Math.round((value + (chance.next() - 0.5) / 700) * 1e5) / 1e5
  return { place, country: 'CA', geo: { lat: near(person.street.lat), lon: near(person.street.lon) } }
}

/** Posts in the order they were said; those of the same instant by id, so that the order is always the same. */
export function inOrder(posts: readonly Post[]): Post[] {
  return posts.toSorted((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
}

/** The next half hour on the clock, at or after this time. */
export function nextHalfHourMs(atMs: number): number {
  return Math.ceil(atMs / (30 * minuteMs)) * 30 * minuteMs
}
