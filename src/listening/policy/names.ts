import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { givenText, shortGivenText } from '#listening/policy/lexicon/given-names.ts'
import {
  moreDoubtfulText,
  moreGivenText,
  moreSurnameText,
} from '#listening/policy/lexicon/names-of-the-world.ts'
import { surnameText } from '#listening/policy/lexicon/surnames.ts'

const moreDoubtful =
  'kim tim sam ted max pat sue lee glen ed roy jo ken martin jane nick carl warren kerry mo lou deb'

/** Given names that are seldom anything else. */
export const givenNames = wordSet(
  `${givenText} ${moreGivenText} ${moreDoubtfulText} ${shortGivenText} ${moreDoubtful}`,
)

/** Family names that are seldom anything else. */
export const familyNames = wordSet(
  `${surnameText} ${moreSurnameText} robertson reid graham simpson walsh whitcombe fitzsimmons kinnear murray parker bolton campbell turner`,
)

/** Endings that family names of many origins have and ordinary words have not. */
export const familyEnding =
  /(?:ski|ska|sky|wicz|czyk|enko|chuk|escu|oglu|ssian|yan|sson|ssen|sdottir|berg|stein|mann|baum|opoulos|akis|idis|ellis|etti|elli|ucci|ardo|guez|ndez|inez|opez|wala|dze|shvili|poulos|nnen|kwo|ngwe|ullah|uddin|zadeh|pour|nejad|eault|eaux|ault|illard|ouin)$/u

/** Given names that are also words, months or places: a person only before a family name. */
export const doubtfulNames = wordSet(
  `${moreDoubtfulText} ${moreDoubtful} rose grace hope mark will bill frank art ray may june april summer autumn dawn faith joy pearl jade ruby lily daisy violet ivy olive heather hazel iris holly robin jay chase cole grant lance miles wade reed drew dean earl duke guy rich rob don ron gene jean paris florence victoria charlotte sydney jordan brooklyn georgia madison austin logan lincoln jackson houston dallas carson hunter mason parker carter tanner cooper archer marshall sterling clay cliff forest heath rocky sandy penny candy destiny harmony melody angel bear christian constant victor clement blanche marine claire fleur cerise prudence modeste desire innocent fortune aurore celeste marin pascal noel ange bonaventure long princess jericho baraka neema espoir can deniz lan bao ling mei li min hong ana ama yaw nana obi rani kiran asha uma noa shiv das ren sakura florent valentin valentine romain simone san gaz gilles`,
)

/** Beside these a name names a place, a thing or somebody in office. */
export const nameExcuses = wordSet(
  'street st saint sainte road avenue boulevard rue chemin place park parc school ecole college university universite hospital hopital bridge pont station gare arena stadium library bibliotheque airport aeroport center centre building theatre theater museum musee hall mayor councillor councilor minister premier mp mpp senator president prime maire mairesse conseiller conseillere ministre depute deputee senateur prefet ' +
    'river lake beach island mountain lac riviere plage ile pub cafe restaurant festival hurricane storm tempete ouragan square cup day award prix memorial autoroute highway pool piscine high elementary secondary primary secondaire primaire lycee rehabilitation funeral concert band trophy statue house maison ferry terminal dam tunnel stop arret metro line ward deere hancock fox luther diefenbaker lewis coutu talon ' +
    'trail quay drive crescent lane boul aqueduct plaza branch playground field foundation rink skatepark marina quai wharf garden gardens jardin jardins hill bay falls creek ridge heights grove gym gymnase colisee amphitheatre auditorium complexe viaduc viaduct echangeur interchange exhibition expo exposition cemetery cimetiere chapel cathedral basilica eglise cathedrale clinic clinique clsc chsld residence mall tower tour studio gallery galerie quartier district borough arrondissement riding circonscription canal port harbour harbor reservoir barrage usine centrale depot garage palais aquarium zoo planetarium conservatoire maternelle creche garderie mrc marathon tournament tournoi regatta parade defile fundraiser lecture biography film novel musical opera statue mural ' +
    'bourgmestre echevin echevine governor gouverneur mla mna chancellor king queen prince princess pope sheriff chief commissioner director ombudsman candidate candidat candidate pm ltd inc avenue ave blvd rd',
)
