import { always, entries, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'

const against =
  'against contre protest justice resist resistance resistons stop police brutality racism racisme mayor maire ' +
  'government gouvernement pipeline eviction expulsions reforme retraites climate climat climatique women femmes palestine gaza'
const places =
  'parliament parlement cityhall legislature assemblee prefecture embassy ambassade consulate consulat'
const who =
  'organizers organisers organizer organisateurs participants attendees demonstrators crowd foule leaders meneurs students etudiants workers'

/** What one guards against with an appointment or a meeting, and no cause. */
const protecting =
  'vaccin vaccins vaccination vaccine vaccines grippe covid rougeole zona flu measles shingles cancer incendie incendies fraude fraudes arnaque arnaques punaises moustiques inondation inondations scam scams flooding floods mould humidite radon rabies rage'

/** Gatherings of people who say what they want: the word of each, and pairs that mean the same. */
export const assembly: readonly Entry[] = [
  ...entries('assembly', always, {
    en: `
      protest*, counterprotest*, counter protest*, demonstrator*, demonstrators, demo against, sit ins, die
      in, walkouts, walk out, walk outs, rioters, picketing, picketers, picket line*, rioter*, rioting,
      blockade*, uprising, on strike, strike action, strike vote, general strike, hunger strike, rent
      strike, climate strike, wildcat strike, student strike, black lives matter, blacklivesmatter*, blm,
      take to the streets, taking to the streets, hit the streets, occupy, day of action, days of action,
      freedom convoy, flash mob, civil disobedience, march on, march for, march against, marching on,
      marching for, marching against, marching to, marchers, protest march, women s march, womens march,
      pride march, silent march, slow roll, street action, direct action, organizing meeting*, organising
      meeting*, mobilization, mobilisation against, sitin, sit ins, flashmob, land back, idle no more,
      fridays for future, fridaysforfuture, landback, idlenomore, tenants organizing, tenant organizing,
      lockout workers, walk for palestine, all out for, tractor convoy, honk for, sign up to march, climate
      activists, metoo march, chain themselves, chained themselves, sickout, work to rule, wildcat walkout,
      wildcat action, megaphone, megaphones, placards, picket signs, riot police, tear gas, angry crowd,
      angry mob, anti police, defund the police, defundthepolice, mouvement social, organising a march,
      organizing a march, planning a march, a march, protest camp, mass protest, mass mobilization, counter
      rally, solidarity rally, strikers, work stoppage, ma nif, extinction rebellion, antifa, yellow vests,
      land defender*, water protectors, insurrection, kettling, kettled, mass gathering, unlawful assembly,
      peaceful assembly, no justice no peace, activist*, agitator*, anti war, shut it down, show up for,
      rise up, save our streets, tractor protest, stop the steal, march to city hall, march to parliament`,
    fr: `
      manif, manifs, manifestant*, manifester, manifestons, contremanif*, contre manif*, greviste*,
      debrayage*, debrayer, piquet de greve, piquets de greve, piquetage, piqueteurs, emeute*, emeutier*,
      blocus, casseurs, cortege, gilets jaunes, mouvement de greve, mouvements sociaux, colere des, foule en
      colere, conflit social, arret de travail, convergence des luttes, giletsjaunes, black bloc, bloquer
      le, bloquer la, bloquer les, bloquons le, manifestassion, tous a la mairie, toutes a la mairie,  on bloque, on lache rien, pancartes, megaphone, gaz lacrymogene, cacerolazo, casserolade, marche pour, marche contre,
      marche des, marche blanche, marche silencieuse, marchons, descendre dans la rue, tous
      dans la rue, toutes dans la rue, journee d action, journee de mobilisation, mobilisation contre,
      mobilisation generale, desobeissance civile, action directe, action coup de poing, operation escargot,
      zone a defendre, zad, soulevement*, militant*, activiste*, convoi de la liberte, nuit debout, ni dieu
      ni maitre, appel a la mobilisation, tous ensemble contre, rassemblement contre, rassemblement pour,
      occupons, bloquons tout, bloquons, intersyndicale, nasse policiere, attroupement*`,
  }),
  ...entries(
    'assembly',
    unless(
      'cap point rallying car cars race racing wheel tennis stock market driver motorcycle motorcycles scout finland wrc autos motorcycle carlo sanremo acropolis rugby pep badminton volleyball stage',
    ),
    {
      en: 'rally, rallies, rallying, rallied',
      fr: '',
    },
  ),
  ...entries(
    'assembly',
    unless(
      'balance slip fault lightning baseball bird thunder pose match matches gold three out zone pitcher bowling lanes tenpin pins wildfire siren drone price eagle softball',
    ),
    {
      en: 'strike, strikes, striking, striker, strikers',
      fr: '',
    },
  ),
  ...entries(
    'assembly',
    unless(
      'garden gardens cooking product kitchen recipe science forest project culinary class classes technique farm safety cpr craft crafts library skills fire culinaire cuisine produit produits gratuite secourisme scientifique judo escrime robotique gymnase pompiers secours danse atelier initiation karate agilite forge reanimation caserne',
    ),
    {
      en: 'demonstration, demonstrations, demonstrate, demonstrating, demonstrates',
      fr: '',
    },
  ),
  ...entries(
    'assembly',
    unless(
      'culturelle culturelles sportive sportives artistique artistiques interet symptome symptomes litteraire nautique festive',
    ),
    {
      en: '',
      fr: 'manifestation, manifestations',
    },
  ),
  ...entries(
    'assembly',
    unless(
      'voitures autos anciennes motocycliste motocyclistes motos harley caravanes campeurs montgolfieres familial famille familiale scout chiens oiseaux anciens',
    ),
    {
      en: '',
      fr: 'rassemblement, rassemblements, rassemblez vous, rassembler, rassemblons',
    },
  ),
  ...entries(
    'assembly',
    unless(
      'glace glaces train panne egout egouts drain tuyau tuyaux conduite ascenseur roue neige branche branches arbre frein travaux accident',
    ),
    {
      en: '',
      fr: 'blocage, blocages, barrage routier, barrage filtrant, barrages filtrants',
    },
  ),
  ...entries(
    'assembly',
    unless('stationnement travaux marche nid neige trottoir vitesse sapin parking fontaine poubelle'),
    {
      en: '',
      fr: 'devant la mairie, devant le parlement, devant la prefecture',
    },
  ),
  ...entries(
    'assembly',
    unless('ballon enfants enfant neige vitesse jeux jeu poubelle poubelles bruit dechets hockey arbre'),
    {
      en: '',
      fr: 'dans la rue',
    },
  ),
  ...entries('assembly', unless('basement basements sous sol condo window'), { en: 'walkout', fr: '' }),
  ...entries('assembly', unless('restaurant cafe dining bath traffic jam car'), { en: 'sit in', fr: '' }),
  ...entries(
    'assembly',
    unless('fence fences tent cloture tente deneigement neige bornes signalisation jardin balises'),
    {
      en: 'picket, pickets, picketed',
      fr: 'piquet, piquets',
    },
  ),
  ...entries(
    'assembly',
    unless('funeral snow wide load military snowplow oversize exceptionnel humanitaire'),
    {
      en: 'convoy, convoys',
      fr: 'convoi, convois',
    },
  ),
  ...entries('assembly', unless('sable plage galets vacances place'), { en: '', fr: 'greve*' }),
  ...entries('assembly', unless('christmas easter prayer paques noel'), {
    en: 'vigil, vigils',
    fr: 'veillee',
  }),
  ...entries(
    'assembly',
    unless('fire cleanup beavers scout boy response strategy outreach sanitation nettoyage scouts'),
    {
      en: 'encampment*, tent city',
      fr: 'campement*',
    },
  ),
  ...entries(
    'assembly',
    together(`${against} ${who} etudiante universite university usine batiment building campus`),
    {
      en: 'occupation, occupying',
      fr: 'occupation, occuper',
    },
  ),
  ...entries(
    'assembly',
    together(
      `${against} ${places} ${who} hall plaza legislative marchers megaphone banner signs banderole chant nonviolent petition metoo peaceful solidarity solidaire solidarite`,
    ),
    {
      en: 'march, marches, marching',
      fr: 'marche',
    },
  ),
  ...entries('assembly', together('against contre evict evicted injustice resist', protecting), {
    en: `
      gather, gathers, gathering, gatherings, assemble, meet, meet up, meetup, meeting, join us, join,
      unite, united, rise, stand, stand up, together, crowd, crowds, mobilize, mobilise, mobilizing,
      organize, organizing, petition, fight, chant, chanting, march, show up, all out, rally, rallye`,
    fr: `
      reunir, reunissons, reunion, rendez vous, ensemble, rejoignez, rejoindre, foule, unis, debout,
      mobilisons, mobilisation, mobilisez, lutte, luttons, solidaires, appel, marche, venez, rallye, tous,
      toutes`,
  }),
  ...entries(
    'assembly',
    together(
      'megaphone banners placards signs pancartes banderoles slogans mairie parliament parlement cityhall legislature',
    ),
    {
      en: 'gather, gathering, crowd, chants, chanting, assemble',
      fr: 'foule, slogans, reunir, venez',
    },
  ),
  ...entries(
    'assembly',
    together(
      'farmers truckers students workers nurses teachers activists agriculteurs camionneurs etudiants lyceens chauffeurs infirmieres enseignants pecheurs taxis',
    ),
    {
      en: 'block, blocks, blocking, blocked, shut down, occupy, sitting in, bring signs',
      fr: 'bloquer, blocquer, bloque, bloquent, bloquant, barrage, barrages, occupent',
    },
  ),
  ...entries(
    'assembly',
    together('justice signs courthouse legislature parliament parlement mairie prefecture megaphone'),
    {
      en: 'meet outside, bring signs, stand outside, sitting in, meet at',
      fr: 'rendez vous devant',
    },
  ),
  ...entries('assembly', always, {
    en: 'bring signs, bring your signs, black lives',
    fr: 'apportez vos pancartes',
  }),
  ...entries('assembly', unless('fest fests'), { en: 'riot, riots', fr: '' }),
  ...entries(
    'assembly',
    together('agriculteurs farmers enseignants etudiants lyceens infirmieres truckers camionneurs'),
    {
      en: 'convoy, mobilization, movement',
      fr: 'rallye, mobilisation, mouvement, colere',
    },
  ),
]
