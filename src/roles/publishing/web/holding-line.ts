import { emptyDraft, type Draft } from '#roles/publishing/web/draft.ts'

const titleLengthMax = 200

/** A first answer about a story, in both languages, with blanks that only people can fill. */
export function holdingLine(headline: string, accounts: readonly string[]): Draft {
  const about = headline.replaceAll(/\s+/gu, ' ').trim()
  return {
    ...emptyDraft(accounts, Array.from(about).slice(0, titleLengthMax).join('')),
    shared: {
      en: 'We know about [what happened] in [place]. [Team] is looking into it. [What people should do until then.] Next update here by [time].',
      fr: 'Nous sommes au courant de [ce qui s’est passé] à [lieu]. [Équipe] s’en occupe. [Ce qu’il faut faire d’ici là.] Prochaine mise à jour ici avant [heure].',
    },
  }
}
