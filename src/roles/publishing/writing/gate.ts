import type { Words } from '#kernel/words.ts'
import type { VersionForm } from '#roles/publishing/contract.ts'
import type { Surroundings } from '#roles/publishing/writing/composing.ts'
import { blanksIn } from '#roles/publishing/writing/blanks.ts'
import { badLinks } from '#roles/publishing/writing/links.ts'
import { unknownMentions } from '#roles/publishing/writing/mentions/resolve.ts'
import { turningMarks } from '#roles/publishing/writing/turning.ts'

/** Something in the words themselves because of which nobody is asked to approve them. */
export type GateProblem = { why: GateWhy; words: Words }

/** Of one kind, told of one version: more would not be read. */
const toldMax = 10

/** Why words are held at the gate: names that never change. */
export type GateWhy =
  | 'unknown-mention'
  | 'blank-left'
  | 'link-not-web'
  | 'link-with-password'
  | 'turned-text'
  | 'no-byline'

/**
 * Everything in the words of a version that must not reach the public, whatever its network takes: it locks asking for approval. Pure.
 * What is only worth a look (long sentences, jargon, the case of a hashtag) is no part of it.
 *
 * @param correction what is said to be wrong beside the words, where something is
 */
export function gateProblems(form: VersionForm, around: Surroundings, correction = ''): GateProblem[] {
  const said = [form.text, ...saidBeside(form, correction)].join('\n')
  return [
    ...unknownMentions(form.text, around.mentions, toldMax).map(unknownMention),
    ...blanksIn(said).slice(0, toldMax).map(blankLeft),
    ...badLinks(said, form.card?.url)
      .slice(0, toldMax)
      .map(({ why, link }) => badLink(why, link)),
    ...turningMarks(said).map(turned),
    ...bylineProblems(form, around),
  ]
}

/** Everything people read or hear besides the text. Nobody is looked up there: a mention is a blank like any other. */
function saidBeside({ contentWarning, poll, media = [], card }: VersionForm, correction: string): string[] {
  const alts = media.filter(({ decorative }) => !decorative).map(({ alt }) => alt)
  const said = [
    correction,
    contentWarning ?? '',
    ...(poll?.options ?? []),
    ...alts,
    card?.title ?? '',
    card?.description ?? '',
  ]
  return said.map((one) => one.replaceAll('@[', '['))
}

function unknownMention({ name, nearest }: { name: string; nearest?: string }): GateProblem {
  const en = nearest === undefined ? '' : ` Did you mean “${nearest}”?`
  const fr = nearest === undefined ? '' : ` Vouliez-vous dire «\u00A0${nearest}\u00A0»\u202F?`
  return {
    why: 'unknown-mention',
    words: {
      en: `“${name}” is not in the address book.${en} Add it there, or write the name without @[ ].`,
      fr: `«\u00A0${name}\u00A0» n’est pas dans le carnet d’adresses.${fr} Ajoutez-le, ou écrivez le nom sans @[ ].`,
    },
  }
}

function blankLeft(blank: string): GateProblem {
  return {
    why: 'blank-left',
    words: {
      en: `The blank ${blank} is not filled. Fill it, or use round brackets if it is meant for the public.`,
      fr: `Le blanc ${blank} n’est pas rempli. Remplissez-le, ou mettez des parenthèses s’il s’adresse au public.`,
    },
  }
}

function badLink(why: 'link-not-web' | 'link-with-password', link: string): GateProblem {
  return why === 'link-not-web'
    ? {
        why,
        words: {
          en: `${link} is not an address of the web. Use one that begins with https:// or http://.`,
          fr: `${link} n’est pas une adresse web. Utilisez-en une qui commence par https:// ou http://.`,
        },
      }
    : {
        why,
        words: {
          en: `The link to ${link} carries a name or password before an @ sign. Remove them: they would be public, or hide where the link leads.`,
          fr: `Le lien vers ${link} contient un nom ou un mot de passe avant un signe @. Retirez-les\u00A0: ils seraient publics, ou cacheraient où mène le lien.`,
        },
      }
}

function turned(points: string): GateProblem {
  return {
    why: 'turned-text',
    words: {
      en: `The text holds an invisible mark (${points}) that makes people read it in another order than it is written. Remove it.`,
      fr: `Le texte contient une marque invisible (${points}) qui le fait lire dans un autre ordre que celui où il est écrit. Retirez-la.`,
    },
  }
}

function bylineProblems({ byline }: VersionForm, around: Surroundings): GateProblem[] {
  if (byline === undefined || around.lane === 'emergency' || around.byline !== undefined) return []
  return [
    {
      why: 'no-byline',
      words: {
        en: 'The person it is signed with has no line in this language, or no longer lets it stand. Choose somebody else, or nobody.',
        fr: 'La personne qui signe n’a pas de ligne dans cette langue, ou ne la permet plus. Choisissez quelqu’un d’autre, ou personne.',
      },
    },
  ]
}
