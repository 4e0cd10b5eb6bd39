import { once } from 'node:events'
import type PDFDocument from 'pdfkit'
import { onPaper } from '#drawing/inks.ts'
import type { Cut, Lettering } from '#drawing/lettering.ts'
import type { Ink, Picture } from '#drawing/picture.ts'
import { linesOf } from '#drawing/lines.ts'

/** How a text is set. `size` in points; `linesMax`: what is longer ends in an ellipsis. */
export type Type = { cut: Cut; size: number; ink: Ink; linesMax?: number; leading?: number }

/** Where something stands on a sheet, in points from the upper left corner. */
export type Place = { x: number; y: number; width: number }

/** A sheet of paper, in points. */
export type Sheet = { width: number; height: number; margin: number }

/** A PDF under way: every word on it is inside the structure, everything else is marked as decoration. */
export class Paper {
  readonly sheet: Sheet
  readonly lettering: Lettering
  readonly #doc: PDFKit.PDFDocument
  readonly #pieces: Buffer[] = []
  readonly #root: Structure

  constructor(
    Document: typeof PDFDocument,
    o: { sheet: Sheet; lettering: Lettering; title: string; language: string; madeAt: Date; author: string },
  ) {
    this.sheet = o.sheet
    this.lettering = o.lettering
    // As an object: pdfkit's types do not know all of its subsets.
    const options: object = {
      ...{ size: [o.sheet.width, o.sheet.height], margin: 0, autoFirstPage: false, bufferPages: true },
      ...{ tagged: true, displayTitle: true, lang: o.language, pdfVersion: '1.7', subset: 'PDF/UA' },
      info: {
        Title: o.title,
        Author: o.author,
        Creator: 'Bellwether',
        CreationDate: o.madeAt,
        ModDate: o.madeAt,
      },
    }
    this.#doc = new Document(options as PDFKit.PDFDocumentOptions)
    this.#doc.on('data', (piece: Buffer) => this.#pieces.push(piece))
    for (const { name, bytes } of o.lettering.faces) this.#doc.registerFont(name, bytes)
    this.#root = this.#doc.struct('Document') as unknown as Structure
    this.#doc.addStructure(this.#root as never)
  }

  addPage(): void {
    this.#doc.addPage()
  }

  get pages(): number {
    return this.#doc.bufferedPageRange().count
  }

  /** An entry of the outline that leads to where the paper is now. */
  outline(title: string): void {
    this.#doc.outline.addItem(title)
  }

  /** A branch of the structure: a section, a table, a row. Ends by itself when the paper does. */
  branch(type: string, inside: Structure = this.#root, options: StructureOptions = {}): Structure {
    const made = this.#struct(type, options)
    inside.add(made)
    return made
  }

  /** A text in an element of its own. @returns its height, points */
  text(
    type: string,
    text: string,
    {
      at,
      as,
      inside = this.#root,
      options = {},
      href,
      align = 'start',
    }: {
      at: Place
      as: Type
      inside?: Structure
      options?: StructureOptions
      href?: string | undefined
      align?: 'start' | 'end'
    },
  ): number {
    const lines = linesOf(text, at.width, as, this.lettering)
    const element = this.branch(type, inside, options)
    const write = (): void => this.#write(lines, at, as, align)
    if (href === undefined) element.add(write)
    else this.#linked(element, { href, text, at, as, lines, write })
    return lines.length * leadingOf(as)
  }

  /** Height a text takes, points. */
  height(text: string, width: number, as: Type): number {
    return linesOf(text, width, as, this.lettering).length * leadingOf(as)
  }

