import { expect, test } from 'vitest'
import { syllablesEnglish } from '#language/plain-language/syllables-en.ts'
import { syllablesFrench } from '#language/plain-language/syllables-fr.ts'

/** Counted by hand, by saying the words. */
const english =
  'road:1 water:2 residents:3 council:2 closed:1 flooded:2 emergency:4 announcement:3 available:4 collection:3 vaccination:4 ' +
  'information:4 temporary:4 shelter:2 bridge:1 bridges:2 houses:2 services:3 people:2 please:1 because:2 evacuate:4 ' +
  'evacuated:5 community:4 police:2 station:2 hospital:3 library:3 children:2 schools:1 damaged:2 damages:3 repaired:2 ' +
  'repairs:2 waste:1 recycling:3 garbage:2 table:2 little:2 able:2 notice:2 notices:3 office:2 officers:3 government:3 ' +
  'municipal:4 citizens:3 application:4 applied:2 tried:1 played:1 wanted:2 needed:2 provided:3 required:2 area:3 safety:2 ' +
  'weather:2 warning:2 storm:1 snow:1 plough:1 ploughing:2 through:1 though:1 enough:2 electricity:5 power:2 outage:2 ' +
  'crews:1 working:2 restored:2 restore:2 immediately:5 completely:3 movement:2 statement:2 useful:2 wasteful:2 someone:2 ' +
  'firefighters:4 ambulance:3 situation:4 serious:3 various:3 previous:3 radio:3 medium:3 client:2 giant:2 reliable:4 ' +
  'usually:4 individual:5 graduate:3 going:2 seeing:2 employees:3 organism:4 tourism:3 boxes:2 changes:2 churches:2 ' +
  'buses:2 homes:1 lines:1 times:1 times:1 rules:1 handled:2 settled:2 idea:3 create:2 creating:3 reopen:3 cooperate:4'
const french =
  'route:1 eau:1 rue:1 rues:1 mairie:2 habitants:3 fermée:2 fermeture:3 inondation:4 urgence:2 évacuation:5 école:2 écoles:2 ' +
  'service:2 services:2 information:4 informations:4 collecte:2 déchets:2 police:2 pompiers:2 ville:1 région:2 avis:2 ' +
  'quartier:2 musique:2 question:2 vidéo:3 réalité:4 théâtre:2 Noël:2 maïs:2 naïf:2 poésie:3 chaos:2 création:3 créer:2 ' +
  'pays:2 voyage:2 payer:2 employé:3 travail:2 travaille:2 travailler:3 feuille:1 soleil:2 bouteille:2 famille:2 fille:1 ' +
  'ouvrier:3 oublier:3 client:2 prière:2 plier:2 nuit:1 bruit:1 pluie:1 lieu:1 mieux:1 milieu:2 sérieux:2 oui:1 ouest:1 ' +
  'femme:1 août:1 œuvre:1 sœur:1 guerre:1 guide:1 langue:1 longue:1 quand:1 quoi:1 chaque:1 élève:2 année:2 idée:2 journée:2 ' +
  'aérer:3 aéroport:4 coopérer:4 zoo:1 électricité:5 municipalité:6 gouvernement:4 citoyen:3 administration:5 disponible:3 ' +
  'provisoire:3 circulation:4 travaux:2 neige:1 déneigement:4 tempête:2 danger:2 alerte:2 étaient:2 disaient:2 fermèrent:2 ' +
  'les:1 des:1 que:1 le:1 je:1 entreprise:3 environnement:5 bâtiment:3 stationnement:4 hôpital:3 maison:2 jour:1'

test.each([
  ['English', english, syllablesEnglish, 0.95],
  ['French', french, syllablesFrench, 0.95],
] as const)('%s syllables agree with those counted by hand', (_lang, list, count, shareLeast) => {
  const entries = list.split(' ').map((entry) => entry.split(':'))
  const off = entries.map(([word = '', spoken]) => count(word) - Number(spoken))
  const right = off.filter((difference) => difference === 0).length
  expect(right / entries.length).toBeGreaterThanOrEqual(shareLeast)
  expect(Math.max(...off.map(Math.abs))).toBeLessThanOrEqual(1)
})

test('every string has at least one syllable, whatever it is', () => {
  for (const odd of [
    '',
    'x',
    '\u0000',
    '\ud800',
    '🌊',
    'constructor',
    '__proto__',
    'שלום',
    'x'.repeat(100_000),
  ]) {
    expect(syllablesEnglish(odd)).toBeGreaterThanOrEqual(1)
    expect(syllablesFrench(odd)).toBeGreaterThanOrEqual(1)
  }
})
