import type { MonthSpending } from '#sending/contract.ts'

/** Below this share what is left for ordinary use is nearly used up. */
const lowShareOf1 = 0.1

/**
 * What is left of a month: for ordinary use, and of the reserve. The reserve is touched last.
 *
 * @returns thousandths of a US dollar; `shareOf1` is what was spent of the whole month
 */
export function leftOf({
  spentMillidollars: spent,
  monthMillidollars: month,
  reserveMillidollars,
}: MonthSpending) {
  const reserve = Math.min(month, Math.max(0, reserveMillidollars))
  const left = Math.max(0, month - spent)
  const ordinary = Math.max(0, left - reserve)
  return {
    ordinary,
    emergency: Math.min(reserve, left),
    shareOf1: month > 0 ? Math.min(1, spent / month) : 1,
    isLow: ordinary < (month - reserve) * lowShareOf1 || ordinary === 0,
  }
}

/** An amount as people write it: US$1.25, or 1,25 $ US. @param tag BCP 47 of the reader's language */
export function dollars(millidollars: number, tag: string): string {
  return (millidollars / 1000).toLocaleString(tag, { style: 'currency', currency: 'USD' })
}
