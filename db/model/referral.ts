// A case that was passed on while the own team works on: what the reporter reads of it beside the state.

export interface ReferralTold {
  readonly body: string
  readonly basis: 'consent' | 'law'
}

interface Referral {
  readonly body: string
  readonly basis: 'consent' | 'duty'
}

/** The office and the ground as an event tells them. */
export function referralTold({ body, basis }: Referral): ReferralTold {
  return { body, basis: basis === 'duty' ? 'law' : 'consent' }
}

/** The referral that still waits for an answer; undefined where none does. */
export function openReferral<One extends { readonly answer: string | null }>(referrals: readonly One[]): One | undefined {
  return referrals.findLast(({ answer }) => answer === null)
}
