/** A place of Havre-Clair, for the gazetteer and for what people call it. */
export type TownPlace = {
  name: string
  kind: 'town' | 'ward' | 'street' | 'landmark'
  lat: number
  lon: number
  /** Other ways people write it, in both languages. */
  aliases: readonly string[]
  /** 1 to 6; the town itself has none. */
  ward?: number
  /** As people say it in a sentence; the French form brings its article. */
  said: { en: readonly string[]; fr: readonly string[] }
}

// The town lies on an invented bend of a river; nothing real stands at these coordinates.
const centre = { lat: 45.604, lon: -74.701 }

function place(
  kind: TownPlace['kind'],
  ward: number | undefined,
  at: readonly [number, number],
  en: readonly string[],
  fr: readonly string[],
): TownPlace {
  const bare = fr.map((form) => form.replace(/^(?:la |le |les |l')/, ''))
  const [name = '', ...rest] = [...new Set([...en, ...bare])]
  const where = { lat: centre.lat + at[0] / 1000, lon: centre.lon + at[1] / 1000 }
  return { name, kind, ...where, aliases: rest, ...(ward === undefined ? {} : { ward }), said: { en, fr } }
}

/** Every place of the invented town: itself, 6 wards, its streets, and what stands there. */
export const havreClairPlaces: readonly TownPlace[] = [
  place('town', undefined, [0, 0], ['Havre-Clair', 'Havre Clair'], ['Havre-Clair']),
  place('ward', 1, [-3, 11], ['Harbour', 'the Harbour'], ['le Port', 'le quartier du Port']),
  place('ward', 2, [0, 0], ['Market', 'the Market'], ['le Marché', 'le centre-ville']),
  place('ward', 3, [-2, -6], ['Old Town', 'the Old Town'], ['la Vieille-Ville', 'la vieille ville']),
  place('ward', 4, [8, 4], ['Maples', 'The Maples'], ['Les Érables', 'le quartier des Érables']),
  place('ward', 5, [10, -9], ['Upper Hill'], ['la Côte-Haute', 'Côte-Haute']),
  place('ward', 6, [-6, -12], ['Lower Quay'], ['le Bas-Quai', 'Bas-Quai']),
  place('street', 1, [-4, 12], ['Harbour Rd', 'Harbour Road'], ['le chemin du Havre']),
  place('street', 1, [-3, 14], ['Lighthouse Lane'], ['la ruelle du Phare']),
  place('street', 1, [-1, 12], ['Anchor Street', 'Anchor St'], ["la rue de l'Ancre"]),
  place('street', 1, [0, 15], ['Cannery Row'], ['la rue de la Conserverie']),
  place('street', 2, [1, 1], ['King Street', 'King St'], ['la rue King']),
  place('street', 2, [2, -2], ['Rue du Pont', 'Bridge Street'], ['la rue du Pont']),
  place('street', 2, [1, 3], ['Station Road', 'Station Rd'], ['le chemin de la Gare']),
  place('street', 3, [-2, -5], ['Mill Street', 'Mill St', 'Mill st'], ['la rue Mill', 'la rue du Moulin']),
  place('street', 3, [-3, -7], ['Rue des Tanneurs', 'rue des Tanneurs'], ['la rue des Tanneurs']),
  place('street', 3, [-1, -8], ['Cooper Lane'], ['la ruelle des Tonneliers']),
  place('street', 3, [-3, -4], ['Church Street', 'Church St'], ["la rue de l'Église"]),
  place('street', 4, [9, 5], ['Maple Avenue', 'Maple Ave'], ["l'avenue des Érables"]),
  place('street', 4, [7, 6], ['Orchard Drive', 'Orchard Dr'], ['la rue du Verger']),
  place('street', 4, [10, 3], ['Finch Crescent'], ['le croissant des Pinsons']),
  place('street', 4, [6, 2], ['Elm Street', 'Elm St'], ['la rue des Ormes']),
  place('street', 5, [11, -8], ['Hillcrest Road', 'Hillcrest'], ['le chemin de la Côte']),
  place('street', 5, [9, -11], ['Belvedere Street', 'Belvedere'], ['la rue du Belvédère']),
  place('street', 5, [12, -10], ['Quarry Road'], ['le chemin de la Carrière']),
  place('street', 6, [-6, -13], ['Quai Ouest', 'West Quay'], ['le quai Ouest']),
  place('street', 6, [-7, -10], ['Ferry Street', 'Ferry St'], ['la rue du Bac']),
  place('street', 6, [-5, -11], ['Willow Walk'], ['la promenade des Saules']),
  place('landmark', 2, [0, 0], ['Place du Marché', 'Market Square'], ['la place du Marché']),
  place(
    'landmark',
    2,
    [1, -1],
    ['Central Library', 'the library'],
    ['la bibliothèque centrale', 'la biblio'],
  ),
  place('landmark', 2, [0, 2], ['City Hall', 'city hall'], ["l'hôtel de ville"]),
  place('landmark', 2, [-1, -2], ['Pont Neuf bridge', 'the Pont Neuf'], ['le pont Neuf']),
  place('landmark', 3, [-3, -6], ['Old Town library'], ['la bibliothèque de la Vieille-Ville']),
  place('landmark', 3, [-2, -7], ['Café Bleu'], ['le Café Bleu']),
  place('landmark', 3, [-2, -4], ['The Otter', 'the Otter'], ['le pub The Otter']),
  place('landmark', 3, [-3, -8], ['Old Mill school'], ["l'école du Vieux-Moulin"]),
  place('landmark', 4, [8, 5], ['Rapides school', 'École des Rapides'], ["l'école des Rapides"]),
  place('landmark', 4, [9, 2], ['Fortin grocery', 'Fortin'], ['le marché Fortin']),
  place('landmark', 4, [7, 3], ['the arena', 'Rafales arena'], ["l'aréna"]),
  place('landmark', 5, [10, -8], ['Collège Saint-Anne'], ['le collège Saint-Anne']),
  place('landmark', 5, [12, -9], ['the lookout', 'Belvedere lookout'], ['le belvédère']),
  place('landmark', 6, [-6, -11], ['Willow Park'], ['le parc des Saules']),
  place('landmark', 6, [-8, -12], ['the boat launch'], ['la descente de bateaux']),
  place('landmark', 1, [-4, 13], ['the marina'], ['la marina']),
  place('landmark', 1, [-2, 10], ['Harbour school'], ["l'école du Port"]),
  place('landmark', 6, [-9, -20], ['Clairval dam', 'the dam'], ['le barrage de Clairval', 'le barrage']),
]

/** The wards by number, as a post's place line names them. */
export function wardName(ward: number, lang: 'en' | 'fr'): string {
  const found = havreClairPlaces.find((one) => one.kind === 'ward' && one.ward === ward)
  return (lang === 'en' ? found?.said.en[0] : found?.said.fr[0]?.replace(/^(?:la |le )/, '')) ?? 'Havre-Clair'
}
