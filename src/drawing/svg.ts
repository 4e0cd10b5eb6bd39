import { onPaper } from '#drawing/inks.ts'
import type { Lettering } from '#drawing/lettering.ts'
import type { Ink, Mark, Picture, Spot } from '#drawing/picture.ts'

/**
 * A picture inside a page: texts are texts, colours are classes (`ink-accent`) that the page's style gives values, light or dark.
 *
 * @param label what it shows, in one sentence: its text alternative
 */
export function svgInPage({ width, height, marks }: Picture, label: string): string {
  const drawn = marks.map((mark) => drawnMark(mark, (ink, how) => ` class="${how}-${ink}"`, pageText))
  return `<svg viewBox="0 0 ${near(width)} ${near(height)}" role="img" aria-label="${escapedXml(label)}" xmlns="http://www.w3.org/2000/svg">${drawn.join('')}</svg>`
}

/** A picture that needs nothing beside it: texts are drawn as shapes, colours are those of paper. */
export function svgAlone({ width, height, marks }: Picture, lettering: Lettering): string {
  const ink: Paint = (name, how) =>
    how === 'fill' ? ` fill="${onPaper[name]}"` : ` fill="none" stroke="${onPaper[name]}"`
  const drawn = marks.map((mark) => drawnMark(mark, ink, (text, paint) => outlined(text, paint, lettering)))
  const ground = `<rect width="${near(width)}" height="${near(height)}" fill="${onPaper.ground}"/>`
  return `<svg viewBox="0 0 ${near(width)} ${near(height)}" width="${near(width)}" height="${near(height)}" xmlns="http://www.w3.org/2000/svg">${ground}${drawn.join('')}</svg>`
}

type Paint = (ink: Ink, how: 'fill' | 'stroke') => string
type TextMark = Extract<Mark, { kind: 'text' }>

function drawnMark(mark: Mark, paint: Paint, text: (mark: TextMark, paint: Paint) => string): string {
  if (mark.kind === 'text') return text(mark, paint)
  if (mark.kind === 'shape') return `<path d="${pathOf(mark.spots)}Z"${paint(mark.ink, 'fill')}/>`
  const spots = mark.kind === 'line' ? [mark.from, mark.to] : mark.spots
  const dash =
    mark.kind === 'line' && mark.dash !== undefined ? ` stroke-dasharray="${mark.dash.join(' ')}"` : ''
  return `<path d="${pathOf(spots)}"${paint(mark.ink, 'stroke')} stroke-width="${near(mark.thick)}" stroke-linejoin="round"${dash}/>`
}

/** Its words are in the label of the picture and in the table: read alone, they would be noise. */
function pageText({ at, text, ink, size, anchor, isBold }: TextMark, paint: Paint): string {
  const weight = isBold === true ? ' font-weight="700"' : ''
  return `<text x="${near(at[0])}" y="${near(at[1])}" font-size="${near(size)}" text-anchor="${anchor}"${weight}${paint(ink, 'fill')} aria-hidden="true">${escapedXml(text)}</text>`
}

function outlined(mark: TextMark, paint: Paint, lettering: Lettering): string {
  const { at, text, ink, size, anchor } = mark
  const cut = mark.isBold === true ? 'bold' : 'regular'
  const width = lettering.width(text, { cut, size })
  let x = at[0] - { start: 0, middle: width / 2, end: width }[anchor]
  let out = ''
  for (const { text: part, face } of lettering.runs(text, cut)) {
    const scale = size / face.font.unitsPerEm
    const { glyphs, positions } = face.font.layout(part)
    for (const [i, { path }] of glyphs.entries()) {
      const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {}
      const d = path.toSVG()
      const place = `translate(${near(x + xOffset * scale)} ${near(at[1] - yOffset * scale)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})`
      if (d !== '') out += `<path transform="${place}" d="${d}"${paint(ink, 'fill')}/>`
      x += xAdvance * scale
    }
  }
  return out
}

function pathOf(spots: readonly Spot[]): string {
  return spots.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${near(x)} ${near(y)}`).join('')
}

function near(value: number): string {
  return String(Math.round(value * 100) / 100)
}

/** Text as it may stand in XML. What XML cannot hold at all is left out. */
function escapedXml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '')
    .replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`)
}
