/** Lists that the wordings below stand on. */
export const lists = {
  mine: 'ex exwife exhusband girlfriend boyfriend gf bf fiance fiancee sister brother cousin cousins roommate roommates roomate flatmate housemate neighbour neighbor neighbours neighbors coworker coworkers colleague colleagues boss stalker crush mistress lover inlaws nephew niece aunt uncle stepdad stepmom tenant lodger bestie nanny babysitter',
  mineFr:
    'ex copain copine mec meuf nana chum blonde voisin voisine voisins collegue collegues patron patronne coloc colocataire cousin cousine frere soeur frangin frangine neveu niece oncle tante tonton beauf bru gendre nounou amant amante maitresse conjoint conjointe compagnon compagne',
  colour: 'black white red blue green grey gray silver yellow brown gold orange beige maroon',
  colourFr: 'noir noire blanc blanche rouge bleu bleue vert verte gris grise jaune beige argent',
  brand:
    'honda toyota ford chevy chevrolet dodge ram jeep nissan mazda hyundai kia subaru volkswagen vw bmw audi mercedes tesla lexus acura volvo gmc buick cadillac mitsubishi renault peugeot citroen dacia fiat skoda seat opel ' +
    'civic corolla golf accord camry prius f150 escape clio twingo polo rav4 crv sedan minivan hatchback pickup suv honda',
  kin:
    'wife husband spouse girlfriend boyfriend gf bf partner fiance fiancee ex exwife exhusband mother mom mum mommy mama father dad daddy ' +
    'brother sister bro sis sibling siblings son daughter cousin cousins aunt auntie uncle niece nephew grandma grandmother grandpa grandfather granny ' +
    'stepdad stepmom stepson stepdaughter stepfather stepmother inlaws roommate roommates roomate flatmate housemate neighbour neighbor neighbours neighbors ' +
    'coworker coworkers colleague colleagues boss lodger nanny babysitter bestie bff crush stalker lover mistress widow widower tenant tenants',
  kids: 'kid kids child children baby toddler parents family families friends friend mate mates landlord landlady teacher doctor manager dog',
  kinFr:
    'femme mari epouse epoux conjoint conjointe copain copine mec meuf nana chum blonde fiance fiancee ex compagne compagnon mere maman pere papa ' +
    'frere soeur freres soeurs frangin frangine fils fille gosse gamin gamine cousin cousine tante oncle tonton neveu niece mamie papi papy mami ' +
    'gendre bru voisin voisine voisins voisines collegue collegues patron patronne coloc colocataire nounou pote amant amante maitresse veuve veuf beauf demi',
  kidsFr:
    'enfant enfants gosses gamins bebe parents famille ami amie amis locataire locataires proprio proprietaire chien prof medecin',
  person:
    'guy dude man woman lady girl boy gentleman bloke chap fella teen teenager kid punk jerk idiot creep weirdo karen couple person neighbour neighbor ' +
    'tenant resident citizen driver cyclist cashier clerk waitress waiter barista nurse teacher principal coach employee worker staffer cop priest pastor ' +
    'doctor dentist janitor student customer homeowner renter influencer blogger complainer troll commenter poster mother father mom dad son daughter ' +
    'shopkeeper owner librarian bartender clown fool loser drunk homeless addict widow hermit family runner jogger skater',
  personFr:
    'femme homme type mec gars dame monsieur fille garcon meuf nana bonhomme voisin voisine gamin gamine couple famille conducteur conductrice prof ' +
    'employe employee fonctionnaire vieux vieille locataire citoyen citoyenne personne proprietaire proprio caissiere caissier serveur serveuse commercant ' +
    'boulanger boulangere facteur infirmiere infirmier medecin cure eleve etudiant etudiante cycliste automobiliste chauffard mere pere maman papa blogueur blogueuse ' +
    'rageux clocharde clochard sdf ado adolescent adolescente retraite retraitee veuve concierge gardien gardienne directeur directrice',
  doesFr:
    'habite vit travaille bosse sort rentre part dort gare mange boit court promene frequente conduit roule couche trompe vote prie deale picole fume ' +
    'loge reside demeure creche traine drague frappe ment vole triche touche consomme fugue demenage etudie enseigne achete',
}

