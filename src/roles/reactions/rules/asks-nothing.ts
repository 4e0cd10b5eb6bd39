import { tokens } from '#language/tokens.ts'
import { english } from '#language/triage/questions-en.ts'
import { french } from '#language/triage/questions-fr.ts'

// People write these with and without accents, so they are compared without.

/** Words that only wonder. A sentence of nothing else asks nobody anything ("Honestly?", "Non mais franchement ?"). */
const wondering = {
  en: [
    ...english.bare,
    ...'honestly truly frankly literally actually genuinely absolutely exactly obviously apparently'.split(
      ' ',
    ),
    ...'clearly definitely surely but oh ah hmm ha lol omg wtf like just'.split(' '),
  ],
  fr: [
    ...french.bare,
    ...'franchement honnêtement sincèrement réellement carrément absolument évidemment apparemment'.split(
      ' ',
    ),
    ...'forcément clairement décidément mais oh eh lol mdr'.split(' '),
  ],
}

/** Whole sentences said for effect, without what wonders before and behind them. */
const effect = {
  en: [
    ...['for real', 'are you for real', 'is this for real', 'is this real life', 'are they serious'],
    ...['is this a joke', 'is that a joke', 'is it a joke', 'you kidding', 'you kidding me', 'you serious'],
    ...['no kidding', 'no way', 'say what', 'you know', 'you see', 'know what i mean', 'get it', 'see'],
    ...['why am i not surprised', 'are we surprised', 'surprised', 'what were they thinking'],
    ...['how hard can it be', 'how hard is it', 'what did you expect', 'what did they expect'],
  ],
  fr: [
    ...['sans blague', 'sans rire', 'pour de vrai', 'n est ce pas', 'tu vois', 'vous voyez'],
    ...[
      'tu sais',
      'vous savez',
      'c est une blague',
      'est ce une blague',
      'c est une plaisanterie',
      'c est un gag',
    ],
    ...['on croit rêver', 'on rêve', 'je rêve', 'on se moque de qui', 'de qui se moque t on', 'quand même'],
    ...[
      'et puis quoi',
      'quoi d autre',
      'ils sont sérieux',
      'vous êtes sérieux',
      'tu es sérieux',
      't es sérieux',
    ],
    ...[
      'à quoi s attendait on',
      'à quoi vous attendiez vous',
      'ça vous étonne',
      'étonnés',
      'étonné',
      'surpris',
    ],
  ],
}

type Known = { words: ReadonlySet<string>; sentences: ReadonlySet<string> }

function knownOf(words: readonly string[], sentences: readonly string[]): Known {
  return { words: new Set(words.map(plain)), sentences: new Set(sentences.map(plain)) }
}

const en = knownOf(wondering.en, effect.en)
const fr = knownOf(wondering.fr, effect.fr)
/** What neither language calls a question, where the language is not known. */
const both: Known = {
  words: new Set([...en.words, ...fr.words]),
  sentences: new Set([...en.sentences, ...fr.sentences]),
}

/** More words say something. */
const wordsMax = 8

/** How French tells who said something: the words are turned around and nobody is asked ("a-t-on appris", « dit-elle »). */
const toldBy =
  /(?<![\p{L}-])(?:(?:a|ont|avait|avaient)-(?:t-)?(?:on|ils?|elles?)\s+(?:appris|dit|déclaré|ajouté|indiqué|affirmé|précisé|expliqué|confié|annoncé|rappelé|conclu|assuré|estimé|soutenu|répondu|lancé|écrit|mentionné|souligné|confirmé|raconté)|(?:dit|disent|affirme|ajoute|explique|précise|indique|estime|semble|paraît|conclut|rappelle)-(?:t-)?(?:on|ils?|elles?))(?!\p{L})/iu

/**
 * Whether a sentence that looks like a question asks nobody anything: it only wonders, is said for effect, or tells in French who said something. By lists
 * for English and French; without a declared language both are tried, in any other nothing is known and every sentence with words asks.
 */
export function asksNothing(sentence: string, lang: string | undefined): boolean {
  const said = tokens(sentence).filter(({ kind }) => kind === 'word' || kind === 'tag')
  if (said.length === 0 || (!sentence.includes('?') && toldBy.test(sentence))) return true
  if (said.length > wordsMax || said.some(({ kind }) => kind === 'tag')) return false
  const known = knownFor(lang)
  if (known === undefined) return false
  const words = said.map(({ text }) => plain(text))
  const from = words.findIndex((word) => !known.words.has(word))
  if (from < 0) return true
  const to = words.findLastIndex((word) => !known.words.has(word)) + 1
  return known.sentences.has(words.join(' ')) || known.sentences.has(words.slice(from, to).join(' '))
}

function knownFor(lang: string | undefined): Known | undefined {
  if (lang === 'en') return en
  if (lang === 'fr') return fr
  return lang === undefined || lang === 'und' ? both : undefined
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '')
}
