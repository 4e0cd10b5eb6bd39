import { patternsOf, type Patterns } from '#listening/policy/patterns.ts'

/** What a city shows how to do; who asks for it wants to learn. */
const crafts =
  'science cooking culinary chemistry physics technology product products craft crafts farm farming gardening pruning composting safety fire extinguisher rescue cpr aed defibrillator firefighting k9 dog canine flight robot robotics drone skating ski martial dance drumming weaving pottery cheese blacksmith historical reenactment knitting painting makeup boat sheepdog falconry raptor magic coding vr software tech baking canning beekeeping sewing woodworking glassblowing spinning quilting lumberjack threshing'
const shown =
  'garden gardens plot plots farm farms orchard orchards project projects kitchen kitchens forest forests vineyard vehicle vehicles model home homes house houses lab laboratory class classes recipe flight flights phase grant grants program programme programmes programs centre center wetland woodlot effect purposes software version account table booth track tape reel disc bike bikes plant plants field fields parcel apiary greenhouse reactor installation trial trials school schools'
const crafting =
  'pompiers incendie sauvetage culinaire culinaires cuisine secourisme scientifique scientifiques sportive sportives canine canines technique techniques judo danse premiers robot robots drone drones reanimation massage forge tonte taille compostage produit produits magie robotique'
const animals =
  'wildlife deer moose animal elk bear bird goose geese gull whale turtle manatee kangaroo koala dolphin'
const works =
  'crew crews equipe equipes ressources resources pompiers secours fonds moyens contractor contractors equipment benevoles volunteers'
const cultural =
  'culturelle culturelles sportive sportives estivale estivales gratuite gratuites festive festives municipale municipales communale communales musicale musicales artistique artistiques litteraire litteraires commemorative commemoratives nautique nautiques equestre equestres hivernale hivernales familiale familiales caritative caritatives commerciale commerciales touristique touristiques folklorique folkloriques scientifique scientifiques patrimoniale patrimoniales'

/**
 * Compounds in which a word for an assembly means another thing, as a small grammar (see `patterns.ts`): `drone|bird strike`.
 * Kinds, not single phrases: those are in `other-senses.ts`.
 */
