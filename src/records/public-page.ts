import type { ApiContext } from '#api/api.ts'
import { escaped } from '#api/page.ts'
import type { Words } from '#kernel/words.ts'
import type { SignedHead } from '#records/contract.ts'
import type { PublicKey } from '#records/signing.ts'

type Lang = keyof Words

/** Heads on the page; the file beside it has them all. */
export const headsShown = 10

const words = {
  title: { en: 'Our records can be checked', fr: 'Nos archives sont vérifiables' },
  lede: {
    en: 'This office keeps a record of what it does and says. Each entry carries the fingerprint of the one before, and every night we sign where the chain ends. If anything were changed, taken out or put in later, the signed heads below would no longer fit.',
    fr: 'Ce bureau consigne ce qu’il fait et dit. Chaque inscription porte l’empreinte de la précédente, et chaque nuit nous signons la fin de la chaîne. Si quelque chose était modifié, retiré ou ajouté après coup, les états signés ci-dessous ne correspondraient plus.',
  },
  use: {
    en: 'Keep a copy of this page. When you receive records from us, check the file with nothing but the file and our public key: bellwether records verify FILE.',
    fr: 'Gardez une copie de cette page. Quand vous recevez de nous des documents, vérifiez le fichier avec rien d’autre que lui et notre clé publique\u00A0: bellwether records verify FICHIER.',
  },
  key: { en: 'Fingerprint of our key (SHA-256)', fr: 'Empreinte de notre clé (SHA-256)' },
  keyFile: { en: 'The public key', fr: 'La clé publique' },
  heads: { en: 'Newest signed heads', fr: 'Derniers états signés' },
  headsFile: { en: 'All signed heads (JSON)', fr: 'Tous les états signés (JSON)' },
  entry: { en: 'Entry', fr: 'Inscription' },
  signed: { en: 'Signed (UTC)', fr: 'Signé (UTC)' },
  hash: { en: 'Hash of the chain there', fr: 'Empreinte de la chaîne à cet endroit' },
  none: { en: 'Nothing is signed yet.', fr: 'Rien n’est encore signé.' },
  other: { en: 'Français', fr: 'English' },
} as const satisfies Record<string, Words>

const style = `
:root{color-scheme:light dark;--ink:#16222b;--soft:#51606b;--line:#d5dad6;--ground:#f5f6f3;--card:#fff;--link:#0a5a73}
@media(prefers-color-scheme:dark){:root{--ink:#e9eff2;--soft:#a3b2bc;--line:#2b373e;--ground:#0f1417;--card:#171e22;--link:#7fcbe6}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 .75rem}
h2{font-size:1.125rem;margin:2rem 0 .5rem}
p{margin:0 0 .75rem}
a{color:var(--link);text-underline-offset:3px;display:inline-block;padding:.25rem 0}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.other{text-align:end;margin:0}
code{font:600 .9375rem/1.6 ui-monospace,monospace}
ol{list-style:none;margin:0;padding:0;background:var(--card);border:1px solid var(--line);border-radius:10px}
li{padding:.75rem 1rem;border-bottom:1px solid var(--line)}li:last-child{border:0}
dl{margin:0;display:grid;gap:.125rem}dl div{display:flex;flex-wrap:wrap;gap:0 .75rem}
dt{color:var(--soft);font-size:.9375rem}dd{margin:0}`

/** The public page of the archive: what it is, the fingerprint of its key, its newest signed heads. No script, one language. */
export function answerRecordsPage(
  c: ApiContext,
  o: { keys: readonly PublicKey[]; heads: readonly SignedHead[]; lang: Lang },
): Response {
  const { lang } = o
  const say = (word: Words): string => escaped(word[lang])
  const other = lang === 'en' ? 'fr' : 'en'
  const keys = o.keys.map(({ fingerprint }) => `<p><code>${inGroups(fingerprint)}</code></p>`).join('')
  const heads = o.heads.map((head) => headItem(head, say)).join('')
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say(words.title)}</title><style nonce="${c.get('nonce')}">${style}</style>`
  const body = [
    `<p class="other"><a href="/records?lang=${other}" lang="${other}-CA" hreflang="${other}">${words.other[lang]}</a></p>`,
    `<h1>${say(words.title)}</h1><p>${say(words.lede)}</p><p>${say(words.use)}</p>`,
    `<h2>${say(words.key)}</h2>${keys}<p><a href="/records/key">${say(words.keyFile)}</a></p>`,
    `<h2>${say(words.heads)}</h2>${heads === '' ? `<p>${say(words.none)}</p>` : `<ol>${heads}</ol>`}`,
    `<p><a href="/records/heads">${say(words.headsFile)}</a></p>`,
  ].join('')
  return c.html(
    `<!doctype html><html lang="${lang}-CA"><head>${head}</head><body><main>${body}</main></body></html>`,
  )
}

function headItem({ seq, hash, at }: SignedHead, say: (word: Words) => string): string {
  const fact = (word: Words, value: string): string => `<div><dt>${say(word)}</dt><dd>${value}</dd></div>`
  const time = `<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time>`
  return `<li><dl>${fact(words.entry, String(seq))}${fact(words.signed, time)}${fact(words.hash, `<code>${inGroups(hash)}</code>`)}</dl></li>`
}

function inGroups(hex: string): string {
  return escaped(hex.replaceAll(/.{8}(?=.)/g, '$& '))
}
