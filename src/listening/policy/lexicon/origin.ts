import { always, entries, service, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'
import { peopleText } from '#listening/policy/lexicon/people.ts'

/** Race, ethnic origin, immigration status and alleged crimes. */
export const origin: readonly Entry[] = [
  ...entries('trait-origin', always, {
    en: `
      blacks, black people, black men, black man, black women, black woman, black youth, black teens, black
      kids, black student*, black famil*, black communit*, black residents, black neighbour*, black owned,
      white people, white men, white women, whites, brown people, people of color, people of colour, bipoc,
      asians, south asian*, east asian*, arabs, latinos, latinas, latinx, hispanic*, african american*,
      african immigrant*, romani, roma people, roma famil*, gypsies, gypsy*, first nations people, first
      nation people, aboriginals, natives people, inuit people, metis people, mixed race, ethnic minorit*,
      visible minorit*, ethnicity, race of, racialized, racialised, somalis, haitians, mexicans, nigerians,
      syrians, afghans, pakistanis, indians, filipinos, jamaicans, turks, moroccans, algerians, tunisians,
      ukrainians, russians, iranians, iraqis, palestinians, israelis, koreans, vietnamese people, chinese
      people, chinese students, japanese people, indian students, foreigners, negro*, nigger*, colored
      people, ethnic group*, ethnic origin*`,
    fr: `
      les noirs, les noires, noirs du, personnes noires, personne noire, hommes noirs, homme noir, femmes
      noires, femme noire, jeunes noirs, familles noires, communaute noire, les blancs, les arabes, arabes,
      les indiens, maghrebin*, beurs, asiatiques, latinos, roms, tziganes, gitans,
      autochtones, amerindien*, premieres nations jeunes, minorites visibles, minorites ethniques, minorite
      visible, origine ethnique, racise*, metisses, haitien*, haitiens, somalien*, mexicains, nigerians,
      syriens, afghans, pakistanais, philippins, jamaicains, turcs, marocain*, algerien*, tunisien*,
      ukrainiens, russes, iraniens, irakiens, palestiniens, israeliens, coreens, vietnamiens, chinois
      quartier, les chinois, africains, congolais, senegalais, maliens, etrangers, negre*, d origine`,
  }),
  ...entries('trait-origin', unless('aire aires accueil schema stationnement'), {
    en: '',
    fr: 'gens du voyage',
  }),
  ...entries('trait-origin', service, {
    en: 'indigenous, first nation, first nations, aboriginal, inuit, racial, ethnic',
    fr: 'autochtone, premieres nations, inuits, ethnique, ethniques, raciale',
  }),
  ...entries('trait-origin', together(`${peopleText} customers clients`), {
    en: `
      arabic, race, black, asian, arab, african, caribbean, somali, haitian, mexican, nigerian, syrian,
      afghan, pakistani, indian, filipino, jamaican, turkish, moroccan, algerian, ukrainian, russian,
      iranian, iraqi, palestinian, israeli, korean, vietnamese, chinese, japanese, native, roma, latino,
      latina, latin american, middle eastern, foreign, mohawk, cree`,
    fr: `
      noir, noirs, noire, noires, asiatique, arabe, africain, africaine, africaines, rom, chinois, chinoise,
      chinoises, syrien, afghan, turc, turque, russe, etranger, etrangere, etrangeres, indien, vietnamien,
      congolaise`,
  }),
  ...entries('trait-immigration', always, {
    en: `
      refugees, asylum seeker*, asylum claimant*, asylum, illegal immigrant*, illegal alien*, illegal
      migrant*, illegals, undocumented*, immigrants, migrants, migrant worker*, migrant*, deported,
      deportation*, deportee*, visa overstay*, expired visa*, no status, without status, non status, visa
      expired, overstayed, immigration status, residency status, no papers, without papers, temporary
      foreign worker*, daca, dreamers daca, border crossers, work permit holder*, newcomers from, boat
      people, ice raid*, sanctuary seekers`,
    fr: `
      refugies, refugiees, demandeur d asile, demandeurs d asile, demandeuse d asile, demandeuses d asile,
      demande d asile, sans papier*, sanspapiers, clandestins, immigres, immigrees, immigre, migrante,
      migrantes, expulse du pays, oqtf, reconduite a la frontiere, statut d immigration, titre de sejour,
      visa expire, visas expires, sans statut, travailleurs etrangers, primo arrivants, irreguliers,
      immigration illegale, immigration clandestine, exiles`,
  }),
  ...entries('trait-immigration', service, {
    en: 'refugee, immigrant, immigration, newcomer, newcomers, citizenship status',
    fr: 'refugie, refugiee, nouveaux arrivants, nouvel arrivant, regularisation',
  }),
  ...entries('trait-crime', always, {
    en: `
      criminals, criminal record*, ex con*, ex convict*, convict, convicts, convicted*, felon, felons,
      pedophile*, paedophile*, rapist*, murderer*, sex offender*, sexual predator*, predators, gang member*,
      gang affiliated, gangs, gangsters, street gang*, drug dealer*, drug dealers, dealers, thief, thieves,
      shoplifter*, burglars, robbers, scammers names, fraudster*, arrested*, arrested for, mugshot*,
      suspects, accused of, charged with, on parole, parolee*, on probation, rap sheet, inmates, prisoners,
      juvenile delinquent*, delinquents, hooligan*, thugs, vandals, terrorist*, looters, looting,
      perpetrator*, abusers, wanted by police, trafficker*, arsonist*, prostitut*, sex worker*, squatters`,
    fr: `
      criminels, criminel, casier judiciaire, condamne pour, condamnes, repris de justice, pedophile, pedo,
      pedos, pedocriminel*, pedophiles, violeur*, meurtrier*, assassins, delinquant*, delinquants sexuels,
      predateur sexuel, predateurs, membres de gang, membre de gang, gangs de rue, dealers, vendeur de
      drogue, vendeurs de drogue, trafiquant*, voleur, voleurs, voleuse, cambrioleur*, fraudeur*, arrete
      pour, arrete par, interpelle, interpelles, interpellee, fiche s, fiches s, arretes pour, arretes par,
      accuse de, accuses de, mis en examen, garde a vue, en liberte conditionnelle, detenus, prisonniers, ex
      detenu*, racaille*, voyous, terroriste*, pilleurs, pillards, incendiaires, recidiviste*, suspects,
      prostituee*, squatteurs`,
  }),
  ...entries(
    'trait-crime',
    together(
      `${peopleText} names affiliated arrested violence territory photo photos identify identified address noms identifier adresse`,
    ),
    {
      en: 'suspect, gang, theft, thefts, criminal, crime, crimes, guilty, jail, prison, fraud, drugs, vandalism, assault',
      fr: 'suspect, vol, vols, crime, coupable, fraude, agression, vandalisme',
    },
  ),
]
