import { plainDetail, type ManyOutcome, type ManyWhy } from '#networks/to-many.ts'
import type { MailAnswer } from './smtp-give.ts'

/**
 * What an answer of a mail server says about the recipient. 4xx: not now; 5xx: no (RFC 5321, 4.2.1). Whether the address itself is no
 * good is read from the extended code (RFC 3463), and without one from the reply to the recipient.
 *
 * @param hidden what no detail may hold: the address, the password
 */
export function mailOutcome(id: string, answer: MailAnswer, hidden: readonly string[]): ManyOutcome {
  const detailOf = (text: string): string => plainDetail(text, hidden)
  switch (answer.kind) {
    case 'taken':
      return { id, kind: 'sent', returned: detailOf(answer.said) }
    case 'lost': {
      const detail = detailOf(answer.detail)
      return { id, kind: answer.mayBeThere ? 'unknown' : 'wait', why: answer.why, detail }
    }
    case 'not-given':
      return {
        ...{ id, kind: 'refused', why: 'not-accepted', isPermanent: false },
        detail: detailOf(answer.detail),
      }
    case 'refused': {
      const detail = detailOf(answer.said)
      // 503: we and the server are out of step, which says nothing about the mail.
      if (answer.code < 500 || answer.code === 503)
        return { id, kind: 'wait', why: waitOf(answer.said), detail }
      return { id, kind: 'refused', ...refusalOf(answer), detail }
    }
  }
}

function waitOf(said: string): ManyWhy {
  const extended = extendedCode(said)
  if (extended === '2.2') return 'mailbox-full'
  return extended === '7.0' || extended === '7.1' || extended === '3.2' ? 'rate-limited' : 'server-error'
}

/** `1.1` of `550 5.1.1 …`. */
function extendedCode(said: string): string | undefined {
  return /^[45]\d\d[ -][45]\.(\d{1,3}\.\d{1,3})\b/.exec(said)?.[1]
}

/** RFC 3463, section 3: a mailbox, a system, a syntax that is not there; a mailbox that moved, or is switched off. */
const noAddress = /^(1\.(1|2|3|6|10)|2\.1)$/

/** Whether a refusal of a recipient (`550 5.1.1 no such user`) says that nobody is there, and nobody will be. */
export function saysNobodyIsThere(said: string): boolean {
  const extended = extendedCode(said)
  return extended === undefined ? /^55[013]\b/.test(said) : noAddress.test(extended)
}

function refusalOf(o: Extract<MailAnswer, { kind: 'refused' }>): { why: ManyWhy; isPermanent: boolean } {
  const extended = extendedCode(o.said)
  const isBare = extended === undefined
  if (o.step === 'sender') return { why: 'forbidden', isPermanent: false }
  if (extended === '2.2' || (isBare && o.code === 552 && o.step === 'recipient'))
    return { why: 'mailbox-full', isPermanent: false }
  if (extended === '3.4') return { why: 'too-large', isPermanent: false }
  // Without an extended code, only the reply to the recipient itself says something about them.
  const isNobody = saysNobodyIsThere(o.said) && (!isBare || o.step === 'recipient')
  return isNobody ? { why: 'no-such-address', isPermanent: true } : { why: 'rejected', isPermanent: false }
}
