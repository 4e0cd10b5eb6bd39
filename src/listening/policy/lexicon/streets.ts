/** Lists for people who assemble. */
export const streetLists = {
  crowd:
    'everyone everybody workers students teachers nurses farmers truckers tenants neighbours neighbors comrades camarades friends people youth drivers activists residents parents unions staff fans cyclists women migrants doctors ' +
    'tous toutes etudiants lyceens profs enseignants infirmieres agriculteurs camionneurs routiers cheminots salaries ouvriers soignants pompiers retraites locataires chauffeurs pecheurs viticulteurs paysans habitants collegiens vtc taxis motards gilets livreurs tracteurs eleves eboueurs intermittents avocats internes postiers',
  site:
    'parliament legislature capitol cityhall downing senate embassy consulate courthouse council ministry office offices hall headquarters hq police precinct consulat ambassade prefecture mairie parlement ministere ' +
    'rectorat tribunal palais siege commissariat elysee matignon legislative steps square plaza monument cenotaph queens statue gates embassies consulates campus university universite fac lycee cegep usine factory warehouse entrepot depot raffinerie port quad lawn mosque ice republique bastille',
  power:
    'parliament legislature capitol cityhall downing senate embassy consulate courthouse court council mayor mayors premier premiers minister ministers ministry governor governors office offices hall headquarters hq police precinct bank station consulat ambassade prefecture mairie parlement ministere assemblee ' +
    'rectorat tribunal palais siege hotel commissariat conseil elysee matignon senat legislative steps square plaza monument cenotaph queens statue gates embassies consulates campus university universite fac lycee cegep college usine factory warehouse entrepot depot raffinerie port quad lawn clinic mosque ice detention',
  time: 'noon midnight dawn sunrise tonight tomorrow saturday sunday monday tuesday wednesday thursday friday today midi minuit aube soir demain samedi dimanche lundi mardi mercredi jeudi vendredi',
}

