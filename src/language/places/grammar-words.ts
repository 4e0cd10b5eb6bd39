import { plainHash } from '#language/places/folding.ts'
import { nameTable, packedTable } from '#language/places/name-table.ts'

/** What a word can do in the name of a street or crossing, one bit each. */
export const roles = {
  /** Ends an English street: Street, Rd. */
  end: 1,
  /** Ends one only with a capital: Way, Court, Park. */
  weakEnd: 2,
  /** Begins a French street: rue, boul. */
  head: 4,
  /** Begins one only in a French text: place, route. */
  weakHead: 8,
  /** Stands before the number of a road: Hwy, route, I. */
  road: 16,
  /** Joins two streets: and, at, et. */
  joins: 32,
  /** Says that streets meet: corner, angle. */
  corner: 64,
  /** Stands between head and name: de, la, des. */
  article: 128,
  /** A word of French alone: est, sur, dans. */
  french: 256,
  /** No name, though it may begin with a capital: The, Near. */
  never: 512,
  direction: 1024,
  exit: 2048,
  /** After these a bare crossing is believed: at Main and 3rd. */
  preposition: 4096,
  /** Goes before a name: St. Clair, Mont-Royal. */
  saint: 8192,
  /** May follow a number in a French street: rue du 8 Mai. */
  month: 16384,
  /** Says what a school or park is for; no name by itself: High, Station. */
  general: 32768,
} as const

const lists: [number, string][] = [
  [
    roles.end,
    'street avenue ave boulevard blvd road rd highway hwy parkway pkwy turnpike expressway freeway bridge river creek causeway roundabout',
  ],
  [
    roles.weakEnd,
    'st av lane ln crescent drive dr cres court ct place pl way trail tr terrace ter circle cir square sq park hill hills heights beach bay island station hospital school airport row close walk wharf quay pier mews gardens grove green loop plaza bypass pike underpass overpass tunnel ferry dam lake market centre center mall library stadium harbour harbor common commons junction gate mill ward',
  ],
  [
    roles.head,
    'rue ruelle rond boulevard boul bd chemin allee allees impasse quai faubourg pont viaduc rondpoint avenue arrondissement riviere ruisseau hopital ecole eglise gare quartier lotissement hameau',
  ],
  [
    roles.weakHead,
    'place pl av ave ch rang montee cote route parc lac square station metro passage promenade terrasse carrefour cours voie sentier stade port plage ile aeroport autoroute esplanade tunnel barrage secteur mont villa',
  ],
  [
    roles.road,
    'i us sr rn rd a m n d qc b e hwy highway route autoroute interstate motorway freeway rte aut nationale departementale',
  ],
  [roles.joins, 'and at et x cross'],
  [roles.corner, 'corner intersection junction angle coin croisement crossing crossroads corners'],
  [roles.article, 'de la le les l des du d aux au the of rue rues point'],
  [
    roles.french,
    'le les des du une est sur dans aux pas plus ce cette qui que il elle nous vous je ont sont avec pour entre pres depuis rue de au a un en sous vers chez fermee ferme',
  ],
  [
    roles.never,
    'the this that these those my our your his her their its a an in on at to from by of and for is are was what no all one some first second i we it he she they you great good happy big best next last every any near along between corner fire flood flooding flooded accident crash collision closed down water tree trees traffic police please avoid update alert breaking rt via just still now power outage stuck right wrong both off over under with without across around behind before after until through toward towards inside outside but or if when where why how who which there here not so very as up out into onto about be been has have had do did does will would can could should may might must only also even than then le la les un une des du de et est sur dans pour avec sans plus pas ce cette ces mon ma mes notre votre leur il elle on nous vous ils je tu que qui quoi ou quand comment apres avant depuis vers chez sous incendie inondation accident panne eau fuite attention angle coin intersection monday tuesday wednesday thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche today tomorrow tonight half milky dear merci thanks thank sorry hello bonjour another same other each many most more less get got go going public private local open blocked elementary secondary primary middle nursing emergency medical shopping parking car dog fast service traffic exit level family health',
  ],
  [
    roles.direction,
    'n s e w ne nw se sw north south east west northeast northwest southeast southwest nord sud est ouest o',
  ],
  [roles.exit, 'exit sortie junction km mile milepost mm'],
  [
    roles.preposition,
    'at on near by of around from corner a de sur pres vers junction intersection angle coin',
  ],
  [
    roles.saint,
    'st saint ste sainte mt mount ft fort mont new old upper lower great little el la los san santa de van du',
  ],
  [
    roles.general,
    'high school station hospital airport park public street road river bridge avenue community national state central city town health medical',
  ],
  [roles.month, 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'],
]

function rolesByWord(): Map<number, number> {
  const found = new Map<number, number>()
  for (const [role, list] of lists) {
    for (const word of list.split(' ')) {
      const hash = plainHash(word, 0, word.length)
      found.set(hash, (found.get(hash) ?? 0) | role)
    }
  }
  return found
}

/** The roles of a word by its {@link plainHash}. */
export const roleTable = nameTable(packedTable(rolesByWord()))
