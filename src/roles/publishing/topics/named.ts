import { z } from 'zod'
import type { Words } from '#kernel/words.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'
import { sortedTopics } from '#roles/publishing/topics/about.ts'
import type { Topic } from '#sending/topics/contract.ts'
import { topicCalled } from '#sending/topics/rules.ts'

/** Topics of one row of a file: ids or names, in a cell parted by `;` or `|`, or as a list. */
export const TopicCell = z.preprocess(
  (cell) => (typeof cell === 'string' ? cellParts(cell) : cell),
  z.array(z.string().trim().min(1).max(100)).max(40),
)

function cellParts(cell: string): string[] {
  return cell
    .slice(0, 10_000)
    .split(/[;|]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** What came of reading the topics of some rows. */
export type TopicsRead = { ids: string[] } | { unknown: string }

/** The topics of a message of which several rows may name them: one may say it for all, and those that do agree. */
export function topicsOfRows(
  rows: readonly (readonly string[])[],
  known: readonly Topic[],
): TopicsRead | 'topics-disagree' | 'too-many-topics' | undefined {
  const read = rows.map((said) => topicsNamed(said, known))
  const [first] = read
  const odd = read.find((one) => 'unknown' in one)
  if (first === undefined || odd !== undefined) return odd
  const name = (one: TopicsRead): string => ('ids' in one ? sortedTopics(one.ids).join(' ') : '')
  if (read.some((one) => name(one) !== name(first))) return 'topics-disagree'
  return 'ids' in first && first.ids.length > publishingLimits.topicsMax ? 'too-many-topics' : first
}

/** That a file names a topic there is not. */
export function unknownTopic(said: string): Words {
  const name = said.slice(0, 60).toWellFormed()
  return {
    en: `No topic is called “${name}”, so none of this message was imported. The list under Publish, Topics, shows what there is.`,
    fr: `Aucun sujet ne s’appelle «\u00A0${name}\u00A0»\u00A0; rien de ce message n’a été importé. La liste sous Publier, Sujets, montre ce qui existe.`,
  }
}

/** The ids of topics that a file names, each once; or the first name that is none. Names are read without case and accents. */
export function topicsNamed(said: readonly string[], known: readonly Topic[]): TopicsRead {
  const ids: string[] = []
  for (const one of said) {
    const found = topicCalled(one, known)
    if (found === undefined) return { unknown: one }
    if (!ids.includes(found.id)) ids.push(found.id)
  }
  return { ids }
}
