/** Longest header that is read, characters. */
const headerLengthMax = 1000

/**
 * The language to answer in: the one in the address, else the best of those the browser names, else the first.
 *
 * @param languages those there are; at least one
 * @param o.asked what the address says; undefined when it says nothing
 * @returns undefined where the address asks for a language there is not
 */
export function askedLanguage(
  languages: readonly string[],
  o: { asked: string | undefined; accepted: string | undefined },
): string | undefined {
  if (o.asked !== undefined) return fitting(languages, o.asked)
  for (const tag of acceptedTags(o.accepted ?? '')) {
    const found = fitting(languages, tag)
    if (found !== undefined) return found
  }
  return languages[0]
}

function fitting(languages: readonly string[], asked: string): string | undefined {
  const tag = asked.toLowerCase()
  const primary = tag.split('-')[0]
  const exact = languages.find((one) => one.toLowerCase() === tag)
  return exact ?? languages.find((one) => one.toLowerCase().split('-')[0] === primary)
}

/** The tags of an Accept-Language header, the most wanted first. Source: RFC 9110, 12.5.4. */
function acceptedTags(header: string): string[] {
  const parts = header.slice(0, headerLengthMax).split(',')
  const wanted = parts.flatMap((part) => {
    const [, tag, weight] =
      /^\s*([a-z]{2,3}(?:-[\w-]{1,30})?)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/iu.exec(part) ?? []
    const weightOf1 = Number(weight ?? 1)
    return tag === undefined || weightOf1 === 0 ? [] : [{ tag, weightOf1 }]
  })
  return wanted.toSorted((a, b) => b.weightOf1 - a.weightOf1).map(({ tag }) => tag)
}
