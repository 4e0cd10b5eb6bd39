import { always, entries, together, unless, type Entry } from '#listening/policy/lexicon/entry.ts'

/** What gatherings are called in other countries, and the movements that call for them. */
export const worldStreets: readonly Entry[] = [
  ...entries('assembly', always, {
    en: `
      stayaway*, hartal*, bandh, bandhs, dharna*, gherao*, morcha*, rasta roko, rail roko, chakka jam, jail bharo, satyagraha*, padyatra*,
      aragalaya, lathi charge*, lathicharge*, stop work meeting*, stopwork, pen down, tools down, sit at home order, hikoi, toyi toyi*, toyitoyi*, maandamano, mgomo, fees must fall,
      feesmustfall, rhodes must fall, rhodesmustfall, outsourcing must fall, endsars, end sars, endbadgovernance, end bad governance, occupy nigeria,
      reject finance bill, rejectfinancebill*, shutdown nairobi, shutdownnairobi, saba saba, service delivery protest*, thawra, intifada*,
      hirak, harak, azadi march, juloos, gezi, otpor, euromaidan,  umbrella movement, umbrella revolution, white paper movement, white paper revolution,
      a4 revolution,   milk tea alliance, woman life freedom, candlelight revolution, candlelight protest, 
      kilusang, welga, unjuk rasa, demo buruh, aksi kamisan, reformasi, tiananmen vigil, june 4 vigil, standing man,
      forces of freedom, resistance committees, gen z protest*, genzprotest*, genz march, sowore, ipob, sit ins, sunrise movement, code pink, jewish voice for peace,
      students for justice in palestine, tesla takedown, handsoff rally, hands off rally, 50501, ni una menos, niunamenos, youth climate, fossil free,
      palestine action, palestine solidarity, animal rebellion, right to roam, mass trespass, hunt sab*, reclaim pride, pegida, blockupy, ende gelande,
      letzte generation, last generation, ultima generazione, fridays4future, fridays forfuture, youthstrike*, youth strike*, women strike, womens strike, poor people s campaign,
      people s march, peoples march, unity march, protest picket, mass picket, secondary picket*, flying picket*, informational picket*, info picket, practice picket, picketed, leafleted,
      sleepout protest, sleep out for, camp out at, tent embassy, tent protest, occupy city hall,  occupiers, encamped, human blockade, wheelie bin protest,
      bin strike, train strike, tube strike, rail strike, rail strikes, teachers strike, nurses strike, doctors strike, dock strike, port strike, transit strike, garbage strike, sanitation strike, postal strike, lightning walkout, stop work,
      rolling stoppage*, overtime ban, strike notice, notice to strike, strike action, strike day, strike days, bring the noise, noise protest, flag march, torch march, torchlight march, midnight march, funeral procession for democracy, mock funeral,
      march for our lives, march 4 our lives, we are the resistance, sanctuary rally, know your rights rally, freedom fighters, separatist rally,
      tenants unite, tenantsunite, workersunite, chalk the, chalking the, chalk slogans, wear red for, wear black for, walk with us, march with us, strike with us, join the picket, join the line, lock on, locked on, lock ons, slow walk, blockaders, barricading, unfurl*, effigy, effigies, egged the, milkshaked, pieing, glitter bomb*,  throw soup, paint bomb*, red paint on, chants of, crowd chanting, human wall, die ins, wave of walkouts, sick day protest, quiet protest, protestival,  demo at, demo in, demo on, demo tomorrow, demo outside, demo today, mobilise for, mobilize for, mobilising for, mobilizing for, mass meeting, strike meeting`,
    fr: `
      manifestent, manifestaient, manifesteront, manifesterons, manifestez, manifestions, villes mortes, ville mortes, pays mort, ile morte, journee ville morte, operation ville morte, operation villes mortes, rues mortes, peyi lok, pays lock, lock pays, operation pays lock, manifestasyon, balai citoyen, y en a marre, yenamarre, filimbi,
      fndc, tournons la page, lutte pour le changement, noo lank, frapp france degage, france degage, marche pacifique, marche de protestation, marche citoyenne,  marche funebre, marche unitaire, marche interdite, marche de soutien, marche de la colere, marche des chretiens, marche des femmes, marche des libertes,
      lkp, rpprac, ccat, liyannaj, pwofitasyon, kolektif, collectif contre, action syndicale, actions syndicales, front syndical, front commun syndical, journee nationale d action, manif pour tous, enfarinage, enfarine, entartage, entarte, entartee, oeufs sur le ministre, ultima generazione,
      noustoutes, nous toutes, marche exploratoire, cortege syndical, cortege feministe, cortege antifa, greve illimitee, greve reconductible, greve perlee, greve tournante, greve surprise, greve sauvage, greve nationale, greve des, preavis depose, arret de travail, arrets de travail, debraye, debrayent, mot d ordre de, sit ins,
      camp decolonial, campement pour,  occupation de la fac, occupation de l universite, assaut de la mairie,  mur des cons, mise a sac, marche contre, concert de klaxons, klaxonnade, operation klaxons, operation filtrage, barrages filtrants, barrage des agriculteurs, pneus brules, brulage de pneus, feu de pneus,
      jets de pierres, jets de projectiles, cocktail molotov, cocktails molotov, charge de crs, charges de crs, rassemblement citoyen, rassemblement pacifique, rassemblement silencieux, rassemblement statique, rassemblement place, appel citoyen, appel du 10, bloquons le 10, 10 septembre bloquons, bloquonstout, indignonsnous, convergence des colere, convergence des luttes,
      trains de la colere, marche pour le climat, marche climat, greve pour le climat, soulevement populaire, desobeissance fiscale, greve des loyers, greve des impots, minute de colere, die ins, cortege funebre pour, tractage, distribution de tracts, collage sauvage, marche nocturne feministe`,
  }),
  ...entries('assembly', always, {
    en: `
      huelga*, paro nacional, paro general, paro docente, paro armado, paro estudiantil, paro de transporte, cacerolada*, cacerolazos, piquetero*, plantones, planton, manifestacion*, protesta*, corte de ruta, cortes de ruta, escrache*, escracho, primera linea,
      no pasaran, el pueblo unido, marcha por, marcha contra, marcha del orgullo, marcha de, marcha nacional, toma de la, sublevacion, estallido social, bloqueos, greve geral, manifestacao, manifestacoes, manifestante*, passeata*, panelaco*, piquete, piquetes, ocupacao,
      sciopero, scioperi, scioperano, corteo, cortei, manifestazione, manifestazioni, presidio davanti, streik*, warnstreik*, arbeitskampf, klimastreik, montagsdemo*, kundgebung*, querdenker*, klimakleber*, hausbesetz*, mahnwache*, schulstreik, demonstranten, staking, stakers, betoging*, betogers, demonstratie, boerenprotest*, werkonderbreking*, vakbondsactie,
      strajk*, protestujac*, strejk*, strejke*, grevistas, grevi, direnis, yuruyusu, miting, mitink, tuntutan, demonstrasi, mogok kerja, biểu tình, dinh cong`,
    fr: `
      митинг*, протест*, забастовк*, страйк*, майдан, мітинг*, مظاهرة, مظاهرات, احتجاج, احتجاجات, اعتصام, إضراب, حراك, 抗议, 抗議, 示威, 游行, 罢工, ストライキ, デモ行進, 시위, 집회, 파업, απεργία, διαδήλωση, פגנה, הפגנה, शाहीन बाग, हड़ताल, आंदोलन, ہڑتال, دھرنا`,
  }),
  ...entries(
    'assembly',
    unless(
      'park road metro station garage record tape version software construction travaux marathon parade sidewalk crosswalk trench flood inondation pool hockey concert race stadium zoo detour bollard bollards security permit cones missing fermeture',
    ),
    { en: 'maidan, demos, barricade, barricades, barricaded, barricading', fr: 'barricader, barricadent' },
  ),
  ...entries(
    'assembly',
    unless(
      'equipes equipe pompiers deneigement deneigeuses fonds inondation inondations armee feux incendie incendies tempete ressources secours moyens emploi reserve reservistes benevoles crue geriatrie articulaire',
    ),
    { en: '', fr: 'mobilisation, mobilisations' },
  ),
  ...entries(
    'assembly',
    unless(
      'bill power water garage derby record tape version software product demolition day kitchen contractor permit home house site hair makeup knitting music audio game app cooking craft sewing woodworking',
    ),
    { en: 'demo, stay away', fr: '' },
  ),
  ...entries(
    'assembly',
    together(
      'opposition regime ruling dictator students workers taxi soweto tyres tires justice democracy democratie antigovernment antigouvernement',
    ),
    {
      en: 'shutdown, shut down, stay away, stayaways, lucha, azadi, march, marches, caravan, convoy, tahrir, assembly, congregate, chanting, drums, picnic, swarm,  sirens, candle, candlelight, mass, barricade, boycott, occupation, roadblock, roadblocks',
      fr: 'marche, meeting, mobilisation, mobilisations, barrages, barricades, cortege, procession, casseroles, rassemblement, blocus, revolte, colere, klaxon, klaxons',
    },
  ),
  ...entries(
    'assembly',
    together(
      'fumier lisier pneus prefecture mairie sous autoroute colere barrage peage blocage sortie perif periph direction sncf dreal mutualite msa',
    ),
    {
      en: 'tractors',
      fr: 'tracteurs, paysans, agriculteurs, viticulteurs, eleveurs, pecheurs, taxis, routiers, vtc',
    },
  ),
  ...entries(
    'assembly',
    together(
      'martinique guadeloupe reunion guyane mayotte mobilisation barrages barrage collectif mouvement pawol antilles',
    ),
    {
      en: '',
      fr: 'vie chere',
    },
  ),
]