const text = `
  drone|air|airstrike|missile|rocket|bridge|vehicle|overheight|pole|hail|lightning|meteor|comet|asteroid|precision|preemptive|bowling|boat|ship|vessel|propeller|fish|lunker|<animals> strike|strikes
  underground|buried ?gas|utility|utilities|line|cable strike|strikes
  strike|strikes|striking ?a|the|up ?the|a ?right balance|deal|chord|pose|price|prices|plate|plates|zone|zones|rate|rates|slip|gold|oil|teams|team|faces|conversation
  strike|strikes|striking|struck off ?the ?register|list|roll
  demonstration|demonstrations|demo|demos|teaching <shown>
  solar|hydrogen|energy|battery|microgrid|carbon|autonomous|geothermal|irrigation demonstration|demonstrations
  <crafts> ?and|safety demonstration|demonstrations|demo|demos
  demonstration|demonstrations de|du|d|des|en ?la|l <crafting>|soins
  demonstration|demonstrations <crafting>
  projet|projets|jardin|jardins|ferme|fermes|verger|vehicule|atelier|ateliers|parcelle|usine|appartement|vol|site de|a demonstration
  appel|appels|avis a|de|d ?la manifestation|manifestations ?d ?interet
  manifestation|manifestations d interet
  grande|grandes|petites|prochaines|nos manifestation|manifestations <cultural>
  manifestation|manifestations <cultural>
  manifestation|manifestations publiques|publique <cultural>
  manifestation|manifestations clinique|cliniques|allergique|allergiques|cutanee|cutanees|neurologiques|respiratoires
  calendrier|agenda|programme|programmation|guide des|de manifestations
  car|cars|auto|automobile|motor|motorcycle|motorbike|moto|snowmobile|motoneige|atv|vintage|classic|antique|steam|balloon|bike|bicycle|cycling|cycle|scooter|rv|camper|corvette|jeep|mini|pep|dakar|safari|gravel|yacht|sailing|canoe|photo|treasure|reading|spelling|scout|guide|scouts|guides|market|rope|tail|stock ?car rally|rallies|rallye|rallyes
  world|national|european|historic|regional rally championship|championships|stage|stages|round|car|cars
  world rally
  rally|rallye|rallies car|cars|driver|drivers|stage|stages|championship|championships|cross|raid|finland|sweden|sardinia|obedience|squirrel
  rally|rallying|muster|assembly point|points|area|areas|station
  point|points|lieu|zone|aire de ?du rassemblement
  protest|protests|protesting ?your|a|the|my|our ?property|appraisal|assessment|appraised|valuation|valuations|home|2025|2026 tax|taxes|value|values|valuation|valuations|assessment|assessments|appraisal|appraisals
  protest|protesting your|my|a|an ?property|city ?tax bill|fine|ticket|assessment
  property|appraisal|assessment|valuation|tender|bid|procurement|award|contract ?tax|value protest|protests
  tax|taxes|appraisal|formal|informal|bid|assessment|property protest|protests period|deadline|deadlines|form|forms|hearing|hearings|letter|filing|process|season|portal|window
  protest|protests deadline|deadlines|form|forms|filing|portal|period|window|hearing|hearings
  a ?the march break|camp|madness|deadline|meeting|report|storm|snowstorm|election|release|update
  marche|marches ?de|du|d|des|aux|a|au ?la|l noel|fermier|fermiers|couvert|couverts|public|publics|publique|alimentaire|paysan|hebdomadaire|bio|local|locaux|artisanal|immobilier|financier|travail|emploi|gros|forain|forains|puces|poissons|fleurs|antiquites|halles|nordique|pied|brocante|producteurs|printemps|terroir
  wide|oversize|oversized|overweight|funeral|military|army|humanitarian|aid|relief|snowplow|snowplough|plow|wind|turbine|heavy ?load|haul|blade convoy|convoys
  convoi|convois exceptionnel|exceptionnels|funeraire|funeraires|militaire|militaires|humanitaire|humanitaires|ferroviaire|hors|postal ?gabarit
  blocage|blocages ?des|du|de|d ?l|la prix|loyers|loyer|frein|freins|ascenseur|ascenseurs|porte|portes|roue|roues|compte|comptes|carte|cartes|pub|spam|appels|appel|numero|technique|informatique|bancaire|administratif|articulaire|intestinal|mecanique|aiguillage|ecluse|embacle|glace|glaces|grue|telephone
  veillee|veillees ?de|du|au|aux|en|a|d ?l|la ?coin ?du noel|paques|contes|conte|pascale|feu|jeux|halloween|astronomique|nature|lecture|musicale|trad|traditionnelle|calendale|etoiles|patrimoine|pyjama
  easter|christmas|paschal|remembrance|armistice vigil|vigils|mass
  candlelight|candlelit|candle concert|concerts|dinner|carol|carols|tour|tours|skating|yoga
  mobilisation|mobilization|mobilisations of|des|de|d ?all|nos|toutes ?les <works>
  day|days|journee|journees of|d|de ?action ?de ?citoyenne ?ecocitoyenne litter|cleanup|nettoyage|plantation
  revolutionary|revolution war|site|museum|era|tranquille|industrielle|francaise
  industrial|french|quiet|green|digital|tranquille revolution|revolutions
  clean|plow|plough|salt|sweep|fix|light|repair|pave|cleaning|plowing|ploughing|lighting|sweeping|salting|paving ?up|of|all our ?city|residential streets
  our ?city|residential streets clean|cleaner|plowed|ploughed|flooded|dirty|dark|unplowed|icy|lights|slippery|swept
  pancarte|pancartes|panneau|affiche ?de electorale|electorales|publicitaire|publicitaires|stationnement|vitesse|signalisation|interdiction
  campaign|advertising|tourism|city|licence|license|plate ?plate slogan|slogans
  slogan|slogans contest|concours|publicitaire|publicitaires|touristique|touristiques|municipal
  parking|disabled|disability|accessible|handicap|handicapped|hang|mobility ?parking placard|placards
  placard|placards parking|permit|permits|renewal|cuisine|rangement
  red|christmas|donation|electric|tea|copper|salvation kettle|kettles
  kettle|kettles campaign|drive|donation|donations|recall|corn|ponds|lake|river|valley|creek|bells
  pots and pans drive|recycling|sale|donation
  solidarite|solidarity avec|with ?les|the sinistres|aines|flood|wildfire ?victims|evacuees
  fonds|fond|credit|epicerie|taxe|revenu|pacte|boutique|frigo|cafe de ?la|d solidarite
  gathering|gatherings limit|limits|size|sizes|restrictions
  strike|greve beach|plage|galets
  appel|appels d|a offres|offre|projets|projet|candidatures|benevoles|temoins|dons|idees|contributions|communications
  lock|locked|lockout out tag|tagout|procedure|device|code|card
`

/** Compounds by the words they can begin with. */
export const compoundSenses: Patterns<'other-sense'> = patternsOf('other-sense', text, {
  crafts,
  shown,
  crafting,
  animals,
  works,
  cultural,
})
