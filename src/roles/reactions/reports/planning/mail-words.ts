import type { OutMail } from '#roles/reactions/reports/ground.ts'
import type { Told } from '#roles/reactions/reports/telling/told.ts'
import { formatsOf, typeset } from '#roles/reactions/reports/telling/formats.ts'

const words = {
  subject: { en: 'Report: {title}', fr: 'Rapport : {title}' },
  attached: {
    en: 'The whole report is attached as a PDF. People of the desk can open it there, with the posts behind each number:',
    fr: 'Le rapport complet est joint en PDF. Les personnes du bureau peuvent l’ouvrir sur place, avec les publications derrière chaque chiffre :',
  },
  why: {
    en: 'You get this because somebody of the communications desk planned it. Answer this mail to have it ended.',
    fr: 'Vous recevez ce courriel parce qu’une personne du bureau des communications l’a planifié. Répondez-y pour y mettre fin.',
  },
} as const

/** What a report says in a mail: its figures and sentences in a few lines, the rest in the PDF. */
export function mailWords({ page, madeAtMs, timeZone }: Told): Pick<OutMail, 'subject' | 'text' | 'html'> {
  const say = (word: keyof typeof words): string => typeset(words[word][page.language], page.language)
  const f = formatsOf(page.language, timeZone)
  const subject = say('subject').replace('{title}', () => page.title)
  const figures = page.figures.map(({ value, label, detail }) => `${value} ${label} (${detail})`)
  const parts = page.front.map(({ heading, sentence }) => ({ heading, sentence }))
  const practice = page.practice === undefined ? [] : [page.practice]
  const when = `${f.when(madeAtMs, true)} (${f.zone(madeAtMs)})`
  const colon = page.language === 'fr' ? '\u00A0:' : ':'
  const text = [
    ...practice,
    page.title,
    page.lede,
    figures.map((one) => `- ${one}`).join('\n'),
    ...parts.map(({ heading, sentence }) => `${heading}${colon} ${sentence}`),
    `${say('attached')}\n${page.address}`,
    when,
    `-- \n${say('why')}`,
  ].join('\n\n')
  const html = `<!DOCTYPE html>
<html lang="${page.language}-CA"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${safe(subject)}</title></head>
<body style="font-family:sans-serif;font-size:1em;line-height:1.5;max-width:38em">
${practice.map((one) => `<p><strong>${safe(one)}</strong></p>`).join('')}<h1>${safe(page.title)}</h1><p>${safe(page.lede)}</p>
<ul>${figures.map((one) => `<li>${safe(one)}</li>`).join('')}</ul>
${parts.map(({ heading, sentence }) => `<h2>${safe(heading)}</h2><p>${safe(sentence)}</p>`).join('\n')}
<p>${safe(say('attached'))} <a href="${safe(page.address)}">${safe(page.words.openOnDesk)}</a></p><p>${safe(when)}</p><hr><p>${safe(say('why'))}</p>
</body></html>
`
  return { subject, text, html }
}

function safe(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`)
}
