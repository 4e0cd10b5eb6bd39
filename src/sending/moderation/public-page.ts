import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import { pageStyle } from '#networks/pages/style.ts'
import {
  houseRules,
  houseRuleWords,
  type Barred,
  type PublicModeration,
} from '#sending/moderation/contract.ts'

type Lang = keyof Words

const words = {
  title: { en: 'House rules', fr: 'Règles de conduite' },
  lede: {
    en: 'Everybody may answer what we publish, and criticism is welcome. Whoever breaks one of these rules can be barred from our own accounts for a time, never longer than a year without saying again why. The rule and the reason go on the official record.',
    fr: 'Tout le monde peut répondre à ce que nous publions, et la critique est bienvenue. Qui enfreint une de ces règles peut être exclu de nos propres comptes pour un temps, jamais plus d’un an sans nouvelle justification. La règle et le motif sont consignés aux archives officielles.',
  },
  none: { en: 'Nobody is barred under it now.', fr: 'Personne n’est exclu à ce titre en ce moment.' },
  contest: {
    en: 'If you were barred and think it is wrong, write to us: the rule and the reason are on record, and can be looked at again.',
    fr: 'Si vous avez été exclu et pensez que c’est à tort, écrivez-nous : la règle et le motif sont consignés et peuvent être réexaminés.',
  },
  practice: {
    en: 'Practice: this desk speaks in an invented town. Nothing here is real.',
    fr: 'Exercice : ce poste parle dans une ville inventée. Rien ici n’est réel.',
  },
  other: { en: 'Français', fr: 'English' },
} as const satisfies Record<string, Words>

/** How many are barred under each rule; whom is told to nobody. */
export function publicModeration(barred: readonly Barred[]): PublicModeration {
  const now = barred.filter(({ ended }) => ended === undefined)
  return {
    rules: houseRules.map((rule) => {
      const under = now.filter((one) => one.rule === rule)
      const servers = under.filter(({ isServer }) => isServer).length
      return { rule, words: houseRuleWords[rule], people: under.length - servers, servers }
    }),
  }
}

/** The rules as a page: one language, a link to the other, no script, no file beside it. */
export function answerHouseRules(
  c: ApiContext,
  { rules, lang, isPractice }: PublicModeration & { lang: Lang; isPractice: boolean },
): Response {
  const other = lang === 'en' ? 'fr' : 'en'
  const title = words.title[lang]
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style nonce="${c.get('nonce')}">${pageStyle}</style>`
  const nav = `<nav><a href="/house-rules?lang=${other}" lang="${other}-CA" hreflang="${other}">${words.other[lang]}</a></nav>`
  const practice = isPractice ? `<p class="note">${words.practice[lang]}</p>` : ''
  const items = rules.map(
    (one) => `<li><strong>${escaped(one.words[lang])}</strong><br>${countIn(lang, one)}</li>`,
  )
  return c.html(
    `<!doctype html><html lang="${lang}-CA"><head>${head}</head><body><main>${nav}<h1>${title}</h1>${practice}<p>${words.lede[lang]}</p><ol>${items.join('')}</ol><p>${words.contest[lang]}</p></main></body></html>`,
  )
}

function countIn(lang: Lang, { people, servers }: { people: number; servers: number }): string {
  if (people + servers === 0) return words.none[lang]
  if (lang === 'fr')
    return `Exclusions en cours : ${people} personne${people > 1 ? 's' : ''}, ${servers} serveur${servers > 1 ? 's' : ''}.`
  return `Barred now: ${people} ${people === 1 ? 'person' : 'people'}, ${servers} server${servers === 1 ? '' : 's'}.`
}
