import type { Words } from '#kernel/words.ts'
import { ownPolicyLimits as limits } from '#listening/policy/organization/limits.ts'

/** What each part of the organization's own file must be, in words for whoever wrote it. */
export const wants = {
  text: {
    en: `give 1 to ${limits.titleMax} signs of text on one line`,
    fr: `donnez un texte de 1 à ${limits.titleMax} signes, sur une ligne`,
  },
  spoiled: {
    en: 'letters were spoiled (such as Ã© for é): save the file as UTF-8 from its source',
    fr: 'des lettres sont abîmées (comme Ã© pour é) : enregistrez le fichier en UTF-8 à partir de sa source',
  },
  id: {
    en: 'give letters, digits, dots or hyphens, such as "4.2", at most 32',
    fr: 'donnez des lettres, chiffres, points ou traits d’union, comme « 4.2 », 32 au plus',
  },
  term: {
    en: `give 1 to ${limits.termWordsMax} words of letters and digits, at most ${limits.termMax} signs, with * only at the very end; no other signs, because a rule is compared word by word`,
    fr: `donnez 1 à ${limits.termWordsMax} mots de lettres et chiffres, ${limits.termMax} signes au plus, avec * seulement à la toute fin ; pas d’autres signes, car une règle est comparée mot à mot`,
  },
  tooShort: {
    en: `a term has at least ${limits.termLettersMin} letters, and ${limits.stemLettersMin} before a *: a shorter one would refuse ordinary words`,
    fr: `un terme a au moins ${limits.termLettersMin} lettres, et ${limits.stemLettersMin} avant un * : plus court, il refuserait des mots ordinaires`,
  },
  unless: {
    en: 'give single words of letters and digits, 2 to 40 signs each',
    fr: 'donnez des mots isolés de lettres et chiffres, de 2 à 40 signes chacun',
  },
  handle: {
    en: 'give a handle such as "@rivertransit" or "transit.example.org"',
    fr: 'donnez un compte comme « @rivertransit » ou « transit.example.org »',
  },
  someTerm: {
    en: 'a clause without terms refuses nothing: give at least one, in en or fr',
    fr: 'un article sans termes ne refuse rien : donnez-en au moins un, en en ou en fr',
  },
  idsOnce: {
    en: 'two clauses bear this id: give each its own, so that a refusal names one clause',
    fr: 'deux articles portent cet id : donnez-en un à chacun, pour qu’un refus nomme un seul article',
  },
  termsInAll: {
    en: `the file holds more than ${limits.termsInAllMax} terms: shorten it`,
    fr: `le fichier contient plus de ${limits.termsInAllMax} termes : raccourcissez-le`,
  },
  fewer: {
    en: 'there are too many here: shorten the list',
    fr: 'il y en a trop ici : raccourcissez la liste',
  },
  missing: {
    en: 'this is missing or of the wrong kind; docs/searches-policy.md has an example',
    fr: 'ceci manque ou n’a pas la bonne forme ; docs/searches-policy.md donne un exemple',
  },
} as const satisfies Record<string, Words>
