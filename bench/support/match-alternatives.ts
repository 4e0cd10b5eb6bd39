import type { Post } from '#kernel/post.ts'
export async function matchAlternatives(_rules: readonly string[], _posts: readonly Post[]): Promise<void> {}
