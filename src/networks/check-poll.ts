import type { VersionPoll } from '#kernel/version-content.ts'
import type { ContentRules } from '#networks/check-content.ts'
import { pollLengthWords } from '#networks/poll-length-words.ts'
import type { ContentProblem, ContentToCheck, PollLimits } from '#networks/sender.ts'

/** Why the poll of a content cannot go out as it stands: its options, how long it is open, and what stands beside it. Pure. */
export function pollProblems(content: ContentToCheck, rules: ContentRules): ContentProblem[] {
  const { poll } = content
  if (poll === undefined) return []
  const { capabilities, limits } = rules
  if (capabilities.polls === undefined) return [noPolls(capabilities.name)]
  const whole = unfinishedPoll(poll)
  if (limits.poll === undefined || whole.length > 0) return whole
  const { name } = capabilities
  const known = { name, limits: limits.poll }
  return [
    ...countProblems(poll, known),
    ...lengthProblems(poll, known, rules.measureOption ?? characters),
    ...timeProblems(poll, known),
    ...besideProblems(content, known),
  ]
}

/** What is missing in a poll wherever it goes: an option that says nothing, or two that say the same. Pure. */
export function unfinishedPoll({ options }: VersionPoll): ContentProblem[] {
  const said = options.map((option) => option.trim().normalize('NFC').toLowerCase())
  const empty = said.indexOf('')
  if (empty >= 0)
    return [
      {
        why: 'poll-empty-option',
        words: {
          en: `Option ${empty + 1} of the poll says nothing. Fill it in, or remove it.`,
          fr: `L’option ${empty + 1} du sondage est vide. Remplissez-la ou retirez-la.`,
        },
      },
    ]
  const second = said.findIndex((option, at) => said.indexOf(option) < at)
  if (second < 0) return []
  return [
    {
      why: 'poll-same-options',
      words: {
        en: `Options ${said.indexOf(said[second] ?? '') + 1} and ${second + 1} of the poll say the same. Change or remove one of them.`,
        fr: `Les options ${said.indexOf(said[second] ?? '') + 1} et ${second + 1} du sondage sont identiques. Modifiez ou retirez l’une d’elles.`,
      },
    },
  ]
}

function noPolls(name: string): ContentProblem {
  return {
    why: 'no-polls',
    words: {
      en: `${name} takes no votes. Leave the poll out there, and say in the text where people can vote.`,
      fr: `${name} ne permet pas de voter. N’y mettez pas le sondage, et indiquez dans le texte où l’on peut voter.`,
    },
  }
}

type Known = { name: string; limits: PollLimits }

function countProblems({ options, multiple }: VersionPoll, { name, limits }: Known): ContentProblem[] {
  const problems: ContentProblem[] = []
  const { optionsMax: limit, takesMultiple } = limits
  if (options.length > limit)
    problems.push({
      ...{ why: 'poll-too-many-options', limit, actual: options.length },
      words: {
        en: `A poll on ${name} has at most ${limit} options, and this one has ${options.length}. Remove some.`,
        fr: `Un sondage sur ${name} compte au plus ${limit} options, et celui-ci en a ${options.length}. Retirez-en.`,
      },
    })
  if (multiple && !takesMultiple)
    problems.push({
      why: 'poll-one-choice',
      words: {
        en: `On ${name} people choose one option only. Let them choose one, or leave the poll out there.`,
        fr: `Sur ${name}, on ne choisit qu’une option. Demandez un seul choix, ou n’y mettez pas le sondage.`,
      },
    })
  return problems
}

function lengthProblems(
  { options }: VersionPoll,
  { name, limits }: Known,
  measure: (option: string) => number,
): ContentProblem[] {
  const limit = limits.optionLengthMax
  return options.flatMap((option, at): ContentProblem[] => {
    const actual = measure(option)
    if (actual <= limit) return []
    const words = {
      en: `Option ${at + 1} has ${actual} characters, and ${name} takes ${limit}. Shorten it.`,
      fr: `L’option ${at + 1} compte ${actual} caractères, et ${name} en accepte ${limit}. Raccourcissez-la.`,
    }
    return [{ why: 'poll-option-too-long', limit, actual, words }]
  })
}

function timeProblems({ durationMin: actual }: VersionPoll, { name, limits }: Known): ContentProblem[] {
  const { minutesMin, minutesMax } = limits
  if (actual >= minutesMin && actual <= minutesMax) return []
  const isShort = actual < minutesMin
  const limit = isShort ? minutesMin : minutesMax
  const most = pollLengthWords(limit)
  const words = isShort
    ? {
        en: `A poll on ${name} is open for at least ${most.en}. Make it longer.`,
        fr: `Un sondage sur ${name} reste ouvert au moins ${most.fr}. Allongez sa durée.`,
      }
    : {
        en: `A poll on ${name} is open for at most ${most.en}. Make it shorter.`,
        fr: `Un sondage sur ${name} reste ouvert au plus ${most.fr}. Réduisez sa durée.`,
      }
  return [{ why: isShort ? 'poll-too-short' : 'poll-too-long', limit, actual, words }]
}

function besideProblems({ media }: ContentToCheck, { name, limits }: Known): ContentProblem[] {
  if (media.length === 0 || limits.takesFiles) return []
  return [
    {
      why: 'poll-beside-files',
      words: {
        en: `${name} takes a poll or files, not both. Remove the files, or leave the poll out there.`,
        fr: `${name} accepte un sondage ou des fichiers, pas les deux. Retirez les fichiers, ou n’y mettez pas le sondage.`,
      },
    },
  ]
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function characters(option: string): number {
  return [...segmenter.segment(option)].length
}
