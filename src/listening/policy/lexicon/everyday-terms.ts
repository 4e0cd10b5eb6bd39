import { always, entries, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'

/** One person at a time, by what they do or are. */
const one =
  'man, woman, girl, boy, kid, teen, teenager, guy, lady, teacher, nurse, principal, coach, cashier, clerk, judge, priest, pastor, imam, rabbi, cop, officer, constable, driver, landlord, landlady, tenant, neighbour, neighbor, employee, staffer, student, janitor, bartender, waitress, waiter, barista, receptionist, secretary, blogger, influencer, mom, mum, dad, mother, father, wife, husband, boyfriend, girlfriend, son, daughter, owner, doctor, dentist, lifeguard, babysitter, homeowner, cyclist, jogger, firefighter, paramedic, librarian, plumber, contractor,  caretaker, headteacher, vicar, bloke'
const oneFr =
  'gardien, gardienne, livreur, livreuse, proviseur, proviseure, curé, colocataire, homme, femme, fille, garcon, gamin, gamine, ado, adolescent, adolescente, prof, professeur, enseignant, enseignante, institutrice, instituteur, infirmiere, infirmier, directrice, directeur, caissiere, caissier, juge, cure, pretre, pasteur, policier, policiere, gendarme, chauffeur, conducteur, conductrice, proprietaire, proprio, locataire, voisin, voisine, employe, employee, etudiant, etudiante, eleve, concierge, serveuse, serveur, coiffeuse, blogueuse, maman, papa, medecin, dentiste, educatrice, educateur, animateur, animatrice, pompier, cycliste, notaire, secretaire, stagiaire, boulanger, boulangere, facteur'
/** What is told of one person and of nobody else. */
const told =
  'fired suspended divorce divorced divorcing drunk affair cheating pregnant surname viral salary mistress whereabouts identity identified unmask dating married sacked naked nudes bankrupt evicted seduced flirting lawsuit tweets twitter grievance rant outburst tantrum tipsy rehab mugshot meltdown creepy creep ' +
  'vire viree suspendu suspendue saoul saoule ivre nom prenom trompe enceinte salaire maitresse amant liaison identite identifie identifiee licencie licenciee nue nu infidele marie mariee celibataire'
/** Somebody in office has a public side too: only this is private. */
const offices =
  'mayor, councillor, councilor, trustee, politician, premier, minister, deputy mayor, reeve, alderman, chief, ceo, mp, mpp, mla, senator'
const officesFr =
  'maire, mairesse, conseiller, conseillere, adjoint, adjointe, depute, deputee, ministre, prefet, prefete, senateur, bourgmestre, echevin, echevine'
const toldOfOffice =
  'divorce divorced divorcing affair cheating cheater drunk mistress pregnant girlfriend boyfriend nudes naked dating vacation tipsy rehab cottage maitresse amant liaison saoul saoule ivre enceinte trompe infidele'
const institution =
  'licence license licensing permit training shortage program programme course workshop hiring pension contract plow plough contest award appreciation day week recruitment form formulaire permis statue street rue school-board benefits leave policy bylaw prevention service services conference summit guide assembly forum commission rapport report concours prix'

/** Words of every day for people who assemble, and how they are misspelt; in more alphabets. */
export const everydayTerms: readonly Entry[] = [
  ...entries('private-person', together(told, institution), { en: one, fr: oneFr }),
  ...entries('private-person', together(toldOfOffice, institution), { en: offices, fr: officesFr }),
  ...entries('private-person', always, {
    en: 'stalked, stalking, stalks, cheater, cheaters, homewrecker, side chick, sidechick, trust fund kid*, nepo baby, paperboy',
    fr: 'fils a papa, fille a papa',
  }),
  ...entries(
    'trait-origin',
    together(
      'drunk crime downtown people park reserve reserves neighbourhood bus mall drinking stealing lazy',
      'plant plants garden species trees fish',
    ),
    { en: 'natives, aboriginals, eskimos, eskimo', fr: 'indiens, esquimaux' },
  ),
  ...entries('assembly', together('theatre rectorat odeon place intermittents etudiants fac gymnase usine'), {
    en: '',
    fr: 'occupation, occupations',
  }),
  ...entries('assembly', together('contre against justice racisme colere'), {
    en: 'parading',
    fr: 'defiler, defilent, defilons, defilera',
  }),
  ...entries(
    'assembly',
    together(
      'renters tenants workers students nurses teachers residents neighbours farmers union building hall campus locataires etudiants',
    ),
    {
      en: 'mobilizing, mobilising, mobilize, mobilise, occupation, speak out, speakout',
      fr: 'se mobilisent, mobiliser',
    },
  ),
  ...entries(
    'private-person',
    unless(
      'scam fraud phishing office hours replacement lost canada service bureau heures arnaque formulaire form breach hack fuite',
    ),
    {
      en: 'ssn, social security number, social insurance number, dob, date of birth, passport number, credit card number, bank account of, gamertag*, psn id, venmo, cashapp, cash app, cash tag',
      fr: 'numero d assurance sociale, numero de securite sociale, date de naissance, numero de passeport, iban de',
    },
  ),
  ...entries('private-person', always, {
    en: 'trailer trash, white trash, trailer park people, section 8 tenant*, voucher tenant*, council house scum, dole bludger*, food stamp mom*',
    fr: 'cassos, cas soc, assistee, assistees, profiteurs du systeme, famille a problemes',
  }),
  ...entries('trait-health', always, {
    en: 'hooked on, strung out, prego, preg o, retarded kid*, spaz, loony, loonies',
    fr: 'attardé, attardés, mongol, mongolien*, gogol',
  }),
  ...entries('trait-religion', always, {
    en: 'jooz, joos, jooish, joo, speaks in tongues, speaking in tongues, born again christian*',
    fr: 'feuj, feujs, reubeu musulman',
  }),
  ...entries('trait-sexuality', always, {
    en: 'tranz, tranz kids, tranz people, transes, ghey, gheys',
    fr: 'travlo, travelo, travelos',
  }),
  ...entries('trait-immigration', unless('program programme centre center training'), {
    en: 'day laborer*, day labourer*',
    fr: 'journaliers sans papiers',
  }),
  ...entries(
    'assembly',
    together(
      'march rally gathering caravan meetup capitol legislature buses parliament crowd vigil walkout picket streets moms activists',
    ),
    {
      en: 'ice out, may day, no kings, tea party, rolling thunder, climate defiance, takeover, second amendment, caravan, pro choice, reproductive, sanctuary, liberation, uprising, resistance',
      fr: 'premier mai, fete du travail, liberation',
    },
  ),
  ...entries('private-person', unless('spider spiders pension benefit benefits fund maker peak'), {
    en: 'widow, widows, widower, widowers',
    fr: 'veuve, veuves, veuf',
  }),
  ...entries(
    'private-person',
    unless(
      'etat civil city hall mairie 311 office clinic library council service services public scam hospital police helpline ligne clinique hopital bureau urgence guichet',
    ),
    {
      en: 'phone number, cell number, phone numbers, mobile number',
      fr: 'numero de telephone, numeros de telephone',
    },
  ),
  ...entries('assembly', always, {
    en: 'indignados, ralley, ralleys, rallye against, protestor*, protesto, protess, protst, marchs against, picketline, strikeready, blockade the, xr action, extinctionrebellion, teamsterstrong, unionstrong, pickett, demostration*, demonstate, demostrat*',
    fr: 'mnif, manyf, manifsamedi, nuitdebout, zadiste*, klaxonnez, faucheurs volontaires, flashmob, tousdehors, onlacherien, manifastion, rassemblemnt, debreyage, grevemondiale',
  }),
  ...entries('assembly', always, {
    en: 'демонстраци*, шестви*, пикет*, бунт, пикетирова*, демонстрація, віче, маршу, مسيرة, وقفة احتجاجية, تظاهرة, تجمع احتجاجي, 集会, 集會, 遊行, 罷工, 静坐, 靜坐, デモ, 抗議デモ, 파업, 촛불집회, 행진, biểu tình, đình công, πορεία, συγκέντρωση, διαμαρτυρία, धरना, प्रदर्शन, रैली, ਧਰਨਾ, ਰੈਲੀ, احتجاج',
    fr: 'manifestantes, manifestacions, concentracion contra, vaga general, protest*, protesteja, demonstrationen, demonstratie*, kundgebung, aufmarsch, blockieren, sitzblockade, blokkade, blokkeren, strajk, protesty, manifestacja, tuntut, demostracion, marcha, plantón, piquetes, paro general, greva, grev, eylem, gösteri, yürüyüş, mielenosoitus, tüntetés, grevă, protestas',
  }),
  ...entries(
    'assembly',
    unless('rappel recette cuisine produit vaisselle don donation cuivre fonte collecte'),
    {
      en: '',
      fr: 'casseroles',
    },
  ),
  ...entries(
    'assembly',
    together(
      'workers refuse bin rail postal miners walkout walkouts strike stoppage truckers drivers staff action',
    ),
    {
      en: 'wildcat',
      fr: '',
    },
  ),
  ...entries(
    'assembly',
    together('bridge road roadblock police activists climate museum bank block london blocking'),
    {
      en: 'xr',
      fr: '',
    },
  ),
  ...entries(
    'assembly',
    together(
      'gather gathers gathering gathered meet march demo rally petition lobby westminster parliament angry',
    ),
    {
      en: 'waspi, pensioners, campaigners, farmers, truckers, tenants, renters, nurses, residents association',
      fr: 'retraites, agriculteurs, locataires',
    },
  ),
  ...entries(
    'assembly',
    unless(
      'sauvetage baignade noyade noye secours rescue drowning beach swimmer swimmers plage livres books',
    ),
    {
      en: 'human chain, human chains, people chain',
      fr: 'chaine humaine, chaines humaines',
    },
  ),
  ...entries('trait-religion', always, {
    en: 'mosq, moslem*, mozlem*, muzzie*, muzz, mooslim*',
    fr: 'musulmant*, juiffs',
  }),
  ...entries('trait-origin', always, {
    en: 'chinees, somalie people, gypsys, roma camp, roma families, romanies',
    fr: 'chinoix, arabbe*, roumins, camp de roms, campement rom',
  }),
  ...entries('trait-health', always, {
    en: 'alcholic*, alchoholic*, skizo*, scizophren*, preggnant, pregnent, bi polar people, trisomic*',
    fr: 'trisomique*, alcolique*, toxicoman, scizophrene*, anorexic',
  }),
  ...entries('trait-sexuality', always, {
    en: 'lesbo, lesbos, trannsgender, queers, gay dads, gay moms',
    fr: 'tapette, tapettes, homosexuele*',
  }),
]
