/** Lists for politics, trade unions, origin, crimes and status. */
export const publicLists = {
  party:
    'liberal liberals conservative conservatives tory tories labour lib libdem libdems dems dem ndp npd green greens bloc ppc pcc plc pq caq qs plq pcq ucp gop republican republicans ' +
    'democrat democrats libertarian dsa trump biden harris trudeau poilievre carney singh ford legault plamondon nadeau farage starmer sunak corbyn reform brexit ukip snp plaid dup ' +
    'rn fn lfi ps pcf eelv lr lrem modem renaissance reconquete npa lo udi macron melenchon zemmour bardella lepen pen hollande nfp nupes ecologistes verts ecolo mr ptb pvda nva vlaams vooruit cdh engages defi groen ' +
    'udc svp plr fdp mcg communiste communistes socialiste socialistes marine jordan extreme frontiste frontistes fn gauche droite left right bleu blue red orange conservateur conservateurs solidaire solidaires pequiste caquiste yes no oui non leave remain independence separatist nationaliste nationalist far rassemblement front parti party insoumis insoumise',
  partyShort:
    'tory tories labour libdem libdems dems ndp npd ppc pcc plc pq caq qs plq pcq ucp gop dsa trump biden poilievre trudeau carney farage corbyn reform ukip snp dup rn fn lfi ps pcf eelv lr lrem reconquete npa ' +
    'macron melenchon zemmour bardella lepen nfp nupes ecologistes verts ecolo mr ptb pvda nva vlaams vooruit engages defi groen udc svp plr mcg communiste socialiste republicain republicains conservateur conservateurs liberal liberaux conservatives liberals republicans democrats greens insoumise renaissance gauche droite parti party bloc',
  follower:
    'voter voters supporter supporters donor donors member members membership volunteer volunteers canvasser canvassers activist activists sympathizer sympathizers fan fans base rally campaigner campaigners riding signs sign hat hats flag flags sticker stickers shirt shirts ' +
    'household households neighbour neighbours neighbor neighbors couple family families backer backers loyalist loyalists staffer staffers insider insiders types people folks crowd nut nuts cult teacher teachers employee employees cop cops boss mom dad',
  followerFr:
    'electeur electeurs electrice electrices electorat sympathisant sympathisants sympathisante partisan partisans partisane militant militants militante militantes adherent adherents adherente membre membres encarte encartes encartee donateur donateurs benevole benevoles fan fans ' +
    'supporter supporters pro elu cadre cadres colleur colleurs tracteur affiche pancarte pancartes votants voisin voisins famille voix',
  union:
    'cupe scfp unifor opseu sefpo psac afpc usw steelworkers teamsters ufcw tuac liuna ibew osstf etfo oecta cupw sttp fiq apts fae csq csn ftq sfpq spgq bctf bcgeu heu aupe nupge iatse caw afl cio seiu uaw afscme iww ilwu unison gmb rmt aslef nasuwt ucu tuc usdaw cgt cfdt cftc cgc unsa snes unef fgtb csc cgslb abvv acv setca unia syna vpod fo ona cne usw sud gmb union unions syndicat syndicats syndical syndicale',
  people:
    'people folks man men woman women guy guys dude girl girls boy boys kid kids child children baby babies teen teens teenager teenagers youth youths student students family families couple couples community communities neighbour neighbours neighbor neighbors ' +
    'tenant tenants worker workers employee employees driver drivers owner owners shopkeeper shopkeepers teacher teachers nurse nurses doctor cashier staff person persons lady ladies male males female females gang gangs mother mothers father fathers mom moms dad dads immigrant immigrants nanny nannies residents resident households household homeowners coworker classmates classmate boss landlord congregation cabbie congregants crowd looking accent surname names voters voter truckers trucker cabbies landlords mafia clan grocer grocers barber barbers vendors vendor landlady tourists',
  peopleFr:
    'gens personne personnes homme hommes femme femmes mec mecs type types gars fille filles garcon garcons enfant enfants gamin gamins gosse gosses bebe ado ados jeune jeunes etudiant etudiants etudiante etudiantes eleve eleves famille familles couple couples communaute communautes ' +
    'voisin voisins voisine voisines locataire locataires travailleur travailleurs employe employes employee chauffeur chauffeurs commercant commercants epicier prof profs infirmiere infirmieres medecin caissiere nounou residents habitants mere meres pere peres collegue collegues proprio origine origines accent copain copine patron bande bandes gerant',
  origin:
    'black white brown asian arab african caribbean native indigenous aboriginal latino latina hispanic jewish muslim indian pakistani bangladeshi bengali punjabi tamil gujarati nepali chinese japanese korean vietnamese filipino filipina thai indonesian malay cambodian burmese ' +
    'somali ethiopian eritrean sudanese nigerian ghanaian kenyan ugandan rwandan congolese cameroonian senegalese malian ivorian zimbabwean angolan haitian jamaican trinidadian guyanese dominican cuban mexican colombian venezuelan peruvian chilean brazilian salvadoran honduran guatemalan ' +
    'syrian lebanese iraqi iranian persian afghan turkish kurdish egyptian moroccan algerian tunisian libyan palestinian israeli yemeni saudi jordanian armenian albanian bosnian serbian croatian romanian bulgarian ukrainian russian polish portuguese greek italian irish roma romani gypsy traveller travellers inuit metis cree mohawk ojibwe dene innu mikmaq haida ' +
    'foreign immigrant ethnic minority racialized biracial mixed coloured colored caucasian oriental maori aborigine uyghur tibetan hmong sri lankan chechen tatar basque breton creole polynesian samoan first nations',
  originFr:
    'noir noire noirs noires blanc blanche blancs blanches arabe arabes asiatique asiatiques africain africaine africains africaines antillais antillaise maghrebin maghrebine maghrebins maghrebines algerien algerienne algeriens marocain marocaine marocains tunisien tunisienne tunisiens ' +
    'haitien haitienne haitiens haitiennes congolais congolaise senegalais senegalaise malien malienne ivoirien ivoirienne camerounais camerounaise guineen guineenne somalien somalienne ethiopien rwandais rwandaise burundais comorien comorienne malgache kabyle berbere chinois chinoise vietnamien vietnamienne japonais coreen ' +
    'indien indienne indiens pakistanais pakistanaise tamoul tamoule tamouls bangladais afghan afghane afghans syrien syrienne syriens libanais libanaise irakien iranien iranienne turc turque turcs kurde kurdes palestinien palestinienne israelien russe russes ukrainien ukrainienne ukrainiens roumain roumaine roumains bulgare albanais albanaise kosovar portugais portugaise polonais polonaise tchetchene tchetchenes ' +
    'mexicain mexicaine colombien venezuelien latino latina autochtone autochtones inuit inuite innu innue cri crie mohawk atikamekw metis metisse rom roms gitan gitane gitans manouche tzigane juif juive juifs musulman musulmane musulmans etranger etrangere etrangers etrangeres immigre immigree immigres racise racisee racises typee type basane basanee',
  crime:
    'thief thieves theft stealing robbery robbing burglary fraud assault rape murder shoplifting arson drugs dealing trafficking vandalism embezzlement abuse molesting stalking kidnapping manslaughter stabbing shooting pedophilia dui possession hacking bribery domestic weapons harassment',
}

