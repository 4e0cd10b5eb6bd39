import type { Words } from '#kernel/words.ts'

/** Why a rule, or a part of it, is refused. Words that never change: screens and tests count by them. */
export type RefusalCode =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'quote-not-closed'
  | 'bracket-not-closed'
  | 'bracket-not-opened'
  | 'empty-group'
  | 'or-without-side'
  | 'lone-minus'
  | 'double-minus'
  | 'odd-minus'
  | 'negated-group'
  | 'only-negated'
  | 'needs-more'
  | 'must-be-negated'
  | 'never-negated'
  | 'sample-inside'
  | 'and-or-word'
  | 'not-word'
  | 'bar'
  | 'wildcard'
  | 'no-words'
  | 'link-in-words'
  | 'bad-tag'
  | 'bad-mention'
  | 'bad-cashtag'
  | 'near-number'
  | 'near-words'
  | 'unknown-operator'
  | 'cannot-judge'
  | 'no-value'
  | 'bad-choice'
  | 'bad-user'
  | 'bad-id'
  | 'bad-lang'
  | 'bad-country'
  | 'bad-sample'
  | 'bad-circle'
  | 'bad-box'
  | 'bad-place-on-earth'
  | 'too-wide'
  | 'box-order'

/** One thing to change in a rule: what, where (UTF-16 units of the text as typed) and the words its sentence needs. */
export type Refusal = {
  code: RefusalCode
  from: number
  to: number
  params: Readonly<Record<string, string>>
}

