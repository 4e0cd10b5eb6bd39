import { z } from 'zod'
import type { Post } from '#kernel/post.ts'
import { postView } from '#listening/post-view.ts'
import type { PostView } from '#listening/contract.ts'
import { Analysis } from '#roles/reactions/analysis/contract.ts'
import { askingSentence } from '#roles/reactions/rules/questions.ts'
import { linesOf } from '#roles/reactions/rules/themes.ts'

/**
 * An analysis without anybody's words: figures, and in `refs` the ids of the posts that showed them, in the order of the analysis. What is shown later is
 * filled in from posts that are still kept.
 */
export const Frozen = z.object({
  analysis: Analysis,
  refs: z.object({
    keywords: z.array(z.array(z.string())),
    themes: z.array(z.array(z.string())),
    questions: z.array(z.array(z.string())),
    misreadings: z.array(z.array(z.string())),
  }),
})
export type Frozen = z.infer<typeof Frozen>

const idsOf = (samples: readonly PostView[]): string[] => samples.map(({ id }) => id)

/** Takes every post's words and address out of an analysis. */
export function frozenOf(analysis: Analysis): Frozen {
  const { themes, questions, misreadings, media } = analysis
  return {
    analysis: {
      ...analysis,
      themes: {
        ...themes,
        keywords: themes.keywords.map((one) => ({ ...one, lines: [] })),
        themes: themes.themes.map((one) => ({ ...one, samples: [] })),
      },
      questions: {
        ...questions,
        questions: questions.questions.map((one) => ({ ...one, text: '', samples: [] })),
      },
      misreadings: { ...misreadings, items: misreadings.items.map((one) => ({ ...one, samples: [] })) },
      media: {
        ...media,
        items: media.items.map(({ url: _address, ...one }) => ({ ...one, text: '' })),
        ...(media.first === undefined ? {} : { first: withoutUrl(media.first) }),
      },
    },
    refs: {
      keywords: themes.keywords.map(({ lines }) => lines.map(({ postId }) => postId)),
      themes: themes.themes.map(({ samples }) => idsOf(samples)),
      questions: questions.questions.map(({ samples }) => idsOf(samples)),
      misreadings: misreadings.items.map(({ samples }) => idsOf(samples)),
    },
  }
}

function withoutUrl<T extends { url?: string | undefined }>({ url: _address, ...rest }: T): Omit<T, 'url'> {
  return rest
}

/** Every post an analysis shows, each once. */
export function postIdsOf({ refs, analysis }: Frozen): string[] {
  const shown = Object.values(refs).flat(2)
  return [...new Set([...shown, ...analysis.media.items.map(({ postId }) => postId)])]
}

/**
 * The analysis as it was, shown with posts that are still kept.
 *
 * @param posts by id; those taken back or expired are missing
 */
export function thawed({ analysis, refs }: Frozen, posts: ReadonlyMap<string, Post>): Analysis {
  const views = (ids: readonly string[] | undefined): PostView[] =>
    (ids ?? []).flatMap((id) => {
      const post = posts.get(id)
      return post === undefined ? [] : [postView(post)]
    })
  const { themes, questions, misreadings, media } = analysis
  return {
    ...analysis,
    themes: {
      ...themes,
      keywords: themes.keywords.map((one, at) => ({
        ...one,
        lines: linesOf(postsOf(refs.keywords[at], posts), one.phrase),
      })),
      themes: themes.themes.map((one, at) => ({ ...one, samples: views(refs.themes[at]) })),
    },
    questions: {
      ...questions,
      questions: questions.questions.map((one, at) => {
        const samples = views(refs.questions[at])
        const [best] = refs.questions[at] ?? []
        const asked = posts.get(best ?? '')
        return { ...one, samples, text: asked === undefined ? '' : askingSentence(asked.text, asked.lang) }
      }),
    },
    misreadings: {
      ...misreadings,
      items: misreadings.items.map((one, at) => ({ ...one, samples: views(refs.misreadings[at]) })),
    },
    media: {
      ...media,
      items: media.items.map((one) => {
        const item = posts.get(one.postId)
        if (item === undefined) return one
        const address = item.url === undefined ? {} : { url: item.url }
        return { ...one, ...address, text: item.text.slice(0, 300).toWellFormed() }
      }),
    },
  }
}

function postsOf(
  ids: readonly string[] | undefined,
  posts: ReadonlyMap<string, Post>,
): { id: string; text: string; cluster: number }[] {
  return (ids ?? []).flatMap((id, cluster) => {
    const post = posts.get(id)
    return post === undefined ? [] : [{ id, text: post.text, cluster }]
  })
}
