import { expect, test } from 'vitest'
import { AuthorMemory } from '#stream/trends/author-memory.ts'
import { KeyTable } from '#stream/trends/key-table.ts'
import { type Heard, Window } from '#stream/trends/window.ts'

const hourMs = 3_600_000

function memory(): { authors: AuthorMemory; write: (author: string, atMs: number, rows: number[]) => void } {
  const window = new Window(1 << 10, new KeyTable(1 << 10))
  const authors = new AuthorMemory(window)
  const write = (author: string, atMs: number, rows: number[]): void => {
    const post = { id: 'p', network: 'practice', source: 'practice', text: '', atMs, heardAtMs: atMs }
    const heard: Heard = {
      ...{ post, atMs, rows, words: [], cluster: 1, copy: false, concern: 0, places: [], watches: [] },
      earlier: authors.write(author, atMs),
    }
    window.push(heard)
  }
  return { authors, write }
}

test('what an author brought within twelve hours is known, in any of their posts, and only theirs', () => {
  const { authors, write } = memory()
  write('ada', 0, [5, 6])
  write('ada', 1000, [9])
  write('bo', 2000, [7])
  authors.write('ada', hourMs)
  expect([5, 6, 9, 7].map((row) => authors.hasSaid(row))).toEqual([true, true, true, false])
  authors.write('cy', hourMs)
  expect([5, 6, 9, 7].some((row) => authors.hasSaid(row))).toBe(false)
})

test('after twelve hours an author may be heard on the same again', () => {
  const { authors, write } = memory()
  write('ada', 0, [5])
  authors.write('ada', 12 * hourMs)
  expect(authors.hasSaid(5)).toBe(false)
})

test('a thousand authors do not make each other silent', () => {
  const { authors, write } = memory()
  for (let i = 0; i < 1000; i++) write(`person-${i}`, i, [i])
  for (let i = 0; i < 1000; i += 7) {
    authors.write(`new-${i}`, 2000)
    expect(authors.hasSaid(i)).toBe(false)
  }
})
