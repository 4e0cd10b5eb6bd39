/**
 * Takes the line breaks out that feedsmith puts around a CDATA section: in an `id` or a `link` they would be part of the value.
 * What stands inside a section is left as it is.
 */
export function closed(xml: string): string {
  const parts = xml.split(/(<!\[CDATA\[[\s\S]*?\]\]>)/)
  const isSection = (at: number): boolean => parts[at]?.startsWith('<![CDATA[') === true
  return parts
    .map((part, at) => {
      if (isSection(at)) return part
      const start = isSection(at - 1) ? part.trimStart() : part
      return isSection(at + 1) ? start.trimEnd() : start
    })
    .join('')
}