/** What people say of the politics of others. */
export const politicsWordings = `
  <follower>|<followerFr> ?of|for|du|de|des|d|le|la|pour ?the|la|l <partyShort>
  <partyShort>|liberal|conservative|republican|democrat|green|maga|democratic|labour|liberals|conservatives <follower>
  always|never|everyone|proudly|probably|they|we|i|still|family|neighbours|neighbors|voters|people|who|folks|he|she|all ?have|has|always|all voted|votes|vote|voting ?for <party>|him|her|them|who|that|same
  voted|votes|voting|vote|voter|votes|vota|vote|votez|vote ?a|pour|for|aux|au|l|le|la|les|extreme <party>
  proud|closet|registered|secret|hardcore|staunch|diehard|lifelong|card|carrying|fellow|typical|known|rabid ?carrying <party>|leftist|lefty|socialist|communist|separatist|fascist|nazi|marxist|federalist|anarchist
  lawn|yard|election|campaign sign|signs|poster ?for|on|in|at|outside ?their|his|her|my|our|the|conservative|liberal|ndp|green|tory|labour <party>|neighbour|neighbor|neighbours|house|street|porch|yard|garden|people
  leans|leaning|lean|turned|went|is|are|est|penche|penchent ?far|hard|very|deep|tres|a|l|extreme left|right|gauche|droite|wing|blue|red|liberal|conservative|maga|woke|communist|socialist|facho|gaucho
  deep|true|die|true|blood blue|red|orange ?blue
  de|d|a|l extreme gauche|droite
  carte|cartes|adhesion|encarte|encartee|encartes|cotise ?de|au|a|du ?membre|parti|la|l <partyShort>
  sign|signed|signing|petition|petitions ?the petition|signatories|signers ?against
  how|who .. vote|voted|votes ?for <party>|they|he|she|you
  pour qui ?ils|il|elle|vous|tu|on|a|ont|avez vote|votent|votez|votes|voter
  lets go brandon
  must|should|faut ?que go|resign|degage|demissionne ?trudeau|macron|biden|legault
  blue|red|orange wave|caps|tide|pilled ?voters|voter
  red|maga hat|hats|cap|caps
  on|france|quebec est|aux|to ?chez ?nous|francais|quebecois
  gauche|droite caviar|bobo|catho|tradi|radicale|identitaire|extreme|dure|molle
  gave|donated|donate|donates|donating|contributed|donne|donnent|verse|finance|financent|cotise ?money|de|l|argent ?to|a|au|aux|le ?the|la|l ?liberal|conservative|parti <party>|campaign|campaigns|party|trump
  knocks|knocking|knocked|canvassing|canvassed|canvasses|doorknocking|volunteers|volunteering|volunteered|campaigning|campaigned|campaigns|tracte|milite|militent|colle|collent ?on|doors|des|affiches|pour ?for|with|pour|chez|au|a ?the|la|le|les <party>|candidate
  proche|proches|sympathies|sympathie|affiliated|affiliation|affinites|accointances|liens|ties ?avec|de|du|des|pour|with|to ?la|le|l|the <partyShort>|parti|partis|front|party|opposition
  palestinian|palestine|israeli|israel|trump|maga|confederate|union|patriote|thin|communist|soviet|blm|antifa|nazi|palestinien|israelien|ukrainian|fleurdelise ?blue ?line flag|flags|sign|signs|sticker|stickers|pin|pins|hat|hats|shirt|shirts
  drapeau|drapeaux|affiche|affiches|autocollant palestinien|israelien|palestine|israel|patriote|trump|communiste|rn|lfi|zemmour
  supports|supporting|backs|backing|endorses|loves|hates|soutient|soutiennent|adore|deteste|prefers|trusts|follows|fans ?the|le|la|les|de ?of <partyShort>
  critics|opponents|opposants|detracteurs|haters|ennemis|enemies of|du|de|a|au|aux ?the|la|l mayor|council|government|maire|conseil|gouvernement|premier|regime|police|pipeline|projet|reforme|war
  pro|anti israel|palestine|palestinian|trump|maga|life|choice|abortion|vax|vaxx|vaxxer|vaxxers|mask|maskers|masker|choix|ivg|avortement|gun|brexit|russia|putin|poutine|immigration|immigrant|trans|israelien|palestinien|regime|communist|macron|lockdown|mandate|mandates|fascist|fasciste|capitalist|system|systeme
`

