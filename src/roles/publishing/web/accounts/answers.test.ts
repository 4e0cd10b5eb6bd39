import { expect, test } from 'vitest'
import { asksNoSecret, firstAnswers, wrongIn } from '#roles/publishing/web/accounts/answers.ts'
import type { NetworkView } from '#sending/contract.ts'

type Field = NetworkView['fields'][number]
const field = (name: string, more: Partial<Field> = {}): Field => ({
  ...{ name, words: { en: name, fr: name }, isSecret: false, isOptional: false },
  ...more,
})
const words = { one: ({ name }: Field) => `fill in ${name}`, all: 'fill in some' }

test('what the desk knows is filled in: the server of a handle, the handle itself; never a secret', () => {
  const fields = [field('server'), field('handle'), field('token', { isSecret: true })]
  const account = { handle: '@city@social.example' }
  expect(firstAnswers(fields, account)).toEqual({
    ...{ server: 'social.example', handle: 'city@social.example', token: '' },
  })
  expect(firstAnswers(fields, { ...account, server: 'other.example' })['server']).toBe('other.example')
  expect(firstAnswers([field('server')], { handle: 'city' })).toEqual({ server: '' })
  const secretHandle = field('handle', { isSecret: true })
  expect(firstAnswers([secretHandle], account)).toEqual({ handle: '' })
})

test('a server of one’s own that may stay empty stays empty', () => {
  const fields = [field('server', { isOptional: true })]
  expect(firstAnswers(fields, { handle: '@city@social.example' })).toEqual({ server: '' })
})

test('each empty field is named; blanks are empty; optional ones may stay so', () => {
  const fields = [field('server'), field('token', { isSecret: true }), field('team', { isOptional: true })]
  expect(wrongIn(fields, { server: '  ', token: 'x' }, words)).toEqual({
    ...{ 'connect-server': 'fill in server', 'connect-token': undefined, 'connect-team': undefined },
  })
})

test('where every field is optional something must be filled in all the same', () => {
  const fields = [field('a', { isOptional: true }), field('b', { isOptional: true })]
  expect(wrongIn(fields, {}, words)).toEqual({ 'connect-a': 'fill in some', 'connect-b': undefined })
  expect(wrongIn(fields, { b: 'x' }, words)).toEqual({ 'connect-a': undefined, 'connect-b': undefined })
})

test('where no secret is asked for, the desk itself is the server; where nothing is asked for, there is nothing to connect', () => {
  expect(asksNoSecret([field('handle'), field('summary', { isOptional: true })])).toBe(true)
  expect(asksNoSecret([field('server'), field('token', { isSecret: true })])).toBe(false)
  expect(asksNoSecret([])).toBe(false)
})
