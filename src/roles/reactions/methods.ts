import type { Words } from '#kernel/words.ts'

/** How each number is made, by names that never change; docs/reactions.md says it at length. */
export const methods = {
  'posts-and-authors': {
    en: 'Every kept post that fits the watches, each once, reposts and copies included; an author is counted once.',
    fr: 'Chaque message conservé qui correspond aux veilles, une fois, repartages et copies compris ; une autrice ou un auteur compte une fois.',
  },
  'frozen-baseline': {
    en: 'Counted when the announcement was made and not changed since, whatever was deleted or expired later.',
    fr: 'Compté au moment de l’annonce et inchangé depuis, quoi qu’on ait supprimé ou laissé expirer ensuite.',
  },
  'tone-wilson': {
    en: 'Tone read by our own model, which may say “unsure”; shares of what it is sure of, Wilson 95 % interval counting each author once.',
    fr: 'Tonalité lue par notre propre modèle, qui peut dire « incertain » ; parts de ce dont il est sûr, intervalle de Wilson à 95 %, chaque auteur compté une fois.',
  },
  'emotion-wilson': {
    en: 'Feelings read by our own model where the tone is clearly good or bad; it knows anger, joy, optimism and sadness only.',
    fr: 'Émotions lues par notre propre modèle là où la tonalité est nettement bonne ou mauvaise ; il ne connaît que la colère, la joie, l’optimisme et la tristesse.',
  },
  'themes-tfidf': {
    en: 'Posts with rare words in common grouped together (TF-IDF), copies weighed once; phrases said more than before the announcement (likelihood ratio).',
    fr: 'Messages regroupés selon leurs mots rares communs (TF-IDF), les copies pesant une fois ; expressions plus dites qu’avant l’annonce (rapport de vraisemblance).',
  },
  'questions-grouped': {
    en: 'Posts that ask something (rules for English and French, the question mark elsewhere), near-equal questions as one; what only wonders (“Really?”) is left out.',
    fr: 'Messages qui demandent quelque chose (règles pour le français et l’anglais, point d’interrogation ailleurs), les questions presque égales réunies ; ce qui ne fait que s’étonner (« Vraiment ? ») est laissé de côté.',
  },
  'facts-compared': {
    en: 'Dates, times, amounts and streets in posts beside those of the announcement. A difference may be a misreading; a person looks.',
    fr: 'Dates, heures, montants et rues des messages comparés à ceux de l’annonce. Un écart peut être une mauvaise lecture ; une personne vérifie.',
  },
  'kinds-of-accounts': {
    en: 'Kinds of accounts as our own settings know them; private people are never named.',
    fr: 'Types de comptes selon nos propres réglages ; les particuliers ne sont jamais nommés.',
  },
  'media-items': {
    en: 'Items of sources marked as media that fit the same watches, by their own time.',
    fr: 'Articles de sources marquées comme médias qui correspondent aux mêmes veilles, à leur propre heure.',
  },
  'where-said': {
    en: 'Language as read, network, and the place a post names by itself where at least three authors do.',
    fr: 'Langue lue, réseau, et lieu que le message indique lui-même quand au moins trois auteurs le font.',
  },
  'minutes-counted': {
    en: 'Posts a minute as they were counted when heard; copies count once, and what was deleted or expired stays counted.',
    fr: 'Messages par minute tels que comptés à l’écoute ; les copies comptent une fois, et ce qui a été supprimé ou a expiré reste compté.',
  },
} as const satisfies Record<string, Words>
