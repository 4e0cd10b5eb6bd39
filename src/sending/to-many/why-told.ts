import { isFor, type Audience } from '#sending/topics/rules.ts'

/** Topics that are named in one line; of more there is the number. */
const namedMax = 3

/**
 * Why somebody who chose topics gets a message, in the language of the message: what they chose, and why this one comes where it is
 * about none of that. Undefined for everybody else: they get everything.
 *
 * @param names of the topics they chose, in that language
 */
export function whyTold(
  { chosen, about, lane }: Audience,
  { names, language }: { names: readonly string[]; language: string },
): string | undefined {
  if (chosen === null || names.length === 0) return undefined
  const say = /^fr(-|$)/i.test(language) ? french : english
  const what = say.chose(names)
  if (about !== null && isFor({ chosen, about, lane: 'normal' })) return what
  return `${what} ${lane === 'emergency' ? say.emergency : say.everybody}`
}

type Say = { chose(names: readonly string[]): string; emergency: string; everybody: string }

const english: Say = {
  chose: (names) =>
    names.length > namedMax
      ? `You chose messages about ${names.length} topics.`
      : `You chose messages about: ${names.join(', ')}.`,
  emergency: 'This one is an emergency and goes to everybody.',
  everybody: 'This one is for everybody.',
}

const french: Say = {
  chose: (names) =>
    names.length > namedMax
      ? `Vous avez choisi les messages sur ${names.length} sujets.`
      : `Vous avez choisi les messages sur\u00A0: ${names.join(', ')}.`,
  emergency: 'Celui-ci est une urgence, envoyée à tout le monde.',
  everybody: 'Celui-ci s’adresse à tout le monde.',
}