  #linked(
    element: Structure,
    o: { href: string; text: string; at: Place; as: Type; lines: readonly string[]; write: () => void },
  ): void {
    const link = this.branch('Link', element)
    link.add(o.write)
    this.#doc.link(o.at.x, o.at.y, o.at.width, o.lines.length * leadingOf(o.as), o.href, {
      structParent: link,
      // What the link says, for whoever moves from link to link.
      Contents: new String(o.text),
    } as never)
    link.end()
  }

  #write(lines: readonly string[], { x, y, width }: Place, as: Type, align: 'start' | 'end'): void {
    const leading = leadingOf(as)
    for (const [i, line] of lines.entries()) {
      const wide = this.lettering.width(line, as)
      // Who reads it aloud joins the lines: without a space their words would grow together.
      const said = i === lines.length - 1 ? line : `${line} `
      this.#line(said, { x: align === 'end' ? x + width - wide : x, y: y + i * leading + as.size * 0.95 }, as)
    }
  }

  /** One line; `y` is its base line. What words stand for is told to screen readers in their place. */
  #line(
    line: string,
    at: { x: number; y: number },
    { cut, size, ink }: Pick<Type, 'cut' | 'size' | 'ink'>,
  ): void {
    let { x } = at
    for (const { text, face, stands } of this.lettering.runs(line, cut)) {
      if (stands !== undefined) this.#doc.markContent('Span', { actual: stands } as never)
      this.#doc
        .font(face.name)
        .fontSize(size)
        .fillColor(onPaper[ink])
        .text(text, x, at.y, { lineBreak: false, baseline: 'alphabetic' })
      if (stands !== undefined) this.#doc.endMarkedContent()
      x += this.lettering.width(text, { cut, size })
    }
  }

  /** A picture with its words for whoever does not see it. */
  picture(
    { width, height, marks }: Picture,
    { at, alt, inside = this.#root }: { at: Place; alt: string; inside?: Structure },
  ): number {
    const bbox = [at.x, at.y, at.x + width, at.y + height]
    const figure = this.branch('Figure', inside, { alt, bbox, placement: 'Block' })
    figure.add(() => {
      const doc = this.#doc
      doc.save().translate(at.x, at.y)
      for (const mark of marks) this.#mark(mark)
      doc.restore()
    })
    return height
  }

  #mark(mark: Picture['marks'][number]): void {
    const doc = this.#doc
    if (mark.kind === 'text') {
      const cut = mark.isBold === true ? 'bold' : 'regular'
      const wide = this.lettering.width(mark.text, { cut, size: mark.size })
      const x = mark.at[0] - { start: 0, middle: wide / 2, end: wide }[mark.anchor]
      return this.#line(mark.text, { x, y: mark.at[1] }, { cut, size: mark.size, ink: mark.ink })
    }
    const spots = mark.kind === 'line' ? [mark.from, mark.to] : mark.spots
    for (const [i, [x, y]] of spots.entries()) {
      if (i === 0) doc.moveTo(x, y)
      else doc.lineTo(x, y)
    }
    if (mark.kind === 'shape') return void doc.closePath().fill(onPaper[mark.ink])
    doc.lineWidth(mark.thick).lineJoin('round')
    if (mark.kind === 'line' && mark.dash !== undefined) {
      const [length = 3, space = 3] = mark.dash
      doc.dash(length, { space })
    } else doc.undash()
    doc.stroke(onPaper[mark.ink]).undash()
  }

  /** What only looks: a rule, a ground, a page number. Screen readers pass it by. */
  decoration(draw: (doc: PDFKit.PDFDocument) => void, type: 'Layout' | 'Pagination' = 'Layout'): void {
    this.#doc.markContent('Artifact', { type })
    draw(this.#doc)
    this.#doc.endMarkedContent()
  }

  /** A rule between things. */
  rule({ x, y, width }: Place, ink: Ink): void {
    this.decoration(
      (doc) =>
        void doc
          .lineWidth(0.75)
          .moveTo(x, y)
          .lineTo(x + width, y)
          .stroke(onPaper[ink]),
    )
  }

  /** A text that is shown and not read: it was read before. */
  shown(text: string, at: Place, as: Type, align: 'start' | 'end' = 'start'): void {
    this.decoration(() => this.#write(linesOf(text, at.width, as, this.lettering), at, as, align))
  }

  /** A line of text that is decoration too. */
  footer(text: string, at: { x: number; y: number }, as: Type, page: number): void {
    this.#doc.switchToPage(page)
    this.decoration(() => this.#line(text, at, as), 'Pagination')
  }

  /** Writes the end. @returns the whole file */
  async end(): Promise<Buffer> {
    const over = once(this.#doc, 'end')
    this.#doc.end()
    await over
    return Buffer.concat(this.#pieces)
  }

  #struct(type: string, options: StructureOptions): Structure {
    return this.#doc.struct(type, options as never) as unknown as Structure
  }
}

/** What is used of pdfkit's structure elements; its own types lack `scope`, `bbox` and how things are added. */
export type Structure = { add(child: Structure | (() => void)): unknown; end(): void }

/** What can be said of an element. */
export type StructureOptions = {
  alt?: string
  lang?: string
  scope?: 'Column' | 'Row'
  bbox?: readonly number[]
  placement?: 'Block'
}

/** From one base line to the next, points. */
export function leadingOf({ size, leading }: Type): number {
  return leading ?? size * 1.3
}
