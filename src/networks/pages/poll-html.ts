import { wordsTag } from '#networks/pages/document.ts'
import { escaped, webAddress } from '#networks/pages/html.ts'
import { ours, say, timeOf } from '#networks/pages/page-parts.ts'
import type { PagePoll, PollCount, PublicPage } from '#networks/pages/public-page.ts'
import type { PageSurroundings } from '#networks/pages/render-page.ts'
import { wordsLanguage } from '#networks/pages/words.ts'

/** What a page asks: its answers, where people can vote, and how they did there, each place by itself. Empty where it asks nothing. */
export function pollHtml({ poll, language }: PublicPage, around: PageSurroundings): string {
  if (poll === undefined) return ''
  const { results, multiple } = poll
  const isCounted = results.some(({ votes }) => votes !== undefined)
  const notes = [
    ...(isCounted ? [say('pollNoSample', language)] : []),
    ...(results.length > 1 ? [say('pollApart', language)] : []),
  ]
  return [
    `<section class="poll">${ours('h2', say('poll', language), language)}`,
    ours('p', say(multiple ? 'pollMany' : 'pollOne', language), language),
    optionsHtml(poll.options),
    results.map((count) => countHtml(count, poll, { language, around })).join(''),
    notes.map((note) => ours('p', note, language, 'small')).join(''),
    '</section>',
  ].join('')
}

/** The answers alone, as feeds and lists show them: nobody is told there how people voted. */
export function optionsHtml(options: readonly string[]): string {
  return `<ul class="options">${options.map((option) => `<li><bdi>${escaped(option)}</bdi></li>`).join('')}</ul>`
}

type Place = { language: string; around: PageSurroundings }

function countHtml(count: PollCount, poll: PagePoll, { language, around }: Place): string {
  const { name, url, endsMs, readMs } = count
  // It may have ended since it was counted.
  const isOver = count.isOver || endsMs <= around.nowMs
  const href = webAddress(url ?? '')
  const vote =
    href === undefined || isOver
      ? ''
      : ours('p', `<a href="${href}">${say('pollVote', language, name)}</a>`, language)
  const times = [
    `<span>${say(isOver ? 'pollEnded' : 'pollEnds', language)} ${timeOf(endsMs, language, around)}</span>`,
    readMs === undefined
      ? ''
      : `<span>${say('pollCounted', language)} ${timeOf(readMs, language, around)}</span>`,
  ].join('')
  const heading = ours('h3', say('pollOn', language, name), language)
  return `<div class="count">${heading}${vote}${ours('p', times, language, 'times')}${votesHtml(count, poll, language)}</div>`
}

function votesHtml({ votes, voters, name }: PollCount, { options }: PagePoll, language: string): string {
  if (votes === undefined) return ours('p', say('pollNotYet', language), language)
  const locale = `${wordsLanguage(language)}-CA`
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const sum = votes.reduce((all, one) => all + one, 0)
  // A share is of the people, where they are known: with several answers each the votes are more than they.
  const whole = voters === undefined || voters === 0 ? sum : voters
  const rows = options.map((option, at) => {
    const count = votes[at] ?? 0
    const share = whole === 0 ? '–' : percent.format(count / whole)
    return `<tr><th scope="row"><bdi>${escaped(option)}</bdi></th><td>${number.format(count)}</td><td>${share}</td></tr>`
  })
  const head = (['pollOption', 'pollVotes', 'pollShare'] as const)
    .map((word) => `<th scope="col"${wordsTag(language)}>${say(word, language)}</th>`)
    .join('')
  const people =
    voters === undefined
      ? ''
      : ours('p', say('pollPeople', language, number.format(voters)), language, 'small')
  const caption = ours('caption', say('pollOn', language, name), language, 'unseen')
  return `<table>${caption}<thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>${people}`
}
