const bodiesMax = 1000

/**
 * The bodies of the answers in a recorded exchange, as VCR writes them: YAML in which each body is the one quoted scalar of a
 * line `string: …`. Only that is read, not YAML. One pass; a scalar that does not end is none.
 */
export function cassetteBodies(yaml: string): string[] {
  const bodies: string[] = []
  const opening = /^[ \t]+string: (?=(['"]))/gm
  for (
    let found = opening.exec(yaml);
    found !== null && bodies.length < bodiesMax;
    found = opening.exec(yaml)
  ) {
    const from = opening.lastIndex + 1
    const read = found[1] === "'" ? singleQuoted(yaml, from) : doubleQuoted(yaml, from)
    if (read === undefined) break
    bodies.push(read.text)
    opening.lastIndex = read.endsAt
  }
  return bodies
}

type Scalar = { text: string; endsAt: number }

function singleQuoted(yaml: string, from: number): Scalar | undefined {
  for (let at = yaml.indexOf("'", from); at >= 0; at = yaml.indexOf("'", at + 2))
    if (yaml[at + 1] !== "'")
      return { text: folded(yaml.slice(from, at)).replaceAll("''", "'"), endsAt: at + 1 }
  return undefined
}

function doubleQuoted(yaml: string, from: number): Scalar | undefined {
  for (let at = from; at < yaml.length; at++) {
    if (yaml[at] === '\\') at += 1
    else if (yaml[at] === '"') return { text: unescaped(yaml.slice(from, at)), endsAt: at + 1 }
  }
  return undefined
}

/** A line break in a quoted scalar is a space, and an empty line is a line break (YAML 1.1, 5.3 "line folding"). */
function folded(text: string): string {
  // Begins at the first blank of a row, so that a long row without a break is looked at once.
  return text.replaceAll(/(?<![ \t])[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/g, (breaks) => {
    const lines = breaks.split('\n').length - 2
    return lines > 0 ? '\n'.repeat(lines) : ' '
  })
}

// `\` at the end of a line joins it with the next; it must not be folded first, so both are read in one go.
function unescaped(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n[ \t]*|([\s\S]))|(?<!(?<!\\)[ \t])[ \t]*\r?\n(?:[ \t]*\r?\n)*[ \t]*/g,
    (whole: string, x?: string, u?: string, long?: string, sign?: string) => {
      const code = x ?? u ?? long
      if (code !== undefined) return characterOf(Number.parseInt(code, 16))
      if (sign !== undefined) return named[sign] ?? sign
      return whole.startsWith('\\') ? '' : folded(whole)
    },
  )
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD'
}

const named: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', e: '\x1B', '0': '\0' },
  ...{ _: '\u00A0', N: '\u0085', L: '\u2028', P: '\u2029' },
}
