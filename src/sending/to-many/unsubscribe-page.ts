import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'

type Locale = 'en' | 'fr'

const asks: { title: Words; body: Words; button: Words } = {
  title: { en: 'Stop these messages?', fr: 'Ne plus recevoir ces messages ?' },
  body: {
    en: 'This ends your subscription, and your address is deleted. You can subscribe again whenever you like.',
    fr: 'Votre abonnement prendra fin et votre adresse sera supprimée. Vous pourrez vous réabonner quand vous voudrez.',
  },
  button: { en: 'Stop these messages', fr: 'Ne plus recevoir ces messages' },
}

const done: { title: Words; body: Words } = {
  title: { en: 'You will get no more of these messages', fr: 'Vous ne recevrez plus ces messages' },
  body: {
    en: 'Your subscription has ended and your address is deleted. One that is already on its way may still arrive.',
    fr: 'Votre abonnement a pris fin et votre adresse est supprimée. Un message déjà en route peut encore arriver.',
  },
}

const unknown: { title: Words; body: Words } = {
  title: { en: 'This link does not work', fr: 'Ce lien ne fonctionne pas' },
  body: {
    en: 'It may have been cut short. Copy the whole link from the newest message, or answer that message and ask us to stop.',
    fr: 'Il a peut-être été coupé. Copiez le lien entier du message le plus récent, ou répondez à ce message pour nous demander d’arrêter.',
  },
}

/** Whoever wants less, and not nothing. */
const fewer: Words = {
  en: 'Get fewer messages instead: choose topics',
  fr: 'Plutôt recevoir moins de messages : choisir des sujets',
}

const style =
  'body{font:1.125rem/1.5 system-ui,sans-serif;max-width:38rem;margin:10vh auto;padding:0 1rem;overflow-wrap:anywhere}:root{color-scheme:light dark}button{font:inherit;padding:.75rem 1.25rem;min-height:3rem;border:2px solid;border-radius:.25rem;background:ButtonFace;color:ButtonText;cursor:pointer}button:focus-visible{outline:3px solid;outline-offset:3px}'

/** Asks whether to end a subscription, in both languages, one button each; opening it changes nothing. No script. */
export function askPage(
  c: ApiContext,
  { first, hasTopics }: { first: Locale; hasTopics: boolean },
): Response {
  const form = (locale: Locale): string =>
    `<form method="post"><button type="submit">${escaped(asks.button[locale])}</button></form>${hasTopics ? less(locale) : ''}`
  return answer(c, 200, { first, words: asks, below: form })
}

function less(locale: Locale): string {
  return `<p><a href="/subscribe?lang=${locale}">${escaped(fewer[locale])}</a></p>`
}

/** Says that a subscription has ended, also to whoever asks again. */
export function donePage(c: ApiContext, { first }: { first: Locale }): Response {
  return answer(c, 200, { first, words: done, below: () => '' })
}

/** Says that a link is none of ours. */
export function unknownPage(c: ApiContext): Response {
  return answer(c, 404, { first: 'en', words: unknown, below: () => '' })
}

type Page = { first: Locale; words: { title: Words; body: Words }; below: (locale: Locale) => string }

function answer(c: ApiContext, status: 200 | 404, { first, words, below }: Page): Response {
  // The address is the key to a subscription: it is told to nobody, and no search engine keeps it.
  c.header('referrer-policy', 'no-referrer')
  c.header('x-robots-tag', 'noindex')
  const order: readonly Locale[] = first === 'en' ? ['en', 'fr'] : ['fr', 'en']
  const section = (locale: Locale, at: number): string => {
    const heading = `h${at + 1}`
    return `<section lang="${locale}-CA"><${heading}>${escaped(words.title[locale])}</${heading}><p>${escaped(words.body[locale])}</p>${below(locale)}</section>`
  }
  const title = order.map((locale) => escaped(words.title[locale])).join(' · ')
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>`
  return c.html(
    `<!doctype html><html lang="${first}-CA"><head>${head}<style nonce="${c.get('nonce')}">${style}</style></head><body><main>${order.map(section).join('')}</main></body></html>`,
    status,
  )
}
