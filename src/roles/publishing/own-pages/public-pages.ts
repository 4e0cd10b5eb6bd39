import type { PageLink, PageTopic, PollCount, PublicPage } from '#networks/pages/public-page.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'
import type { Addresses } from '#roles/publishing/own-pages/addresses.ts'
import type { PageRow } from '#roles/publishing/own-pages/read-pages.ts'
import { pageTopics } from '#roles/publishing/own-pages/topics-shown.ts'
import { siteWords } from '#roles/publishing/own-pages/words.ts'
import type { Topic } from '#sending/topics/contract.ts'

/** A page as readers see it. Of one that was withdrawn nothing that it said is handed on. */
export function publicPage(
  row: PageRow,
  {
    addresses,
    topics = [],
    others = [],
    counts = [],
  }: {
    addresses: Addresses
    /** Every topic of the desk; missing: it keeps none. */
    topics?: readonly Topic[]
    others?: readonly { key: string; language: string }[]
    /** How people voted on what it asks. */
    counts?: readonly PollCount[]
  },
): PublicPage {
  const { key, language, kind, publishedMs, changedMs, removedMs } = row
  const common = {
    ...{ url: addresses.page(key), language, kind, publishedMs },
    from: { name: row.handle, url: addresses.list(row.account, language) },
    alternates: others.map((other) => ({ language: other.language, url: addresses.page(other.key) })),
  }
  if (removedMs !== undefined) {
    const words = siteWords.withdrawn[wordsLanguage(language)]
    return { ...common, text: '', media: [], corrections: [], withdrawn: { atMs: removedMs, words } }
  }
  return {
    ...common,
    corrections: row.corrections,
    ...{ text: row.text, media: row.media.map((file, at) => fileOf(file, { key, at, addresses })) },
    ...(changedMs === undefined ? {} : { changedMs }),
    ...(row.contentWarning === null ? {} : { contentWarning: row.contentWarning }),
    ...(row.card === null ? {} : { link: linkOf(row.card, addresses.linkPicture(key)) }),
    ...withTopics(pageTopics(row, { topics, addresses })),
    ...(row.poll === null
      ? {}
      : { poll: { options: row.poll.options, multiple: row.poll.multiple, results: counts } }),
  }
}

function withTopics(topics: readonly PageTopic[]): Pick<PublicPage, 'topics'> {
  return topics.length === 0 ? {} : { topics }
}

function fileOf(
  { mediaType, bytes, alt, captions }: PageRow['media'][number],
  { key, at, addresses }: { key: string; at: number; addresses: Addresses },
): PublicPage['media'][number] {
  const text = captions && { url: addresses.captions(key, at), language: captions.language }
  return {
    url: addresses.file(key, at),
    mediaType,
    bytes,
    alt,
    ...(text === undefined ? {} : { captions: text }),
  }
}

function linkOf(
  { url, title, description, image }: NonNullable<PageRow['card']>,
  pictureUrl: string,
): PageLink {
  if (image === undefined) return { url, title, description }
  const { mediaType, bytes, alt } = image
  return { url, title, description, picture: { url: pictureUrl, mediaType, bytes, alt } }
}

/** A page as it stands in the feeds of a desk that practises: whoever hands an item on hands the mark on with it. */
export function markedAsPractice(page: PublicPage): PublicPage {
  const mark = `[${pageWords.practiceMark[wordsLanguage(page.language)]}]`
  if (page.withdrawn !== undefined) return page
  if (page.contentWarning === undefined) return { ...page, text: `${mark} ${page.text}` }
  return { ...page, contentWarning: `${mark} ${page.contentWarning}` }
}
