import { createHash } from 'node:crypto'
import { fontFiles } from '#drawing/font-files.ts'
import { onDark, onPaper } from '#drawing/inks.ts'

const variables = (inks: Readonly<Record<string, string>>): string =>
  Object.entries(inks)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')

const inkClasses = Object.keys(onPaper)
  .map((name) => `.fill-${name}{fill:var(--${name})}.stroke-${name}{stroke:var(--${name});fill:none}`)
  .join('')

const rules = `
:root{color-scheme:light dark;--page:#f5f6f3;--note:#fbeadf;${variables(onPaper)}}
@media(prefers-color-scheme:dark){:root{--page:#0f1417;--note:#3a2416;${variables(onDark)}}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 Atkinson,system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 3rem}
h1{font-size:1.75rem;line-height:1.2;margin:.125rem 0 .5rem}
h2{font-size:1.125rem;line-height:1.3;margin:0 0 .25rem}h3{font-size:1rem;line-height:1.3;margin:0 0 .25rem}
p{margin:0 0 .5rem}a{color:var(--accent);text-underline-offset:3px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.kicker,.lede,.coverage,.foot,.detail{color:var(--muted)}.kicker{font-weight:700;margin:0}
.coverage,.foot,.detail{font-size:.875rem}
.practice{background:var(--note);border:2px dashed var(--unhappy);border-radius:8px;padding:.5rem .875rem;font-weight:700}
.said{margin:0 0 1.25rem;padding:0 0 0 .875rem;border-inline-start:4px solid var(--accent)}.said p{margin:0}
.figures{list-style:none;margin:0 0 1.25rem;padding:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,13rem),1fr));gap:1rem}
.card,.figures li{background:var(--ground);border:1px solid var(--line);border-radius:10px;padding:1rem 1.125rem}
.value{display:block;font-size:1.75rem;line-height:1.15;font-weight:700;font-variant-numeric:tabular-nums}.value a{color:inherit}
.positive{color:var(--glad)}.negative{color:var(--unhappy)}.detail{display:block}
.front{display:grid;grid-template-columns:1fr;gap:1rem}
@media(min-width:52rem){.front{grid-template-columns:minmax(0,1.35fr) minmax(0,1fr);align-items:start}}
.front>div{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem;min-width:0}
figure{margin:0}svg{display:block;width:100%;height:auto;margin:.5rem 0;font-family:inherit}
summary{cursor:pointer;padding:.5rem 0;min-height:2.5rem;color:var(--accent);font-weight:700}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
caption{text-align:start;font-weight:700;padding:0 0 .25rem}
th,td{text-align:start;vertical-align:top;padding:.375rem .75rem .375rem 0;border-block-end:1px solid var(--line);overflow-wrap:normal}
thead th{color:var(--muted);border-block-end-color:var(--edge)}tbody th{font-weight:400}.number{text-align:end}
.annex{margin:2.5rem 0 1rem;font-size:1.375rem}.annexes{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)}
.hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
footer{margin-block-start:2rem}.links a{display:inline-block;padding-block:.375rem;margin-inline-end:1.25rem}
${inkClasses}
@media print{@page{margin:12mm}:root{color-scheme:light;--page:#fff;--note:#fff;${variables(onPaper)}}
body{font-size:9.5pt}main{max-width:none;padding:0}.front{grid-template-columns:minmax(0,1.35fr) minmax(0,1fr);gap:3mm}
.card,.figures li{padding:2.5mm 3mm;break-inside:avoid}.figures{grid-template-columns:repeat(4,1fr);gap:3mm;margin-block-end:3mm}.value{font-size:17pt}
h1{font-size:17pt}.front details{display:none}.annex{break-before:page;margin-block-start:0}a{color:inherit}.scroll{overflow:visible}}`

let made: { style: string; hash: string } | undefined

/**
 * The one style of a report page, with its letters in it: a page that was saved, or comes by mail, looks the same without a net.
 * `hash`: for the policy that lets no other style in.
 */
export function reportStyle(): { style: string; hash: string } {
  if (made !== undefined) return made
  const faces = fontFiles().map(
    ({ name, bytes }) =>
      `@font-face{font-family:Atkinson;font-weight:${name.startsWith('bold') ? 700 : 400};src:url(data:font/woff;base64,${bytes.toString('base64')}) format('woff');unicode-range:${name.endsWith('-ext') ? 'U+0100-02FF,U+1E00-1EFF,U+20A0-20C0' : 'U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2122,U+2212'}}`,
  )
  const style = `${faces.join('')}${rules}`
  made = { style, hash: createHash('sha256').update(style).digest('base64') }
  return made
}