/** What people say of trade unions. */
export const unionWordings = `
  organizing|organising|organize|organise|unionize|salting ?at|the|our|with|inside starbucks|amazon|walmart|apple|tesla|google|mcdonalds|uber|doordash|baristas|warehouse|workers|coworkers|colleagues|employees|staff|indigo|ikea|costco|trader
  signing|signed|sign|sign|collecting union|cards|card ?cards
  bargaining|negotiating|strike committee|committees|team|unit
  proud|member|members|membership|steward|stewards|rep|reps|delegue|deleguee|delegues|carte|adherent|adherents|militant|militants|encarte|elu|elus|section|president|dues|permanent|tract|tracts|local|join|joined|joining|organizer|vote|organizers|president|cotisation|cotisations|camarades|syndique|syndiquee|syndiques ?of|at|of|a|au|de|la|du|chez|en|with|the|for ?le|la|l|the <union>
  <union> member|members|rep|reps|steward|stewards|organizer|organizers|drive|local|card|cards|dues|vote|supporter|supporters|activist|activists|delegate|delegates|shop|buster|busting|busters|meeting|militant|militants|delegue|delegues|list|workers|staff|salt|salting|talk|ballot|banner|chapter|sympathizer|sympathisers|cheminots|contract
  proud|fellow union|brothers|local ?member|sister|brother|man|strong|79
  local|section <digits>|locale ?member|members|steward
  starbucks|amazon|walmart|apple|tesla|google|mcdonalds|indigo|rei|ikea|uber|warehouse|barista|baristas|nurses|teachers|grad|hotel|dollarama|costco union|unions|unionize|unionizing|unionized|organizing|syndicat|syndicalisation
  pro|anti union|unions|syndicat|syndicats
  shop|union steward|stewards|rep|floor|brother|sister
  fair|first|new|ratify|reject ?union contract|contracts|deal ?now|vote|campaign|for ?workers
  captive audience
  card|majority drive|drives|sign|check ?up
  heures|heure|decharge|local de|d|du delegation|syndicat|syndicale
  talk|talking|talked|approach|organize|organise|rally ?to coworkers|colleagues|workers|collegues ?about union|organizing|contract|syndicat|pay
  my|our|notre|mon|leur|their|ur union|unions|syndicat|syndicats|steward|delegue !station|street|hall
  form|forming|start|starting|started|join|joining|want|need|vote|voting|voted|talk|talking|certify|certifying|decertify|get|pushing|push ?to|about|for|the ?a|the|our|un union
  monter|creer|fonder|rejoindre|adherer|lancer|former|voter ?a|au|notre ?un|le|une syndicat|section
  se|nous|me|s|vous|te syndiquer|syndique|syndiquent
  representant|representants|representante|delegue|deleguee|elu|elue|elus ?du|de|au ?la personnel|syndicat|cse|syndical
`

