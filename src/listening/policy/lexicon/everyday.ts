import type { Clause } from '#listening/policy/clauses.ts'

/** Lists for wordings of every day: who is asked for one by one, and what of them. */
export const everydayLists = {
  oneOf:
    'neighbour neighbor gerant gerante cashier caissier caissiere agent agente chauffeur conducteur conductrice automobiliste motorist beneficiaire proprietaire landlord landlady tenant locataire teacher prof enseignant enseignante nurse infirmier infirmiere serveur serveuse waiter waitress clerk commis barista facteur postier eboueur binman policier policiere constable pompier firefighter secretaire receptionniste receptionist bloke lad mec gars dame educatrice educateur coach moniteur monitrice janitor concierge boulanger boulangere coiffeuse coiffeur plumber plombier bully intimidateur employee staffer fonctionnaire suspect agresseur admin vandal vandale voisin voisine voisins guard lady lollipop cycliste carer vicar headteacher headmistress cleaner vendeuse vendeur entraineur entraineuse animateur animatrice instituteur institutrice livreur livreuse caretaker binmen officer cop organizer organiser founder plaintiff complainant plaignant plaignante temoin witness victime accused',
  theirs:
    'surname prenom identite identity identifier identify anniversaire birthday salaire salary divorce husband wife mari insta instagram linkedin gagne naissance',
  outfit:
    'jacket coat hoodie hat cap toque tuque beanie hair beard shirt sweater parka backpack dress scarf raincoat tracksuit jersey boots vest glasses',
  outfitFr: 'veste manteau casquette cheveux barbe pull blouson chemise sac robe echarpe capuche',
  square:
    'bastille republique nation denfert montparnasse opera bellecour capitole comedie prefecture commerce canebiere flagey',
  office:
    'juge proviseur proviseure principal directeur directrice maire mairesse echevin echevine adjoint adjointe bourgmestre prefet prefete ministre depute deputee senateur conseiller conseillere president presidente cure imam rabbin recteur patron patronne commissaire judge principal mayor councillor mp mpp mla minister premier superintendent chief director ceo dean priest pastor coach trustee prosecutor sheriff procureur',
  hour: hours(),
  flat: flats(),
}

function flats(): string {
  const numbers = Array.from({ length: 30 }, (_, at) => at + 1)
  return numbers.flatMap((number) => [...'abcdef'].map((letter) => `${number}${letter}`)).join(' ')
}

function hours(): string {
  const whole = Array.from({ length: 15 }, (_, at) => at + 7)
  return whole
    .flatMap((hour) => [`${hour}h`, `${hour}h00`, `${hour}h30`, `${hour}h15`, `${hour}h45`])
    .join(' ')
}

