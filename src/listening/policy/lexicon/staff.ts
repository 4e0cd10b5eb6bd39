import { entries, always, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'

/** Who employs people in the public's name, in both languages. */
export const staffLists = {
  employer:
    'city town village county council province state ministry government govt municipality department dept borough feds gov district region mto cra ircc board ' +
    'hospital school library university police nhs tfl ttc translink dmv usps va hydro post transit ' +
    'mairie ville commune prefecture ministere departement region metropole gouvernement province municipalite canton etat clsc cisss ciusss chu chum chsld caf cpam hopital lycee college ecole ' +
    'creche ehpad rectorat tribunal sncf ratp stm poste administration fonction agglo urssaf saaq ramq police gendarmerie',
}

/** Whoever says of themselves whom they work for; staff told by where they sit or what they did. */
export const staffWordings = `
  i|im|ive|me ?m|ve|have|also|still|used|just|actually ?been ?to work|works|working|worked|employed ?here for|at|in|with|by ?the|our|my|a ?local|federal|provincial|municipal|city|town|public <employer>|fire
  i|im ?m ?just ?a|an|as teach|teaching|drive|driving|plow|nurse|dispatch|patrol ?the|a|for|at|in|buses|bus ?bus|tram|streetcar|school ?for
  i|im|we|my|being ?m|am|are|was|were|job ?just|only|is ?as ?a|an public|civil|city|municipal|government|govt|federal|provincial|council|council's|state servant|servants|worker|workers|employee|employees|staffer|staff
  as a|an ?public|civil|city|municipal|government|federal|provincial|council|retired|former servant|worker|employee|staffer|teacher|nurse|cop|paramedic|firefighter ?here|myself !you
  my|our ?new|old|stupid|toxic|crazy boss|bosses|manager|managers|supervisor|supervisors|job|shift|coworkers|department|dept|unit|director|foreman|ward at|in|with|for ?the ?local|city <employer>|hall
  quit|quitting|hate|leaving|hating ?my ?job ?working at|for|job ?the ?city <employer>|job|hall
  my city|council|government|town|county|municipal|ministry boss|manager|job|supervisor|coworkers
  je|j|chuis ?ne|suis ?ai travaille|bosse|taffe|travaillais|bossais|enseigne|travaillé ?pas a|au|aux|pour|chez|dans|en ?la|le|les|l|un|une|cette|notre <employer>
  je|chuis|nous|on|moi|suis ?suis|sommes|est ?un|une|simple|ex|que fonctionnaire|fonctionnaires|contractuel|contractuelle|vacataire|titulaire
  en tant que fonctionnaire|prof|infirmiere|infirmier|agent|agente|policier|policiere|pompier|aesh|atsem|<occupation>
  mon|ma|mes|notre ?nouveau|nouvelle|ancien|ancienne chef|cheffe|chefs|patron|patronne|boss|superieur|superieure|superieurs|manager|managers|directeur|directrice|job|boulot|taf|collegues|service|hierarchie|dgs a|au|aux|du|de|dans|en ?la|le|les|l <employer>
  clerk|lady|guy|man|woman|employee|dame|gars|monsieur|mec|type|agent|agente|employe|fille|commis at|au|du|on|behind|in|de ?the|la|le wicket|counter|window|desk|till|booth|guichet|comptoir|caisse ?number|no|numero <digits>
  <occupation>|dame|guy|gars|lady|night|day ?shift ?nurse on|in|at|de|du|au|l ward|floor|unit|desk|wing|etage|unite|aile ?number <digits>|4a|4b|5a|5b|3a|3b|2a|2b
  house|home|maison|villa|chalet with|aux|a|au|avec ?la|le|the ?porte|volets|toit|portail|porche ?<colour>|<colourFr> volets|porte|portail|shutters|door|fence|gate|<colourFr>
  house|home|maison ?<colour>|<colourFr> on|at|au|du|de ?the|la|le|l corner|coin|angle|bout
  same|that|this|cette|ce|meme|always|toujours|one ?one clerk|receptionist|agent|agente|guichetiere|guichetier|employee|employe|inspector|inspecteur|inspectrice ?again|yesterday|hier|encore
`

const conduct =
  'complaining complain complains sleeping asleep nap napping caught filmed filming lazy drunk smoking vaping rude tiktok hate hates quit quitting leak leaked leaking leaks name named photo photos selfie video faces who slacking loafing texting ' +
  'idiot idiots useless fired suspended swearing racist fight anonymous disgruntled naked affair dating instagram linkedin ' +
  'dort dorment filme filmes filmee paresseux paresseuse feignants faineants faineant glandeur glandeurs glande nom noms ivre insulte insultes plaint plaignent demission demissionne balance balancent fuite fuites anonyme ' +
  'sieste telephone incompetent incompetente incompetents photo visage raler ralent vire viree suspendu suspendue'
/** What a public employer says about those who work for it. */
const employment =
  'jobs job hiring recruitment recruiting vacancy vacancies career careers parking appreciation pension salary payroll award permit training strike recrutement recrute emploi emplois poste postes concours formation carriere prime'
const press =
  'staff staffer staffers employee employees worker workers planner insider insiders source sources official whistleblower teacher nurse officer employe employes employee fonctionnaire fonctionnaires agent agents salarie salaries infirmiere prof'

/** Those who work for the public, looked for by what they did; and those who complain. */
export const staffTerms: readonly Entry[] = [
  ...entries('private-person', together(conduct, employment), {
    en: `city worker*, city employee*, city staffer*, municipal worker*, municipal employee*, council worker*, council employee*, county worker*, county employee*, town employee*, town worker*, public works guy*, public works crew, parks guy, public servant*,
      civil servant*, government worker*, government employee*, government clerk, government staffer*, bylaw officer*, bylaw guy, parking officer*, meter maid*, traffic warden*, council staff, garbage man, garbage men, bin man, bin men, binmen, plow driver*, plough driver*, sanitation worker*, transit worker*, transit operator*, hospital worker*, library worker*, library staffer*, ministry staffer*, city bus driver*, dmv clerk, dmv lady, counter clerk*`,
    fr: `col bleu, cols bleus, employe de la ville, employee de la ville, employes de la ville, employe municipal, employee municipale, employes municipaux, agent municipal, agente municipale, agents municipaux, agent de la ville, agents de la ville, agent communal,
      agents communaux, fonctionnaire, fonctionnaires, fonctionnaire municipal, agent d accueil, agente d accueil, eboueur, eboueurs, cantonnier, cantonniers, asvp, aubergine, pervenche, guichetier, guichetiere, employe de bureau, policier municipal, policiers municipaux`,
  }),
  ...entries('private-person', together(press), {
    en: 'talked to the press, talked to reporters, talked to a reporter, talking to the press, spoke to the press, spoke to reporters, spoke to the reporter, spoke to a reporter, spoke to media, spoke to the media, leaked to, tipped off the press, told the cbc, told reporters anonymously',
    fr: 'parle aux journalistes, parle a la presse, parle a un journaliste, parler aux journalistes, parler a la presse, contacte la presse, contacte les journalistes, alerte la presse, temoigne anonymement, confie a la presse, balance a la presse, balance aux journalistes',
  }),
  ...entries(
    'private-person',
    together(
      'name names who photo photos list faces identity nom noms qui liste visages professors teachers profs citizen citoyen',
      'minutes agenda webcast livestream',
    ),
    {
      en: 'attended the meeting, attended the hearing, spoke at council, spoke at the meeting, spoke at the hearing, signed the letter, signed the open letter, signed the petition, open letter signatories, letter signatories, delegates at council',
      fr: 'a pris la parole, ont pris la parole, pris la parole au conseil, presents a la reunion, assiste a la reunion, assistaient a la reunion, signe la lettre, signe la petition, signataires de la lettre, signataires de la petition',
    },
  ),
  ...entries(
    'trait-immigration',
    together(
      'families family group groups people farm men neighbours night familles groupe hommes nuit',
      'bridge pedestrian tourism marathon',
    ),
    {
      en: 'across the border, over the border on foot, cross at night, crosses at night, crossing at night, crossed at night, crossed illegally, crossing illegally, snuck across',
      fr: 'traverse la frontiere, traversent la frontiere, passent la frontiere, passe la frontiere a pied',
    },
  ),
  ...entries(
    'assembly',
    unless('tour tours walk class yoga program storytime school gym restaurant museum market'),
    {
      en: 'gather outside, gathering outside, meet outside, meeting outside, assemble outside, standing outside, stand outside',
      fr: 'rassembles devant, reunis devant, masses devant',
    },
  ),
  ...entries('private-person', always, {
    en: 'serial complainer*, regular complainer*, chronic complainer*, frequent complainer*, constant complainer*, habitual complainer*, vexatious complain*, serial emailer*, frequent flyer complainer*, council pest*, keyboard warrior*, town gadfly, local crank*, council gadfly, gadfly, gadflies',
    fr: 'plaignant recidiviste, plaignante recidiviste, raleur professionnel, raleuse professionnelle, eternel plaignant, eternelle plaignante, raleur de service, raleuse de service',
  }),
  ...entries(
    'private-person',
    together(
      'girl girls boy boys snapchat snap tiktok insta instagram dm pics selfie fille filles garcon garcons',
      'playground camp league team program registration vaccine',
    ),
    {
      en: 'years old, year old, yr old, grade 6, grade 7, grade 8, grade 9, middle schooler*',
      fr: 'ans snap, ans insta',
    },
  ),
  ...entries('trait-religion', always, {
    en: 'house church*, hidden church*, underground church*',
    fr: 'eglise de maison, eglises de maison, eglise clandestine',
  }),
  ...entries('trait-immigration', unless('rink arena hockey cream storm maker dam jam coffee train'), {
    en: 'ice came, ice took, ice raid*, ice van*, ice truck*, la migra, border patrol took',
    fr: 'la paf, controle au facies',
  }),
]
