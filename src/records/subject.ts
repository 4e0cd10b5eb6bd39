import { createHash } from 'node:crypto'
import { storableText } from '#store/storable.ts'

const subjectLengthMax = 300

/** The mark of something a network has an id for: that id, or what stands for one that is too long for a mark. */
export function subjectFor(word: string, id: string): string {
  const plain = `${word}:${storableText(id)}`
  return plain.length <= subjectLengthMax ? plain : `${word}:${createHash('sha256').update(id).digest('hex')}`
}