/** `{name}` stands for a parameter. Kind and concrete: what is wrong, then what to write instead. */
const wordings: Record<RefusalCode, Words> = {
  empty: {
    en: 'The rule is empty. Write at least one word to listen for.',
    fr: 'La règle est vide. Écrivez au moins un mot à écouter.',
  },
  'too-long': {
    en: 'The rule has {length} characters; {max} is the most. Split it into two watches.',
    fr: 'La règle compte {length} caractères; le maximum est {max}. Séparez-la en deux veilles.',
  },
  'too-deep': {
    en: 'There are more than {max} brackets inside one another here. Take some away.',
    fr: 'Plus de {max} parenthèses s’emboîtent ici. Retirez-en.',
  },
  'quote-not-closed': {
    en: 'This quotation mark has no partner. Add one where the phrase ends.',
    fr: 'Ce guillemet n’est pas refermé. Ajoutez-en un à la fin de l’expression.',
  },
  'bracket-not-closed': {
    en: 'This bracket is never closed. Add its partner where the group ends.',
    fr: 'Cette parenthèse n’est jamais fermée. Fermez-la à la fin du groupe.',
  },
  'bracket-not-opened': {
    en: 'This bracket closes nothing. Remove it, or open one before it.',
    fr: 'Cette parenthèse ne ferme rien. Retirez-la ou ouvrez-en une avant.',
  },
  'empty-group': {
    en: 'There is nothing between these brackets. Write something inside or remove them.',
    fr: 'Il n’y a rien entre ces parenthèses. Écrivez quelque chose ou retirez-les.',
  },
  'or-without-side': {
    en: 'OR needs something on both sides.',
    fr: 'OR demande quelque chose de chaque côté.',
  },
  'lone-minus': {
    en: 'This minus stands alone. Put it right before the word to leave out, without a space: -movie.',
    fr: 'Ce signe moins est seul. Collez-le au mot à exclure, sans espace : -film.',
  },
  'double-minus': {
    en: 'One minus is enough to leave something out. Remove the other.',
    fr: 'Un seul signe moins suffit pour exclure. Retirez l’autre.',
  },
  'odd-minus': {
    en: '“{sign}” does not leave a word out. Use the ordinary minus of the keyboard: -{rest}.',
    fr: '« {sign} » n’exclut pas un mot. Utilisez le signe moins du clavier : -{rest}.',
  },
  'negated-group': {
    en: 'A minus cannot stand before a bracket. Put it before each word instead: {instead}.',
    fr: 'Le signe moins ne peut pas précéder une parenthèse. Placez-le devant chaque mot : {instead}.',
  },
  'only-negated': {
    en: 'This only says what to leave out. Add a word that posts should contain.',
    fr: 'Ceci dit seulement quoi exclure. Ajoutez un mot que les messages doivent contenir.',
  },
  'needs-more': {
    en: '“{part}” narrows a search but cannot be one: it would bring nearly everything. Add a word, #tag, @name or place that posts should contain.',
    fr: '« {part} » précise une recherche mais ne suffit pas : presque tout passerait. Ajoutez un mot, un #mot-clic, un @nom ou un lieu que les messages doivent contenir.',
  },
  'must-be-negated': {
    en: '“{part}” can only be left out. Write -{part}.',
    fr: '« {part} » ne peut qu’être exclu. Écrivez -{part}.',
  },
  'never-negated': {
    en: '“{part}” cannot be left out. Remove the minus.',
    fr: '« {part} » ne peut pas être exclu. Retirez le signe moins.',
  },
  'sample-inside': {
    en: 'A sample counts for the whole rule. Put brackets around the rest: (… OR …) {part}.',
    fr: 'Un échantillon vaut pour toute la règle. Mettez le reste entre parenthèses : (… OR …) {part}.',
  },
  'and-or-word': {
    en: 'It is not clear what “{word}” means here. A space already means “and”; write OR in capitals for “or”; to listen for the word itself, put it in quotation marks: "{folded}".',
    fr: 'Le sens de « {word} » n’est pas clair ici. L’espace veut déjà dire « et »; écrivez OR en majuscules pour « ou »; pour écouter le mot lui-même, mettez-le entre guillemets : "{folded}".',
  },
  'not-word': {
    en: 'NOT does not leave anything out. Put a minus right before the word: -movie. To listen for the word itself, write "not".',
    fr: 'NOT n’exclut rien. Collez un signe moins au mot : -film. Pour écouter le mot lui-même, écrivez "not".',
  },
  bar: {
    en: '“|” has no meaning in a rule. Write OR in capitals between the words.',
    fr: '« | » n’a pas de sens dans une règle. Écrivez OR en majuscules entre les mots.',
  },
  wildcard: {
    en: '“*” cannot stand for letters. Write each form of the word, joined by OR: flood OR floods OR flooding.',
    fr: '« * » ne remplace pas des lettres. Écrivez chaque forme du mot, liée par OR : crue OR crues OR inondation.',
  },
  'no-words': {
    en: '“{part}” holds no word to listen for. Write a word, or remove it.',
    fr: '« {part} » ne contient aucun mot à écouter. Écrivez un mot ou retirez-le.',
  },
  'link-in-words': {
    en: 'Links are not words. To find posts that link somewhere, write url:"{part}".',
    fr: 'Un lien n’est pas un mot. Pour trouver les messages qui y renvoient, écrivez url:"{part}".',
  },
  'bad-tag': {
    en: '“{part}” is not a tag: after # come letters, digits or _, with at least one letter and no space or hyphen.',
    fr: '« {part} » n’est pas un mot-clic : après #, des lettres, chiffres ou _, au moins une lettre, sans espace ni trait d’union.',
  },
  'bad-mention': {
    en: '“{part}” is not a user name: after @ come letters, digits or _, with a domain where the network uses one (@city.example).',
    fr: '« {part} » n’est pas un nom d’utilisateur : après @, des lettres, chiffres ou _, avec un domaine si le réseau en utilise (@ville.example).',
  },
  'bad-cashtag': {
    en: '“{part}” is not a stock symbol: $ is followed by one to six letters. For an amount, use quotation marks: "100".',
    fr: '« {part} » n’est pas un symbole boursier : $ est suivi d’une à six lettres. Pour un montant, utilisez des guillemets : "100".',
  },
  'near-number': {
    en: 'After ~ comes a whole number from 1 to {max}: "road closed"~3.',
    fr: 'Après ~ vient un nombre entier de 1 à {max} : "route fermée"~3.',
  },
  'near-words': {
    en: 'Nearness needs 2 to {max} words between the quotation marks: "road closed"~3.',
    fr: 'La proximité demande de 2 à {max} mots entre les guillemets : "route fermée"~3.',
  },
  'unknown-operator': {
    en: '“{name}:” is not an operator{hint}. To listen for these words, put them in quotation marks.',
    fr: '« {name}: » n’est pas un opérateur{hint}. Pour écouter ces mots, mettez-les entre guillemets.',
  },
  'cannot-judge': {
    en: 'This desk cannot judge “{name}:”, because no network it listens to tells it. Remove it; the rest of the rule can stay.',
    fr: 'Ce poste ne peut pas juger « {name}: », car aucun réseau écouté ne le lui dit. Retirez-le; le reste de la règle peut rester.',
  },
  'no-value': {
    en: '“{name}:” needs something right after it, without a space: {example}.',
    fr: '« {name}: » demande une valeur juste après, sans espace : {example}.',
  },
  'bad-choice': {
    en: '“{name}:” takes one of these words: {choices}.',
    fr: '« {name}: » accepte l’un de ces mots : {choices}.',
  },
  'bad-user': {
    en: '“{part}” is not a user name. Write one name, without a space: {name}:city or {name}:city.example.',
    fr: '« {part} » n’est pas un nom d’utilisateur. Écrivez un seul nom, sans espace : {name}:ville ou {name}:ville.example.',
  },
  'bad-id': {
    en: '“{part}” is not the id of a post. Copy the id or address of one post after {name}:.',
    fr: '« {part} » n’est pas l’identifiant d’un message. Copiez l’identifiant ou l’adresse d’un message après {name}:.',
  },
  'bad-lang': {
    en: '“{part}” is not a language code. Use two or three letters, such as lang:en, lang:fr or lang:und for “not known”.',
    fr: '« {part} » n’est pas un code de langue. Utilisez deux ou trois lettres, comme lang:fr, lang:en ou lang:und pour « inconnue ».',
  },
  'bad-country': {
    en: '“{part}” is not a country code. Use two letters, such as place_country:CA.',
    fr: '« {part} » n’est pas un code de pays. Utilisez deux lettres, comme place_country:CA.',
  },
  'bad-sample': {
    en: 'A sample is a whole number from 1 to 100: sample:10 takes about 10 posts in 100.',
    fr: 'Un échantillon est un nombre entier de 1 à 100 : sample:10 garde environ 10 messages sur 100.',
  },
  'bad-circle': {
    en: 'A circle is written point_radius:[longitude latitude radius], the radius in km or mi: point_radius:[-73.57 45.5 10km].',
    fr: 'Un cercle s’écrit point_radius:[longitude latitude rayon], le rayon en km ou mi : point_radius:[-73.57 45.5 10km].',
  },
  'bad-box': {
    en: 'A box is written bounding_box:[west south east north] in degrees: bounding_box:[-73.6 45.4 -73.5 45.5].',
    fr: 'Un rectangle s’écrit bounding_box:[ouest sud est nord] en degrés : bounding_box:[-73.6 45.4 -73.5 45.5].',
  },
  'bad-place-on-earth': {
    en: 'These numbers are off the map: the longitude comes first, from -180 to 180, then the latitude, from -90 to 90.',
    fr: 'Ces nombres sortent de la carte : d’abord la longitude, de -180 à 180, puis la latitude, de -90 à 90.',
  },
  'too-wide': {
    en: 'This area is too wide: {max} miles (40 km) is the most. Draw a smaller one, or join several with OR.',
    fr: 'Cette zone est trop grande : {max} milles (40 km) au plus. Réduisez-la, ou réunissez-en plusieurs avec OR.',
  },
  'box-order': {
    en: 'The south of this box lies north of its north. The order is west, south, east, north.',
    fr: 'Le sud de ce rectangle est au nord de son nord. L’ordre est ouest, sud, est, nord.',
  },
}

/** A refusal as a person reads it, in one sentence or two that say what to change. */
export function refusalSentence(refusal: Refusal, language: 'en' | 'fr'): string {
  const { params } = refusal
  const hint = params['suggestion']
    ? hints[language].replace('{suggestion}', () => params['suggestion'] ?? '')
    : ''
  const words: Readonly<Record<string, string>> = { hint, ...params }
  return wordings[refusal.code][language].replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole)
}

const hints = { en: ' (did you mean “{suggestion}:”?)', fr: ' (vouliez-vous dire « {suggestion}: »?)' }

/** Where something goes wrong in the text of a rule. */
export type Span = { from: number; to: number }

const partLengthMax = 40

/** A piece of the rule short enough to be shown inside a sentence. */
export function shown(text: string): string {
  return text.length <= partLengthMax ? text : `${text.slice(0, partLengthMax - 1)}…`
}