/** Wordings about one person, or about where to find one. */
export const privateWordings = `
  <kin>|<kids>|<kinFr>|<kidsFr> of|du|de|d|a ?the|our|that|la|le|l|un|une|cette mayor|mayors|maire|mairesse|councillor|councillors|councilor|judge|juge|minister|ministre|premier|principal|superintendent|chief|sheriff|officer|victim|victime|suspect|accused|accuse|deputy|depute|deputee|senator|senateur|prefet|president|pm|ceo|director|directeur|directrice|coach|priest|pastor|imam|rabbi|cop|plaintiff|plaignante|whistleblower|shooter|tireur|killer|tueur|conseiller|conseillere|candidate|candidat
  mayor|mayors|maire|mairesse|councillor|councillors|councilor|judge|juge|minister|ministre|premier|principal|superintendent|chief|sheriff|officer|victim|victime|suspect|accused|accuse|deputy|depute|deputee|senator|senateur|prefet|president|pm|ceo|director|directeur|directrice|coach|priest|pastor|imam|rabbi|cop|plaintiff|plaignante|whistleblower|shooter|tireur|killer|tueur|conseiller|conseillere|candidate|candidat s <kin>|kid|kids|house|home|address|family|mistress|lover|affair|daughter|business|cottage
  mayors|councillors|judges|principals|teachers|coachs|premiers|ministers|officers <kin>|kid|kids|house|home|address|daughter|mistress
  where|ou ?the|our|that|le|la|l mayor|mayors|maire|mairesse|councillor|councillors|councilor|judge|juge|minister|ministre|premier|principal|superintendent|chief|sheriff|officer|victim|victime|suspect|accused|accuse|deputy|depute|deputee|senator|senateur|prefet|president|pm|ceo|director|directeur|directrice|coach|priest|pastor|imam|rabbi|cop|plaintiff|plaignante|whistleblower|shooter|tireur|killer|tueur|conseiller|conseillere|candidate|candidat|<occupation> lives|live|habite|vit|shops|drinks|parks|boit
  employee|student|teacher|resident|parent|citizen|customer|nurse|employe|eleve|citoyen|habitant|usager|client|fonctionnaire ?anonyme who|whose|qui ?a|wrote|leaked|complained|posted|liked|signed|spoke|called|filmed|recorded|filed|sued|quit|said|ecrit|parle|poste|porte|filme|signe|denonce|publie|appele !needs|need|rides|uses|takes
  teachers|students|workers|nurses|employees|residents|people|staff|profs|infirmieres|employes|gens|eleves|parents|drivers|members|users|those|ceux|celles who|qui|that ?have|has|are|ont|a|are|sont walked|struck|signed|voted|attended|marched|liked|joined|organized|complained|refused|posted|shared|supported|donated|participated|debraye|signe|manifeste|participe|like|partage|commente|soutenu|refuse|fait|vote
  who|qui ?all|a|ont|have|has|else liked|signed|shared|commented|attended|like|signe|partage|commente|retweeted|followed|follows|unfollowed ?the|that|this|le|la|cette|ce|a
  driver|owner|conducteur|conductrice|proprietaire|passenger|passager of|de|du|d ?the|that|a|la|le|l|une|un|cette <colour>|<colourFr>|<brand>|van|truck|car|voiture|camion|auto|moto|motorbike|scooter
  the|our|nos|les|ces|those|these|my|mes ?two|deux|damn|loud new|nouveaux|nouvelles|next|upstairs|downstairs|loud|bruyants|riches|rich ?door neighbours|neighbors|tenants|voisins|voisines|locataires|renters|students|family|couple|people|owners|proprietaires
  signatories|signataires|signataire|auteur|autrice|author|admin|admins|moderator|members|membres|organisateur|organisatrice|followers|abonnes|likers ?names ?names of|du|de|d|behind|on ?the|la|le|l|cette|this|that|our group|groupe|page|petition|post|tweet|letter|lettre|video|plainte|complaint|blog|thread|channel|compte|account|email|courriel|tract|flyer
  restraining|protection|peace|no ?contact order|bond against|on|ex|my|his|her|voisin
  my|our|mon|ma|mes|notre ?daughter|son|kids|daughters|sons|fils|fille ?s bully|bullies|harceleur|harceleuse|bourreau|proces|coming|garde|divorce|custody|viol|rapist|abuser|abus|agresseur|stalker
  deals|dealing|sells|selling|deale|vend ?drugs|weed|du|de ?la outside|near|behind|at|in|from|devant|derriere|pres|dans|drugs|weed|shit|drogue|coke
  airbnb|hotel|hostel|shelter|camp|foyer|auberge guests|residents|families|women|residentes|familles|occupants|kids nationality|names|name|origin|nationalite|noms|faces|photos|lists
  rich|poor|weird|loud|big|pauvre|riche family|familles|families|couple|famille on|at|in|across|from|du|de|d|sur|qui|who
  families|kids|women|men|residents|people at|from|in|staying|living ?the|in|at shelter|hostel|encampment|camp|motel|refuge|projects|trailer names|faces|photos|park|who
  <name> from|at|in number|unit|apt|apartment|flat|room|upstairs|downstairs|accounting|reception|payroll|work|school|church
  plate|plates|plaque|plaques|licence|license ?plate|plates ends|ending|starts|starting|begins|finit|commence|finissant|commencant|reading ?in|par|with
  <colour> ?<brand> car|cars|van|truck|house|sedan|suv|pickup|camper parked|owner|outside|always|driver|belongs|follows|plate ?in ?front|outside|of
  <brand> <colourFr>|<colour> ?<digits> garee|garé|immatriculee|proprietaire|conducteur|parked|owner|driver
  house|home|maison|apartment|place with|a|avec ?the|la|une|un|des red|blue|green|yellow|white|black|pink|porte|volets|purple ?door|shutters|fence|car
  the ?little <colour> house|door|bungalow|cottage|trailer on|at|near|beside|next
  corner|basement|upstairs|downstairs unit|apartment|flat|suite tenant|tenants|occupant|guy|woman|couple
  old|big|little|fat|crazy man|lady|mister|mama|papa <surname>|<name>
  oncle|tonton|tata|tante|tatie|papy|mamie|papi|cousin|cousine <name> !lac
  mon|ma|mes|notre ex|ancien|ancienne|futur|future|premier|premiere|defunt|defunte <kinFr>
  my|our ex|former|late|estranged|first|second|future|soon|abusive|cheating|crazy ?to ?be ?ex <kin>
  mon|ma mari|femme|epouse|epoux|pere|mere|fils|fille me|trompe|boit|frappe|bat|a|est|cache|ment
  my husband|wife|boyfriend|girlfriend|mom|dad|son|daughter is|cheated|cheats|drinks|hits|beats|left|hides|lied|secretly|has
  <digits> year|years|yr|yrs|yo ?old girl|boy|kid|child|teen|student|woman|man|mother|mom|daughter|son|girls|boys|driver|nephew|niece|suspect|neighbour|neighbor
  <digits> ans fille|garcon|ado|gamin|gamine|habite|eleve|collegienne|disparue|disparu|collegien
  fille|fillette|garcon|ado|adolescente|adolescent|gamin|gamine|enfant|eleve|femme|homme|jeune|dame|mineur|mineure|collegienne|collegien|lyceenne|voisine|voisin ?agee|age ?de <digits> ans
  that|this|which|whose|our|my ?rude|new|old|weird|creepy|fat|young bus|cab|taxi|delivery|uber|school|truck|ups|fedex|amazon|skip|night|day|shift driver|drivers|guy|man|woman|lady|nurse|girl|boy|manager|principal|secretary|teacher|crossing|janitor|guard !shortage|training|schedule|jobs
  that|this rude|creepy|weird|fat|drunk|sketchy|lazy|young|old|racist|stupid <occupation>
  cette|ce|cet ?jeune|vieille|vieux|sale|grosse|gros|petite|petit <occupation>
  the|le|la|l ?new|old|young|blonde|night|nouvelle|nouveau|jeune|vieux|vieille|petite|petit|grosse|gros <occupation> from|at|with|on|in|upstairs|downstairs|nextdoor|du|de|des|chez|d|au|a the|our|unit|number|la|l|le|ward|lidl|carrefour|auchan|aldi|tesco|walmart|costco|starbucks|mcdonalds|mcdo|ikea|nuit|dessus|dessous|face|bas|bout|coin|cinquieme|troisieme|deuxieme|premier|rez|pharmacie|boulangerie|ecole|mairie|quartier|banque|poste|gare|tabac|leclerc|intermarche|super|superu|metro|iga|maxi
  who|whos|qui|whoever|the|person ?is|a|s|was|one|who complained|reported|snitched|leaked|tipped|ratted|squealed|denonce|porte|balance|complains ?about|on|to|it|the|plainte|him|them|us|off|a|contre|le|la|les
  anyone|anybody|someone|somebody ?here|else|in ?town know|knows|seen|recognise|recognize|got|dated|dating ?a|this|the|that|his|her <kin>|<person>|him|her|number|guy|face|woman
  quelqu un ?ici ?a|aurait|connait|connaitrait|reconnait ?un|une|son|sa|ce|cette|la|le|cet numero|insta|snap|adresse|gars|mec|fille|meuf|femme|type|visage|prenom|nom|profil
  face|visage|photo|photos|nom|prenom|name|identity|identite|address|phone|insta|snap of|du|de|d ?la|the|l|le|cette|ce <occupation>
  single|divorced|widowed|unmarried|unwed|celibataire|divorcee|divorce|veuve mom|moms|mum|mother|mothers|woman|women|dad|dads|guy|neighbour|neighbor|teacher|quartier|voisine|voisin|immeuble|collegue|prof
  is|est ?elle|she|he|il ?still|toujours single|celibataire|divorced|divorcee|dating|seeing|cheating
  he|she|him|hers|himself|herself
  his|her !majesty|majestys|excellency|honour|honor|worship|royal|highness|holiness
  my|our|ur ?new|old|crazy|stupid|late|own|annoying|upstairs|downstairs|next|door|nosy|noisy|weird|horrible|awful|dumb|rude|former <mine>
  their|someones|somebodys ?new|old|crazy|stupid|late|own|poor|dear|little|big|older|younger|former|annoying|best|future|upstairs|downstairs|next|door|other|nosy|noisy|weird|horrible|awful|dumb|rude <kin>
  their <kids>
  s ?new|old|crazy|late|little|big|older|younger|former|ex <kin>|kid|kids|house|address|apartment|workplace|employer !program|day|centre|center
  mon|ma|notre ?nouveau|nouvelle|vieux|ancien|ancienne|petit|petite|beau|belle|gros|con|conne ?de <mineFr>
  mon|ma belle|beau soeur|frere|mere|pere|fille|fils|parents
  son|sa|leur|ton|ta ?nouveau|nouvelle|vieux|vieille|petit|petite|ancien|ancienne|futur|future|propre|pauvre|cher|chere|beau|belle|grand|grande|ex <kinFr>
  ses|leurs <kinFr>|<kidsFr>
  mes|tes voisins|voisines|collegues|cousins|cousines|beaux|ex
  son|sa|leur enfant|gosse|bebe|famille|ami|amie|proprio|locataire|adresse|numero|plaque|telephone|cell|cellulaire|portable|domicile|patronne|employeur|profil|casier|dossier|nom|prenom|appart|appartement|immeuble|auto|voiture|char|copain|prof
  that|this|dis|dat guy|dude|man|woman|lady|girl|boy|bloke|chap|fella|kid|creep|couple|teen|teenager|neighbour|neighbor|karen|jerk|cop|driver|cyclist|person|tenant|teacher|nurse|cashier|chick|granny|student|troll|loser|idiot !made|in
  the|that|this|which|some|one ?old|young|little|crazy|rude|tall|fat|angry|elderly|quiet|same|new|nice <person> who|whose|whos|named|called|wearing|living|driving|upstairs|downstairs|nextdoor|across|next|behind|beside|opposite
  the|that|this ?old|young|little|crazy|rude|tall|fat|angry|elderly <person> in|at|from|with|on unit|apt|apartment|number|flat|suite|room|the|our|my|that|house|hat|beard|blue|red|green|white|black|next|number|no
  the <kin> of
  the|a daughter|son|wife|husband|mother|father|brother|sister|girlfriend|boyfriend|widow|nephew|niece|kid|kids|family of
  cette|ce|cet|ct ?pauvre|vieille|vieux|jeune|sale|petit|petite|grosse|gros <personFr>
  le|la|l|un|une|les ?vieux|vieille|jeune|petit|petite|gros|grosse|grand|grande|meme <personFr> qui|dont
  le|la|l ?vieux|vieille|jeune|petit|petite|gros|grosse <personFr> au|du|d|avec|sur|de rez|numero|dessus|dessous|en|a|bout|coin|troisieme|deuxieme|premier|3e|2e|1er|4e|5e|6e|12|chien|la|l|un|une|bas|haut|son
  le|la|l fils|fille|femme|mari|mere|pere|frere|soeur|copain|copine|cousin|cousine|ex|voisin|voisine|mec|gamin|gosse|conjoint|blonde|chum|neveu|niece de|du|des|d|a !famille|menage|joie|l|regiment
  la|le|l famille <name>
  house|home|place|people|family|guys|couple|woman|man|owner|owners|kids|party|lady|guy|tenants|maison|gens|famille at|in|on|au|from ?number|no|numero <digits> !km|kilometres|years|bus|street
  named|called|nomme|nommee|prenomme|prenommee|appele|appelee|appelle|surnomme|surnommee|nicknamed|goes ?by <name>
  <person>|nurse|barista|cashier|waitress|bartender|librarian|guy|woman|man|lady|kid named|called|nicknamed
  <personFr> nomme|nommee|prenomme|prenommee|appele|appelee|surnomme|surnommee|s ?appelle
  karen|karens|kevins of|on|at|from|who|in|next
  mayor|councillor|mayors|councillors|minister|ministers|premier|premiers|principal|chief|maire|ministre ?s daughter|son|wife|husband|kids|kid|mistress|girlfriend|boyfriend|brother|sister|house|home|nephew
  fille|fils|femme|mari|maitresse|amant|frere|soeur|maison|enfants de|du|des|a|d ?la|l maire|mairesse|ministre|echevin|depute|conseiller|directeur|prof|patron|president|cure|medecin|voisin|voisine|boulanger|boucher
  having|had|has|have|his|her|secret ?an|a affair|affairs|mistress|lovechild
  cheated|cheating|cheats on|with
  affair|liaison|aventure|couche with|avec
  custody|divorce|bitter battle|hearing|case|settlement|papers|split
  behind|months|owes|late|arrears ?on|behind|in|back rent|child support ?support ?payments
  evicted|evict|expulser|expulse|expulsee ?the|la|le|my|our|un|une tenant|family|famille|locataire|mother|mere|woman|him|her|couple
  watch|keep|hide|lock|protect ?up ?your|our|the kids|children|daughters|girls|wives ?away from|around
  beware|careful|warning|avoid|watch|steer|attention|mefiez|gaffe ?out|vous ?clear ?of|about|from|for|a|au|de ?the|this|that|ce|cet|cette|la|le guy|man|woman|dude|lady|couple|landlord|tenant|contractor|type|mec|gars|homme|femme|voisin|voisine|proprio|locataire|dame
  those|ces|such|them people|folks|types|gens|individus ?la
  uses|using|takes|taking|carries|needs|sees a|an|her|his ?big cane|walker|shrink|epipen|oxygen|crutches|wheelchair|needle|therapist|inhaler
  who|whos|qui ?is|s|sont|est ?behind|really organizing|organising|organise|leading|attended|attending|signed|funding|finance|funds
  list|liste|rsvp of|des|de|d ?the|all|everyone attendees|participants|organizers|organisers|organisateurs|signatories|signataires|adherents|presents|meneurs|attending|demonstrators|protesters|parents|locataires|tenants|students|eleves|patients|voters|donors|members
  names|noms|photos|faces|visages|rsvp ?of|des|de|d ?the|all|everyone attendees|participants|organizers|organisers|organisateurs|signatories|signataires|adherents|presents|meneurs|attending|demonstrators|protesters|parents|locataires|tenants|students|eleves|patients|voters|donors|members
  list|liste|rsvp attendees|participants|organizers|organisers|organisateurs|signatories|signataires|adherents|meneurs|attending|demonstrators|protesters
  the|those|these|that ?two|three|group|bunch|little|loud|noisy ?of guys|girls|boys|teens|teenagers|tenants|neighbours|neighbors|women|men who|from|next|upstairs|across
  les|ces|des ?deux|trois gars|filles|ados|locataires|mecs|voisins qui|du|d au|dessus|troisieme|numero|3e|2e
  someone|somebody|guy|dude|lady in|on|from|at our|my|this street|building|block|complex|condo
  rip|obituary|funeral|wedding|memorial|funerailles|obseques|mariage|deces ?of|for|de ?little <name>
  cashier|barista|barber|mailman|postman|waitress|waiter|bartender|janitor|hairdresser|nanny|babysitter|tutor at|on|from|who|name|named|address|with
  our|my ?new mailman|postman|barber|hairdresser|janitor|nanny|babysitter|tutor|concierge|facteur|coiffeuse name|address|lives|who|and
  insta|snap|snapchat|ig|addy|whatsapp of|de ?the|this|that|cette|ce|la|le|du|l|d <person>|<personFr>
  his|her|their|son|sa|leur insta|instagram|snap|snapchat|facebook|fb|tiktok|06|num|addy|whatsapp|linkedin|onlyfans|compte|bagnole|caisse|moto|scooter|rue|bahut|taf
  real|true|actual|vrai|vraie|veritable name|identity|nom|identite|prenom|face ?behind|of|derriere|de
  person|personne behind|derriere
  who|whos|qui|person|guy|man|woman|personne|mec ?is|s|est|se|really|cache behind|runs|running|derriere|gere|tient the|that|this|ce|le|la|cette|l ?anonymous|burner|parody|gossip account|page|profile|compte|twitter|tweets|blog|handle|username|group|pseudo|parody
  anonymous|anon|burner|parody|fake|anonyme|troll account|compte|accounts|comptes|page ?of|de|behind|is|who
  admin|admins|moderator|administrateur of|behind|de|for ?the|that|this|la|cette|ce page|group|account|compte|groupe
  unmask|unmasking|unmasked|demasquer|demasquez|outing|doxer|doxxer|doxez|doxing|doxxing
  balance|balancez|file|envoie|envoyez|donne|donnez|partage|partagez|give|send|post|drop|share|spill|leak|dm|need|want|got ?me|moi|nous|us son|sa|ses|his|her|the|l|le|la|un|their|that|names|leur|addy ?phone|street|home|full|last insta|snap|num|numero|adresse|nom|noms|06|address|addy|number|name|names|phone|plate|plates|handle|profile|pic|photos|employer|surname
  works|work|working nights|evenings|days|weekends|shifts at|in|for
  walks|walking|promene|sort the|a|le|un|son dog|dogs|chien|chiens ?at|every|a|tous
  last|previous|current|old|new|home|exact|street|work|parents address|employer|landlord|addresses|workplace of|for|is
  new tenants|tenant|owner|owners|neighbours|neighbors|family|couple at|in|on|next
  house|apartment|appartement|maison where|with|ou|number|of|de|du ?the|a|she|he|vit|habite|they|il|elle lives|live|stays|sleeps|vit|habite|dort|reste
  last seen ?at|near|on|wearing|in ?the|a ?corner|bus bar|gym|school|store|mall|bus|park|walmart|starbucks|daycare
  drop|post|release|publish|publiez|diffuser|sortez the|les|their|ses|leur|des|all names|addresses|noms|adresses|photos|addys|receipts|visages
  <household> family|kids|boys|girls|twins|brothers|sisters|household|clan !day|doctor|park|centre|center|swim
  famille|chez|clan ?les|des|la <surname>
  <person>|kid|kids|lady|guy|man|woman with the|a|his|her|that|brown|red|blue|black|white|green|tattoos|dreadlocks ?big|little|blue|red|black|white|green|brown|long ?old hat|beard|dog|dogs|hair|tattoo|tattoos|backpack|limp|car|truck|coat|jacket|glasses|bike|stroller|accent|van|cane|hoodie|scooter|pitbull|scar
  old|young|little|elderly|homeless|drunk|creepy|crazy|tall|fat man|woman|lady|guy|girl|boy|couple|dude on|in|at|from|with|who|by|near|behind
  <person>|man|woman|lady in|at|from unit|apt|apartment|flat|suite|number|room|basement
  who was|is|s|were driving|yelling|screaming|filming|honking|smoking|speeding|fighting|cheating|dating|sleeping|walking ?the|a|their|her|his !up|down
  <colour> <brand>
  <brand> ?civic|corolla|golf|escape|accord|rav4|crv ?de|couleur <colourFr>|grise|noire|blanche|rouge|bleue
  la|le|une|un|sa|son golf|civic|clio|audi|bmw|mercedes|twingo|peugeot|honda|toyota|tesla|jeep|corolla|yaris|polo|kangoo|mazda|hyundai|kia noire|blanche|rouge|grise|bleue|verte|noir|blanc|rouge|gris|bleu|vert|jaune|qui|du|de
  lives|living|live|moved .. doors|door|houses|floors ?over down|away|over|up|from
  same gym|school|church|building|street|class|floor|office|shift|bus|daycare as ?me|my|him|her|us
  <name> .. same gym|school|church|building
  caught|filmed|recorded|seen|showed|spotted on|by ?up my|our ?ring|front|door ?cam doorbell|ring|nest|cam|camera|dashcam|porch
  hangs|hanging|hung out at|in|by|near|with|behind|outside
  who works|worked|working|studies|shops|drinks|trains|volunteers|goes|went at|in|for|with|to|near
  <kinFr>|<kidsFr> de|d|a <name>
  <kin>|kid|kids|friend of ?the <name>
  le|la|l|une|un caissiere|caissier|serveur|serveuse|prof|boulanger|boulangere|facteur|concierge|gars|mec|meuf|nana|coiffeuse|coiffeur|barmaid|nounou|garagiste|pharmacienne|vendeuse|vendeur|coach|gymnaste|epicier|dentiste|plombier|eboueur|chauffeur|secretaire|receptionniste du|de|des|chez|d|a ?la|l
  petit|petite|grand|grande|dernier|derniere|aine|ainee|cadet|cadette ?dernier|derniere des|de|du ?la ?famille <surname>
  elle|il|qui travaille|bosse|taffe|enseigne|etudie|traine chez|au|a|dans|comme|pour|devant|avec|la
  traine|trainent|squatte|squattent toujours|souvent|devant|au|a|chez|dans|pres
  nguyen|tran|pham|huynh|hoang|phan|dang|bui|vo|vu thi|van|duc|minh|thanh|ngoc|quoc
  who is|s this|that|dis !road|street|project|plan|for|company
  who owns|drives|rents|bought|parked|posted|filmed|wrote|reported|snitched|called the|that|this|a|here|on|in ?blue|red|white|black|grey|gray|green|silver|house|old|big|new house|car|truck|van|suv|dog|plate|home|jeep|honda|toyota|tesla|account|video|page|unit|apartment|place|bike|cottage|it
  whose car|house|kid|kids|dog|truck|plate|plates|child|son|daughter|husband|wife|van|number|account|baby|name|phone|cat|address|suv|bike|jeep
  which|what gym|bar|pub|church|mosque|daycare|house|apartment|unit|floor|bus .. he|she|they|him|her|goes|lives|takes|drinks
  anyone|anybody|someone|somebody|any ?one|else|here|of|you|out|there|happen|to know|knows|recognize|recognise|recognizes|identify|found|find|seen|got|have who|whos|this|that|him|her|them|their|where|the ?guy|man|woman|lady|girl|dude|person|kid|lives|name|address|surname|number
  name|names|address|addresses|number|phone|photo|photos|pic|pics|picture|pictures|identity|employer|workplace|profile|surname|plate|whereabouts of|for|to the|that|this|my|a|our ?old|young|rude <person>
  identify|id|find|track|follow|locate|expose|name|tail|dox|doxx|report|spot the|this|that|these|those|him|her|them|a ?phone|guy|dude|man|woman|lady|girl|boy|kid|driver|person|couple|creep|teacher|nurse|teen|teens|cyclist|jerk|family !number
  out|name|expose|shame him|her|them
  name|out|expose and shame|expose|doxx
  where does|did|do|is|was|s <name> ..
  <name> s house|home|car|truck|dog|wife|husband|kids|kid|mom|mum|dad|mother|father|son|daughter|boyfriend|girlfriend|address|place|family|job|boss|baby|brother|sister|ex|phone|number|account|funeral|apartment
  <name> from|who|whose|qui|du|chez|aka|dit|dite ?the|la|le|at
  big|old|crazy|little|fat|dirty|creepy|ti|tite|gros|grosse|petit|petite|vieux|vieille <name> !street|park|bridge|lake|creek
  la|le|l ?petite|petit|grosse|gros|vieille|vieux|belle <name> du|de|qui|d
  where|when|what|which .. <name> lives|live|works|work|parks|goes|shops|drinks|sleeps|leaves|hangs
  <name> lives|works|drinks|sleeps|leaves|cheated|owes
  lives|living|live on|at|in|near|behind|across|above|below ?the|my|our ?same|corner|basement street|building|avenue|block|floor|unit|apartment|apt|basement
  follow|following|followed|track|tracking|tail|watch|watching|spy|spying|stalk him|her|them|home
  plate|plates number|belongs|belong|registered|lookup|reads|of|for ?to|plate|plates
  licence|license plate|plates number|belongs|belong|registered|lookup|reads|of|for
  ran|run|running|check|whose|trace|noted|wrote|got|lookup the|my|a|that|down|plate|plates|licence|license ?plate|plates|number !plate
  plaque|plaques appartient|correspond|de|du|immatriculee ?la|l|cette|sa|ce voiture|auto|char|camion|conducteur|voisin|voisine|type|vehicule|chauffard
  numero|numeros de|d plaque|plaques|immatriculation
  telephone|portable|cell|tel|numero de|du|d ?la|le|cette|ce|mon|ma|son|sa voisin|voisine|femme|gars|dame|type|mec|prof|ex|fille
  note|notez|noter|releve|relever|photographie sa|la|leur plaque
  qui appartient|conduit|loue|possede .. plaque|voiture|auto|char|maison|camion|chien|numero|vehicule|moto|immat
  quelqu un ?ici|aurait|peut|pourrait connait|connaitrait|reconnait|reconnaitrait|sait|a|saurait|identifier .. adresse|nom|cette|ce|cet|identite|gars|femme|mec|type|numero|qui|habite|coordonnees
  qui connait|reconnait|sait|a .. cette|ce|cet|adresse|nom|gars|femme|mec|type|identite|habite
  c est qui
  qui est cette|ce|cet|c|la|le ?meuf|mec <personFr>
  nom|prenom|adresse|numero|photo|photos|identite|employeur|profil|coordonnees|surnom|domicile|plaque de|du|d ?cette|ce|cet|la|le|l|mon|ma|son|sa <personFr>|<kinFr>|<name>
  trouver|trouvez|retrouver|identifier|identifiez|balancer|balancez|suivre|filmer|localiser|denoncer|reperer|espionner|traquer cette|ce|cet|son|sa|la|le|l|ces <personFr>|adresse|employeur|coupable|trace|profil|nom
  elle !est|sera|etait|reste|rouvre|ouvre|ferme|coute|deborde|monte
  elle est|etait !fermee|ouverte|bloquee|barree|inondee|disponible|prevue|sale|brune|trouble|potable|coupee|gelee|glissante|brisee|cassee|en|ou|rouverte|gratuite|annulee|reportee
  il|y|l|ki <doesFr>
  il|elle se|s gare|promene|cache|drogue|prostitue|drague|tape|fait|est|sort|prend
  il|l a|as un|une|le|la|les|des|du|ete|son|sa|ses|recu|vote|pris|eu|avoue|quitte|demenage|trompe|frappe|tue|vole|divorce|perdu|viole|touche|fraude !plu|neige
  il|l est|etait de|d|aux|du|gay|sous|au|malade|parti|trans|noir|arabe|juif|sorti|chez|marie|suivi|sur|homo|musulman|bi|celibataire|divorce|un|une|connu|fiche|alcoolique|depressif|seropositif|encarte|syndique|ne|originaire|recherche|accuse|debout !la|plus
  il|l fait du|de|le|la|sa|ses|son|partie ramadan|prison|trafic|taule|chimio|depression|transition|black|careme|cure|dialyse|syndicat|gang
  ou|quand|comment habite|habitait|crechait|creche|bosse|vit|dort|travaille|loge|reside|demeure|etudie
  heure|heures|soir|matin|jour .. il|elle sort|part|rentre|finit|commence|travaille|dort|quitte|promene|passe|court|mange|prend|arrive
  sort|rentre|part|sortie ?toujours du|de|au boulot|travail|bureau|gym|chez|taf|shift
  chez lui|elle|eux
  digicode|interphone|sonnette|buzzer .. appartement|immeuble|de|du|son|sa|her|his|unit|building|voisin|code
  en face de|du chez
`
