import { always, entries, service, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'

/** Wordings that look for one person: where they live, how to reach them, what they did. */
export const doxing: readonly Entry[] = [
  ...entries('private-person', always, {
    en: `
      home address, lives at, lives on, lives near, lives in apartment, her address, his address, their
      address, the guy who, the woman who, the man who, the lady who, that guy, that woman, seen with, where
      is he, where is she, neighbour who, neighbor who, on welfare, single mother*, homeless people,
      homeless man, homeless woman, credit score, where he lives, where she lives, where they live, who
      lives, his phone, her phone, his wife, her husband, her kids, his kids,
      his daughter, her daughter, his son, my neighbour, my neighbor, my ex, personal address, home phone,
      cell number, doxx*, doxed, doxing, stalk, date of birth, social insurance number, real name, identity
      of, facebook profile`,
    fr: `
      adresse personnelle, la femme qui, l homme qui, le gars qui, le type qui, mere celibataire, meres
      celibataires, les sdf, assistes sociaux, nom de la personne, adresse du domicile, ou habite, ou vit,
      ou il habite, ou elle habite, habite au, demeure au, sa femme, son mari, ses
      enfants, sa fille, son fils, mon voisin, ma voisine, mon ex, numero de portable, numero de cellulaire,
      date de naissance, vrai nom, identite de, qui habite, son adresse, vie privee de`,
  }),
  ...entries(
    'private-person',
    unless(
      'renewal renew sticker stickers fee fees office validation renouvellement bureau frais tarif saaq vignette vanity',
    ),
    { en: 'license plate*, licence plate*', fr: 'plaque d immatriculation' },
  ),
  ...entries(
    'private-person',
    unless(
      'shelter shelters beds bed winter hiver count plan housing strategy service services funding centre center warming refuge refuges accueil hebergement lits halte maraude samu froid canicule heat cold outreach hotline food meal repas fondation mission transport ambulant',
    ),
    { en: 'homeless, panhandling, begging', fr: 'sans abri, sdf, itinerant, itinerants, mendicite' },
  ),
  ...entries('private-person', service, {
    en: `
      homeless guy*, homeless people, rough sleeper*, sleeping rough, panhandler*, squeegee kids, beggar*, vagrant*, hobo, hobos, tramps, bag lady, bag ladies, squatting family, scrounger*,
      benefit scrounger*, on the dole, welfare recipient*, welfare queen*, welfare mom*, single mom*, single dad*, single parents, teen mom*, runaway teen*, runaways, chav, chavs, roadmen, roadman, asbo, foster kid*, foster child*`,
    fr: `
      queteux, clochard*, clodo*, mendiant*, punk a chien, punks a chien, squeegees, robineux, assistes, assiste social, bs du, bien etre social, mere monoparentale, meres monoparentales,
      fugueur*, fugueuse*, fugue, jeunes de cite, cas sociaux, zonard*, marginaux, rmistes, au rsa, chomeur*`,
  }),
  ...entries('private-person', together('live lives address'), { en: 'where does, where did', fr: '' }),
]
