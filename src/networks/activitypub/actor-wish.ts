import { z } from 'zod'
import type { Words } from '#kernel/words.ts'
import { actorBaseLengthMax, primaryOf, type ActorsMade, type ActorWish } from '#networks/activitypub/desk.ts'
import type { Connection, ConnectField, SenderHealth } from '#networks/sender.ts'

type NotFit = Extract<SenderHealth, { ok: false }>

const displayNameMax = 100
const summaryMax = 500

const Given = z.object({
  handle: z.string().default(''),
  displayName: z.string().default(''),
  summary: z.string().default(''),
  displayNameFr: z.string().default(''),
  summaryFr: z.string().default(''),
})
type Given = z.infer<typeof Given>

/** What somebody is asked for to make an account of ours speak on the fediverse. No secret: keys are made by the desk. */
export function actorFields(host: string): readonly ConnectField[] {
  const field = (name: keyof Given, words: Words, hint: Words): ConnectField => ({
    ...{ name, words, hint, isSecret: false },
  })
  return [
    field(
      'handle',
      { en: 'Name of the actor', fr: 'Nom de l’acteur' },
      {
        en: `It never changes: people follow @name@${host}. 1 to ${actorBaseLengthMax} letters a to z, digits and _, a letter first. Each further language of the account has an actor of its own, such as name_fr.`,
        fr: `Il ne change jamais : on suit @nom@${host}. De 1 à ${actorBaseLengthMax} lettres de a à z, chiffres et _, une lettre d’abord. Chaque autre langue du compte a son propre acteur, comme nom_fr.`,
      },
    ),
    field(
      'displayName',
      { en: 'Display name', fr: 'Nom affiché' },
      {
        en: `What stands above each message, such as City of Havre-Clair. At most ${displayNameMax} characters; it can be changed later.`,
        fr: `Ce qui figure au-dessus de chaque message, comme Ville de Havre-Clair. Au plus ${displayNameMax} caractères ; il peut être changé plus tard.`,
      },
    ),
    field(
      'summary',
      { en: 'Summary', fr: 'Présentation' },
      {
        en: `Who speaks here and what for, on the profile. At most ${summaryMax} characters.`,
        fr: `Qui parle ici et de quoi, sur le profil. Au plus ${summaryMax} caractères.`,
      },
    ),
    {
      ...field(
        'displayNameFr',
        { en: 'Display name in French', fr: 'Nom affiché en français' },
        {
          en: 'For the actor that speaks French; empty: the same as above.',
          fr: 'Pour l’acteur qui parle français ; vide : le même que ci-dessus.',
        },
      ),
      isOptional: true,
    },
    {
      ...field(
        'summaryFr',
        { en: 'Summary in French', fr: 'Présentation en français' },
        {
          en: 'For the actor that speaks French; empty: the same as above.',
          fr: 'Pour l’acteur qui parle français ; vide : la même que ci-dessus.',
        },
      ),
      isOptional: true,
    },
  ]
}

/** What was asked for, read from what was filled in; or what is wrong with it, at its field. */
export function wishOf(
  filledIn: unknown,
  { account, handle, languages }: Connection,
  host: string,
): { kind: 'wish'; wish: ActorWish } | { kind: 'not-fit'; health: NotFit } {
  const given = Given.safeParse(filledIn).data
  if (given === undefined) return notFit('handle', words.nothing)
  const name = plainName(given.handle, host)
  if (name === undefined) return notFit('handle', words.name)
  if (name !== plainName(handle, host)) return notFit('handle', words.otherHandle(handle))
  for (const [field, max] of lengths)
    if (given[field].trim().length > max) return notFit(field, words.tooLong(max))
  const wordsIn = (language: string): { displayName: string; summary: string } => {
    const isFrench = primaryOf(language) === 'fr'
    return {
      displayName: (isFrench && given.displayNameFr.trim()) || given.displayName.trim() || name,
      summary: (isFrench && given.summaryFr.trim()) || given.summary.trim(),
    }
  }
  return { kind: 'wish', wish: { account, name, languages, wordsIn } }
}

const lengths = [
  ['displayName', displayNameMax],
  ['displayNameFr', displayNameMax],
  ['summary', summaryMax],
  ['summaryFr', summaryMax],
] as const

/** A name as it is written, without our own address behind it; undefined where it cannot be one. */
function plainName(text: string, host: string): string | undefined {
  const [name = '', at, ...more] = text.trim().toLowerCase().replace(/^@/, '').split('@')
  if (more.length > 0 || (at !== undefined && at !== host)) return undefined
  return name.length <= actorBaseLengthMax && /^[a-z][a-z0-9_]*$/.test(name) ? name : undefined
}

/** That an actor could not be made, and what helps. */
export function notMade(made: Exclude<ActorsMade, { kind: 'there' }>): NotFit {
  return notFit('handle', made.kind === 'taken' ? words.taken(made.name) : words.otherName(made.name)).health
}

function notFit(name: keyof Given, said: Words): { kind: 'not-fit'; health: NotFit } {
  const field = { name, words: said }
  return {
    kind: 'not-fit',
    health: { ok: false, why: 'not-accepted', detail: said.en, isTransient: false, field },
  }
}

const words = {
  nothing: {
    en: 'The account has no actor yet. Connect it: give it a name.',
    fr: 'Le compte n’a pas encore d’acteur. Connectez-le : donnez-lui un nom.',
  },
  name: {
    en: `A name has 1 to ${actorBaseLengthMax} letters a to z, digits and _, and begins with a letter.`,
    fr: `Un nom a de 1 à ${actorBaseLengthMax} lettres de a à z, chiffres et _, et commence par une lettre.`,
  },
  otherHandle: (handle: string): Words => ({
    en: `The account was noted as ${handle}. Write the same name; for another name, note another account.`,
    fr: `Le compte a été noté ${handle}. Écrivez le même nom ; pour un autre nom, notez un autre compte.`,
  }),
  taken: (name: string): Words => ({
    en: `Another account of ours has the name ${name}. Names are kept for ever: choose another one.`,
    fr: `Un autre de nos comptes a le nom ${name}. Les noms sont gardés pour toujours : choisissez-en un autre.`,
  }),
  otherName: (name: string): Words => ({
    en: `This account is ${name} already, and that never changes: it is in every address people follow.`,
    fr: `Ce compte est déjà ${name}, et cela ne change jamais : c’est dans chaque adresse que les gens suivent.`,
  }),
  tooLong: (max: number): Words => ({
    en: `This is longer than ${max} characters.`,
    fr: `C’est plus long que ${max} caractères.`,
  }),
} as const
