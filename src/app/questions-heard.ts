import { sql, type Kysely } from 'kysely'
import type { Post } from '#kernel/post.ts'
import { networkName } from '#listening/post-view.ts'
import type { ListeningTables } from '#listening/tables.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import type { HeardPost, QuestionsNeeds } from '#roles/faces/questions/ground.ts'

/** Answers read for one session. */
const answersMax = 1000

/** Posts that answer what we said about a session, as listening keeps them: what is taken back there is gone here too. */
export function questionsHeard(
  anyDb: Kysely<unknown>,
  publishing: Pick<Publishing, 'postsNaming'>,
): QuestionsNeeds['heard'] {
  const db = anyDb.withTables<ListeningTables>()
  return {
    answersTo: async (paths) => {
      const names = await publishing.postsNaming(paths)
      if (names.length === 0) return []
      const rows = await db
        .selectFrom('posts')
        .select('body')
        .where(sql<boolean>`body ->> 'replyTo' = any(${names})`)
        .orderBy('at', 'desc')
        .limit(answersMax)
        .execute()
      return rows.map(({ body }) => heardPost(body))
    },
    posts: async (ids) => {
      const rows = await db
        .selectFrom('posts')
        .select('body')
        .where('id', 'in', [...ids])
        .execute()
      return rows.map(({ body }) => heardPost(body))
    },
  }
}

function heardPost({ id, text, lang, network, url, atMs }: Post): HeardPost {
  const language = lang === 'en' || lang === 'fr' ? lang : undefined
  return { id, words: text, language, network: networkName(network), url, atMs }
}
