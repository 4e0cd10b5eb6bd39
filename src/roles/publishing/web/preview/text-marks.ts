/** A stretch of a post as a network shows it: plain, or something one can press there. */
type TextMark = { text: string; kind?: 'link' | 'mention' | 'tag' }

/** A link to its end without the punctuation of the sentence around it; a handle with or without its server; a hashtag with a letter in it. */
const pressed =
  /(?<link>https?:\/\/[^\s<>"]*[^\s<>"'’.,;:!?()[\]])|(?<![\p{L}\p{N}/@])(?<mention>@[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?(?<![.-]))|(?<![\p{L}\p{N}/&])(?<tag>#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]+)/gu

/** Cuts a text into what networks make links of, and the rest. The stretches joined are the text. */
export function textMarks(text: string): TextMark[] {
  const marks: TextMark[] = []
  let at = 0
  for (const { 0: found, index, groups = {} } of text.matchAll(pressed)) {
    if (index > at) marks.push({ text: text.slice(at, index) })
    marks.push({ text: found, kind: kindOf(groups) })
    at = index + found.length
  }
  if (at < text.length) marks.push({ text: text.slice(at) })
  return marks
}

function kindOf({ link, mention }: Record<string, string | undefined>): NonNullable<TextMark['kind']> {
  if (link !== undefined) return 'link'
  return mention === undefined ? 'tag' : 'mention'
}
