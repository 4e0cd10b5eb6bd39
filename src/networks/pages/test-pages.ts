import type { PublicFeed } from '#networks/pages/feed.ts'
import type { PublicPage } from '#networks/pages/public-page.ts'

const site = 'https://havre-clair.example'

/** A page of the invented town. */
export function testPage(more: Partial<PublicPage> = {}): PublicPage {
  return {
    ...{
      url: `${site}/m/1-en`,
      language: 'en-CA',
      text: 'The water is cut on King Street until six. Bring a bottle.',
    },
    ...{
      publishedMs: Date.UTC(2031, 3, 7, 12),
      from: { name: 'City of Havre-Clair', url: `${site}/messages` },
    },
    ...{
      kind: 'news',
      media: [],
      alternates: [{ language: 'fr-CA', url: `${site}/m/1-fr` }],
      corrections: [],
    },
    ...more,
  }
}

/** A feed of these pages. */
export function testFeed(pages: readonly PublicPage[], more: Partial<PublicFeed> = {}): PublicFeed {
  return {
    ...{ from: { name: 'City of Havre-Clair', url: `${site}/messages` }, language: 'en-CA', pages },
    description: 'All that the city says.',
    urls: { rss: `${site}/messages/rss`, atom: `${site}/messages/atom`, json: `${site}/messages/json` },
    hubs: [],
    ...more,
  }
}

/** Texts made to break pages and feeds, by what they try. */
export const hostileTexts: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script><img src=x onerror=alert(2)>',
  'end of data': '</script><script>alert(1)</script>',
  'end of style': '</style><script>alert(1)</script>',
  'end of section': 'a ]]> b ]]&gt; <![CDATA[ c ]]> d > <![CDATA[ e',
  comment: '<!-- never closed --',
  entities: '&amp; &lt;b&gt; &#60;script&#62; &unknown; &',
  quotes: `" onmouseover="alert(1)" ' onfocus='alert(1)`,
  address: 'See https://havre-clair.example/?a=1&b="><script>alert(1)</script> and javascript:alert(1)',
  controls: 'null\u0000 bell\u0007 escape\u001B[31m delete\u007F next\u0085 none\uFFFE\uFFFF\u{1FFFF}',
  'half characters': 'half \uD83D and \uDC4D end',
  directions: '\u202EThis runs backwards and never stops \u2066 isolated',
  emoji: '👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇦 👍🏽 🚰',
  arabic: 'انقطاع المياه في شارع الملك حتى الساعة السادسة.',
  stacked: 'Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F'.repeat(200),
  long: 'Une phrase assez longue, avec des mots. '.repeat(1250),
  'one word': 'a'.repeat(50_000),
  'only emoji': '🚰'.repeat(25_000),
  templates: '${7*7} {{7*7}} %s \\u0000 $& $1 $`',
  lines: 'One\r\nTwo\rThree\n\n\n\nFour\u2028Five\u2029Six',
}