/** Where one person is to be found, and what is told of one. */
export const everydayPrivate = `
  <oneOf> !licence|license|licensing|permit|permis|shortage|training .. <theirs>|name|nom|noms|names|address|adresse|phone|telephone !plow|plough|contest|concours|form|formulaire|badge
  <theirs>|nom|name|names .. <oneOf> !licence|license|shortage
  that|this|cette|ce <surname> woman|man|guy|girl|lady|boy|family|kid|femme|homme|gars
  mon|ma|notre|our|my ancien|ancienne|old|former|mail|letter|new ?ex proprio|proprietaire|prof|patron|patronne|carrier|landlord|boss|teacher|coach|locataire|voisin|voisine|neighbour|neighbor <name>|name|nom|prenom|gilles|rick
  posts|tweets|account|comments|publications|messages from|of|by|de|du .. janitor|teacher|nurse|neighbour|voisin|voisine|employee|prof|clerk|cop
  <oneOf>|guy|gal|couple|woman|man|dude in|at|from|of <flat>
  boyfriend|girlfriend|wife|husband|fiance|fiancee|mistress|widow|ex|lover|stepson|stepdaughter|nephew|niece of ?the|a|our
  <oneOf>|man|woman|judge|priest|mayor|councillor|kid|girl|boy|guy|cop|mp|mpp|minister lives|lived|vit|habite|resides|parks|drinks
  kid|boy|girl|teen|student|guy|gal|woman|man|lady|gars|mec|fille|femme|homme|garcon|dame who|whose|qui|dont
  girl|boy|woman|man|guy|kid|teen|lady|couple|fille|femme|homme|gars in|from|dans ?the|that|this|a|la|le|cette ?viral video|photo|clip|picture|post|tiktok|reel|story
  mom|mommy|local|teen|fashion|food|tiktok|youtube blogger|bloggers|influencer|influencers|vlogger|youtuber|streamer|star !festival
  number|numbers|plate|plates|card ending|ends|starting|finissant ?in|with|par
  adresse|domicile|mail|telephone|portable|maison|villa|chalet|vacances|numero|plaque|address|home|house|cottage|phone|whereabouts|itinerary|flight ?perso|personnel|prive ?number ?de|du|d|des|of|for ?la|le|l|the|that <office>|<oneOf> !street|s
  mail|courriel|email|numero|telephone|cell|phone|address|adresse|agenda perso|personnel|personnelle|personal|prive|privee|private
  <kinFr>|<kidsFr>|<kin>|kids|children de|du|d|des|of ?la|le|l|the|that|our|a ?fire|police|school|deputy|bank|union|band <office>|<oneOf>
  <office>|<oneOf> s|ses ?new <kin>|kids|kid|house|home|address|cottage|divorce|affair|car|salary|family|vacation|flight|mistress|yacht
  judges|principals|directors|councillors|mayors|ceos|ministers|teachers|mps|chiefs|deans <kin>|kids|kid|house|home|address|cottage|divorce|affair|flight|vacation
  cheveux|hair roses|rose|bleus|bleu|verts|violets|blonds|roux|gris|longs|courts|pink|purple|dyed|dreads
  pink|purple|blue|red|green|blond|blonde|curly|long|grey|white|dyed hair|haired|ponytail|pigtails
  photo|photos|video|videos|pics|nude|nudes|screenshot|capture|footage ?of|de|d|des|du ?la|le|l|the|a <oneOf>|eleve|collegienne|lyceenne|fille|girl|classmate|ado|teen|woman|femme|gamine|etudiante
  ou|where .. gare|parks|habite|lives|skie|vacations|golfs .. <office>|<oneOf>|he|she|il|elle
  ou|where <office>|<oneOf> lives|vit|habite|parks|drinks|is
  page|profil|compte|profile|account|stories|story ?facebook|insta|instagram|twitter|tiktok de|d|du|of ?la|le|l|the <name>|<oneOf>|<personFr>
  qui|who a|ont|wrote|sent|leaked|mailed|posted ?ecrit|envoye|poste|publie|signe|the|that|la|le ?the .. letter|lettre|anonyme|anonymous|tract|note|rumour|rumeur|tag
  gardien|gardienne|livreur|livreuse|beau|belle ?frere|soeur|mere|pere ?d ?immeuble ?de .. nom|prenom|fraude|photo|adresse|numero
  apartment|apt|appartement|appt|flat <flat>|<digits>
  drives|driving|drove|conduit|roule ?en a|an|une|un|the|his|her <colour>|<brand>|<colourFr>|little|old|big
  <person>|<personFr>|guy|guys with|avec|au|a ?the|a|that|le|la|un|une .. tattoo|tattoos|limp|scar|beard|dreads|piercing|tatouage|barbe|cicatrice|sticker|accent|cane|canne
  passenger|passengers|passager|passagere|customer|client|cliente|shopper video|photo|name|kicked|who|seat|dragged
  seat|siege <flat>|<digits> .. passenger|passager|who|video
  report|denounce|snitch|signaler|denoncer|denoncez|signalez ?on your|a|your|his|votre|ton|un|vos neighbor|neighbour|coworker|voisin|voisine|voisins|collegue|neighbors|neighbours
  that|this|those|these family|couple|lady|tenant|household|woman|man|landlord|driver|teacher|teen|employee|neighbour|neighbor|renter|clerk|nurse|cop|boy|girl|guy|dude|kid|coach|officer|student !doctor|day|fun|skate|swim|made|hole|holes
  the couple|guy|dude|lady|gentleman|weirdo|creep|teenager|bloke !skating|yoga|massage|godiva|gaga|fawkes
  our|my|notre|nos paperboy|cabbie|hairdresser|nanny|babysitter|barber|mailman|postman|milkman|handyman|cashier|clerk|barista|janitor|receptionist|secretary|coach|cleaner|waitress|waiter|vicar|caissiere|facteur|concierge|coiffeuse|secretaire|garagiste
  former|ex|fired|disgruntled|anonymous|suspended|ancien|ancienne|viree|vire <oneOf>|clerk|employee|staffer|officer|worker|employe|student|eleve|pastor|priest
  truck|tow|pizza|delivery|gym|pool|cable|ups|fedex|mail|shop|bin|lunch|coffee|plow|dog|cat|tattoo|flower|taxi|bakery|library|desk guy|lady|dude|girl|boy|chick
  nose|lip|eyebrow|tongue|belly ring|piercing|stud|pierced
  divorce|custody|affair filing|filed|papers|hearing|lawyer|rumour|rumor|rumours ?of .. <office>|<oneOf>
  neighbor|neighbour|voisin|voisine s ring|camera|wifi|kid|kids|car|boyfriend|girlfriend|wife|husband|affair|house|son|daughter
  kids|children|girls|boys playing|walking|swimming|biking|hanging|skating .. our|my|cul
  poor|rich|wealthy|needy families|family|people|kids|neighbours|tenants list|names|addresses
  gps|tracker|location|spyware|airtag .. boyfriend|girlfriend|wife|husband|ex|daughter|son|copain|copine|mari|femme|phone
  trailer|cabin|apt|lot <digits>
  blue|red|green|yellow|grey|gray|brown|pink house|bungalow|condo|cottage on|at|beside|near|owner
  lives|living|lived|habite|vit above|below|behind|beside|across|opposite|upstairs|downstairs|dessus
  son|sa|ses|leur|his|her|their ancien|ancienne|former|old|new|nouvel|previous employeur|employer|boss|patron|job|school|ecole|landlord|proprio|address
  photo|photos|plan|video|image|images de sa|son|ses|leur maison|appart|appartement|voiture|auto|fille|fils|femme|mari|enfants|chambre|plaque|rue
  numero de chambre|porte|telephone|plaque ?patient
  room number .. patient|patients|ward
  secret|hidden|exact|unlisted address|whereabouts|location
  food bank mom|mum|dad|neighbour|teacher|coworker
  tall|short|fat|blond|blonde|bald|skinny|creepy|pregnant|ginger|redhead|tattooed|brunette <oneOf>|guy|girl|man|woman|lady|driver|dude|kid|student !order
  bumped|dated|dating|kissed|spotted|stalking|stalked into|with|by|my <name>
  bumped|dated|dating|kissed|spotted|stalking|stalked <name>
  identite|identity|nom|name|visage|photo|face|prenom of|du|de|d ?la|le|l|the tireur|tueur|agresseur|conducteur|chauffard|auteur|shooter|killer|driver|attacker|victime|victim|accuse|accused|plaignante|mineur|minor
  number|numero|no <digits> s
  photo|photos|video|videos volee|volees|volee|intimes|intime|stolen|leaked|fuitee
  adresse|ip ip|address .. troll|compte|account|voisin|who|behind
  chair|president|head|treasurer|secretary|founder|captain of ?the ?pta|board|club|union .. husband|wife|affair|house|kids|salary|home
  mother|father|mom|dad|mum|mere|pere|grandmother|maman of|de two|three|four|five|six|2|3|4|5|deux|trois|quatre|cinq|twins
  lottery|jackpot|lotto|loto winner|winners|gagnant|gagnante|gagnants
  petition|group|protest|campaign|club|page organizer|organiser|founder|author|starter|admin
  ex photos|nudes|pics|video|videos|number|address
  the|that family|couple|man|woman|person|guy that|who|which|whose
  tenant|tenants|renter|renters|employee|teacher|customer|locataires|locataire blacklist|blacklisted|shaming|fichier
  foster|step|single|teen|welfare mom|mum|mother|dad|kid|kids|child|children ?facebook !program|programme|services|recruitment
  bankruptcy|faillite|foreclosure|eviction|arrest .. neighbour|neighbor|voisin|voisine|family|owner|proprio
  obituary|obituaries .. family|famille|<surname>
  manic|psychotic|hoarder|druggie|drunk|creepy|messy roommate|roommates|coloc|neighbour|neighbor|landlord|coworker|boss|flatmate
  text|email|call|dm|message|sms|whatsapp|reach|mail me|him|her at|on|a|au
  joignable|joindre au|a|sur|par !numero|bureau|guichet|poste|service|811|311|1|telephone
  women|womens|battered|transition ?s ?women shelter|house|refuge .. address|staying|wife
  refuge|maison|foyer pour|de femmes ?battues .. adresse|femme|heberge|hebergee
  food|soup bank|pantry|kitchen .. neighbour|neighbor|coworker|saw|spotted
  banque|aide|soupe alimentaire|populaire .. voisin|voisine|collegue
  lost|perdu|perd ?the|la custody|garde
  garde des enfants .. <oneOf>|echevine|juge|councillor|conseillere|mairesse
  private|prive jet|plane|avion|flight .. ceo|minister|premier|mayor|ministre|maire|billionaire
  police came|raided|visited|called .. neighbour|neighbor|number|voisin
  la police chez|devant .. voisin|voisine|eux|lui|elle|mon|ma
  reported|filed|called ?it ?in by ?a|the|my|some neighbour|neighbor|woman|guy|man|tenant|someone|somebody|parent
  who|whoever called|reported ?the bylaw|police|cops|911|cps|dpj|311|inspector|city on ?me|us|them
  work|works|working ?the night|evening|late|day|graveyard|reception|register|till|counter|cash|desk shift|shifts|at|in|desk
  works|working|sits reception|register|desk
  usually|always|often|toujours|souvent at|in|outside|a|au|devant|dans|chez ?the|le|la|l corner|bar|pub|store|cafe|gym|tims|bench|depanneur|parc|coin|tabac|bistro
  <colour> <outfit> !recall|drive|donation|day
  <outfitFr> <colourFr> !rappel|collecte
  fils|fille|petit|petite|frere|soeur|freres|soeurs|veuve|jumeaux|jumelles <surname>
  ex femme|mari|compagnon|compagne|epouse|epoux|conjoint|conjointe|copine|copain|wife|husband|girlfriend|boyfriend|partner|gf|bf
  proprietaire|proprio|owner|maitre du|de|of|d ?the|that|la|l|cette|ce chien|chienne|dog|chat|cat|voiture|auto|pitbull|camion|vehicule|maison|house|char|camionnette|car|truck|van|corsa|scooter
  neighbour|neighbor|voisin|voisine across|next|upstairs|downstairs|beside|behind|opposite|below|above|du|d|de|en ?face|dessus|dessous|haut|bas|cote|etage
  their|his|her|sa|son|leur|leurs backyard|garden|balcony|porch|bedroom|driveway|window|front|back|jardin|balcon|cour|entree|fenetre|chambre|terrasse ?door|yard|!tax
  dad|mom|mum|father|mother|mere|pere|maman|papa from|of|de|du ?my|our|the|la|l school|class|daycare|team|classe|ecole|garderie|equipe
  social|income assistance|security .. neighbour|neighbor|tenant|family|mother|mom|guy|cheat|cheats
  on ?the social|income|public|ontario assistance|works|housing|welfare|dole ?neighbour
  aide sociale .. voisin|voisine|famille|mere|fraude|triche|locataire|beneficiaire|beneficiaires
  voisin|voisine|famille|locataire|mere|gens|beneficiaire|beneficiaires .. aide|cpas|rsa|aah|chomage|allocs|bs sociale|triche|fraude
  rsa|aah|cpas|bs|odsp|ccas|chomage .. voisin|voisine|triche|beneficiaire|beneficiaires|fraude|nom|noms|neighbour|pere|mere|famille
  au|en chomage .. pere|mere|voisin|voisine|famille|collegue|mari|fils
  touche|touchent|percoit|touchait l|le|la|les|des|son|sa rsa|aah|chomage|allocs|allocations|cpas|bs|aide|pension|ass|apl
  food|soup bank|banks|kitchen user|users|client|clients|lineup|recipient|recipients|regulars|customers|visitors|families|moms
  uses|use|using|visits|goes|going|relies|vont|va ?to|on|aux|a|au ?the|la food|soup|restos|banque ?du bank|kitchen|coeur|alimentaire
  interdit|interdits|interdite bancaire|bancaires
  welfare bum|bums|cheat|cheats|mom|moms|family|families|case|cases|kids
  evicted last|this|yesterday|today ?week|month|family|neighbour|tenant
  kids|children|student|students get|gets|on|getting ?a free|reduced|subsidized lunch|lunches|meals
  sleep|sleeps|sleeping|sleepers|slept|dort|dorment|living|lives in|dans|under|behind ?a|the|his|her|their|sa|son|leur|une|la|the tent|tents|car|cars|van|truck|doorway|doorways|stairwell|tente|tentes|voiture|auto|char|camion|bridge|porche
  not|banned|interdit|barred ?allowed near|from|around schools|school|kids|children|playgrounds|parks|parcs|ecoles
  rvc|rdv|snap|snapchat|insta|kik|discord <name>
  collect|collects|collecting|gets|getting ei|disability|welfare|odsp|benefits|pogey|unemployment
  where .. parks|sits|shops|drinks|lives|sleeps ?his|her|at
  find|found|finding|tracing|locate out ?where|who he|she|they|him|her
  what street|house|floor|apartment|building|unit|road does|do|did|is he|she|they|live|lives|in
  what|which street|house|floor|apartment|building|unit does|do|is ?he|she|they|in ?live
  what|quel|quelle ?is|s|est his|her|their|son|sa|leur surname|name|address|nom|prenom|adresse|salaire|numero|job|handle
  who|qui ?is|s|est she|he|they|elle|il dating|seeing|married|related|with|sleeping|avec|frequente|marie|mariee
  elle|il|ils|elles sort|sortent|couche|vit|vivent|flirte|est|sont avec|ensemble|demenage|demenages|divorce|divorces|separes
  ils|elles|il|elle ont|a|ont demenage|quitte|achete|vendu|loue
  combien gagne|gagnent|touche
  sa|son|leur nouvelle|nouveau|nouvel voiture|auto|char|maison|blonde|chum|copine|copain|adresse|appart|bagnole|mec|meuf|job|emploi|compte
  maison|house|home|chalet|cottage|condo|villa|residence of|de|du|d|owned|on ?the|la|l|by|a|loon ?lake ?owner judge|juge|mayor|maire|directeur|directrice|prof|coach|owner|depute|deputee|prefet
  photos|photo|pictures|pics|images|selfies of|de|du|d|des ?the|la|le|l|new|nouvelle|nouveau fille|fils|femme|mari|headmistress|headteacher|daughter|son|wife|husband|girlfriend|boyfriend|teacher|prof|principal|directrice|kids|enfants|secretary|secretaire|copine
  <theirs>|phone|number|numero|address|adresse|email|courriel|cell of|de|du|d|for ?the|la|le|l|our director|directeur|directrice|manager|gerant|coach|owner|plumber|teacher|prof|secretaire|doctor|nurse|boss|landlord|principal|driver
  gofundme|leetchi|obituary|obituaries ?help|for|of|pour|the <name>|<surname>
  avis de deces ?de|du <name>|<surname>
  gofundme .. family|famille
  wedding|mariage|birthday|anniversaire|funerailles|engagement|engaged|married of|de|du|to ?the|la|le <name>|<oneOf>|receptionist|councillor|councillors|mayor|coach
  <name> ?<surname> and|et <name> !street|park
  leaves|leave|left|gets|comes|arrives|part|rentre|sort ?home for|off|to|from|au|du work|school|home|boulot|travail ?at|around|a ?<digits>
  he|she|il|elle drives|conduit|roule ?a|an|en|une|un|the ?<colour>
  friends|mates|pals|amis|amies of|de|d <name>
  does|anyone|anybody ?anyone know|knows <name>
  nan|gran|granny|mum|mom|dad s carer|nurse|neighbour|caregiver|doctor|house|address
  kids|children|family|people|couple|guy|man|woman|lot|enfants|famille|gens from|at|in|of|du|au|de|of number|numero|no|unit|apartment|flat|maison|house ?<digits>
  kids|children|family|people|couple|guy|man|woman|lad|lady|bloke|students|tenant|those at|in|from <digits>
  <oneOf>|guy|gal|girl|boy in|from|at|of|du|au <digits> !for|years|minutes|hours
  doorbell|ring ?cam|footage|video .. lad|bloke|guy|man|woman|kid|kids|boy|girl|driver|neighbour
  shop|checkout|lollipop|dinner|tea|bin|paper girl|lady|man|men|boy|lad ?at|name|surname|who|address|from
  sgt|sergeant|constable|officer|lt|lieutenant|captain|inspector|dr|doctor|coach|principal|professor|pastor <surname> ?home|house|address|wife
  dr|doctor|dentist .. patients|patient say|says|complain|reviews
  her|his maiden|middle|real|birth|married name
  left|quit|drives|parks|picks ?up ?the|his|her|their|a church|daughter|son|kids|kid|child|daughters|sons|fille|fils|grey|sienna
  depose|recupere|emmene|drops|picks|dropping|picking ?up|off ses|son|sa|her|his|their enfants|fils|fille|kids|daughter|son|child|kid|children|gosses|toddler
  ms|mr|mrs|mme|madame|monsieur|miss <surname>|<name> ?s class|classe|house|home
`