/** What people say of where somebody comes from. */
export const originWordings = `
  <origin> <people>
  <peopleFr> ?d|de|du|tres|des|origine|la|l|afro ?origine <originFr>
  <originFr> ?de|du|d|dans mon|ma|notre|ce|cet quartier|immeuble|rue|bloc|village|cite|residence|classe|etage|palier|coin
  <origin> ?kids|guy|and|looking neighbourhood|neighborhood|owned|looking|descent|background|accent|origin|ancestry|surname|sounding
  as|im|i ?m|am ?a|an <origin> <people>
  of|d|de|du|des|from|origine ?origine|south|east|west|north|mixed <origin>|<originFr>|<continent> ?descent|origin|heritage|ancestry|background|blood
  skin|peau|couleur|color|colour ?of|de|is|est|his|her|la ?peau color|colour|tone|noire|foncee|mate|black|brown|dark|blanche|basanee
  dark|light|brown|black|fair skin|skinned ?neighbour
  go|goes|going|back|retourne|rentre|retournez|rentrez|send|sent|renvoyer back|them|chez|dans ?to|lui|toi|eux|ton|vous|your|their ?own|where ?country|they|pays|you|from|came
  where|d|ou .. really|vraiment|originally|from|viens|vient|sort ?from
  barely|doesnt|dont|cant|t|hardly|no|broken|poor|mal|pas|peu ?speak|speaks|le|bien|de english|french|anglais|francais ?with
  speaks|speak|spoke|talks|parle|parlent|parlait ?no|bad|with|mal|pas|broken|avec|poor|only|peu|just ?le|un|a|an|pas|gros english|francais|accent|french|anglais|creole
  avec|with|gros|fort ?un|a|an ?gros|fort|thick accent
  tete|gueule|tetes|gueules|look|face|genre|nom|noms|prenom|prenoms ?typique d|de ?l ?un|des arabe|arabes|noir|noirs|rom|terroriste|musulman|etranger|immigre|africain|chinois
  off|from|on|de ?the|la|une rez|reserve|reservation|projects|ghetto|hood|tribe|bled|banlieue|cite ?kids|des ?community
  rez|reserve|ghetto|hood|banlieue kids|guys|people|rats|jeunes
  curry|ethnic|epices|spicy ?food smell|smells|odeur|odeurs
  smell|smells|odeur|odeurs|stink ?of|de|d curry|epices|spices
  travellers|travelers|gypsies|roma|roms|gitans|manouches ?on|in|at|sur|dans|installes ?the|le|un|au field|site|caravans|caravan|camp|park|terrain|stade|parking|expulsion|installation
  camp|camps|campement|campements|bidonville ?de|des rom|roms|gitan|gitans|manouches
  foreign|thick|strong|heavy|foreign|funny|asian|indian|african|accent accent|looking|accents|sounding|etranger
  not|isnt|arent|pas from ?around here
  un|une|les|des|ces|nos|la|le|petit|jeune|beaucoup|trop ?jeune|petit|de|petite <originFr> ?qui|du|au|dans|de|a|est|sont|en ?mon|coin|ma|notre|bloc|metro|bus
  <people>|immigrants|neighbours|anyone|everyone|tenants|arrivals|newcomers|customers ?who|all ?are|came|is|come|originally from|born|of ?in <continent>
  <peopleFr>|voisins|immigrants|locataires|arrivants|clients ?qui ?vient|viennent|arrivent|arrives|originaire|originaires de|du|d|des ?l <continent>
  born|ne|nee|nes|grew|grandi|raised|comes|came|come|vient|viens|viennent|debarque|arrive|arrives|originally|originaire ?up in|en|au|from|de|du|d|a ?l|the <continent>
  speaks|speaking|spoke|speak|parle|parlent|parlant|parler ?only|que|couramment|en|l <language>
  <language> speaking|speakers|speaker|spoken ?at ?home
  born ?in|abroad|overseas <continent>|abroad|overseas|elsewhere
`

