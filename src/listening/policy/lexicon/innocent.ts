import { wordSet } from '#listening/policy/lexicon/entry.ts'

/**
 * Ordinary English and French words one letter away from a refused one: no misspelling of it. Made by running the lexicon over
 * public word lists (an-array-of-english-words, an-array-of-french-words; wamerican and wfrench of Debian), names of persons
 * and of towns: what it took for a slip there, inflections of a refused word left out.
 */
export const innocent = wordSet(`
  garonne internet internets veille veilles
  abasers ablations abloquant abloque abloquent abloquer abloques abloquons abordions aboutions abusees
  abusera abuseras abuses acron activite activites addiet addition additions adduct adduction adductions
  adducts adherants adherences adolescences adressions adrogue affilee affilees afghani afghanis aggression
  agitans agitato agreassions agressons agrippe agrippes ahmad aillera ailleras ailleurs alcoolisames
  alcoolisees algerine aliens allied allies allness allying altiste altistes amadi amerindians ameute ameutees
  ameutes amusers amylum anglais anions anoretic antica antiga antipas antitax aoutes apostames arabas arabi
  arabia arabian arabis arables arames arases arche archers arches arching archons arconne arconnes areligieux
  arghan arghans arish arisons aromatic aromatics arrester artisans artiste artistes artistic ascians asexue
  assassines assaut assauts assembla assemblee assembler assemblers assemblies assemblons assembly assises
  assisses assites astatique astatiques asylums athens attifa attifas attrouperent autochthones aveuglas
  aveuglees aveugler aveuglez avians avorterent avortions axiles backs bagging baillera bailleras balade
  balades ballies bangsters baptisates bardage bardages barish barrames barrates barricadant basher bassistes
  bather bathers batistes beeting belons bengalais bergeres bigger billards billette billettes biloquant
  biloque biloquent biloquer biloques biloquons biquet bissexuel blacked blacking blairates blandness blanks
  blockage blockages blocks blocs blondness bloqua bloquames bloquas bloquates bloquee bloquions blutions
  bobbers bocage bocages bocks bogging boires bolonais bolshevik bolsheviks booting boreens bosniens bosque
  bosques bourds boutes bouteur boxing bracks brahmans branny brimes brisons brocage brocages brogue brogues
  brouille brouilles bugging bunions burette burettes busses buttons cacher caillera cailleras caique
  calleuses camperent cancel cancels cancre cancres caner canier canifs canker cankers canner canoer canter
  canters canting cants capelle capelles capuches carabes careens cascher caser cashed cashes cashew cashews
  cashier cashiers casier casiers casper casser caster casters casuiste casuistes cathedra cather cathodic
  cathodique cathodiques catholicos caucasiens causeurs caviste cavistes celons cerberes chafts chamelle
  chamelles chanas chancer chancing chanel changing changs chanks chanta chantas chante chantes chanty chape
  chapee chapees chapele chapelee chapelees chapes chapeu charting charts chasseurs chats chatting chaunting
  chaunts cherches chiants chiates chimes chinais chinee chinees chineuse chineuses chinoisas chinons chinos
  chints choeur choeurs chomer christiaens christianisames christianisees churched cimes clacks clandestines
  clasher classeurs claviste clavistes climes clocked clocking clocks cloquant cloque cloquent cloquer cloques
  cloquons cobbers cogere cogeres cohere coheres colore colores colverts communiates communicants communisants
  communise conard concerts concois congelais conroy conservatize conservatizes consolais contest convect
  convected convects convents convertimes convertites convey conveys conviat convint convoies convolais convos
  convoyas convoyes cooters coreign cories corneens corteses cortexes cosher couille couine couines courette
  courettes coutes couverts coverts coxing crabes cracheur crames cramps craniens crannies cranny crants
  craqueur crasher cremes criames criees cries crimea crimed crimen crimps crines cripes crises cromes crowdy
  crowns crows crumes crusses curches cusses cyrien cyriens dacron dacrons dallied dallies dallying dancer
  dancers dasher dative datives daxing deaders deaners dearness deblayage deblayages deblayent deblayer
  debours debraient debrasent debraser debrayames debrayant debrayates debraye debrayez debut debuts decence
  declinquant declinquent decroisant decroissent dedication dedications defence deforcee deforcees defrayent
  defrayer defroissant defroncee defroncees degout degouts degressif degressifs degression degressive
  degressives dehortation dehorted demene demenee demenees demenes dementais demente dementes dementiras
  demonstratives demontrates denoncee denoncees departed departee departing deperimes depotee depotees deprima
  deprise deprises deprissions deprites deprive deprives derayent derayer desistons detends detendus detente
  detenues detisses detorted detressions devenus devout diagnostiqua dialers dialysais dialysas dialyses
  digger diggers dipolaire dipolaires dipolar discase diseuse diseuses disintoxication disraeli dissipent
  dobbers dogue dogues doing doings doling doming dominicains doning doping dopings dories dormons dosing
  doting doutes doving dowing dozing drague draguees dragues drogua droguas droguees droguets dunnite dusses
  easles ecartee ecartees ecartes ecoliers econduits ecuadorans ediles edition editions egalise egalises
  egging egises egresses egression egrise egrises eighties elapsed elapsing electrises elise elises eloquent
  eloquents embutes emette emettes emeut emeuve emeuves emigrant emigrante emigrantes emigrants emigration
  emigrations empotent emutes encartage encartages encrates enfarinames enfarinates enlise enlises entartrage
  entartrages entartree entartrees entartres entropie entropies epalais epiles eprimes esiles estranger
  estrangers ethic ethically ethics ethique ethiques etrange etranges etrangete etrangetes etrangler ettled
  ettling european europeens eusses evangelisates evangelisees eveillee eveillees excipees excipions excisons
  excitees excitions excusees excusions exiges exilas exile exiled exiler exilez exils exines extremest facial
  faciale faciales facials fagot fagots faillera failleras faraude faraudes fasciate fascisates fascisees
  fasher father fathering fatherings fathers fauchard federalisates federalisees federasses federates felins
  felions felony feminisates feminisees feminites ferlons ferons fetons fettled fettling feulons fiente
  fientes fierce fiere fieres fierote filete filetee filons flacks flocage flocages flocked flocking flocks
  floquer flotteur flotteurs foires follette follettes footers footing footings forligner formons fougueuse
  fougueuses fouine fouines foutes foxing franny frauda fraudas frauds frelons frimes frison frisons fuguee
  fuguer fumeur fumeurs fusses gacher gaffeur gaffeurs gagsters gallied gallies gallying ganisters garches
  garching garish gasconne gasconnes gasher gater gaters gauchisasse gauchisasses gauchisates gauchisees
  gauchisse gauchisses gauchites gelons georgians ghanians gillette gitais gitane gitanes gitant gitas gitons
  gluttons gnostics gomine gomines gongsters gonorrhoea gourds goutes grannies granny grappe grappes greffeur
  greffeurs griffeur grimes grimpe grimpes gripe gripes griple grippa grippas gripple grippy grison grisons
  grossisse grossisses grossnesses grouille grouilles guilt guines gypses gypsied haique hamadan hanting
  harish hative hatives healers hefts helons hematite hepatise hepatize hijazi hinaus hindouistan hinds
  hobbers hoolican hooters hooting hopeless hormone hourds hoxing humeur humeurs humour humours hunkie hunkies
  husses hydro ileales illegal illegales immigrent importent imposent imputees imputent incendiaries incuits
  india indias indican indicans indicated indiens indies indigen indigens indign inducted induits induline
  indus inegales infectons infestions inflection inflections ingates inions injection injections inkster
  insection integrite integrites interpelees interrex intersexue intuits inuline investis inwits irais
  iraqiens irisons irregulieres islamisates islamisees isthme isthmes ivoirines ivrognasse ivrognasses
  japanise japonnais javanese jetisses jeunions jewfish jigger jiggers jobbers josher joutes joyous judaisames
  judaisees junjie kasher katina kemple kemples kettle kittled kittling klaxonnames klaxonnates korans korea
  korgan labeur labeurs labor labors lacks ladino ladinos lagans laina lainas laitue laitues lalique lamina
  laminas lancer lancers langland laotians lapina lapinas laque laques larches lasher lasque lathees lather
  lathering lathers latifa latigo latigos latin latine latines latins lattons leafletted lecteurs lectrices
  leftest legales legging leggings libera liberai liberais liberales liberas liberat liberions ligerien ligger
  literal literals lobbers locked locking locks locus lofters lofting logans loiters looing lookers looking
  lookouts looming looning loopers looping loopings loosing loquant loque loquent loquer loques loquons lories
  lotters lotting lourds louting lowting loxing loyaliste loyalistes lusses lutina lutinas lutions lutons
  luttions lycene macaron macarons macedonians maceron macerons mache machers maches machons maclons macon
  macons macro macros maggot maggots maillera mailleras majorais maladif maladive maladives malady malate
  malaxe malaxes maligns malines malins maltraitons manade manche manches manchons manhandling manias manics
  manies manifest manifestates manifeste manifested manifesterent manifesterions manifestiez manifesto
  manifestoes manifestos marcha marchas marched marchen marchera marcheras marcheurs marchez marchions marcie
  marianiste marianistes marish mariste maristes marron marrons marshes marthe marxisates marxisees marxismes
  masculinisates masculinisees masher mashers masonite masque masquee masquees masques masseurs matche
  matchers matches matching matchons mather matina matinas matisses matron matrons mealers meases measled
  mediation mediations medicamenta medicamentas medicamentes medisses meditation meditations meditions meering
  mefisses megisses melisses melons melting mendicant mendicants mendient mentisses meprimes merches meting
  mettled meurette meute meutes micron microns migrait migrat migrate migrates migrent militait militat
  militent minuits mirant misease mismarriage mismarriages mitans moabite mobbers mobilisa mobilisiez
  mobilising mobilisions mobilite moires moleter mooters mooting moque moquee moquees moques mordons moreens
  morion morions moron morons morton mosher mouverent mucron mucrons munited murkish muslin muslins musque
  musquee musquees musques musses mutism mutisme mutismes muttons nacrons nagger naive naives nasalite
  nasillons natalite natice nationalisates nationalisees nationalismes nationalites naturalistes naturalizes
  nautisme negroni nettled nettling newcome newish niger nigher nighties nions noies noises nosher notres
  noyous nuions nuits obeies obeles oberes obeser obsess occupa occupant occupants occupas occupe occupee
  occupez occupier occupions onions ontologie opposates oreille oreilles organise organises organising
  organite organites organizer oriental orison orthodoxies osque osques ouigour outes overdoes overdoing
  overdone overstared overstated overstayer overswayed oyeses packet packeted packeting packets paeans pagani
  pagano paillards paillera pailleras paillotes palans palish pallied pallies pallying pandemic pandemics
  papish paquet paquetage paquetages paquetes paqueteurs paquets paraisse paraisses parches parching parfisse
  parfisses pariah pariahs parikh paris parisa parisi parisis parison parkish parlee parlees parrish partisse
  partisses partizans passeurs patina patinas patino pavans pederaste pederastes pegging pelons peppers perish
  perpetuator pettled pettling philippians philippics pichet pichets picked pickeers picker pickering pickers
  picquet pileurs pillardes pillars piquat piquates piqued piquee piquees piquent piquer piques piquetames
  piquetates piquettes piquez placks plagiste plagistes plancarte platina platinas ploquant ploque ploquent
  ploquer ploques ploquons pocherons pocket pocketed pocketers pocketing pockets poilees poires poison
  poisoners poisons pollards polynesians pooters pooting populaire poquet posher postates poxing poyous
  pratiquates predatory pregnances prenant prenants pretest preunion prevention pricket prickets priee priees
  priefe priera prieras prieure prieures prieve priions primes primons prions prisere prising prisions privons
  process profileur profiteers project promusse promusses pronest pronons protect protectant protectants
  protected protects protet protets prowest prussian psychiatre psychiatrise psychiatrises puisons punkie
  punkies pusses queuers rabais rabbin rabbins rabbit rabbits rachial racinal racine racines racism racisme
  racismes racist raciste racistes racists radial radiale radiales radialised radialized radials raillera
  railleras raillies raise raises ralle rallee rallees ralles rallias ralliees rallier ralliers ralliez
  rallyes ramada ramaille ramailles ramazan rampement ramps rapiat rapiats rascaille rasher rashers
  rassemblerent rassemblions rasses rather ratina ratinas rationaliste rationalistes rationalists ravise
  ravises reallied reallies reallying rebout recepasse recepasses recidivisme recreant recreants recrepisse
  recrepisses recroissant redigions refuge refugiat refuie refuies refusee refusees refutee refutees regarded
  registers regnancies regnancy regnant regnants regnions regresse regresses regularites regularization
  regularizes rejoigne rejoigniez rejoinder rejoinders rejoindra rejoindure rejugee rejugees relecteurs
  relievers religions religiouses reliions relirions relisions rellies relogions remainder remainders remanier
  rembiner remonstrate remonstrates remonstrating remonstration remonstrations remonstrator remonstrators
  renions reported reportee reportees reporting repressed repressif repressifs repression repressions
  repressive repressives reprime reprimes republicains resistions resistors ressembler ressemblons retainer
  retainers retarde retenus retisses reuni reunie reunies reunirons reunis reunissions reunit rewarded ribbers
  ricket rickets rifting rigger righting rightness rillettes rimes riote rioted riotee riotees riotes riotez
  risses ritter ritting rocaille rocailles rogue roguees rogues romain romaine romaines romains romaji roman
  romana romand romane romanes romano romans romantic romantics roomers rooter rooters rooting rosses roter
  roting rougeoie rougeoies rougeoye rougeoyes rouille rouilles rousses routes routeur routeurs ruasses
  rubbers rugueuse rugueuses rumeur rumeurs rumour runways rusees ruses rushes russas russel russels russet
  russets sacrons saillera sailleras saique salade salades salienne saliennes saliens sallied sallies sallying
  salvadorians sandals sasseurs satina satinas sative schwinger scrike scrikes scriking sealers seamsters
  sedation selecteurs semence semences semple semples settled settling sexual sexuel sexuels shanting shimming
  shites shrike shrikes shriking sigils singers skimming skrike skrikes skriking slacks slanders slatina
  slimming sloans snigger sniggers sobbers socialisates socialisees socialismes socialite socialites sodomises
  solidaire solidares solitaires somalians sonali sooting souleverent sounds sourdes souris sours soutes
  specular squattees squattera squatteras squattes squitters stemming stemple stemples sterilises steriliste
  sterilizes sticklers stingers stories straiking strake strakes stranger strangers striae stride strider
  striders strides striding strie striee striees strier stries strife strifes strige striges stripe striper
  stripers stripes striping strive striver strivers strives striving stroke stroker strokers strokes stroking
  sunkie sunkies surdore surdores surdoue surdoues suspecta suspectas suspecte suspectes susses swimming
  sympathisent symptoses syndicalisates syndicalisees synodical synodique synodiques syrens syria syriac
  syriam tabour tagettes tahitians taillera tailleras tallied tallies tallying tamps tancer tanorexic tapist
  taries teillee teillees tempe tempes templets terrorisates terrorisees terrorismes thees theist theists
  thieved thofts ticket ticketed ticketing tickets tigrant tilleurs titans tobies todies toilees tolere
  toleres tonies tontes toories tooters tooting tordes torees torics torils torpillera torpilleras torque
  torques torres torses tortes torves tosher totes touates touees toues tourds touries tournette tourtes toute
  touted touts towies tozies trabes tracage tracages tractames tractates trafficked trafiquent tramas trames
  tramp trams transcender transfer transies traps traqueur travesty triere tries trike trikes trimes trippe
  tromps trotteur trotteurs troublions trouille trumeau trumps truque truques trusses tsiganes tuberculise
  tuberculises tumkur tumors tuque turkis tusses tutes tuteur tuteurs tyrannies tyranny tyrienne tziganies
  unasked uncited unfertile unionizer uniped unirons unisons uniter unites unmarked untied upraising uranian
  usions vaccinas vaccinate vaccine vaccinees vacciner vaccinez vaccins vaguant valeur valeurs vandales
  vandalisa vandalisames vandalise vandalisee vandalisees vandalish vandas vantillais vasistas vealers veiller
  veillez velons vetillee vetillees vetisses vieils viellee viellees vigias vigies vigile vigiles violees
  violer violeuse virils vodous voidees voiles volees voler voutes voyeur voyeurs voyeuse voyons voyou vrillee
  vrillees waites wallies washer washers weeting whefts whiles whines white whited whiten whitens whiter
  whitey whiteys whities whits wicket wickets wigger wingers witans worshipers writes wusses xindian zorille
  zoroastriens zutiste zutistes
`)