/** How people call one another out, and what is seen of them when they come. */
export const everydayStreets = `
  block|blocking|stop|blocked ?the trucks|bulldozers|loggers|excavators|machines|gates|gate|deportation|deportations ?road|convoy
  carpool|carpools|carpooling|covoiturage|covoiturer|lift|lifts|rides|ride|coach|coaches|bus|buses|minibus|shuttle|autocar|autocars|cars ?needed|wanted|offered|leave|leaves|leaving|depart|departing|from|chartered|free ?from|to|for|vers|pour|au ?depart|leeds ?de|the|la|le|l legislature|hill|capitol|parliament|westminster|demo|demonstration|rally|march|protest|manif|manifestation|manifestations|rassemblement|vigil|blockade|convoy
  rides|ride|lift|lifts|carpool needed|wanted|offered ?to .. hill|legislature|capitol|parliament|rally|march
  free|chartered bus|buses|coach|coaches ?to|ride|rides|transport ?to ?the queens|queen|parliament|hill|capitol|legislature|rally|march|protest|demo
  bus|buses|coaches|vans leave|leaving|depart|departing from ?the union|mosque|campus|church|temple
  cars|autocars|bus|cars affretes|affrete|affreter|reserves ?cgt|syndicat|manif|pour
  see|meet you|ya|us|me|u on|at|in ?the hill|legislature|steps|barricades|front|lines|square
  tous|toutes|tout|habillez|wear|everyone|all ?vous ?wear|wears ?en|in|de noir|black|rouge|blanc|violet .. samedi|saturday|march|marche|rally|town|council|tuesday|friday|lundi|mardi|dimanche|vigil|sunday|monday|wednesday|thursday
  tous|toutes en noir|rouge|blanc|violet|orange
  wear orange|purple|pink|green|red|black .. march|rally|vigil|walkout|protest|picket
  phones|phone off|home|away ?and|n masks|mask ?on|up
  noise|loud|louder until|till they|he|she|mayor|council hear|hears|listen|resign|act
  permits|permit|permission denied|refused|revoked|without .. going|marching|anyway|march|showing
  we re|are|will|ride|rise going|marching|coming|at|out anyway|dawn|regardless
  the line is|must|will|stays|remains holding|hold|strong|solid
  pack|packing|fill the|a court|courtroom|courthouse|gallery|chamber|hearing|galleries|council|meeting
  turn|show|turning|showing|come out|up .. council|board|hearing|trustees|courthouse|legislature ?meeting|oppose|against|shelter
  turn|turned|turning your|our|their back|backs ?on ?the ?mayor
  who|whos|qui ?s|is|all coming|going|vient|marching|marche saturday|sunday|tomorrow|tonight|friday|samedi|demain|dimanche|to|with
  don|dont ?t let them evict|demolish|tear|close|clear|win|sweep|deport|take
  eviction|anti|renoviction ?raid defence|defense|blockade|watch|resistance|raid|raids|expulsion|expulsions
  depart|rdv|rendez ?vous ?a|cortege <hour> .. <square>
  chasubles|gilets|bonnets|foulards|brassards|carres rouges|orange|oranges|jaunes|noirs|verts|violets ?cgt|gare|rond
  filtrage|filtrages|filtrer .. rond|rocade|peage|klaxonnez|zone
  klaxonnez|klaxonner|klaxons|klaxon .. soutien|solidarite|rond|mairie|prefecture
  tracteurs|tractors|tracteur .. rond|prefecture|parliament|parlement|westminster|capital|legislature|peage|autoroute|perif|fumier|hill|roll
  appel du 1er|premier|10|dix|18
  collages|collage|colleuses feminicide|feminicides|feministes|feministe
  marche|marches|marcher aux|au|a|nocturne flambeaux|bougies|lanternes .. hommage|contre|justice|soutien|victimes|colere
  faucheurs|faucheuses volontaires|ogm
  bloquer|bloquons|paralyser|paralysons|bloquent|arreter|stopper l|le|la economie|pays|france|capitale|ville|belgique|quebec
  critical mass ride|riders|bike|cyclists|cycle|downtown|saturday|friday|corking
  kneel|kneels|kneeling|knelt|sit|sitting for|during|through the anthem|pledge
  call|calls to action ?in ?front|embassy|at|outside|saturday|sunday
  everyone|everybody|all|us ?all meet|meets|meeting|gather|gathers|assemble ?up at|outside|on|by ..
  meet|meeting|gather|gathering|assemble|assembling|regroup|muster ?up at|outside|by ?the .. sundown|noon|dusk|dawn|arch|signs|fountain|bring|march|candles|sunset
  will|to gather|assemble|congregate|march|mass|convene ?at|on|outside
  peaceful|silent|mass|solemn|huge|big gathering|gatherings|assembly|assemblies|presence|crowd !venue|area|room|hall|licence
  occupying|occupy|occupied|occupation|stormed|storming|takeover ?of|the ?council|city|town|mayors|deans|board|room|legislative chamber|chambers|hall|office|offices|lobby|rotunda
  union|unions|workers|staff|nurses|teachers ?is|are ?all meeting|meet|gathering|gather|rallying ?in|at|outside|tonight|parking
  crowd|crowds|people|foule|monde outside|gathering|gathered|massing|devant|forming|amassee ?the|la|le|at ?mayor|mayors|maire|mairie|courthouse|prefecture|city|council
  drivers|workers|staff|nurses|teachers|employees|members meeting|meet|gathering|gather|massing|assembling|outside at|outside|by|the|in ?the ?depot gates|gate|depot|yard|parking
  they|ils|on|elles|nous will|vont|va|allons|veulent|are ?going ?to bloquer|occuper|envahir|perturber|manifester|marcher|block|occupy|storm|disrupt|march|protest|envahir
  sign|banner|placard|button|poster|puppet making|make|painting ?party|workshop|session|night|action
  march|protest|demo|manif permit|route|map|permits
  march|rally|protest|demo|manif|vigil attendees|rsvp|organizers|organisers|flyer|poster|speakers|speaker|marshals|stewards|crowd ?application
  flyer|flyers|poster|posters|tract|leaflet|leaflets|affiche|affiches|rsvp|route|speaker|speakers .. march|rally|vigil|protest|demo|manif|picket|walkout|rassemblement
  who|qui|faces|photos|names|noms|visages .. spoke|speaking|spoken|parle|crowd|at|in|a ?the|la rally|march|vigil|protest|demo|manif|rassemblement|marche|picket|walkout
  signal|telegram|whatsapp|discord ?group|chat|channel .. organizers|organisers|organisateurs|organizer|action|affinity|militants
  tent|tents|camp|campement|encampment .. eviction|evict|divest|divestment|divestissement|demands|revendications|solidarity
  flag|flags|drapeaux raising|roundabout|waving|wavers .. right|patriots|patriotes|nationalists
  funeral|march|wake|obseques ?march for healthcare|democracy|education|medicare|services|hospital|hopital|transit
  cortege|marche|procession funebre|funeraire .. hopital|public|democratie|service|services
  veillee|veillees aux|a ?la chandelle|chandelles|bougies
  candle|candles|candlelit|candlelight|bougies .. courthouse|justice|city|city|legislature|memorial|square|hall|tribunal|mairie|parlement
  drum|drums|drumming circle|circles|line .. resistance|hall|legislature|land|solidarity
  red|green|yellow square|squares|carre .. students|etudiants|tuition|strike
  jeune|jeunes|fast|grève collectif|collective|solidaire|public|publique ?de .. mairie|prefecture|parlement|climat|protestation|legislature
  levee|levees|montage|demontage|construction des|de barricades|barricade
  rue gronde|appartient
  gronde|grogne|fronde .. rue|rues|mairie|prefecture|ministere|parlement
  ville|usine|fac|universite|hopital|ecole|lycee|facs|lycees|hopitaux|profs|postiers|quartier|quartiers|territoire en lutte|colere|greve
  solidarite|solidaires|soutien|solidarity avec|aux|with|for|a les|nos|the|le|la ?grevistes|strikers|profs|infirmieres|etudiants|lockoutes|workers|travailleurs
  lock|lockout out|travailleurs|workers .. travailleurs|workers|piquet|picket|employes
  hands off our|my|the|that hospital|library|park|school|land|trees|forest|nurses|healthcare|medicare
  pickets|picket|picketing|picketers ?lines ?are ?going up|starts|start|begins|begin|monday|ends|at|captain|captains|gate|outside
  climate|action|resistance|protest|peace|land|solidarity camp !day|summer
  moment|minute|minutes of|de silence .. police|victims|victimes|justice|bavure|gather|tues|rassemblement
  anti|pro|no mine|pipeline|dam|logging|war|choice|immigrant|vax|mask|nuclear|5g|airport|highway|bassine|bassines|eoliennes|pipelines|logging march|rally|demo|manif|camp|marche|vigil|rassemblement
  anti|pro .. march|rally|demo|manif|marche|vigil|rassemblement|picket
  shut|shutting ?it down the|this|that|our|a mine|pipeline|plant|bridge|port|city|camp|road|highway|line|refinery|mill|factory|dump|shelter|school|clinic|base|border
  <crowd> are|is|r|sont coming|arriving|here|rolling|back|la|marching|mad|angry|furious
  occupied|barricaded|occupe|occupee building|buildings|campus|faculty|hall|dean|batiment|amphi|usine .. students|strikers|activists|workers|etudiants|grevistes|divest|camp
  lisier|fumier|manure|slurry .. prefecture|mairie|msa|town|parliament|ministere|dreal
  fete|bal|festnoz|concert|repas|cantine|caisse|soiree|comite|camp|kermesse|banquet|fest de|en ?noz lutte|greve|solidarite|resistance
  <crowd> in red|black|white|blue|orange|scrubs|yellow .. capitol|legislature|parliament|hall|square|steps
  won|wont|not|never ?t leave|leaving|move|moving until|till|without
  climb|climbs|climbed|scale|scaled|climbing .. banner|banderole|flag
  save|defend|stop|protect ?the|our|this park|library|hospital|school|trees|forest|river|farm|beach|dump|highway|quarry|clinic|pool|post march|marches
  save|stop|defend|sauvons|stoppons|fight .. rally|marche|manif|vigil|picket|rassemblement
  <crowd> camp|camping|sleep|sleeping|mass|massing out|outside
  people|peoples s assembly|assemblies|march
  tractors|tracteurs city|mairie|hall|council|devant
  chanting|angry|anti|hostile|jeering|enragee|hostile .. crowd|crowds|mob|foule
  barrage|blockade|blocus|barricade|barricades|barrages autochtone|autochtones|mohawk|innu|innus|atikamekw|indigenous|native|warriors
  protesters|protestors|demonstrators|strikers|marchers|grevistes|manifestants
  pray|praying|kneel|stitch|knit|grade|lie in|ins !case|the|our|bed
  sing|read|study|sleep|swim ins
  anti|pro abortion|life|choice|avortement|vie|choix ?sidewalk|display|clinic|campus|counsellors|counselors|vigil|picketers
  story time|hour .. counter|protest|shut|drag|stop|oppose
  defend|defends|protecting|defending|protect the|our|this forest|land|trees|old|camp|library|clinic|water|farm|creek|wetland ?growth
`

