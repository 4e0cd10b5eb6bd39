/**
 * Names that stand twice in one object of a JSON text. `JSON.parse` keeps the last and is silent about the first: a clause
 * that somebody wrote would then refuse nothing.
 *
 * @param json a text that `JSON.parse` can read
 */
export function repeatedNames(json: string): string[] {
  const open: (Set<string> | undefined)[] = []
  const repeated = new Set<string>()
  for (const [part] of json.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/gu)) {
    if (part === '{') open.push(new Set())
    else if (part === '[') open.push(undefined)
    else if (part === '}' || part === ']') open.pop()
    else if (part.endsWith(':')) {
      // JSON.parse read the whole text, so a name by itself is a string.
      const name = String(JSON.parse(part.slice(0, part.lastIndexOf('"') + 1)))
      if (open.at(-1)?.has(name) === true) repeated.add(name)
      open.at(-1)?.add(name)
    }
  }
  return [...repeated]
}