/** What people say of alleged crimes. */
export const crimeWordings = `
  known|convicted|suspected|alleged|registered|accused|local|former|reformed|wanted|neighbourhood|neighborhood dealer|thief|thieves|criminal|criminals|offender|offenders|predator|pedo|felon|burglar|gangster|crook|scammer|rapist|abuser|fraudster|killer|murderer|drug|sex|junkie|vandal|arsonist|shoplifter ?dealer|dealers|offender|offenders|user
  did|served|serving|doing|done|does time|sentence|jail|prison ?time
  out|released|release|got|just|back|gets|getting|sorti|sort|sortie|sortis|sortant ?just|out ?on|from|of|de|out ?from|of bail|parole|jail|prison|probation|taule|cabane|zonzon|remand|custody|cavale
  went|been|sent|goes|going|was|is|thrown|put|land|landed|envoye|va|alle|ete|fait|en|a ?fait ?sent|to|in|de|la|en|behind jail|prison|taule|cabane|juvie|bars|gav|zonzon|cellule ?time
  caught|busted|arrested|nabbed|filmed|spotted|convicted|charged|accused|suspected|guilty|wanted|questioned|jailed|indicted|investigated|sentenced ?on|camera|red|for|of|with|a|after|handed ?of|the|a|first|second|camera <crime>|attempted|count|impaired|drunk|sexual
  a|une|un|son|le|deja|du|ete|avec ?ete|un|lourd casier|condamne|condamnee|arrete|arretee|interpelle|inculpe|fiche|incarcere|ecroue ?judiciaire|charge|pour|vierge|par
  accuse|accusee|accuses|soupconne|soupconnee|soupconnes|coupable|condamne|condamnee|arrete|arretee|arretes|inculpe|suspecte|fiche|poursuivi|recherche|surpris|pris|filme|denonce|jugee|juge ?e|en|pour|de|d|s|par|train|a|main|dans ?la|le|de|son vol|voler|viol|meurtre|fraude|agression|trafic|pedophilie|violence|violences|police|sac|harcelement|attouchements|corruption|terrorisme|conduite|deal|dealer|inceste|detournement|recel|escroquerie|vente|possession
  deal|deals|dealing|dealt|sells|selling|sell|vend|vendent|dealent|dealait|revend|fourgue ?de|du|des|la ?the|his drugs|drug|crack|meth|weed|fentanyl|coke|heroin|pills|drogue|shit|cannabis|stups|came|crystal|stupefiants|beuh|house
  drug|crack|trap|meth|drogue|shooting house|houses|den|dealing|dealer|dealers|deal|dealing|ring|galerie
  who|qui|he|she|they|il|on|neighbour|neighbor|guy|voisin ?probably|has|a|m|ai|s|est ?me|fait ?a stole|robbed|stabbed|shot|killed|assaulted|raped|vole|viole|tue|agresse|vandalized|vandalised|braque|cambriole|tabasse|scammed|tague|tagged|poignarde
  casing|scoping|checking|trying|pulling|prowling|looking ?out|into ?the|car|our|my|door ?car houses|doors|cars|handles|house|garages|windows
  door|car checkers|checker|hopping|hoppers|prowlers|prowler
  sketchy|shady|suspicious|creepy|louche|louches|bizarre|suspect|suspecte guy|guys|dude|man|men|person|people|individual|individu|individus|teens|teen|characters|character|woman|type|mec|homme|jeunes|gars|kids|neighbour|neighbor|house
  homme|type|individu|individus|mec|gars|jeunes|gens|voisin|femme|bande louche|louches|suspect|suspects|bizarre|bizarres|dangereux|armes
  parole|probation officer|officers|breach|conditions|hearing
  got|has|have|with|prior|long ?a|his|no priors|convictions|record|warrant|warrants|charges ?pending
  plead|pleaded|pled|pleads|found|plaide|plaider|reconnu|juge ?guilty|coupable guilty|coupable|not|culpabilite
  a|au|envoye|mis|passe|devant ?l|le|au|par|la trou|ombre|correctionnelle|comparution|tribunal ?correctionnel|immediate
  tombe|tombee|balance|balancee|serre|chope|embarque pour|par ?les|la stups|trafic|flics|police|drogue|deal|bac
  weed|coke|crack|meth|pill|dope|shit|beuh guy|man|dealer|plug|head|heads|lab|mama|dad
  drives|driving|drove|conduit|roule|drink ?while|toujours|always drunk|impaired|saoul|bourre|ivre|driver|driving|stoned|high|soul ?driver
  drunk|impaired|ivre|alcool driver|drivers|au ?volant
  hit|delit and|de run|fuite ?driver
  on|sous|under|wears|wearing|porte|with|avec|house ?an|a|un|son|le parole|probation|bail|ankle|bracelet|controle|surveillance|arrest|release ?monitor|bracelet|electronique|judiciaire
  casier|fiche|passe|antecedents|dossier ?judiciaire|s judiciaire|judiciaires|criminel|criminels|carceral|vierge|s
  criminal|arrest|police|prison|rap|sex record|records|background|past|sheet|check|offender|history ?check|of|on|for
  court record|records|history|file of|on|for|against
  balance|name|nom|noms|names|identity|photo|photos|mugshot|face|visage ?of|du|des|de|the|ton|le|la|l suspect|suspects|accused|arrested|agresseur|violeur|voleur|voleurs|porc|thief|coupable|meurtrier|perp|arrete|killer|shooter
  fraude|fraudeur|fraudeurs|triche|abuse|profite|cheating|cheats|defrauding|scamming|milking ?on|a|aux|au|du|de|des|l|the ?sociale|the allocs|allocations|chomage|rsa|welfare|caf|taxes|benefits|fisc|cpas|aide|ei|disability|assistance|bien|insurance
  au|travaille|paye|bosse|black|paid|works noir|black|under|off ?the ?table|books
  point|points de deal
  balances|indics|poucave|guetteur
`

