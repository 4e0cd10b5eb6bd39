import type { PostView } from '#listening/contract.ts'
import type { Example } from '#web/example.ts'
import { PostItem } from '#web/parts/Post/PostItem.tsx'

const at = Date.UTC(2026, 4, 5, 18, 20)

const post: PostView = {
  id: 'kit:1',
  network: 'bluesky',
  networkName: 'Bluesky',
  source: 'kit',
  text: 'Is the brown water on Mill Street safe for the baby’s bottle?',
  lang: 'en',
  at: new Date(at).toISOString(),
  author: { handle: 'mill_street_mum' },
  place: 'Old Town',
  url: 'https://example.org/1',
  isReply: true,
  isRepost: false,
  isQuestion: true,
  media: 2,
}

/** Posts as people read them. */
export const examples: readonly Example[] = [
  {
    name: 'A question with marked words',
    Draw: () => <PostItem post={post} terms={['brown water']} nowMs={at} />,
  },
  {
    name: 'Right to left, of another day, nobody named',
    Draw: () => (
      <PostItem
        post={{
          ...post,
          id: 'kit:2',
          text: 'الماء بني اللون منذ الظهر',
          lang: 'ar',
          author: undefined,
          url: undefined,
          isReply: false,
          media: 0,
        }}
        nowMs={at + 3 * 86_400_000}
      />
    ),
  },
  {
    name: 'A newsroom',
    Draw: () => (
      <PostItem
        post={{
          ...post,
          id: 'kit:3',
          author: { name: 'The Havre-Clair Herald', kind: 'media' },
          isQuestion: false,
        }}
        nowMs={at}
      />
    ),
  },
]
