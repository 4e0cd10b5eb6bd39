import { expect, test } from 'vitest'
import { TextScan } from '#language/scan.ts'
import { findPhrases, phraseTable } from '#language/triage/phrases.ts'
import { emptySentences, endMark, readSentences } from '#language/triage/sentences.ts'

function groupsOf(text: string, groups: readonly (readonly string[])[]): number[] {
  const scan = new TextScan()
  scan.read(text)
  const sentences = emptySentences()
  readSentences(scan, sentences)
  const found = new Int32Array(sentences.marks.length)
  findPhrases(phraseTable(groups), sentences, found)
  return [...found.subarray(0, sentences.sentenceCount)]
}

test('alternatives, optional words and any word', () => {
  const groups = [['can|could you please? help'], ['the * street']]
  expect(groupsOf('Could you help', groups)).toEqual([1])
  expect(groupsOf('could you PLEASE help', groups)).toEqual([1])
  expect(groupsOf('could you kindly help', groups)).toEqual([0])
  expect(groupsOf('can you help with the high street', groups)).toEqual([3])
})

test('a phrase bound to an end is found there only, and none crosses a sentence', () => {
  expect(groupsOf('So when is it. It is when', [['^when'], ['when$']])).toEqual([1, 2])
  expect(groupsOf('the high. street', [['high street']])).toEqual([0, 0])
  expect(groupsOf('really. not really. really so', [['^really$']])).toEqual([1, 0, 0])
})

test('sentences end at marks, links and emoji; quotations are known', () => {
  const scan = new TextScan()
  const sentences = emptySentences()
  scan.read('@hall "why me?" he said. Look https://a.example/b?c=d one 😀 two!?')
  readSentences(scan, sentences)
  expect(sentences.sentenceCount).toBe(5)
  expect(sentences.addressed).toBe(true)
  expect([...sentences.quoted.subarray(0, 5)]).toEqual([1, 0, 0, 0, 0])
  expect(sentences.marks[4]).toBe(endMark.question | endMark.shout)
  expect(sentences.marks[2]).toBe(0)
})

test('a table refuses what it cannot hold', () => {
  expect(() => phraseTable([['a b c d e f g h i']])).toThrow(RangeError)
  expect(() => phraseTable(Array.from({ length: 31 }, () => []))).toThrow(RangeError)
})