/** What people say of the right of others to be here. */
export const statusWordings = `
  overstayed|overstay|overstaying|expired|without|no|denied|refused|fake|faux|revoked ?a|his|her|my|their|for|valid|de|student|work visa|visas|papers|status|permit|pr|greencard|passport|titre|papiers
  lost|losing|waiting|renew ?a|for|on his|her|my|their ?student|work visa|visas|papers|status|permit|pr|greencard|passport|titre|papiers
  lost|losing|waiting ?for|valid|de|student|work visa|status|papers|pr|greencard|papiers
  visa|permit|permis|titre|status|papers|papiers|carte|recepisse ?d|study|student|work|de|sejour|travail|is|are|a|has|etudes|is|est expired|expire|expires|expiree|refuse|refused|denied|overstay|overstayer|overstayers|overstayed|revoked|rejected|perime|pending|fraud|fake
  here|working|works|living|lives|ici|travaille|bosse|entered|crossed|came|entre ?here|is|en|the|border|country|france illegally|illegal|undocumented|irregularly|illegalement|clandestinement|clandestin
  fresh|off|just|recently|newly ?off|the|arrived ?the|from boat|plane|border|country|arrived|abroad|overseas
  fresh off
  green|residency|pr card|cards|status holder|holders|expired|application|denied
  work|study|student|closed|open permit|visa holder|holders|expired|students|denied|refused
  removal|deportation|expulsion|exclusion order|orders|hearing|arrete|flight
  detained|taken|report|reported|denounce|denoncer|signaler|appeler ?up|him|her|them|neighbor ?a to|by|la|aux ice|cbsa|immigration|paf|deportation
  call|denounce|denoncer|appeler ?up|him|her|them ?a ice|cbsa|immigration|paf
  detained|taken ?a ice|cbsa|deportation
  ice|cbsa|immigration raid|raids|agents|van|detention|sweep|officers|status|papers|arrest|arrested|checkpoint|tip ?line
  lmia|pgwp|h1b|h1bs|f1|eimt|ptet|ofii|ame|tps|vie|caq ?visa|work|etudiant holder|holders|workers|worker|visa|permit|refuse|expire|recipients|etudiants
  sponsor|sponsored|sponsoring|sponsorship|parrainage|parraine|parrainer ?her|his|my|a|son|sa|un|of ?foreign spouse|wife|husband|parents|refugee|refugees|conjoint|conjointe|refugie|refugies|fiancee|family
  irb|asylum|refugee|cnda|ofpra|cisr ?board hearing|interview|status|audience|rejet|fraud|claim|case
  not|isnt|no|pas|jamais ?a|en|la|de canadian|citizen|citizens|citizenship|regle|nationalite|legal|francais ?citizen|status
  landed|undocumented|illegal|unauthorized|irregular|clandestin|clandestine|clandestins|paperless immigrant|immigrants|worker|workers|tenant|tenants|students|neighbours|neighbors|kids|families|travailleur|travailleurs|ouvriers|entry|labour|nannies|voisins|locataires
  came|arrived|crossed|crossing|cross|passe|entres|traverse ?over ?here|la by|from|at|the|en|par|into ?the|a|la border|boat|boats|roxham|channel|truck|frontiere|bateau|camion|river
  hotel|hotels|motel|hostel|gymnase|arena|hebergement ?full|for|pour|loge|housing|plein|des|de ?of migrants|refugees|asylum|them|men|refugies|demandeurs|sans
  honduran|migrant|haitian|venezuelan|refugee|syrian caravan|caravans|wave|influx|arrivals
  small|channel boats|boat|crossings|crossing|migrants ?arrivals
  border|roxham|frontiere|irregular|illegal crosser|crossers|crossing|crossings|road|irreguliers ?asylum
  asylum|refugee|migrant|migrants|refugies|demandeurs|immigrant ?d|seekers|seeker|asile hotel|hotels|family|families|claimant|claimants|seeker|seekers|kids|children|asile|centre|accommodation|housed|dans|au|men|loges|house
  sans|pas|plus|no|without|faux|attend|attendent ?de|d|ses|leurs|des ?titre|permis papiers|papier|papers|statut|visa|sejour|passeport|recepisse|nationalite
  demande|demandes|debout|debouté|deboute|deboutes|demandeur|demandeurs|demandeuse|requerant|requerants ?d|du|de|droit|droit asile|asile|naturalisation
  centre|place|placement|envoye ?de|en retention ?administrative
  mineur|mineurs|mineure isole|isoles|non|etranger|etrangers ?accompagne|accompagnes
  mariage|marriage|wedding blanc|gris|convenience|papers
  mariage|marriage|wedding of|for|de|pour convenience|papers|papiers|complaisance
  mail order bride|brides
  foreign|migrant|guest|temporary|international|etudiants|travailleurs|travailleur|saisonniers|ouvriers|etudiant ?foreign worker|workers|student|students|etrangers|migrants|temporaires|etranger|agricoles|internationaux|born|labour|labourers|sans
  anchor baby|babies
  chain migration
  reconduit|reconduits|reconduite|expulse|expulses|expulsee|renvoye|renvoyes|deported|deport|deporting|deportes|deporte|renvoi|refoule|refoules ?back|a|du|vers|de|au|en|l|la|par ?to|la|frontiere|le|les ?pays|him|her|them|<name>
  came|arrived|arrive|arrives|debarque|debarquent|venu|venus|venue ?here|illegalement|en|recemment|tout|juste|d|du ?as|by|on|from|avec|bateau|de refugee|refugees|boat|stowaway|pateras|clandestin|syrie|afrique
`