/** What people are seen to do that tells their health. */
export const everydayHealth = `
  vaxxed|unvaxxed|vaccinated|unvaccinated|jabbed|antivax nurse|teacher|staff|neighbour|neighbor|driver|student|coworker|employee|people|infirmiere|prof|collegue
  takes|taking|on|uses|prend|prends|started ?de the|la|her|his|de|du|des pill|pills|patch|methadone|suboxone|ritalin|prozac|lithium|coke|pilule|patchs|meds|medicaments|antidepresseurs|xanax|ozempic|insulin|heroine|crack
  dosed|dosing|dose|doses every|daily|tous|each ?les morning|day|matins|matin|jours|pharmacy
  stopped|stops|quit|refuses|wont|arrete|refuse ?de eating|manger ?student|girl|boy|kid
  talks|talking|parle|speaks|mutters|yells|crie to|tout|with seul|seule|himself|herself|themselves
  smells|smelled|pue|sent|reeks|stinks|breath ?of|like|l|le|la ?de vodka|alcohol|booze|weed|alcool|whisky|whiskey|gin|beer|rhum
  shaking|trembling|shaky hands ?and|smells|vodka|teacher|driver
  fait|takes|gives|gave ses|his|her|himself|herself piqures|injections|needles|shots|insulin
  perd|lost|losing|lose ses|his|her|all cheveux|hair ?chimio|chemo
  going|went|goes through the|a|la|her ?early menopause|menopausal|withdrawal|chemo|divorce|transition|breakdown|ivf
  suit|fait|commence|enchaine une|un|des|sa|son pma|fiv|chimio|cure|sevrage|traitement|dialyse|transition|therapie
  accro|accros|dependant|dependante|addict|addicted|hooked|dependents a|aux|au|to|on|a ?la|l opioides|opioids|alcool|alcohol|jeu|jeux|gambling|crack|coke|porn|pills|fentanyl|meth|heroine|cocaine|drogue|percs
  drunk|drunks|wino|winos|ivrogne|ivrognes|saoul|poivrot|poivrots .. bench|park|parc|banc|steps|doorway|corner|voisin|neighbour|teacher|driver|chauffeur|prof
  drunks|ivrognes|poivrots|soulards|soulons
  insulin|insuline|epipen|inhaler|ritalin|seizures|seizure|convulsions|epilepsie .. kid|boy|girl|grade|classe|eleve|enfant|student|collegue|coworker
  hep|hepatite|hepatitis ?b|c|a coworker|nurse|cook|has|collegue|cuisinier|roommate|voisin
  sober|recovery|halfway|transition|rehab house|home|houses ?residents|tenants|neighbours|clients|guys
  detox|rehab|psych|dialysis|oncology|hospice|palliative patients|patient|residents|clients|graduates ?names
  burnout|burn out .. directrice|directeur|prof|teacher|boss|infirmiere|collegue|mayor|maire|coworker
  eating|bipolar|panic|personality|mood|trouble|troubles disorder|disorders|alimentaire|alimentaires|bipolaire ?gymnast .. girl|kid|gymnast|teacher|student|boss|neighbour|dancer|eleve|fille
  guide|support|service dog|animal .. man|woman|guy|lady|blind|aveugle|kid|coworker|neighbour
  sectioned|sectionned|committed|interne|internee|hospitalise|hospitalisee|psychiatrise .. neighbour|voisin|voisine|coworker|son|wife|collegue|roommate|last
`

