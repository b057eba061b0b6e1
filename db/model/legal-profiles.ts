// Laws whose clocks may run on a case, chosen at triage, several at once. Nothing here is legal advice: a row says where it comes
// from and when somebody last looked, and the desk is told to have counsel review it before it relies on it.

export const legalProfiles = ['EU', 'DE', 'LK', 'JP', 'CS'] as const
export type LegalProfile = (typeof legalProfiles)[number]

export interface ProfileRow {
  readonly profile: LegalProfile
  readonly source: string
  /** When a person compared it with the text of the law; null where nobody has yet. */
  readonly verifiedOn: string | null
  readonly effectiveFrom: string
  readonly counsel: 'have counsel review'
}

const counsel = 'have counsel review'

export const profileRows: Readonly<Record<LegalProfile, ProfileRow>> = {
  EU: { profile: 'EU', source: 'Directive (EU) 2019/1937, art. 9 and 11', verifiedOn: '2026-11-20', effectiveFrom: '2021-12-17', counsel },
  DE: { profile: 'DE', source: 'HinSchG § 11, § 17, § 36', verifiedOn: '2026-11-20', effectiveFrom: '2023-07-02', counsel },
  LK: { profile: 'LK', source: 'LkSG § 8, § 10', verifiedOn: '2026-11-20', effectiveFrom: '2023-01-01', counsel },
  JP: { profile: 'JP', source: 'Whistleblower Protection Act (Act 122 of 2004), as amended 2025', verifiedOn: '2026-11-20', effectiveFrom: '2022-06-01', counsel },
  CS: { profile: 'CS', source: 'Directive (EU) 2024/1760, art. 14, as amended by Directive (EU) 2026/470', verifiedOn: null, effectiveFrom: '2029-07-26', counsel },
}

/** What the law makes of a report, apart from what it is about. Words: `legalTag.`. */
export const legalTags = [
  'statutory-report', 'complaint', 'notification', 'harassment-only', 'criminal', 'subcontract-law', 'personal-data', 'freelancer', 'former-within-year',
] as const
export type LegalTag = (typeof legalTags)[number]
