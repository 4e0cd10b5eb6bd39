import { nastyRule, nastyText } from '#stream/matcher/nasty-input.ts'
import { jetstreamFrames } from './jetstream.ts'

type Chance = () => number

const from = (texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text))
const heardMs = Date.UTC(2026, 10, 24, 12)

/** Valid frames, and the events that are no commits. */
export function frameSamples(chance: Chance): Buffer[] {
  const gone = {
    did: 'did:plc:river',
    time_us: heardMs * 1000,
    kind: 'account',
    account: { active: false, status: 'deleted' },
  }
  const named = {
    did: 'did:plc:river',
    time_us: heardMs * 1000,
    kind: 'identity',
    identity: { handle: 'a.example' },
  }
  return [
    ...jetstreamFrames(200, heardMs, chance),
    ...from([gone, named].map((event) => JSON.stringify(event))),
  ]
}

/** Rules that parse. */
export function ruleSamples(chance: Chance): Buffer[] {
  return from(Array.from({ length: 300 }, () => nastyRule(chance).text))
}

/** Texts of all kinds. */
export function textSamples(chance: Chance): Buffer[] {
  return from(Array.from({ length: 300 }, () => nastyText(chance)))
}

/** Lines of recorded files: the fields of several networks, and what no network writes. */
export const lineSamples = from([
  '{"id_str":"123","created_at":"Wed Nov 24 12:00:00 +0000 2026","text":"Brown water on Mill Lane","user":{"id_str":"7","screen_name":"river"},"lang":"en"}',
  '{"id":9007199254740993,"full_text":"RT @city: L\'eau monte","timestamp":1795521600000,"coordinates":{"type":"Point","coordinates":[-73.5,45.5]}}',
  '{"tweet_id":"5","tweet_text":"flood","entities":{"urls":[{"expanded_url":"https://a.example"}],"hashtags":[{"text":"flood"}]},"place":{"full_name":"Old Town"}}',
  '{"uri":"https://a.example/1","content":"<p>The bridge &amp; the quay</p>","created_at":"2026-11-24T12:00:00Z","account":{"acct":"river@a.example"}}',
  '[1,2,{"text":"x"}],',
  '{"text":"a\\u0000b\\ud800c","__proto__":{"id":1},"date":"2026-11-24"}',
])

/** Whole small files with a heading. */
export const tableSamples = from([
  'id,created_at,text,user\n1,2026-11-24T12:00:00Z,"Brown water, again",river\n2,,"said ""no"" to\nall of it",mill\n',
  'tweet_id;date;message;lat;lon\n5;24/11/2026;eau brune;45,5;-73,5\n6;;;;\n',
  'id\ttext\ttime\n1\tflood\t1795521600\n',
])

/** Feeds of every format we read. */
export const feedSamples = from([
  '<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title><ttl>5</ttl><item><title>Bridge closed</title><link>https://h.example/1</link><guid>1</guid><pubDate>Tue, 24 Nov 2026 12:00:00 GMT</pubDate><description>&lt;p&gt;The bridge is closed&lt;/p&gt;</description></item></channel></rss>',
  '<?xml version="1.0" encoding="ISO-8859-1"?><feed xmlns="http://www.w3.org/2005/Atom"><title>H</title><entry><id>urn:1</id><title type="html">Eau</title><updated>2026-11-24T12:00:00Z</updated><link href="https://h.example/2"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a<b>b</b></div></content></entry></feed>',
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>t</title></channel><item rdf:about="y"><title>Quay</title><link>https://h.example/3</link><dc:date>2026-11-24</dc:date></item></rdf:RDF>',
  '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"https://h.example/4","content_html":"<p>Mill</p>","date_published":"2026-11-24T12:00:00Z"}]}',
])

/** Cursors of readers. */
export const cursorSamples = from([
  'v1:1795521600000000',
  'v1:0',
  'v1:',
  'v2:17',
  'f1:{"etag":"a","lastModified":"b"}',
])