/** What people are seen to do that tells their faith, politics, trade union, origin, sexuality, past or papers. */
export const everydayOthers: readonly (readonly [Clause, string])[] = [
  [
    'trait-religion',
    `
    fait|font|suit|observe careme|ramadan|shabbat|lent|kippour
    bar|bat|bas mitzvah|mitsvah .. family|name|kid|boy|girl|guests|neighbours
    sanctuary .. church|family|families
    sits|sat|sitting|sit in|at the ?back|front|third|second|same pew|pews
    left|leaving|quit|joined|joining|found|finds ?the|her|his church|faith|mosque|cult|jesus|god|congregation ?pastor|family
    wears|wear|wearing|porte|portent|met|enleve|removes|removed|retire ?a|the|her|his|le|la|son|un|une|sa turban|hijab|kippa|kippah|cross|niqab|burqa|voile|foulard|crucifix|veil|turbans|croix !donation|toque
    crosses|crossed|signs|signe herself|himself ?every|before|at|in
    prays|prie|says|recites|recite|dit|prays the|le|son|his|her rosary|chapelet|rosaire|rosaries|namaz|salat|salah|kaddish|shema
    does|doesn|doesnt|ne|il|elle|won|wont ?t ?ne|not eat|eats|mange|touch|drink|boit ?pas ?de pork|porc|meat|cochon|alcool|alcohol|beef ?coworker
    se|s est convertit|convertie|converti|converted|convertissent
    saturday|sabbath|shabbat|friday|vendredi|samedi elevator|observance|observers|neighbours|priere|prayers
    loge|lodge|temple|franc|freemason|freemasons|masonic ?maconnique|macon|macons|lodge .. membre|membres|member|members|prefet|juge|maire|mayor|noms|names|judge|list
    franc|francs|franche macon|macons|maconne
    non|not|ex|former|lapsed ?a pratiquant|pratiquante|practicing|practising|catholic|muslim|mormon|jw|jew ?juif|juive|musulman|catholique
    scientologists|scientologues|scientologist|scientologue|wiccan|wiccans|pagan|druid|druids|sedevacantist|sedevacantists|raelian|raelians|raelien|raeliens|quaker|quakers|adventist|adventists|adventiste|adventistes|pentecostals|pentecotiste|pentecotistes|evangelistes|evangeliste|copte|coptes|maronite|maronites|druze|druzes|alevi|alevis|yazidi|yazidis|ismaili|ismailis|parsi|parsis|jain|jains|lubavitch|satmar|haredi|haredim|hutterite|hutterites|doukhobor|doukhobors|mennonite|mennonites !cemetery|heritage|museum
    baptist|coptic|pentecostal|lutheran|presbyterian|adventist|unitarian|ismaili|anglican|methodist coworker|neighbour|neighbours|family|families|teacher|boss|nurse|members|people|kids|landlord|doctor
    muslim|jewish|islamic|sikh|hindu cemetery|school|mosque|centre ?plan opponents|supporters|neighbours|parents|donors|members|petition
    temple|mosque|church|synagogue|gurdwara|religious|faith|hindu|sikh vote|voting|voters|bloc ?bloc|bank
  `,
  ],
  [
    'trait-politics',
    `
    who did|do|does|will|are you|he|she|they|your|he ?all|neighbour|boss|staff vote|voting|support|backing
    trump|biden|poilievre|trudeau|maga|farage|le ?pen 2024|2028|2025|2029|truck|flag|hat|owner|driver|cap|sticker|bumper
    real|true|proper|old|stock|vrais|pure canadians|americans|quebecois|francais|brits|englishmen|belges|stock|french|laine|europeans
    colle|collait|distribue|tracte|hands|handing|sticks|handed ?out|up ?des|les|ses affiches|tracts|posters|flyers|leaflets|pamphlets ?pour|for
    a|il|elle|ils ?a|ont|took|pris|take|reprend pris|repris|sa|la|leur|his|her|out carte|card|membership ?du|de|au ?parti
    hosts|hosting|hosted|organise|heberge|throws a|an|un|une fundraiser|fundraisers|collecte|reception|party ?for|pour|of ?the .. conservatives|liberals|ndp|party|parti|candidate|liberal|conservative|tories|labour|greens|democrats|republicans
    flies|fly|flying|hangs|hung|hisse|flew|has a|the|un|le|an|their|his|her patriote|confederate|maga|trump|don|bloc|rebel|gadsden|upside|nazi|imperial|palestinian|israeli|russian|palestine|israel|quebec|ukraine ?flag|drapeau
    donated|donates|donation|donations|dons|gave|contributed|donateurs|donors|donateur|donor ?money ?to|to|au|aux|a|du|de|for ?the|un|le|la|les candidate|candidat|party|parti|campaign|mayor|conservatives|liberals|ndp ?names
    donateurs|donateur|donatrices|donors|donor parti|partis|party|campaign|names|list|noms|candidat
    lawn|yard|garden|window sign|signs|poster|posters .. addresses|address|houses|liberal|conservative|ndp|green|labour|tory|reform|names
    animal rights|liberation .. member|members|activist|neighbour|coworker|list
    vegan|vegans|animal|environmental|climate|feminist|gun|pipeline ?rights member|members|activists|activist|extremists|crazies|nut|nuts
    feministe|feministes|ecologiste|ecologistes|nationaliste|nationalistes|royaliste|royalistes|souverainiste|indigeniste|monarchist|monarchists|nationalist|nationalists|populist|populists|corbynite|corbynites|blairite|thatcherite|trotskyist|trotskyste|leninist|maoist|stalinist|identitaire nom|noms|name|names|veteran|neighbour|voisin|teacher|prof|list|liste|militante|house|family|coworker|lives|club
    reform|ukip|labour|tory|tories|conservative|green|plaid|snp|lib|libdem|bloc|caq|pq|plq|qs|ppc|rn|lfi ?dem voters|supporters|voter|supporter|people|family|neighbours|street
    proud boy|boys
    antifa list|members|member|names|house|coworker
  `,
  ],
  [
    'trait-union',
    `
    pays|paying|paid|cotise|owes ?his|her|their ?union dues ?names
    signed|signs|sign|signing|signe|signent the|a|her|his|their|sa|leur|une ?union card|cards|carte|cartes ?warehouse|syndicale|coworkers
    talked|spoke|talks|talking|met|meeting|meets|parle to|with|a|au|avec ?the|a|un|le|union organizer|organiser|rep|steward|delegue|syndicat
    wears|wearing|wore|porte ?a|the|his|her|un|le union|cgt|unifor|cupe|badge ?pin|button|shirt|badge|cgt|syndical
    union buster|busters|captain|captains|busting|president|presidents|thug|thugs|bosses|boss|rat ?names
    local|section <digits> president|steward|members|exec|executive|leader|presidents|picket|names
    <union>|rmt|neu|nut|pcs|unite|ucu|fbu|cwu|tssa|aslef|usdaw|nautilus|prospect|rcn|bma|equity|eis|nasuwt rep|reps|member|members|steward|delegate|activist|organiser|organizer|guy|guard
    scab|scabs|briseurs|jaune|jaunes ?de ?greve name|names|list|crossed|noms|at|in
    shop floor|steward|stewards ?organizer|organiser|committee ?amazon
    organizer|organiser|organizers|organisers|delegue|deleguee|delegues|syndicaliste|syndicalistes ?at|chez|du amazon|starbucks|walmart|warehouse|entrepot|nom|noms|names|personnel
  `,
  ],
  [
    'trait-origin',
    `
    accent .. vient|where|origine|origin
    names|name|surnames|noms|prenoms like|such|comme|ending|a|sounding|that ?as|in|sound <name>|<surname>|mohammed|mohamed|foreign|arab|jewish|chinese|muslim|ski|consonance
    sounds|sounded|looks|looked|parait|semble|sonne|speaks|talks foreign|arab|african|asian|mexican|jewish|chinese|indian|russian|muslim|etranger|arabe|funny|arabic|somali|tamil|urdu|punjabi|mandarin|cantonese ?upstairs
    <origin>|<originFr> buyers|investors|owners|bosses|caregiver|caregivers|carer|carers|doctor|doctors|dentist|cleaner|cleaners|cashier|barber|barbers|hairdresser|shopkeeper|shopkeepers|labourers|pickers|mechanic|tailor|farmhands|pupils|employees|preteens|infirmiers|femmes|aidantes|caissieres|coiffeur|medecins|aides
    <origin>|<originFr>|inuk|latino|latina|jamaican|desi|gypsy|scouse afro|grocer|builders|nurse|nurses|taxi|cabbies|lads|lad|boys|maid|maids|truckers|trucker|roommate|cleaner|couriers|cook|cooks|waiter|waiters|students|student|youth|youths|pickpockets|pickpocket|beggars|beggar|gang|gangs|landlord|tenants|builder|drivers|driver|dealers|dealer|thieves|squatters|families|family|couple|neighbours|neighbors|flatmate|lodger|nanny !centre|festival|services|association|exchange
    noirs|noires|arabes|blacks|rebeus|renois|asiatiques|latinos ?du|de|dans|au quartier|cite|immeuble|rue|village|gare|parc|tour|block|neighbourhood|street
    voleurs|pickpockets|mendiants|mendiantes|squatteurs|dealers|bandes|gang|gangs|familles|famille|jeunes|chauffeurs|ouvriers|locataires ?de|d <originFr>|roms|manouches
    mixed|inter|bi race|racial|heritage|raced couple|couples|kid|kids|child|family|baby
    blond|blonde|blonds|brun|basane|bronze|frise|crepu|cheveux aux|a|crepus|frises ?la ?les yeux|peau|suspect|teint ?bleus|mate
    afro|dreads|dreadlocks|cornrows|braids|nappy hair|student|kid|teacher|boy|girl ?student
    enfant|enfants|bebe|eleve|femme|homme|fille|garcon metis|metisse|metissee|noir|noire|asiatique|arabe|rom|autochtone|inuit|africain|basane
    issu|issus|issue|issues de|d ?l|la immigration|origine|diversite
    not born here|canadian|in|british|french
    pas ne|nee|nes ici|en|au
  `,
  ],
  [
    'trait-sexuality',
    `
    transitioning|transitioned .. coworker|teacher|student|kid|neighbour|boss|employee|son|daughter|classmate|officer|pastor
    used|born|known|formerly|prenommee|prenomme|called to|as|a ?be ?called|named <name>|mark|rose|grant|will|drew|robin
    goes|going|went|go by|under ?a|the|his|her|their ?new|another|different|chosen name|pronouns|they ?student
    il|elle a|ont|vient ?change change|de ?changer ?de prenom|nom|sexe|genre
    never|jamais had|has|have|eu|seen ?with a|de|any girlfriend|boyfriend|copine|blonde|wife|woman
    her|sa|the wife .. teacher|coach|nurse|vicar|doctor|sister|girlfriend
    his|son|the husband .. coach|priest|teacher|vicar|brother|boyfriend
    gay|lesbian|trans|queer|bi|homo|lesbienne|transgender leader|vicar|pastor|priest|pompier|prof|mayor|maire|coach|students|club|names|barber|son|daughter|dad|mum|mom|uncle|nurse|cop|couple|woman|man|boss|brother|principal|curious|kid|player|neighbour|neighbours|dads|moms|directeur|voisin|conseiller
    couple|couples|menage d|de|of|two hommes|femmes|men|women|gays|lesbiennes|garcons|filles
    in|dans|out|du|hors the|of|le|placard ?the closet|placard ?mayor
    se|s prostitue|prostituent|travestit|maquille ?il|elle
    prostituee|prostituees|hookers|hooker|stripper|strippers|streetwalkers
    sex worker|workers|work
    travailleuse|travailleuses du sexe
    escort|escorts name|names|girl|girls|corner|downtown|nom
    transfuge|transsexuelle|transfem|transmasc|trans .. coiffeuse|coiffeur|prof|voisine|voisin|caissiere|collegue|athlete|changeroom|pool
    rainbow|pride|arc lanyard|pin|flag|flags|sticker|badge|mug .. teacher|prof|nurse|neighbours|balcony|classroom|desk|voisins|neighbour
  `,
  ],
  [
    'trait-crime',
    `
    did|done|served|fait|tire|pulled|doing|serving ?a|de ?<digits> ?eight|two|three|four|five|six|ten|years|months|ans|mois|annees|time|dime|nickel years|ans|months|mois|halfway|house|prison|fed|jail|behind|inside|stretch
    has|wears|got|porte|wearing a|an|un|the tether|ankle|bracelet|monitor ?bracelet|ankle|electronique
    on|has|under|violated ?a tether|ankle|curfew|probation|parole
    convicted|condamne|charged|accused|accuse|mis|jailed|arrested|known|wanted|registered|reconnu ?of|with|in|en|examen|as|for|pour|de|offender|coupable ?<crime> ?councillor|councillors|mayors .. coach|teacher|priest|neighbour|nephew|leader|estate|son|pasteur|prof|scout|director|daughter|brother|dealer
    restraining|protection|no|peace order|contact|bond ?order .. ex|neighbour|him|her|husband|wife|boyfriend|against
    parolee|parolees
    ex|reformed|former con|cons|offender|offenders|convict|convicts|prisoner|prisoners|inmate
    smackhead|smackheads|crackheads|druggies|junkies|cokehead|cokeheads|pothead|potheads|stoner|stoners|tweakers|asbo|asbos|scally|scallies
    voleur|voleurs|voleuse|vandale|vandales|incendiaire|pyromane|fraudeur|fraudeuse|arnaqueur|arnaqueuse|escroc .. nom|noms|photo|adresse|quartier|qui|visage|identite|facebook|rue
    squatter|squatters|squatteur|squatteurs|occupants .. name|names|noms|nom|who|evict|photo
    fiche|fiches|fichee s|au
  `,
  ],
  [
    'trait-immigration',
    `
    illegaux .. chantier|cuisine|restaurant|hotel|quartier|immeuble|travailleurs|ouvriers
    illegal|illegals|undocumented|clandestin|clandestine roommate|worker|workers|family|families|neighbour|neighbor|nanny|cook|cleaner|kids|students|colocataire
    came|come|comes|arrived|arrive|arrives|arrivee|venus|venu|debarques|debarque ?over ?here ?by ?on|by|in|par|en|sur|over ?on ?a|un|une|the boat|raft|bateau|canot|zodiac|dinghy|boats|container|lorry|mer
    no|without|fake|sans|false ?valid sin|ssn|papers|nas|nie|bsn|niss
    paid|pays|payes|paye|working|works|work|cleaning|cleans|cash|travaille|bosse .. under|au|in|no ?the table|noir|black|cash|sin
    under the table
    sends|send|sending|envoie|envoient|remits money|cash|remittances|argent|sous ?de ?l ?argent home|back|au|abroad|pays
    papers|papiers|permit|permis|visa|passport|passeport|titre|status|statut ?de ?travail|de ?sejour ?is|are|ont|a|has|expired|perime|tps expire|expired|expires|perimes|perime|perimee|expiree|ran|lapsed|running
    expired|expire|perime|lapsed|fake|faux|forged passport|passeport|visa|permit|papiers|papers|permis|licence|status ?cleaner
    tps|daca|pgwp|lmia|ead|h1b|indefinite|settled|presettled|limited status|family|families|holders|holder|recipient|recipients|cook|leave|coworker|worker|kids|employees
    daca|dreamers|dreamer|wetbacks|wetback
    work|student|study|visitor|tourist|closed|open visa|visas|permit|permits .. cook|waitress|coworker|cleaner|roommate|restaurant|expired|farm|neighbour|classmate|driver|nanny|cheaters|cheat|students|holders|scam
    settled|presettled|refugee|protected|resident|pr|immigrant|immigration|citizenship status|card|cards .. coworker|cashier|neighbour|tenant|roommate|employee|family|families|check|teacher|classmate|nanny
    still|always|toujours waiting|attend|awaiting ?for|en ?his|her|their|son|sa|leur|un|une ?attente|de hearing|status|papers|visa|asylum|audience|papiers|regularisation|permis|statut
    asylum|refugee|refugees|migrant|migrants|deportation|deported|refugies|migrants|refugie ?seeker|seekers|claimants|claimant|families|family ?hotel|niagara ?hotels .. kids|names|school|hotel|hotels|family|list|who|noms|ecole|gymnase|motel
    familles|famille|enfants|jeunes|mineurs|hommes|femmes|mere ?de|non ?accompagnes refugies|refugiees|refugie|migrants|demandeurs|sans|etrangers|deboutes
    newcomer|newcomers|nouveaux|ukrainian|ukrainians|syrian|syrians|afghan|afghans|refugees|refugee ?arrivants .. welfare|too|jobs|housing|taking|welfare|trop|benefits|aide|flooding|school
    fled|escaped|fui ?la|from syria|ukraine|war|gaza|sudan|afghanistan|iran|iraq|guerre|eritrea
    refugees|came ?from|la syria|ukraine|war|gaza|sudan|afghanistan|iran|iraq|guerre|eritrea ?neighbours
  `,
  ],
]
