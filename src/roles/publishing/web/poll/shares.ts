/**
 * Which share of those who voted chose each option. Where a network says how many people voted, a share is of the people: with
 * several choices the shares are more than a whole. Elsewhere it is of the votes, and `areVotes` says so.
 */
export function sharesOf({ votes, voters }: { votes: readonly number[]; voters?: number | undefined }): {
  shares: number[]
  whole: number
  areVotes: boolean
} {
  const sum = votes.reduce((all, one) => all + one, 0)
  const areVotes = voters === undefined || (voters === 0 && sum > 0)
  const whole = areVotes ? sum : voters
  return { shares: votes.map((one) => (whole === 0 ? 0 : one / whole)), whole, areVotes }
}
