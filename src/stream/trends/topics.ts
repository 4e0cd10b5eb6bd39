/**
 * What a public service is asked about, as stems people write in the languages of its residents. A group is counted as one
 * key, so that "flooding", "river is over the road" and "inondation" add up when each alone is too rare to notice.
 *
 * A stem ending in `*` covers every word that begins with it. Written by hand from general knowledge, not taken from any data.
 */
const topicStems: Record<string, string> = {
  flood: `flood* floodwater* overflow* sandbag* submerged inundat* levee dyke dam riverbank underwater inond* crue crues débord* submerg* digue
    barrage inundac* inundad* desbord* riada crecida alluvion* esond* allag* enchente* alagament* alagad* transbord* hochwasser überschwemm* überflut* baha bumabaha`,
  storm: `heatwave* rainfall monsoon* habagat flashflood* severe canicule pluies verglaçante lluvias chuvas pioggia pioggie regen storm storms stormy cyclone cyclones typhoon* hurricane* tornado* twister hail hailstorm thunderstorm* blizzard gust gusts lightning windstorm landfall
    tempête* ouragan* tornade* orage* grêle verglas rafale* foudre tormenta* huracán huracan* granizo ciclón ciclon* tifón tifon* tempesta* temporale uragano ciclone*
    tempestade* furacão furacao sturm orkan unwetter gewitter bagyo ulan ulang`,
  quake: `earthquake* quake quakes aftershock* tremor* seism* seismic magnitude richter epicent* tsunami* landslide* mudslide* sinkhole avalanche
    séisme* seisme* tremblement* secousse* épicentre glissement terremoto* temblor* sismo* réplica* replica deslizamiento* sisma terremot* scossa scosse epicentro frana
    tremor* deslizament* erdbeben beben nachbeben erdrutsch lindol gempa`,
  fire: `inferno acres containment smog sghaze psi pollution* fire fires wildfire* bushfire* blaze* burning burnt flames smoke smoky haze hazy ash explosion* explode* exploded exploding explod* blast detonat* arson firefighter* firefighters
    incendie* incendi* feu feux flammes fumée explos* pompier* brûl* incêndio* incendio* fuego llamas humo bomberos fogo chamas fumaça bombeiros fiamme fumo fuoco pompieri vigili
    feuer brand brände waldbrand rauch flammen feuerwehr sunog usok`,
  crash: `crash crashed crashes derail* collision collided wreck wreckage helicopter plane train accident accidents pileup overturned collapse* collapsed capsiz* spill spilled leak leaking leaks
    déraill* collision écras* effondr* accident* carambolage déversement fuite avion hélicoptère choque accidente* descarril* derrumb* colaps* vuelc* derrame helicóptero
    deragli* incidente* crollo crollat* schianto desab* colis* acidente* descarrilh* unfall unfälle entgleis* einsturz absturz`,
  harm: `dead death deaths died killed kills injured injuries injury wounded casualt* fatalit* victim* missing trapped hostage shooting shooter gunman gunfire gunshots stabbing bomb bombing bombs
    bomber attack attacks terror* suspect manhunt lockdown massacre morgue corpse bodies mort morts mortes décès tué* tués bless* blessé* victime* disparu* fusillade attentat* tireur bombe otage
    muert* fallecid* herid* víctima* desaparecid* tiroteo atentado morti vittim* ferit* dispers* sparatoria mortos morreram ferid* vítima* desaparecid* tiroteio tote toten verletzt* opfer
    vermisst* schüsse patay nasawi sugatan`,
  rescue: `evacuat* evacuee* rescue* rescued rescuers emergency shelter* stranded homeless displaced disaster catastroph* devastat* tragedy crisis relief donate donations donat* volunteer* redcross
    responders ambulance* paramedic* coastguard survivors survivor condolence* pray prayers praying évacu* secours sauvet* sinistr* urgence urgences catastrophe désastre bénévol* dons croix-rouge
    solidarité survivant* hébergement evacua* rescat* emergencia* albergue* damnificad* desastre* tragedia* voluntari* donacion* sobrevivient* soccors* sfollat* emergenza tragedi* protezione volontari*
    resgat* emergência desabrigad* doaç* doação evakui* rettung* notfall katastrophe* spenden`,
  warning: `warning warnings alert alerts advisory watch threat danger dangerous hazard hazardous unsafe avoid closed closure* closures blocked detour* cancelled canceled suspended cordon
    avertissement* alerte* vigilance danger dangereu* fermé* fermée* fermeture* bloqué* évitez déviation annulé* suspendu* alerta* aviso peligro* cerrad* cortad* cancelad* suspendid* allerta
    pericolo* chius* perigo* fechad* interditad* warnung gefahr gesperrt sperrung`,
  service: `outage* blackout* powerline* powerlines electricity utility sewage sewer* hydrant boil contaminat* polluted pollution toxic smell smells stink tap brown brownish murky discolored discoloured
    drinkable potable pothole* garbage streetlight* transit delays delayed signal signals traffic gridlock waterworks plumbing gas panne* électricité coupure* égout* aqueduc robinet ébullition
    contamin* pollu* odeur* sent puanteur trouble brune brun ordures nid-de-poule retard* circulation embouteillage* gaz apagón apagones corte* electricidad contaminad* tráfico trânsito
    blackout fogna traffico esgoto stromausfall verkehr wasser`,
}

const exact = new Map<string, string>()
const prefixes = new Map<string, { stem: string; topic: string }[]>()
for (const [topic, list] of Object.entries(topicStems)) {
  for (const raw of list.split(/\s+/u)) {
    if (!raw.endsWith('*')) exact.set(raw, topic)
    else {
      const stem = raw.slice(0, -1)
      const head = stem.slice(0, 3)
      prefixes.set(head, [...(prefixes.get(head) ?? []), { stem, topic }])
    }
  }
}

/** Names of the topics, in the order of {@link topicIndexOf}. */
export const topicNames = Object.keys(topicStems)

/** The topic of a folded word, or of a hashtag's text, as an index into {@link topicNames}; -1 for none. */
export function topicIndexOf(text: string, isTag: boolean): number {
  const topic = isTag ? topicOfTag(text) : topicOf(text)
  return topic === undefined ? -1 : topicNames.indexOf(topic)
}

/** The topic a lower-case word belongs to, or nothing. A compound such as `#calgaryflood` counts when it ends in a whole topic word. */
export function topicOf(word: string): string | undefined {
  const whole = exact.get(word)
  if (whole !== undefined) return whole
  const near = prefixes.get(word.slice(0, 3))
  return near?.find((entry) => word.startsWith(entry.stem))?.topic
}

/** The topic of a hashtag: of the whole tag, or of a word it ends in (`abflood`, `sgquake`); tails of 4 to 10 letters are tried. */
export function topicOfTag(tag: string): string | undefined {
  const whole = topicOf(tag)
  if (whole !== undefined) return whole
  for (let length = Math.min(12, tag.length - 2); length >= 4; length--) {
    const tail = exact.get(tag.slice(-length)) ?? prefixTopic(tag.slice(-length))
    if (tail !== undefined) return tail
  }
  return undefined
}

function prefixTopic(tail: string): string | undefined {
  if (tail.length < 5) return undefined
  return prefixes
    .get(tail.slice(0, 3))
    ?.find((entry) => entry.stem.length >= 4 && tail.startsWith(entry.stem))?.topic
}
