import { wordSet } from '#listening/policy/lexicon/entry.ts'

/** Words for people: beside a sensitive term they mean that people are looked for. */
export const peopleText =
  'people persons person kid guy dude lady ladies mom moms mum dad dads mother mothers father fathers brother sister son daughter girlfriend boyfriend husband wife boss teen roommate coworker classmate men man women woman guy guys kids children child teens teen teenager teenagers youth youths girl girls boy boys student students ' +
  'family families community communities neighbour neighbours neighbor neighbors neighbourhood neighborhood resident residents member members membership voter voters supporter supporters ' +
  'worker workers employee employees teacher teachers nurse nurses colleague colleagues tenants who whose names name list lists owners attendees congregation worshippers believers followers sympathizers folks couple couples ' +
  'gens eleve eleves prof profs patron patronne caissiere serveuse mec mecs meuf gars nana dame dames monsieur mere meres pere peres frere soeur gamin gamins gosse gosses mari epouse copain copine collegue coloc gens personne personnes homme hommes femme femmes enfant enfants ado ados adolescent adolescente adolescents jeune jeunes fille filles garcon garcons etudiant etudiants etudiante famille familles communaute communautes ' +
  'voisin voisins voisine habitants resident residente membre membres electeur electeurs electrices partisan partisans sympathisants employes salaries collegues locataires qui noms liste fideles pratiquant pratiquants adeptes couple couples'
/** The same as a set. */
export const peopleWords = wordSet(peopleText)

const serviceText =
  'hours opening open closed closure closures parking detour detours appointment appointments screening clinic clinics ramp ramps wheelchair waitlist wait registration schedule schedules ' +
  'traffic construction street road avenue vaccine vaccines vaccination naloxone hotline helpline prevention donation fundraiser walk run office station museum outage services service program programs library books bus ' +
  'heures horaire horaires ouverture ouvert ouverte ferme fermee fermes fermees fermeture fermetures stationnement detour rendez depistage clinique cliniques rampe rampes attente inscription circulation ' +
  'travaux rue route avenue vaccin vaccins bureau musee panne services programme bibliotheque livres autobus ceremony ceremonie concert bylaw licence funding financement ' +
  'line lines ligne ecoute heritage pharmacy pharmacie recall rappel shortage penurie pool piscine gym gymnase rink patinoire arena stade field playground tram train metro subway ferry platform quai shop museums library mairie guichet counter desk form formulaire forms fee fees tarif tarifs ticket tickets billet billets queue queues portal portail website app update collection collecte leak outage pannes construction pavage bridge pont tunnel lift escalator escalier signage panneau crosswalk crossing bike velo cycling piste trail sentier bench banc toilets toilettes restroom washroom shelter shelters abri lit lits bed beds menu cantine canteen enrolment enrollment admission admissions agenda webcast livestream minutes bursary scholarship bourse rebate subsidy cremation burial blessing tourist guided guidee exhibits displays leaflet brochure depliant test tests kit kits trousse screening booking bookings rdv waiting standby capacity permits ' +
  'damage kitchen acknowledgement sensory scam drive announcement donations exposure exposures aid course cours workshop atelier class classes training formation interpreter interprete tour tours visite visites acces access garden jardin exhibition exhibit exposition festival permit permis zoning rezoning zonage inspection grant grants subvention renovation restoration roof toiture patrimoine heritage archives noise bruit leak fuite week semaine month mois holiday holidays history histoire sewer egout trottoir sidewalk watermain paving repaving elevator ascenseur shuttle navette delay delays retard retards collision accident lane conference exposition hall arret booking deadline consultation smoke fumee advisory trains buses trams flights fireworks dechets labelling calendar calendrier policy politique designation recalls coli salmonella airport aeroport listeria outbreak eclosion label labels allergen allergenes'

/** Words of public service and traffic, one or many of them: a rule that must find one of them asks for the service. */
export const serviceWords: ReadonlySet<string> = new Set(
  [...wordSet(serviceText)].flatMap((word) => [word, /(?:s|x)$/u.test(word) ? word : `${word}s`]),
)
