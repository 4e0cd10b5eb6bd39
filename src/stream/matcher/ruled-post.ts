import type { Post } from '#kernel/post.ts'

type Asked =
  | ('lang' | 'author' | 'replyTo' | 'repostOf' | 'quoteOf' | 'quotedText')
  | ('links' | 'media' | 'geo' | 'place' | 'country')

/** What rules can ask of a post; a matcher need not be told the rest. */
export type RuledPost = Pick<Post, 'id' | 'text'> & { [Key in Asked]?: Post[Key] | undefined }
