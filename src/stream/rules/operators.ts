import { primaryLanguage } from '#language/language-id-tags.ts'
import { isKnownLanguage } from '#stream/rules/languages.ts'
import { readBox, readCircle, type ValueRead } from '#stream/rules/read-place.ts'
import { foldedHandle, wordsIn, wordsInAddress } from '#stream/rules/read-words.ts'
import { shown } from '#stream/rules/refusals.ts'
import { hasWhats, isWhats } from '#stream/rules/rule.ts'

type Value = { raw: string; form: 'bare' | 'quoted' | 'bracketed' }
type Operator = { example: string; read(value: Value): ValueRead }

const handle = /^@?[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.:@-]{0,299}$/u
const postId = /^[^\s"()]{1,600}$/

function who(kind: 'from' | 'to' | 'retweets_of'): Operator {
  return {
    example: `${kind}:city`,
    read({ raw }) {
      if (!handle.test(raw)) return { code: 'bad-user' }
      return { leaf: { kind, who: foldedHandle(raw) } }
    },
  }
}

function byId(
  kind: 'in_reply_to_tweet_id' | 'retweets_of_tweet_id' | 'quotes_of_tweet_id' | 'conversation_id',
): Operator {
  return {
    example: `${kind}:1539382664746020864`,
    read: ({ raw }) => (postId.test(raw) ? { leaf: { kind, id: raw } } : { code: 'bad-id' }),
  }
}

const hasAliases: Readonly<Record<string, string>> = {
  videos: 'video_link',
  media_link: 'media',
  symbols: 'cashtags',
}

const has: Operator = {
  example: 'has:media',
  read({ raw }) {
    const asked = raw.toLowerCase()
    const what = hasWhats.find((each) => each === (hasAliases[asked] ?? asked))
    return what
      ? { leaf: { kind: 'has', what } }
      : { code: 'bad-choice', params: { choices: hasWhats.join(', ') } }
  },
}

const is: Operator = {
  example: 'is:reply',
  read({ raw }) {
    const what = isWhats.find((each) => each === raw.toLowerCase())
    return what
      ? { leaf: { kind: 'is', what } }
      : { code: 'bad-choice', params: { choices: isWhats.join(', ') } }
  },
}

const url: Operator = {
  example: 'url:"city.example"',
  read({ raw }) {
    const words = wordsInAddress(raw)
    return words.length > 0 ? { leaf: { kind: 'url', words } } : { code: 'no-words' }
  },
}

const urlContains: Operator = {
  example: 'url_contains:flood',
  read({ raw }) {
    const part = raw.trim().toLowerCase()
    return part === '' ? { code: 'no-words' } : { leaf: { kind: 'url_contains', part } }
  },
}

const place: Operator = {
  example: 'place:"new york city"',
  read({ raw }) {
    const words = wordsIn(raw)
    return words.length > 0 ? { leaf: { kind: 'place', words } } : { code: 'no-words' }
  },
}

const placeCountry: Operator = {
  example: 'place_country:CA',
  read({ raw }) {
    if (!/^[a-z]{2}$/i.test(raw)) return { code: 'bad-country' }
    return { leaf: { kind: 'place_country', country: raw.toLowerCase() } }
  },
}

const lang: Operator = {
  example: 'lang:fr',
  read({ raw }) {
    const primary = primaryLanguage(raw)
    return isKnownLanguage(primary) ? { leaf: { kind: 'lang', lang: primary } } : { code: 'bad-lang' }
  },
}

const sample: Operator = {
  example: 'sample:10',
  read({ raw }) {
    const percent = /^\d{1,3}$/.test(raw) ? Number(raw) : 0
    return percent >= 1 && percent <= 100 ? { leaf: { kind: 'sample', percent } } : { code: 'bad-sample' }
  },
}

const circle: Operator = {
  example: 'point_radius:[-73.57 45.5 10km]',
  read: ({ raw, form }) => (form === 'bracketed' ? readCircle(raw) : { code: 'bad-circle' }),
}

const box: Operator = {
  example: 'bounding_box:[-73.6 45.4 -73.5 45.5]',
  read: ({ raw, form }) => (form === 'bracketed' ? readBox(raw) : { code: 'bad-box' }),
}

/** Every operator this desk judges, by each name X knows it by (docs of 2026-08, and the names before them). */
const operators = new Map<string, Operator>(
  Object.entries({
    from: who('from'),
    to: who('to'),
    retweets_of: who('retweets_of'),
    retweets_of_user: who('retweets_of'),
    in_reply_to_tweet_id: byId('in_reply_to_tweet_id'),
    in_reply_to_status_id: byId('in_reply_to_tweet_id'),
    retweets_of_tweet_id: byId('retweets_of_tweet_id'),
    retweets_of_status_id: byId('retweets_of_tweet_id'),
    quotes_of_tweet_id: byId('quotes_of_tweet_id'),
    quotes_of_status_id: byId('quotes_of_tweet_id'),
    conversation_id: byId('conversation_id'),
    url,
    url_contains: urlContains,
    place,
    place_country: placeCountry,
    point_radius: circle,
    bounding_box: box,
    geo_bounding_box: box,
    has,
    is,
    lang,
    sample,
  }),
)

/** X's operators about profiles, annotations and meanings, which no network tells us. */
const cannotJudge = new Set(
  (
    'context entity bio user_bio bio_name bio_location user_bio_location source url_title within_url_title ' +
    'url_description within_url_description followers_count min_followers tweets_count statuses_count following_count ' +
    'friends_count listed_count user_in_lists_count from_affiliate_of to_affiliate_of embedding embedding_threshold ' +
    'profile_country profile_region profile_locality profile_point_radius profile_bounding_box list ' +
    'min_likes min_replies min_reposts min_retweets min_faves contains'
  ).split(' '),
)

/** Reads `name:value`; the parameters its refusal needs are already filled in. */
export function readOperator(name: string, value: Value): ValueRead {
  const operator = operators.get(name)
  if (!operator && cannotJudge.has(name)) return { code: 'cannot-judge', params: { name } }
  if (!operator) return { code: 'unknown-operator', params: { name, ...suggestionFor(name) } }
  if (value.raw.trim() === '') return { code: 'no-value', params: { name, example: operator.example } }
  const read = operator.read(value)
  if ('leaf' in read) return read
  return { code: read.code, params: { name, part: shown(value.raw), ...read.params } }
}

function suggestionFor(name: string): { suggestion?: string } {
  for (const known of operators.keys()) {
    if (isOneSlipAway(name, known)) return { suggestion: known }
  }
  return {}
}

/** One letter too many, too few, another, or two swapped. */
function isOneSlipAway(typed: string, known: string): boolean {
  let start = 0
  while (start < typed.length && typed[start] === known[start]) start++
  const typedRest = typed.slice(start)
  const knownRest = known.slice(start)
  const swapped = (knownRest[1] ?? '') + (knownRest[0] ?? '') + knownRest.slice(2)
  return (
    typedRest.slice(1) === knownRest ||
    typedRest === knownRest.slice(1) ||
    typedRest.slice(1) === knownRest.slice(1) ||
    typedRest === swapped
  )
}
