import type { OutgoingMedia, SendingNeeds } from '#networks/sender.ts'
import { nothingDone, type NothingDone } from '#networks/call.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { bring, type MediaThere } from '#networks/x/speak/upload.ts'

/** The two letters by which X knows a language; undefined for one that has no two. */
export function subtitleLanguage(language: string): string | undefined {
  const [primary = ''] = language.split('-')
  return /^[a-z]{2}$/i.test(primary) ? primary.toUpperCase() : undefined
}

/**
 * Gives a film that X has its captions, once. They are a file of their own, which X then puts beside the film.
 *
 * Source: https://docs.x.com/x-api/media/media-subtitles-create, OpenAPI 2.167 (2026-08).
 */
export async function addSubtitles(
  client: XClient,
  there: MediaThere,
  { captions }: OutgoingMedia,
  needs: SendingNeeds,
): Promise<NothingDone | undefined> {
  const language = captions && subtitleLanguage(captions.language)
  if (captions === undefined || language === undefined || there.hasSubtitles === true) return undefined
  const bytes = await captions.read()
  const brought = await bring(client, { mediaType: 'text/vtt', category: 'subtitles', bytes }, needs)
  if (brought.kind !== 'read') return brought
  const subtitles = { id: brought.data.id, language_code: language, display_name: nameOf(captions.language) }
  const json = { id: there.mediaId, media_category: 'TweetVideo', subtitles }
  const answer = await client({ method: 'POST', path: '/2/media/subtitles', json }, needs)
  if (answer.kind !== 'answer') return nothingDone(answer)
  there.hasSubtitles = true
  return undefined
}

/** The language by its own name, as a player lists it. */
function nameOf(language: string): string {
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language
}
