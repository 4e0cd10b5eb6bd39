const openers: Record<string, RegExp> = {
  en: /^(?:who|whom|whose|what|whats|what's|when|where|wheres|where's|why|how|hows|which|is|are|am|was|were|do|does|did|can|could|will|would|should|shall|may|has|have|had|isn't|aren't|don't|doesn't|didn't|can't|won't|any(?:one|body)|any (?:idea|news|update|word|info)\w*|does any(?:one|body)|do we know)\b/u,
  fr: /^(?:qui|que|quoi|quand|où|pourquoi|comment|combien|quel|quelle|quels|quelles|est-ce|qu'est-ce|qu’est-ce|peut-on|peux-tu|pouvez-vous|avez-vous|savez-vous|y a-t-il|y'a-t-il|a-t-on|faut-il|doit-on|va-t-on|sait-on|quelqu'un|quelqu’un)(?![\p{L}])/u,
}
const asking: Record<string, RegExp> = {
  en: /\b(?:does any(?:one|body) know|any(?:one|body) know|do we know (?:if|when|where|why|how)|can (?:someone|anyone|you) (?:tell|explain|confirm|help)|wondering (?:if|when|where|why|how|what)|i'd like to know|please (?:tell|advise|confirm)|any (?:idea|update|word) (?:on|if|when|where|why|how))\b/u,
  fr: /(?:quelqu['’]un (?:sait|peut|connaît)|savez-vous|est-ce que|pouvez-vous|pourriez-vous|je me demande|on se demande|on voudrait savoir|j['’]aimerais savoir)/u,
}
const rhetorical =
  /^(?:what a |how (?:cool|cute|sad|nice|great|awful|beautiful|awesome)\b|que de |quel (?:plaisir|bonheur|dommage)|quelle (?:horreur|belle|honte))/u

/**
 * Whether a post asks something, by rules for English and French; other languages by their question mark.
 *
 * A question mark inside a link does not count, nor does a `?` that only shouts ("what a day!!?").
 */
export function isQuestion(text: string, lang?: string): boolean {
  const plain = text
    .slice(0, 2000)
    .toLowerCase()
    .replace(/https?:\/\/\S*/gu, ' ')
    .replace(/^\s*(?:rt )?(?:[@.]\S+\s*:?\s*)+/u, '')
  if (/[?？؟]/u.test(plain) && !/!\s*\?\s*$/u.test(plain)) return true
  const langs = lang === undefined || !(lang in openers) ? ['en', 'fr'] : [lang]
  return langs.some((code) => asking[code]?.test(plain) === true || asksWithoutMark(plain, code))
}

/** People leave the mark out: a sentence that opens with a question word and is not an exclamation. */
function asksWithoutMark(plain: string, lang: string): boolean {
  const strong =
    lang === 'fr'
      ? /^(?:est-ce|qu['’]est-ce|pourquoi|combien|où |y a-t-il|peut-on|savez-vous)/u
      : /^(?:why|where|when|who|how|what|does any|any(?:one|body)|any (?:idea|news|update|word))\b/u
  return plain
    .split(/[.!\n]/u)
    .slice(0, 3)
    .some((sentence) => asks(sentence.trim(), strong, lang))
}

function asks(sentence: string, strong: RegExp, lang: string): boolean {
  if (rhetorical.test(sentence) || !strong.test(sentence) || openers[lang]?.test(sentence) !== true)
    return false
  // "when the rain stops we leave" states; a question turns subject and verb around soon after its first word.
  if (lang === 'fr') return !sentence.includes(',')
  return /^\w+(?:'s)?(?: \w+)? (?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|know|knows|seen|heard|got)\b/u.test(
    sentence,
  )
}
