import { inflateSync } from 'node:zlib'

/** An element of a PDF's structure, as a screen reader is given it. */
export type Told = {
  type: string
  alt?: string
  lang?: string
  scope?: string
  /** Stretches of marked content, and links, that belong to it directly. */
  content: number
  links: number
  kids: Told[]
}

/** What a PDF says of itself. */
export type ReadPdf = {
  lang: string | undefined
  title: string | undefined
  isMarked: boolean
  showsTitle: boolean
  isUa: boolean
  pages: number
  root: Told
  outlines: string[]
  actualTexts: string[]
}

type Objects = ReadonlyMap<number, string>

/**
 * Reads the structure of a PDF as pdfkit writes it: objects stand in the file one by one, only streams are packed. Enough to check
 * what screen readers are told; no reader of PDFs in general.
 */
export function readPdf(bytes: Buffer): ReadPdf {
  const file = bytes.toString('latin1')
  const objects = new Map<number, string>()
  for (const [, number = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(Number(number), body)
  const trailer = /trailer\s*<<([\s\S]*?)>>/.exec(file)?.[1] ?? ''
  const catalog = objectOf(objects, /\/Root (\d+) 0 R/.exec(trailer)?.[1])
  const structure = objectOf(objects, /\/StructTreeRoot (\d+) 0 R/.exec(catalog)?.[1])
  const info = objectOf(objects, /\/Info (\d+) 0 R/.exec(trailer)?.[1])
  const all = [...objects.values()]
  return {
    lang: textOf(catalog, 'Lang'),
    title: textOf(`/Title ${objectOf(objects, /\/Title (\d+) 0 R/.exec(info)?.[1])}`, 'Title'),
    isMarked: /\/Marked true/.test(objectOf(objects, /\/MarkInfo (\d+) 0 R/.exec(catalog)?.[1])),
    showsTitle: /\/DisplayDocTitle true/.test(
      objectOf(objects, /\/ViewerPreferences (\d+) 0 R/.exec(catalog)?.[1]),
    ),
    isUa: file.includes('<pdfuaid:part>1</pdfuaid:part>'),
    pages: all.filter((body) => /\/Type \/Page\b(?!s)/.test(body)).length,
    root: { type: 'Root', content: 0, links: 0, kids: kidsOf(objects, structure).kids },
    outlines: all
      .filter((body) => /\/Parent \d+ 0 R/.test(body) && /\/Dest/.test(body))
      .flatMap((body) => textOf(body, 'Title') ?? []),
    actualTexts: actualTextsOf(file),
  }
}

function objectOf(objects: Objects, number: string | undefined): string {
  return objects.get(Number(number ?? -1)) ?? ''
}

function kidsOf(objects: Objects, body: string): Pick<Told, 'content' | 'links' | 'kids'> {
  const list = /\/K \[([\s\S]*?)\]/.exec(body)?.[1] ?? ''
  const told = { content: 0, links: 0, kids: [] as Told[] }
  for (const part of list.matchAll(/<<[\s\S]*?>>|(\d+) 0 R|(\d+)/g)) {
    if (part[0].includes('/OBJR')) told.links += 1
    else if (part[1] === undefined) told.content += 1
    else told.kids.push(elementOf(objects, objectOf(objects, part[1])))
  }
  return told
}

function elementOf(objects: Objects, body: string): Told {
  const alt = textOf(body, 'Alt')
  const lang = textOf(body, 'Lang')
  const scope = /\/Scope \/(\w+)/.exec(body)?.[1]
  return {
    type: /\/S \/(\w+)/.exec(body)?.[1] ?? '?',
    ...(alt === undefined ? {} : { alt }),
    ...(lang === undefined ? {} : { lang }),
    ...(scope === undefined ? {} : { scope }),
    ...kidsOf(objects, body),
  }
}

/** A text of a dictionary: plain, or UTF-16 behind its mark. */
function textOf(body: string, name: string): string | undefined {
  const found = new RegExp(`/${name}\\s*\\(((?:[^()\\\\]|\\\\[\\s\\S])*)\\)`).exec(body)?.[1]
  if (found === undefined) return undefined
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  const plain = found.replaceAll(/\\([\s\S])/g, (_, one: string) => escapes[one] ?? one)
  if (!plain.startsWith('\xFE\xFF')) return plain
  return Buffer.from(plain.slice(2), 'latin1').swap16().toString('utf16le')
}

/** What is read in place of what is shown; it stands in the packed content of pages. */
function actualTextsOf(file: string): string[] {
  const texts: string[] = []
  for (const [, packed = ''] of file.matchAll(/stream\n([\s\S]*?)\nendstream/g)) {
    const content = unpacked(packed)
    for (const [dictionary] of content.matchAll(/\/ActualText \((?:[^()\\]|\\[\s\S])*\)/g))
      texts.push(textOf(dictionary, 'ActualText') ?? '')
  }
  return texts
}

function unpacked(packed: string): string {
  try {
    return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1')
  } catch {
    return '' // a stream of another kind, such as the metadata
  }
}

/** All elements below one, in reading order. */
export function inOrder(root: Told): Told[] {
  return root.kids.flatMap((kid) => [kid, ...inOrder(kid)])
}
