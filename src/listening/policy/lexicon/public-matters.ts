import { wordSet } from '#listening/policy/lexicon/entry.ts'

/** Words of public matters and of places: beside them two unknown words with capitals are not taken for a name. */
export const publicMatters = wordSet(`
  county spray highway tourism crash sign signs auction fairgrounds handbook vente reconversion listing designated leave sixties scoop army corps force command alliance association federation league trust mutual airlines airways motors foods pharma armee ligue mutuelle syndrome protocol treaty accord act bill state states province etat
  abattage abattoir abitibi abribus acces access accessibility accessible accident accueil activites
  adapte addiction adoption advance advisory affichage affordable african agees agenda agrandissement
  aide aids aines aire airport albert alert alexandra algae algues alien alimentaire aliments
  allegorique alley allocation along alzheimer amber ambulance amende analyse anciennes animal
  announcement annule anta anticipation antiques anzac aphteuse appeal appel appeler appleseed
  application apply appointment aquarium aqueduc arabe arabic arbre arbres arche area arriere arrivals
  artifice arts asbestos ascenseur asian asiatique assemblee assembly assessment asthma atelier
  attente attic aubrac aunt autism autobus avalanche aviaire avian avis awareness back backup
  bacteries baignade balancoires ballon balloon ballot band bank banque barree barrier baseball basin
  basketball baths battue bear beds bees belfast bell bells bench benevoles betail beton bible
  bibliotheque bike bill billets billing bird birds birth birthday bite blackjack bleues bloc blockage
  blocs bloquee blower board boigny boil boilwater bonfire book booking books booster borer borne
  bornes boucher boucherie bouillir boundary bounding bourguiba bowling boycott boys brainstorm branch
  break breakfast breast brewery brigadier bris brise brisee brisees brocante brochure broken brown
  bruit brumisateur brun brune buddhist bugs bulletin bump bumps bureau burst buses bushfire butter
  bylaw cadastre camera campagne campbell camping camps canada canadian cancelled candidates canicule
  caniveaux cantine capacity care cargo carnaval carnival carr cartier casablanca caserne casino catch
  cathedral catherine cause celine cemetery center ceremonie ceremony certificate chaleur chamber
  champ champlain champs change changement changes char charles chats chauffage chauffeur chaussee
  check cheikh chemin cheminee chenilles chennai cheque child chinatown chinois chlordecone cholera
  christmas chsld cichlid ciclovia cimetiere circuit circulation citizens citizenship civil civile
  claim classes claus cleaning cleanup clignotants clinique clocher close closed closure closures clsc
  clutter coffee cold coli colis collapse collection collision colloque colonie comite commemorative
  comment communautaires commune community compte compteur conductrice conduire conference congres
  conservative consigne construction construire consultatif consultation conteneurs contest convoi
  cook cooking cooling copropriete cork correspondance cost coupure courant course court courts coutu
  couvert coyote credit cree creek crematorium crime criminal criquets crisis crossing crosswalk
  crottes crowded crowding crue cruise cuisine culinaire culture culturelle culvert curie
  cyanobacteries cyclable cycliste cyclone damage danger dark date deadline dealership debate debit
  dechets dechetterie decorations deer defend defibrillator defile delai delayed delays delestage
  demande demeure demo demolition demoustication dengue denis denny depistage depression derailed
  derogation desk destruction development deversement deviation diabetes diabetic diamond didn
  diefenbaker diffusion dimanche dimes dinner dion diop direct disabilities discoloured discount
  disease disparition disposal dispute distribution diwali dock doctor dolls domaine domicile donation
  donor dossier double drain drainage drill driveway driving drop duree dutch early earthquake easter
  eaux ebullition echafaudage eclairage eclosion ecocentre ecoles ecoliers ecologique ecoute education
  efface eglise egout egouts ehpad ehrmann einstein election elections electorale electorales
  electricite elevage elevator elizabeth elliott embacle embouteillage emerald emergency emily
  emission emissions emplacement encadrement energie energy english enlevement enquete enrol entrance
  entretien envoi eolienne epidemie epuration equipment erosion errants eruption escalator estimate
  etals etat eudes european europeenne evacuate evacuated evacuation evasion evenement event events
  eviction exceptionnel exercice exhibit exhibition explosion exposition exposure exterieure extrait
  facture faibles fair faire fairgrounds falls familial fare fares fattouma fault fauteuil feedback
  felix felt fence feries ferme fermee fermees fermes fermeture fermetures ferroviaire ferry festival
  fete fetes feuilles feux fibre fierte fievre fight file film fine fire fireworks fish flashing
  flights flooded flooding floods fluoride fluviale fogging fonciere fonds fontaine fontaines food
  footpath forecast forest foret form formula fort foudre foule found fournaise fournitures francais
  francisco frelon french fridge friendly frog froid fuite fumee funding gabrielle gala games gander
  gandhi garden gardens gathering gatineau gaulle gayley geese gentille george georges german gift
  girls glace glass glissant glissantes glissement good goods goose gout graffiti grains grand grant
  grass gratuits greek greektown greenway grippe groulx grove guard guichet guide guideline gurdwara
  gymnase hail haitien halal halle hamilton handicap handicape handicapees hands hanukkah harbour hard
  harrowgate harvey havreclair hazmat health hearing heart heat heater hebergement height helpful
  helpline heritage heures histoire history hive hiver hockey hold holders hole holiday horaire
  horaires hornet hortons hotline houle houphouet hours huduma hugo hurt hvac hydrant hydro
  hydroelectrique identity immersion immigration inauguration incendie increase indice indien
  information initiative inondation inondations inonde inquietante inscription inscriptions inspection
  institut insulin insurance intercommunal interdit interet interprete interpreter interruption
  invasive irish islamic italian italy jack jackson jacques japanese japonais jardin jardins jazz
  jeune jeux johnny johnson jour jours jude judiciaire juillet jules juneteenth kelly kelowna king
  kitchen knotweed kopa kosher labelling labor lacher lake lamp landslide lane lanes language
  languages langue lanternes last lavoie lead leaf league leak leaking leash leclerc left legionellose
  legislative leisure lent leve level levesque levis levy lgbt libre license licensing lieu lifeguards
  lifted light lighter lighting lightning lights lille limit limite linky lionel list listeria listes
  litter little livestock livestream livre load loan location locations locust loire longueuil loop
  lost louche loud louis louise loyers luas lucie lumiere lunar lusaka lussac luther luxembourg lyme
  lyrics machine made madness magnitude mail maison make malley mandate mandela manifest manifold
  manquante manuel marais marathon marches marching market marquage marriage mars marsh marsha martin
  mary mast match maternity mattress mcmurray meads measles mecaniques medecin memorial mentale menu
  mercredi messe meteo meter mexican migrant migrateurs migrating migration migratory military milk
  mine minister minuit mirror mise missed missing mitchell mixte mobilite mohawk monde monsoon month
  monument moose mosquito mosquitoes mould mount moustiquaires moustique moustiques mouth movie mowing
  mpox mumbai municipal municipale municipales municipalites murs musee museum music musique nagar
  naissance naloxone national native naturalisation navette need needle nelson nest nets nettoyage
  newcomer nids nile nitrates niveau noel noire nombreuse nordique norovirus norway notice notre
  nouvel occupancy occupe occupee odeur officer offres oiseaux olive online open opening operatoire
  optique orange order ordre ordures orientation orthodox orthographe oubliee ours outage outbreak
  ouvert ouverte ouvertes ouverts ouverture ouvre overnight package paiement paint painting paix
  paludisme panne panneaux pans parade parcelle parcours parking parks parsnip parti participatif pass
  passage passes passport pasteur patio patrick patrimoine pavage pavilion pavillon paving payment
  peanut peints pekoe pelerins penguins penurieeau peoples perdu perdue pere perimetre permanence
  permission permit permits person personne personnes perturbation petition peuples pharmacie
  pickleball pickup picnic pied pier pierre pieton pietonne piles pine pipes piquets piqure pitch
  places plafond plaines plan plane plank planning plant planting plants platform playground pleut
  plot plow plowed pluie pluies pneus polish poll polling pollution pompiers poop portal portes pose
  post postcode poste potable potholes pots poule pound pousses power practice pregnancy premier
  presbytere preserve pressure presto prevention prevert prime prince pris prise prix process
  processing processionnaires program projets property proprete propriete prospect protect protection
  protein provincial public publique puces pump pumping punaises qualite quality quand quebec
  queensland queue quoi rabies raccoon raccordement racing radar radier rafting rail rainbow rainfall
  ralentissement ralentisseur ramassage ramp rampe randonnee rappel rate rates rats ravine raymond
  real rebate recall recharge record recyclage reduite reef reflechissants reforme refoulement
  refroidissement refuge regional registry reglement relache relais relay religion remboursement
  remembrance remontees removal remplacement renaissance rene renewal renouvellement renovation rental
  rentree reopening repaint repair repairs repaving replacement report reprise rescued research
  reservation residence resident resist respiratory ressourcerie restaurants restauration restoration
  restrictions results resurfacing retabli retard retarde retards retrait retraite review revision
  rezoning ride riel river riviere roadclosure roadworks robin robinet roch rock rogers roof room rosa
  rose rosemont rossi rougeole roulant round routier royal rubbish rues rufisque rummage russell
  russian rust sable sacrifice sacs safety saint saison sale sally salt samuel sandbag sandbags sang
  sangliers santa sante saputo sargasses sauvetage scaffolding scam scolaire screening scrutin seance
  search season seats secours secteur security seine selectif semaine senior seniors sensory sentier
  server service services session sewage sewer sexual share shark shedding shepherd shirt shirts shoah
  shoreline shortage shot shots show shuttle sidewalk siege sighting sign signal signalement signes
  simulateur sing siren sirene size skate skunk skytrain slip smell smoke smoking snow snowstorm
  soccer society solidarite solidarity sols song sortie soumission soup sourds soutien souvenir space
  spare species spectacle speed speeding speedway spill splash sponsorship sportive sports spots
  spraying stadium staff stage stalls stand standoff stars state station stationnement statistics
  statue sterilisation stock stolen stoppers store storm storytime stove straight strasbourg
  streetlight strikes strip strips struck subvention suicide suivre summer sump supprime survey
  suspect swarm swift swim swimming swing syndicat syringe system tabaski tags taking talon tams
  tanker tape tarif taste taux taxe taylor telephone tempete temps tent term terrain terrasse terre
  terry theatre third thole thomas three thru thunder tick ticket tickets tigre timer times timetable
  tique tire titres toilettes toiture toitures tombe tornado tour tourisme tours trail training
  traitement tramway transcanadienne transfer transformateur transformer transistor transmission
  transport transports trap trash travaux traverse treatment tree trees tremblement tremor trial
  tribunal trinity trop tropic tropical trottoir trottoirs trudeau tsunami tunnel turkish turn turnout
  uguay umpire uncle until update uprising urbanisme urgence urgences vacances vaccin vaccination
  vacciner valais valve vandalisme vanier vehicules vendor vendors vent vente verdun verge verre vert
  verte victor victoria vidange vieux viewing vigilance vignerons vignette violet visit visite visites
  visiting vitesse vitre voirie voiture voitures volcan volunteer volunteers votation voting wait
  waiting waitlist wall wallonie want warming warning washed washroom watch watering waterlogging
  watermain wave weather webdiffusion website wedding wednesday week weekend weekly wendy west western
  wetland wetlands whistle whooping wifi wild wildfire william wind winner winnipeg winter wires
  worker workshop yellow yourself zone zoning
`)
