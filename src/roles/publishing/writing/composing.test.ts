import { expect, test } from 'vitest'
import type { VersionForm } from '#roles/publishing/contract.ts'
import { outgoingWords, type Line, type Surroundings } from '#roles/publishing/writing/composing.ts'
import { mentionBook } from '#roles/publishing/writing/mentions/resolve.ts'

const mentions = mentionBook([{ en: 'Fire', fr: 'Feu', handles: { x: 'a_longer_handle' } }])
const line: Line = { hasThreads: true, partsMax: 50, fits: (text) => text.length <= 30 }
const around: Surroundings = { lane: 'normal', network: 'x', mentions, line }
const words = (form: Partial<VersionForm>, more: Partial<Surroundings> = {}) =>
  outgoingWords({ account: 'a', language: 'en', text: '', ...form }, { ...around, ...more })

test('one post goes out exactly as it was written, spaces and all', () => {
  expect(words({ text: ' Boil it.\n---\nNow. ' })).toEqual({ parts: [' Boil it.\n---\nNow. '] })
})

test('a thread is split where its network has threads; elsewhere its breaks are paragraphs', () => {
  const form = { text: 'Boil it first.\n---\nThen let it cool for a while.', thread: true }
  expect(words(form).parts).toEqual(['Boil it first.', 'Then let it cool for a while.'])
  const whole = ['Boil it first.\n\nThen let it cool for a while.']
  expect(words(form, { line: { ...line, hasThreads: false } }).parts).toEqual(whole)
  expect(words(form, { line: undefined }).parts).toEqual(whole)
})

test('mentions count as they go out', () => {
  const { parts } = words({ text: 'Ask @[Fire] about it. And rest.', thread: true })
  expect(parts).toEqual(['Ask @a_longer_handle about it.', 'And rest.'])
})

test('the line of a person is the last paragraph, and a part of its own where it does not fit', () => {
  const byline = '— Ana, City'
  expect(words({ text: 'Boil it. ', byline: 'ana' }, { byline })).toEqual({
    parts: ['Boil it.\n\n— Ana, City'],
    byline,
  })
  const long = { text: 'Then let it cool for a while.', byline: 'ana' }
  expect(words({ ...long, thread: true }, { byline }).parts).toEqual([long.text, byline])
  // Without threads it stays one post, and the checks say by how much it is too long.
  expect(words(long, { byline }).parts).toEqual([`${long.text}\n\n${byline}`])
})

test('in an emergency no line goes out, nor where nobody lets theirs stand', () => {
  const form = { text: 'Leave now.', byline: 'ana' }
  expect(words(form, { byline: 'Ana', lane: 'emergency' })).toEqual({ parts: ['Leave now.'] })
  expect(words(form)).toEqual({ parts: ['Leave now.'] })
  expect(words({ text: '  ', byline: 'ana' }, { byline: 'Ana' }).parts).toEqual(['  '])
})

test('a content warning of spaces is none', () => {
  expect(words({ text: 'x', contentWarning: '  ' })).toEqual({ parts: ['x'] })
  expect(words({ text: 'x', contentWarning: ' Flood ' })).toEqual({ parts: ['x'], contentWarning: 'Flood' })
})