/** How people call one another to the street, and what they do there. */
export const assemblyWordings = `
  bring|grab|bringing|make|get a|your|some|the ?friend|friends|own|kids|neighbour|neighbor|neighbors ?and|n|with ?a|your|homemade sign|signs|placard|whistle|megaphone|drum|banner|flag|pots|bullhorn
  we need|want ?more bodies|numbers|people|crowds ?out at|on|outside|downtown|there
  be|get|stay|come ?and loud|noisy|angry|defiant|disruptive
  organizers|organisers|organisateurs|organisatrices|activists|militants ?are|will|sont meeting|meet|met|planning|plan|call|calling|appellent|preparent|se
  everyone|everybody|all|tout|tous ?le ?monde ?go|come|head|get|down to|at|on|outside|a|au|devant|dehors|vers ?the|la|le|l ?city|town <site>|consulate|embassy|dehors|barricades|manif|precinct
  tout le monde dehors|descend|debout|deteste
  solidarity|justice|freedom|liberty|protest|climate|peace|rolling|car|motor caravan|caravans|cavalcade|motorcade|convoy|ride|paddle|walk|brunch
  no|skip|boycott|pas|zero|ditch work|school|class|classes|ecole|cours|shopping|boulot friday|monday|tuesday|wednesday|thursday|today|tomorrow|vendredi|lundi|mardi|jeudi|mercredi|strike
  on|nous ?se ?nous retrouve|retrouvons|rassemble|rassemblons|rejoint|rejoignons|regroupe|regroupons ?tous ?a|au|aux|place|devant|sur ?la|le|l bellecour|republique|bastille|nation|capitole|comedie|prefecture|mairie|metro|parvis|perrache|invalides|kleber|canebiere|castellane|zenith|statue|grands|esplanade|rond|fontaine|devant
  ni oubli|pardon
  ni dieu|patrie
  no|non|stop|block|kill|fight|oppose ?to|a|au|aux ?the|la|le|l|this pipeline|pipelines|sweep|sweeps|sweeping|renoviction|renovictions|demoviction|extradition|coup|putsch|third|troisieme|dictature|dictatorship|junta|junte|mine|logging|clearcut|clearcutting|referendum ?rally|mandat
  water|land|eau|terre|l ?is|est sacred|life|sacree|vie
  free|liberez|release ?our|nos|the|all <name>|hostages|prisoners|prisonniers|journalist|journalists|camarades|comrades|leonard|mumia|students
  justice|justicefor|verite ?for|pour|4|et <name>
  <union>|nurses|teachers|workers|strikers|drivers|profs|infirmieres hold|holding|tiennent|walk|walking|vote|out ?the|le|off ?line|piquet|strike|greve|solid
  united|unis|unies we|nous stand|fight|vaincrons
  see|meet|find you|us|me ?all ?all on|at the ?front ?city ?hall steps|barricades|barricade|front|picket|gates
  block|blocking|blockade|occupy|occupying|seize|seizing|blockading|chain|picket ?down|up ?the|this|that|a|our port|ports|bridge|bridges|highway|motorway|tracks|railway|square|campus|pipeline|terminal|plaza|rail|embassy|consulate|refinery|depot|runway|quarry|mine|dam|ministry|parliament|courthouse|bank|banks|roads
  we|lets|everyone|students|workers|activists|tomorrow|tonight|people|let|they|together ?will|all|us|s|are|ll|must|should block|occupy|blockade|barricade|mobilize|mobilise|rally|picket|strike|disrupt|resist|assemble|congregate|protest|marching|shutdown
  we|lets|let|everyone|students|workers|together ?all|us|s|will|ll march !break|madness ?at|on|in|to|for|from|together
  take|taking|took|hold|holding over|the|back ?over ?the|our square|bridge|plaza|campus|building|park|legislature|capitol|dean|admin|library|lobby|steps|line
  march|march4 4|for ?our ?our lives|life|science|palestine|justice|freedom|climate|women
  we are|the ?the resistance|storm|99|unstoppable|antifa
  not|hands ?off|on|in ?my|our|my pipeline|camp|forest|park|school|schools|library|libraries|hospital|clinic|land|healthcare|medicare|kids|teachers|nurses|streets|backyard|neighbourhood|neighborhood|town
  save|defend|sauvons|sauvez|defendons our|nos|notre|the pipeline|camp|forest|school|schools|library|libraries|hospital|clinic|land|healthcare|medicare|teachers|nurses|post|cbc|ward|maternity|ecole|ecoles|hopital|hopitaux|maternite|foret|terres|lycee|services|acquis|retraites|trees
  stand|standing|standwith|solidarity ?with ?the|our camp|strikers|workers|students|palestine|gaza|ukraine|iran|nurses|teachers|trans|migrants|tenants|farmers|land|kashmir|sudan|congo|kurds
  free palestine|iran|kashmir|tibet|gaza|congo|sudan|hong|assange|navalny|belarus|uyghurs|papua|kanaky|syria
  <time> ?at|a ?<digits>|noon|2pm|1pm|3pm|4pm|5pm|6pm|12pm|10am|11am|14h|18h ?sharp|tomorrow|saturday ?at|in|on|front|of ?the ?city|town hall|steps|legislature|parliament|courthouse|mairie|prefecture|embassy steps|signs|rally|banners|megaphone|lawn|whistles|masks|drums|pancartes
  retrouvons|rassemblons|rejoignez|retrouvez|venez|soyons|soyez|descendons ?vous|nous|tous|toutes ?nombreux|nombreuses|samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|demain ?a ?<digits>|14h|18h|12h|17h|10h|11h|19h ?devant|place|a|sur|au ?de|la|le|l devant|prefecture|parlement|ministere|rectorat|republique|bastille|nation|gare|rue|ambassade|consulat|tribunal|siege|pancartes|banderoles
  rendez|rdv ?vous|tous|toutes samedi|dimanche|lundi|mardi|mercredi|jeudi|vendredi|demain|devant|place|sur|a|au ?a ?<digits>|14h|18h|12h|17h|10h|11h|19h ?devant|place|a|sur|au ?de|la|le|l devant|prefecture|parlement|ministere|rectorat|republique|bastille|nation|gare|rue|ambassade|consulat|tribunal|siege|pancartes|banderoles
  rendez|rdv ?vous ?<digits>|14h|18h|12h|17h|10h|11h|19h parlement|ministere|rectorat|republique|bastille|nation|ambassade|consulat|pancartes|banderoles|devant
  tous|toutes ?et|ensemble ?toutes a|au|aux|en|vers|devant ?la|le|l sainte|saint|soline|bruxelles|paris|lyon|marseille|toulouse|nantes|rennes|bordeaux|lille|montreal|quebec|ottawa|berne|prefecture|mairie|parlement|ministere|bure|nddl|bastille|republique|nation|matignon|elysee|assemblee|senat|ambassade|rectorat|barricades|grille|grilles|manif|greve|blocage|rue
  <crowd> out|dehors|united|unis|together !of|to|for|patient
  <crowd> ?sont|are|ont|se|en|have ?been|bloque|still out|refuse|refusing|refusent|walkout|rise|rising|occupent|occupying|blocking|bloquent|rassembles|rassemblent|mobilisent|manifeste|massed|massing|besiege|besieging|assiegent|encerclent|encircle|storming|confront|converge|converging|convergent|debrayent|insurges|insurgent
  burn|burning|burned|burnt|brule|brulent|brules|torched|incendie|incendient ?de|des|les|the|car ?of tyres|tires|tyre|pneus|effigy|flag|barricade|barricades|barricaded|flags|poubelles|drapeau|effigie|palettes|carte
  roads|road|route|routes|highway|axe|axes|carrefour ?is|are|est|sont|was blocked|barree|barrees|bloquee|bloquees|barre|barricaded|occupied|seized by|par|with ?angry|les|des|la <crowd>|tyres|tires|burning|demonstrators|villagers|foule|jeunes|villageois|mob|locals|residents|population
  <union>|union|unions|syndicat|syndicats|centrale|centrales appelle|appellent|calls|call|calling|announces|announce|announced|annonce|threatens|threaten|menace|menacent|votes|vote|demands|escalates|rejects|rejette ?a|de|for|to|on|pour ?la|une|un|une strike|walkout|action|actions|greve|mobilisation|mobiliser|manifester|debrayer|debrayage|rassemblement|blocage|offer|offre|stoppage|down|escalation
  no|pas|non|stop ?a|au|aux|to ?la|le|l justice|racist|racism|fascism|fascisme|fascists|genocide|pipeline|tgv|tunnel|aeroport|deforestation|incineration|incinerateur|expulsions|licenciements|cuts|layoffs|closures|fermeture|fermetures|austerite|retraite|reforme|metro ?no|pas|non|rally|manif|demo|peace|de|paix|collectif
  cause|climate|housing|tenant|tenants|land|indigenous|queer|abortion|antiwar|peace|animal|labour|labor|student|racial|social|disability|prison|palestine|gun|voting|migrant|environmental ?justice|rights|liberation action|actions|organizers|organisers|coalition|activists|activist|defenders|campaigners|campaigner|movement|rally|mobilization|mobilisation|demo|march|walkout|vigil|sit|encampment|liberation|uprising
  militantes|militants|collectif|coordination|comite|assemblee|reunion|reseau|cellule|groupe ?de ?lutte|des|d|antifasciste|feministe|ecologiste|anarchiste|autonome|autonomes|decolonial|antiraciste|de|antinucleaire|anticapitaliste|libertaire lutte|luttes|mobilisation|grevistes|greve|resistance|autonome|antifasciste|feministe|feministes|climat|antiraciste|decolonial|occupation|soutien|antinucleaire|zad
  take|taking|took|takes|hit|hitting|flood|flooding|fill|filling|reclaim|occupy|own|block|march|marching|in|into|to|our|whose|on|retake|paint ?to|back|through|into|in|the|up|their the|our|these|those streets
  whose|our|the|these streets ?our|are|belong ?streets
  see|meet|join|find|catch ?you|us|ya|me|up in|on|at|outside ?the|front|of streets|picket|barricades|protest|rally|march|demo|demonstration|vigil|line|blockade|encampment|steps|gates
  bring|bringing|carry|hold|holding|wave|waving|make|making|made|paint|painted|homemade|handmade|cardboard|protest|with ?your|own|a|the|of|homemade ?and|candles signs|sign|placard|placards|banner|banners|megaphone|megaphones|bullhorn|candles|whistle|whistles|drums|noisemakers|pots|flags|posters ?missing
  signs|banners|placards|flags|candles|chants|songs|drums and|n signs|banners|placards|flags|candles|chants|water|masks|drums|songs
  gather|gathering|gathers|assemble|assembling|rally|stand|standing|crowd|crowds|converge|muster|mob|sit|sitting|camped|camping|picnic|turnout ?out|up|us|with|in outside|in|on|at|near|by|of|front ?of ?the|our|their|city|town <site> ?hall|with
  meet|meetup|gather|gathering|assemble|assembling|rdv|vous|retrouve|retrouvons|retrouvez|join|show ?up|us|nous|se ?a|pour outside|at|near|by|devant ?by|par ?the|la|le|l ?city|hotel|maison|de <site>|fountain|flagpole|clocktower|megaphone <time>|14h|18h|12h|10h|17h|19h|13h|signs
  everyone|everybody|all|lets|we|students|workers|mass|staff|they|teachers|nurses|kids ?all|will|to|are|should|going|gonna walk|walks|walking|walked ?right off|out|outs
  walk|walking|walked|walks ?right off|out|outs ?the|of|from|on|at|in job|class|classes|noon|school|strike|work|solidarity|protest|together|friday|monday|tuesday|wednesday|thursday|tomorrow|shift
  storm|stormed|storming|swarm ?into the ?city|town <site>|council|hall|capitol
  shut|shutting|shutdown it|them|everything down
  shut|shutting|shutdown ?down ?it ?down ?the|this ?whole port|bridge|highway|pipeline|tracks|border|capitalism|country|city|streets|friday
  everybody|everyone|all|workers|all|mass out|together ?for|on|at|against|friday|now|the
  chain|chained|chaining|glue|glued|gluing|superglue|superglued|strapped|padlocked ?themselves|ourselves|himself|herself|myself ?to|on|in|across ?the|a|main road|roads|highway|runway|tracks|doors|gates|gate|railing|railings|pipeline|tree|trees|entrance|bulldozer|bulldozers|bridge|pavement|tarmac
  lie|lying|lay|laying|laid|sit|sitting|sat|lock|locked|locking|chain|chained|chaining|glue|glued|gluing|stand|standing|form|kneel|kneeling|link|linking|linked|slow|superglued|strapped|zip down|in|our|ourselves|themselves|himself|herself|arms|hands|tractors|their|trucks|the ?front|across|in|on|to|down|of|together|for|tractors|trucks ?the|a|of ?main road|roads|highway|intersection|street|tracks|doors|gates|gate|railing|railings|pipeline|tree|trees|entrance|bulldozer|bulldozers|together|arms|chain|tractors|bridge|steps|lobby|hallway|pavement|tarmac|runway|overpass
  playing|play|pretending|acting|lying dead ?outside
  fake|red blood|paint|handprints ?on|for|around
  tents|tent|camping|camped|camps|sleeping|pitched|pitch|overnight ?up|out|bags|a|the ?tent|tents on|in|at|outside|until ?the quad|lawn|campus|square|green|plaza|divest|divestment|demands|legislature
  candles|candlelight|candle|candlelit|flowers|lanterns|light|lit|bougies|fleurs|roses ?lit|and|lit|et|a ?signs|teddy vigil|signs|walk|march|memory|memoire|pancartes|ceremony|justice|photos
  support|soutien for|pour|to|a|aux|avec|au ?la|les|all|notre|the palestine|gaza|ukraine|iran|grevistes|strikers|sudan|congo|sans|soulevements|palestiniens|kurdes|camarades|our
  justice|verite|truth|liberte|freedom|hommage|solidarite|solidarity|libertad for|pour|et|with|a|aux|avec|au ?la|les|all|notre|the|justice <name>|palestine|gaza|ukraine|iran|grevistes|strikers|nurses|teachers|victims|survivors|sudan|congo|migrants|refugees|workers|tenants|students|infirmieres|travailleurs|george|nahel|adama|breonna|joyce|tina|sans|soulevements|ukrainiens|palestiniens|kurdes|camarades|our|trans|every|missing|murdered|tous|toutes|pour|farmers|lui
  no|zero|not justice|peace|war|pipelines|kings|cuts|borders|pipeline|racists|fascists|nazis|deportations|tyrants|planet|taxation|racist|more|one ?no|war|deaths|more|cuts|without|illegal|stolen ?peace|land
  down|hands|out|death|boo|away|fire|oust|recall|impeach|resign|jail with|off|to|the ?the|our|all|with <power>|government|police|kids|schools|hospital|hospitals|capitalism|system|regime|patriarchy|healthcare|library|libraries|gaza|venezuela|our|park
  stop|stopper|kill|scrap|defend|abolish|defund|resist|fight|oppose|sauvons|defendons|non|halte|stoppons|liberez|abolir|contre|abolissons|free ?the|our|les|la|le|au|aux|a|nos|notre|l|all|now|this|d ?racist cuts|bill|arms|genocide|pipeline|pipelines|evictions|eviction|expulsions|deportations|police|cops|reform|reforme|retraites|racism|racisme|austerity|austerite|apartheid|guerre|massacre|sweeps|fascism|fascisme|licenciements|bassines|prisonniers|prisoners|palestine|expulsion|layoffs|privatization|privatisation|transphobia|islamophobia|antisemitism|deportation|gentrification|renovictions|femicides|encampment|steal
  enough is enough
  we wont|will|shall|are|demand|want|refuse|shall|not|say|strike ?not ?be|go|the|an|your be|99|justice|answers|fight|silenced|moved|silent|back|union|unstoppable|many|strike|ceasefire|change|away|leave|no|resist|resign
  this is what|democracy ?democracy
  say|say|dites ?her|his|their|leur name|names|nom|noms
  hands up ?dont ?t ?shoot
  can|cant t|breathe ?breathe
  my body ?my
  from the river
  what do we want
  power|pouvoir to|au ?the people|peuple ?people
  united|unis|unies|unidos|together|solidarity|resist|rise|stand|standing|marching|fight|power|debout ?we|strong|against|with|for|contre|forever|up|back|en|in ?the|solidarity stand|strong|hate|fascism|racism|workers|strikers|striking|picketers|palestine|gaza|us|fight|rise|forever|lutte|oppression|injustice|solidarity|nurses|teachers|immigrants|trans|ukraine|students|postal
  day|days|jour|journee|journees|week|weekend|semaine|night|nuit of|de|d|nationale|global|international|interprofessionnelle|mass ?nationale|global|mass action|rage|resistance|mobilisation|greve|lutte|colere|protest|solidarity|strike|actions|disruption|blocage|anger
  do|dont|never|not|no|please ?t ?ever cross|crossing ?the|a|our|that|picket line|lines|picket
  on|vote|voted|voting|threaten|threatening|looming|imminent|wildcat|rolling|rotating|sympathy|rent|teacher|teachers|nurses|nurse|transit ?to|for|out|the strike|strikes|stoppage|walkout|walkouts|mandate|pickets ?zone
  strike|picket|strikers ?line|the pay|fund|captain|captains|line|lines|vote|votes|mandate|ballot|duty|signs|breaker|breakers|breaking|headquarters|rally|deadline
  work to rule
  down tools
  call|calling|called ?in|out sick ?out friday|monday|tuesday|wednesday|thursday|together|all|everyone|en
  sick|blue out|outs|flu
  pack|packing|fill|flood|swarm|disrupt|interrupt|heckle|crash|confront|boo|jeer|derail|picket|blockade|barricade|surround|encircle|birddog ?the|a|his|her ?town|mayors|mayor|public|council|city|school|premiers|ministers <site>|gallery|chamber|chambers|meeting|council|hearing|mayor|minister|premier|speech
  wear|wearing|dress|dressed|habilles|habillez|habillons|portez|tout|vetus|vetu|come ?all|in|vous|un|tous|toutes|your|a|le|du|de|en black|masks|mask|noir|masques|carre|keffiyeh|gilet|bloc|keffieh ?on|for|square|shirts|bloc|rouge ?friday|protest|ed
  leave|cover|hide|turn|no|burner|encrypted ?off ?your|ur|the phone|phones|face|faces|tattoos|cellphones|chat ?at home|off|protest|masks|cameras
  legal|jail|street|bail|arrest|protest|action|people|police|court|know ?your|hotline observer|observers|support|medic|medics|fund|funds|team|rights|marshal|marshals|number|training|mic|liaison|rights|solidarity|monitors
  teach|die|kiss|pray|kneel in|ins !case
  affinity|black|spokes group|groups|bloc|council
  banner drop|drops
  tree sit|sits|sitter|sitters
  water|mass|flash cannon|cannons|arrest|arrests|ball|balls
  tear|pepper|rubber|riot|kettled|kettle|baton|gaz|balles|stun|canon ?de gas|spray|bullets|cops|gear|squad|shields|charge|charges|cannon|arrests|arrest|lacrymogene|lacrymo|caoutchouc|ball|balls|grenade|grenades|police
  organize|organise|organizing|organising|organized|mobilize|mobilise|mobilizing|mobilising|rise|fight|push|rally|rallying|agitate|planning|plan|planned|organizers|organisers|stage|staging|staged|hold|holding|lead|leading|join|attend|attending|coordinate|announce ?up|back|a|an|the|your|our|another|of|against|mass|to ?peaceful|massive|silent|big against|rally|protest|march|demo|demonstration|sit|walkout|blockade|vigil|boycott|action|resistance|strike|occupation|workplace|tenants|neighbors|encampment|picket|die|convoy
  walk|run|ride|stand|sit|speak|rise|dance|sing|pray|kneel|fast|paddle ?out|up|in for|with|against ?the|our|all|your palestine|gaza|justice|freedom|peace|women|workers|rights|ukraine|democracy|prisoners|abortion|choice|nurses|teachers|hate|racism|land|truth|mmiw|strikers|trans
  march|marches|marching|marched|marchons ?down|up ?from|to|on|along|through|for|against|towards|past|over|sur|vers|pour|contre ?the|city|a|la|le ?city <site>|street|streets|justice|climate|peace|women|rights|freedom|climat|femmes|dignite|solidarite|paix|ottawa|washington|hand
  start|end|beginning|organizers|organisers|participants|crowd|depart|debut|tete|securite ?of|at|de|du ?the|la|des march|rally|protest|demo|manif|cortege|demonstration|procession
  tous|toutes|rdv|rassemblement|rassemblons|rassemblez|retrouvons|retrouvez|rejoignez|rejoins|venez|soyez|soyons|viens|reunissons|present|presents|convergence|foule|mobilisation|rassembles|colere|reunis|retrouve|vous ?vous|nous|et|toutes|tous ?nombreux|samedi|massivement|grogne ?a devant|au|sur|dans|vers|aux|a ?la|le|l|les <time>|<site>|grand|rue|rues|lutte|manif|rond|barricades|blocages|blocage|cortege
  prendre|prenons|prenez|reprenons|envahir|occuper|occupons|descendre|descendons ?dans ?la|les|nos rue|rues|barricades ?tous|ensemble|nombreux|demain
  tous|toutes|tout ensemble|unis|dehors|debout|gréve|greve ?tous|pour|contre
  on|nous|ne|n|faut|va|tout ?va|ne|se|n|on|faut|tout bloque|bloquons|bloquer|lache|lachera|lachons|lachent|debraye|debrayons|manifeste|paralyse|paralyser|revolte|debrayer|leche ?rien|tout|le
  bloquer|bloquent|bloquons|blocage|blocages|occuper|occupons|occupent|occupation|occupations|envahissent|envahir|cadenasse|barricades|paralysent|barrages|perturber|assieger|murer ?par|du|de|des|le|la|les|d|l ?par ?l|les|la|le|des <crowd>|lycee|lycees|fac|facs|universite|rectorat|raffinerie|raffineries|depot|depots|peripherique|bahut|campus|batiment|prefecture|periph|amphi|entrepot|amazon|faculte|cegep|sorbonne|ministere|locaux|peage|peages|ronds|rocade
  lycee|lycees|fac|facs|universite|bahut|campus|amphi|cegep|cegeps|usine|faculte|entrepot|raffinerie|depot|peage ?est|sont ?encore bloque|bloques|bloquee|bloquees|occupe|occupes|occupee|occupees|barricade
  poubelles|palettes|pneus|feux|feu|braseros|barricades|brasero|grilles|fumier|lisier|tracteurs ?de|en ?feu|cadenassees|brules|deverse|palettes devant|palettes|sous ?le|la|les lycee|prefecture|palettes|pneus|grilles|poubelles|peage|mairie|rond|fenetres|bahut|ronds|mutuelle|msa|feu
  concert|bruit|tapage|vacarme|sortez|sortons|sortir|tapez|frapper|tapons|bang|banging ?de|des|vos|nos|les|sur|on ?vos|des|the|des casseroles|casserole|chaudrons|pots|poeles|pans
  levee|levees|vote|votent|votons|semaine|semaines ?de|du|d|une|a|pour ?la greve|greves|debrayage
  levee|levees ?de|des cours
  mandat|preavis|caisse|mouvement|appel|comite|ag|briseur|briseurs|moyens|depot|menace|droit ?de|du|d|une|a|pour ?la greve|greves|debrayage|pression|mobilisation
  en|fait|faire|font|ferons|votent|partent|entrent|seront ?en|la lutte|debrayage|colere
  <crowd> ?sont|se|encore|toujours|all|are|going|will ?en|font|va|vont|voter|to|on ?la greve|colere|lutte|strike|debrayent|manifestent|mobilises|mobilisent|marchent|striking|picket|picketing|protest|rally|march|walkout|marching|protesting|occupy|barrage|convoy|blockade|rallying|revoltent
  marche|marches|manif|procession|cortege|defile|collage|collages|velorution|rassemblement ?pour|contre|des|de|du|aux ?la|le|les|l fiertes|femmes|libertes|dignite|climat|paix|soir|tete|blanche|silencieuse|feministe|feministes|hommage|nocturne|retraites|vie|revendicatif|revendicative|sauvage|syndical|syndicale|antifa|antifasciste|colere|soutien|republicaine|palestine|sans
  premier|1er|8|14 mai|mars|juin defile|manif|cortege|rendez|feministe|greve|rassemblement|syndical|mobilisation
  tout le|ca|on ?monde ?deteste|va|part deteste|pete|peter ?la
  a bas les|le|la|l
  pas|sans de|d ?justice|paix justice|quartier|paix|retrait
  police|flics|keufs|keuf|cops|acab|crs partout|everywhere|assassins|hors|doucement|murderers|kill|gazent|chargent|tuent|nassent
  touche|touchez pas ?a ma|nos|notre|mon
  demission|degage|casse|barre|dehors|resign|resignation|dimission|virez|destituer|destitution ?du|de|toi|immediate|le|la|now|macron ?la|le <power>|maire|macron|president|legault|ministre|gouvernement|retailleau|now
  macron|maire|president|ministre|legault|trudeau|mayor|premier demission|degage|dehors|resign
  operation|action|actions ?coup|de|d ?de escargot|tortue|peage|peages|poing|masse|filtrante|molokai|blocage|blocages|citadelle|collage|tractage|directe|directes|silure
  rond|ronds point|points occupe|occupes|jaunes
  camion|tete|service|bloc ?de|d|du sono|cortege|ordre|manif
  apportez|apporte|amenez|amene|prenez|fabriquons|fabriquez|preparez|ramenez|ramene|brandir|brandissent|avec|sortez|peignez|atelier|ateliers ?tous|de|vos|des|tes|les|nos|ta|une|un|votre ?des pancarte|pancartes|banderole|banderoles|casseroles|drapeaux|megaphone|sifflets|masques|fumigenes|palettes|tambours|bougies|cartons
  descente|descendre|descendons|descendez|descend|descendent ?tous|tous|toutes|encore dans|rue
  reunion|assemblee|ag|comite|collectif ?de|d|generale|des lutte|mobilisation|grevistes|greve|interpro|interprofessionnelle|etudiante|militante|militants|luttes
  appel|appels|appelons|appelle|appellent ?a|au|solennel ?la|une|un|manifester manifester|rassemblement|mobilisation|greve|boycott|bloquer|occuper|lutte|resistance|convergence|desobeissance|blocage|manifester|descendre|desobeir|soulevement|soulevements
  lieu|point|depart ?secret ?de|du|d|la ?la rassemblement|manif|cortege
  bridge|street|highway|building|campus|office|intersection|square|library|overpass takeover|takeovers|occupation|blockade|shutdown|sit
  tractors|trucks|truckers|farmers|convoy|convoys|tracteurs|camions|camionneurs|agriculteurs|cortege ?are|is|en|sont|all heading|rolling|driving|descend|descending|marching|route|montent|monte|convergent|roulent|bloquent|direction|vers ?to|on|into|vers|sur|a
  honk and|n|if|for
  overpass|bridge|highway|pont wave|waves|waving|banner|banners|flags|signs|sign|rally|banderole|banderoles
  defend|reclaim|liberate ?the|our library|libraries|school|schools|land|forest|democracy|rights|trees|drag|clinic|clinics|atlanta|students|workers|neighbors|neighbours|unhoused|tenants
  on|nous se|nous retrouve|retrouvons|rejoint|rassemble|rassemblons|reunit|donne ?tous ?a|devant|rendez ?14h|18h|12h|17h|10h|la|le devant|place|rond|prefecture|mairie|vous|14h|18h|12h|17h|10h|19h|metro
  on|nous|ils|etudiants|agriculteurs|grevistes|elles|lyceens ferme|fermons|bloque|bloquent|occupe|occupent|occupons|paralyse|paralysent|envahit|envahissent|prend|debraye|debrayent|marche|marchent|marchons|defile|defilent|manifeste|manifestent|campent|campe ?le|la|les|sur|dans|a|pour ?pont|route|rue|port|place|periph|autoroute|boulevard|ecole|usine|fac|tous|demain|dimanche|samedi
  nous marchons|manifestons|bloquons|occupons|resistons|luttons|debrayons
  barrage|barrages|blocage|blocages|blocus ?des|de|d|routiers|par agricole|agricoles|etudiants|paysans|paysan|tracteurs|agriculteurs|lyceens|lyceen|etudiant|autoroutier|filtrants|gilets|camionneurs|routiers
  velorution|velorutions|velorutionnaire
  make|making ?some|more|a|lots ?of|big noise|ruckus|racket at|outside|for|about|until|downtown|together
  make|let|making them|council|government|politicians|mayor|premier|employers|parliament ?all hear|listen|pay|feel|notice|sweat ?us|our
  be|get loud|heard ?and proud|and
  same time|heure|place same|meme ?place|lieu|time
  carpool|carpools|carpooling|buses|coach|coaches|rides|ride|covoiturage|covoiturages|cars|bus|navettes ?are|depart|share|leaving|au|departing ?depart ?de ?to|for|pour|vers ?the|la|le rally|protest|manif|parliament|march|demo|manifestation|marche|capitol
  carpool|carpools|carpooling|buses|coach|coaches|rides|ride|covoiturage|covoiturages|cars|bus|navettes ?are|depart|share|leaving|au|departing ?depart ?de to|for|pour|vers ?the|la|le capital|ottawa|washington|paris|quebec|hill
  faire|faites|faisons|fera|ferons|fait ?du|nous|un|max ?de|max bruit|entendre|vacarme|zbeul ?devant|contre|ensemble
  soyez|soyons|seront|serons|sera|y nombreux|nombreuses|serons|seront ?rendez
  soyez|soyons|serons present|presents ?au ?rendez
  combat|lutte|resistance|struggle|fight|movement|mouvement|luttes continue|continues|continuera|grows|builds|paie|paye
  comrades|comrade|camarades|camarade|compas|hermanos
  brothers and sisters
  sign|signing|take the|our|a pledge|action
  phone|email|tweet|call zap|storm|zaps|blitz ?the
  tract|tracts|tractage|tracter|tractons|leafleting|flyering|leaflets|wheatpaste|wheatpasting|wildposting|collage|stickering
  who|whos|qui ?is|s|est in|coming|chaud|down|partant|joining for|to|pour|saturday|samedi ?the|la|une rally|protest|march|manif|picket|sit|action|blockade|tonight|bloquer|walkout
  reveillez|insurgez|insurgeons|soulevons|soulevez|revoltez|revoltons|indignez|indignons|levons|levez|reveillons ?vous|nous
  people|peuple|populaire|neighbours|neighbors assembly|forum|march|uprising|power|souverain|assemblee|debout|uprising|revolt|resistance|strike
  turn|turning up|out against|for|the|in ?the heat|force|numbers|streets|palestine|workers|cuts|eviction|justice
  we will not be silenced|silent|moved|erased
  on|nous ne ?nous ?se taira|tairons|laisserons|laissera ?pas
  circle|surround|ring|hold|link|holding|linking ?the|a hands|arms|ring|circle|chain|humaine|parliament|building|school|hospital
  speak|speaking|speakers|speech|speeches ?out|up|mic ?against|from|at|on|mic ?the rally|steps|injustice|power|cuts|demo|protest|megaphone
  organizer|organizers|organisers|organisateur|organisateurs|leader|leaders|leadership|spokesperson|spokespeople|porte parole ?of|du|de|des|for|behind|at ?the|la|l collectif|mouvement|movement|coalition|rally|march|protest|manif|group|campaign|strike|greve|picket|encampment|convoy|resistance|blocage
  organizer|organizers|organisers|organisateur|organisateurs|leader|leaders of|du|de|des|for|behind ?the|la|l collectif|mouvement|movement|coalition|rally|march|protest|manif|group|campaign|strike|greve|picket|encampment|convoy|resistance|blocage|marche
  collectif|coalition|mouvement|alliance|comite|front|groupe ?citoyen|citoyenne|des|d|populaire|de ?habitants|riverains|citoyens ?opposants contre|anti|stop|against|opposed|opposes|opposants|resistance|defense|opposition|lutte
  angry|crowd|crowds|masked|chanting|people|mob|foule|group|groupe|dozens|hundreds|thousands|centaines|milliers|dizaines ?of|de|are|d ?people|personnes|gens|students|youths|jeunes chanting|chants|marching|outside|blocking|shouting|yelling|masked|masques|scandent|defilent|marchent|bloquent|crient|devant|cagoules|gathered|gathering|assembled|rassembles|holding|banging|drumming
  chanting|chants|shouting|drumming|scandant|scandent|scander outside|at|in|on|slogans|hall|downtown|shame|devant|dans|honte|against|contre|parliament
  megaphone|megaphones|bullhorn|drums|banners|placards|flags|drapeaux|tambours|sifflets|fumigenes at|outside|on|in|devant|sur|place|et|and ?the|la|le ?city <site>
  take|taking|took ?back ?to ?the streets
  out to|in|on ?the streets
  <crowd> ?are|all|now ?outside chanting|chants|shouting|scandent|rioting|drumming|chant|kneeling
  masked|hooded|cagoules|hooded|armed people|men|protesters|students|group|youths|crowd|kids|figures
  hunt|fox ?hunt saboteurs|sabs|sab|saboteur
  resist|abolish|melt|defy ice|tyranny|fascism|occupation|trump|oppression|evictions
  boycott|boycotts|boycotting|boycottons|boycotter|boycottez|boycottage|divest|divestment|desinvestissement
  kettling|nasse|nasses|nassé|nasses
  fuck|hate|fck|nique|nik|anti ?the|la|les police|cops|12|bac|crs|flics|keufs|acab
  rave|raves|flash mob|mobs
  secret|underground|organizing|organising|affinity|strategy|planning|activist|tenant|tenants|strike|campaign|clandestine|militante meeting|meetings|committee|union|unions|association|assembly|reunion|reunions|meetup
`
