import { expect, test } from 'vitest'
import { AuthorMemory } from '#stream/trends/author-memory.ts'

const hourMs = 3_600_000

function memory(): { authors: AuthorMemory; write: (author: string, atMs: number, keys?: number[]) => void } {
  const authors = new AuthorMemory(1 << 10)
  let post = 0
  const write = (author: string, atMs: number, keys: number[] = []): void => {
    authors.write(author, post++, atMs)
    for (const key of keys) authors.say(key)
  }
  return { authors, write }
}

test('what an author brought within twelve hours is known, in any of their posts, and only theirs', () => {
  const { authors, write } = memory()
  write('ada', 0, [5, 6])
  write('ada', 1000, [9])
  write('bo', 2000, [7])
  write('ada', hourMs)
  expect([5, 6, 9, 7].map((key) => authors.hasSaid(key))).toEqual([true, true, true, false])
  write('cy', hourMs)
  expect([5, 6, 9, 7].some((key) => authors.hasSaid(key))).toBe(false)
})

test('after twelve hours an author may be heard on the same again', () => {
  const { authors, write } = memory()
  write('ada', 0, [5])
  write('ada', 12 * hourMs)
  expect(authors.hasSaid(5)).toBe(false)
})

test('a thousand authors do not make each other silent', () => {
  const { authors, write } = memory()
  for (let i = 0; i < 1000; i++) write(`person-${i}`, i, [i])
  for (let i = 0; i < 1000; i += 7) {
    write(`new-${i}`, 2000)
    expect(authors.hasSaid(i)).toBe(false)
  }
})

test('a post that has left the windows is not looked at, however many came since', () => {
  const { authors, write } = memory()
  write('ada', 0, [5])
  for (let i = 0; i < 1024; i++) write(`person-${i}`, i, [7])
  write('ada', 2000)
  expect(authors.hasSaid(5)).toBe(false)
})
