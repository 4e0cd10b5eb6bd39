/**
 * Posts made by habit or machine: job ads, price lists, playlists, follow exchanges, horoscopes, weather stations, video likes.
 * They count towards volume but not towards any story. Rules of form, kept few; what is talked about is never a reason.
 */
const noiseForms: readonly RegExp[] = [
  /#(?:jobs?|hiring|tweetmyjobs|careers|nowplaying|np|forsale|giveaway|followback|teamfollowback|f4f|ff|horoscopes?|emploi|concours)\b/iu,
  /(?:^|\s)[$€£]\s?\d[\d,]*\.\d\d(?:\s|$)/u,
  /\bI (?:liked|added|favorited) an? (?:@?YouTube )?video\b/iu,
  /\b(?:follow (?:me|back|train|spree)|followed me|follow(?:ers)? and unfollow|RT (?:if|to win)|retweet (?:if|to win)|thanks for (?:the follow|following))/iu,
  /\b(?:barometer|humidity|humidité)\b.{0,60}(?:\d\s?%|rising|falling|steady|hpa|mb\b)/iu,
  /\btemperature (?:up|down) -?\d/iu,
  /^currently at \w+,\s+it is\b/iu,
  /\b(?:aries|taurus|gemini|virgo|libra|scorpio|sagittarius|capricorn|aquarius|pisces)\b.*https?:/iu,
]

const noiseTags = new Set(
  'job jobs hiring tweetmyjobs careers nowplaying np forsale giveaway followback teamfollowback f4f ff horoscope horoscopes emploi concours'.split(
    ' ',
  ),
)
/** One of these words, a sign of money, or one of {@link askedWords} behind {@link askingWords}, stands in every noise form that is no tag. */
const noiseWords = new Set(
  `video follow followed followers following barometer humidity humidité temperature currently aries taurus gemini virgo libra
    scorpio sagittarius capricorn aquarius pisces`.split(/\s+/u),
)
const askingWords = new Set(['rt', 'retweet'])
const askedWords = new Set(['if', 'to'])
const money = /[$€£]/u

/**
 * Whether a folded word or the text of a tag may be part of a noise form. Only posts that hold one, or a sign of money
 * ({@link holdsMoney}), need to be looked at by {@link isNoise}.
 */
export function isNoiseWord(text: string, isTag: boolean): boolean {
  return noiseWords.has(text) || (isTag && noiseTags.has(text))
}

/** Whether a folded word asks to be repeated when what follows says why ({@link isAsked}): "RT if". */
export function asksToRepeat(text: string): boolean {
  return askingWords.has(text)
}

/** See {@link asksToRepeat}. */
export function isAsked(text: string): boolean {
  return askedWords.has(text)
}

/** Whether a text holds a sign of money. */
export function holdsMoney(text: string): boolean {
  return money.test(text)
}

/** Whether a post has the form of an advertisement, a machine's report or a network game. */
export function isNoise(text: string): boolean {
  const short = text.slice(0, 400)
  return noiseForms.some((form) => form.test(short))
}
