import type { Post } from '#kernel/post.ts'
import { seededChance, type Chance } from '#networks/practice/chance.ts'
import { havreClairPlaces, type TownPlace } from '#networks/practice/places.ts'

/** Someone of Havre-Clair who posts. All of them are invented. */
export type Townsperson = {
  author: NonNullable<Post['author']>
  lang: 'en' | 'fr'
  ward: number
  street: TownPlace
}

const firstNames = {
  en: 'Alice Ben Carla Derek Erin Femi Grace Hamid Isla Jonah Kate Liam Maya Nadia Owen Priya Quinn Rosa Sam Tara Uma Victor Wendy Yusuf Zoe Amrit Bea Callum Dana Elliot Fern Gus Hazel Imani Jude Kofi Lena Marcus Noor Ollie'.split(
    ' ',
  ),
  fr: 'Amélie Benoît Camille Didier Élise Fatou Gilles Hélène Inès Julien Karim Léa Mathieu Nadège Olivier Pauline Rémi Sylvie Thierry Ursule Valérie Yannick Zoé Antoine Brigitte Cédric Delphine Étienne Flavie Ghislain Jade Lucie Maxime Noémie Pascal Rachid Solange Tristan Véro Xavier'.split(
    ' ',
  ),
}
const lastNames =
  'Abara Beaulne Castell Duquette Eastman Farrow Gendreau Hollis Imbeau Jarvis Kessler Lacoste Marchetti Nyberg Okoro Pelland Quenneville Rashid Sabourin Tremaine Underhill Vachon Whitlock Yao Zeller Archambeau Bellweir Chartier Dorvil Eldridge Fontenay Grewal Hazelton Isnard Joncas Kilbride Lorrain Merriman Noguera Ouimette'.split(
    ' ',
  )
const tails = [
  'hc',
  'oldtown',
  'bikes',
  'reads',
  'knits',
  'runs',
  'cooks',
  'paddles',
  'dad',
  'mum',
  'mtl',
  'hockey',
  'photos',
  'gardens',
  '84',
  '77',
  '91',
  '03',
]
const peopleCount = 400

/** The 400 people of a seed: about 60 % write in English, 40 % in French. The Old Town is the most crowded ward. */
export function townspeople(seed: number): Townsperson[] {
  const chance = seededChance(seed, 'people')
  const streets = havreClairPlaces
    .filter((one) => one.kind === 'street')
    .flatMap((one) => (one.ward === 3 ? [one, one] : [one]))
  const taken = new Set<string>()
  return Array.from({ length: peopleCount }, (_, n) => {
    const lang = n % 5 < 3 ? 'en' : 'fr'
    const street = chance.pick(streets)
    const [first, last] = [chance.pick(firstNames[lang]), chance.pick(lastNames)]
    const handle = freeHandle(first, last, taken, chance)
    const name = chance.maybe(0.7) ? `${first} ${last}` : chance.pick([first, `${first} ${last.charAt(0)}.`])
    return {
      author: { id: `resident-${n}`, handle, name, kind: 'person' },
      lang,
      ward: street.ward ?? 2,
      street,
    }
  })
}

function freeHandle(first: string, last: string, taken: Set<string>, chance: Chance): string {
  const [f, l] = [first, last].map((name) =>
    name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/g, ''),
  )
  const forms = [
    `${f}.${l}`,
    `${f}_${l?.charAt(0)}`,
    `${f?.charAt(0)}${l}`,
    `${f}_${chance.pick(tails)}`,
    `${l}${chance.pick(tails)}`,
    `${f}${l}`,
  ]
  const free = chance.shuffled(forms).find((form) => !taken.has(form)) ?? `${f}.${l}.${taken.size}`
  taken.add(free)
  return free
}

/** The town hall's own account. */
export const townHall: NonNullable<Post['author']> = {
  id: 'havreclair',
  handle: 'havreclair',
  name: 'City of Havre-Clair',
  kind: 'official',
}

/** The newsroom, read through its own reader. */
export const newsroom: NonNullable<Post['author']> = {
  id: 'herald',
  handle: 'hcherald',
  name: 'The Havre-Clair Herald',
  kind: 'media',
}

/** Two machines that post on their own. */
export const bots = {
  weather: { id: 'bot-weather', handle: 'hc_weather', name: 'Havre-Clair weather', kind: 'bot' },
  jobs: { id: 'bot-jobs', handle: 'hc_jobs', name: 'Jobs in Havre-Clair', kind: 'bot' },
} as const
