// The eleven signs by which the International Labour Organization recognises forced labour. Two of them together are enough to
// treat a case as severe (severity.ts). The words stand in locales/*/codes.json under `indicator.`.

export const indicators = [
  'abuse-of-vulnerability', 'deception', 'restriction-of-movement', 'isolation', 'violence', 'threats',
  'papers-kept', 'wages-withheld', 'debt-bondage', 'abusive-conditions', 'excessive-overtime',
] as const
export type Indicator = (typeof indicators)[number]

/** So many of them together are treated as forced labour until the opposite is shown. */
export const indicatorsThatFloor = 2

/** The signs that a code already speaks of, offered first to the handler; never ticked by themselves. */
export function indicatorsOf(code: string): Indicator[] {
  return [...(byCode[code] ?? [])]
}

const byCode: Readonly<Record<string, readonly Indicator[]>> = {
  'FL-01': ['restriction-of-movement', 'threats'],
  'FL-02': ['papers-kept'],
  'FL-03': ['debt-bondage'],
  'FL-04': ['restriction-of-movement', 'isolation'],
  'FL-05': ['deception'],
  'FL-06': ['deception', 'violence', 'abuse-of-vulnerability'],
  'FL-07': ['threats', 'abuse-of-vulnerability'],
  'FL-08': ['isolation', 'abuse-of-vulnerability'],
  'WA-03': ['debt-bondage', 'wages-withheld'],
  'WA-05': ['wages-withheld'],
  'WH-01': ['excessive-overtime'],
  'WH-02': ['excessive-overtime'],
  'HA-03': ['violence'],
  'HA-05': ['violence'],
  'HS-07': ['abusive-conditions'],
  'MI-02': ['abuse-of-vulnerability'],
}
