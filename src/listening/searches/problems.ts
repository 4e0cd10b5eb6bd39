import type { Problem } from '#api/contract.ts'
import type { RuleCheck } from '#listening/contract.ts'

/** There is no such watch. */
export const noSuchWatch: Problem = {
  error: 'no-such-watch',
  en: 'There is no such watch. It may have been removed; the list of watches shows what is there.',
  fr: 'Cette veille n’existe pas. Elle a peut-être été retirée ; la liste des veilles montre ce qui existe.',
}

/** A rule that cannot be used, with every reason. */
export function ruleRefused(check: RuleCheck): Problem {
  const en = check.refusals.map((refusal) => refusal.en).join(' ')
  const fr = check.refusals.map((refusal) => refusal.fr).join(' ')
  return { error: 'rule-refused', en, fr, fields: { rule: { en, fr } } }
}

/** The policy has nothing against it, so nobody has to allow it. */
export const noNeedForException: Problem = {
  error: 'no-exception-needed',
  en: 'The policy lets this rule live: start the watch instead, no exception is needed.',
  fr: 'Les règles permettent cette veille : commencez-la directement, sans exception.',
}

/** No such request. */
export const noSuchException: Problem = {
  error: 'no-such-exception',
  en: 'There is no such request. The list of watches shows those that wait.',
  fr: 'Cette demande n’existe pas. La liste des veilles montre celles qui attendent.',
}

/** So many wait that nobody can look at one more with care. */
export const tooManyExceptions: Problem = {
  error: 'too-many-exceptions',
  en: 'Fifty requests wait for a decision. Have some decided or taken back first.',
  fr: 'Cinquante demandes attendent une décision. Faites-en d’abord décider ou retirer quelques-unes.',
}

/** A program asked for what a person must answer for. */
export const forPersonsOnly: Problem = {
  error: 'for-persons-only',
  en: 'A named person asks for an exception. Sign in and ask there; nothing was kept.',
  fr: 'Une exception est demandée par une personne nommée. Connectez-vous pour la demander ; rien n’a été gardé.',
}
