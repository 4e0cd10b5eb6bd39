import { storableText } from '#store/storable.ts'
import { answerLimits } from '#sending/to-many/contract.ts'

/** A mail as it is read. `from`: what it claims. */
export type AnswerMail = { from: { address: string }; subject: string; text: string }

/**
 * What somebody wrote in an answer, and no more: without our mail that their program repeated below it (which holds the link that
 * ends their subscription), without their signature and their address. Where nothing is left, the subject is what they wrote.
 */
export function answerText({ from, subject, text }: AnswerMail): string {
  const own = ownLines(text.replaceAll(/\r\n?/g, '\n').split('\n')).join('\n').trim()
  const said = own === '' ? subject.replace(/^\s*((re|rép|tr|fwd?)\s*:\s*)+/iu, '').trim() : own
  return storableText(withoutTraces(said, from.address).slice(0, answerLimits.textLengthMax))
}

function ownLines(lines: readonly string[]): string[] {
  const own: string[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (isQuoted(line)) continue
    if (isEnd(line)) break
    const length = introLength(lines, at)
    if (length === 0) own.push(line)
    // Above a quote it is left out with it; above what is repeated without marks, all below is ours.
    else if (isQuoted(firstAfter(lines, at + length))) at += length - 1
    else break
  }
  return own
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}>/u.test(line)
}

/** A signature, or where programs begin to repeat the mail that is answered. */
function isEnd(line: string): boolean {
  return /^(-- ?|_{10,}|-{2,}\s?(original message|message d[’']origine)\s?-{2,})$/iu.test(line.trimEnd())
}

/** How many lines say who wrote what follows: “On Monday City wrote:”, “Le lundi la Ville a écrit :”; 0 for none. */
function introLength(lines: readonly string[], at: number): number {
  for (const length of [1, 2]) {
    const said = lines
      .slice(at, at + length)
      .join(' ')
      .slice(0, 400)
    if (/^(on\b.*\bwrote|le\b.*\ba écrit)\s*:\s*$/iu.test(said)) return length
  }
  return /^(from|de)\s?:\s.*@/iu.test((lines[at] ?? '').slice(0, 400)) ? 1 : 0
}

function firstAfter(lines: readonly string[], from: number): string {
  return lines.slice(from, from + 20).find((line) => line.trim() !== '') ?? ''
}

/** Links that end or begin a subscription are keys; names of our mails tell whose they were. */
function withoutTraces(text: string, address: string): string {
  const plain = text
    .replaceAll(/https?:\/\/\S{1,300}\/(unsubscribe|subscribe\/confirm)\/\S+/giu, '…')
    .replaceAll(/[\w.+-]{1,140}\.[0-9a-f]{12}@[\w.-]{1,253}/giu, '…')
  return address === '' ? plain : plain.replaceAll(new RegExp(escapedForPattern(address), 'giu'), '…')
}

function escapedForPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/gu, '\\$&')
}
