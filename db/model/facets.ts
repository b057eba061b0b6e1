// What a code does not say and a handler adds beside it: lists of their own, so that the codes stay few. Words: `facet.<name>.<value>`.

export const facets = {
  ground: [
    'race', 'ethnicity', 'creed', 'gender', 'age', 'marital-status', 'physical', 'disability', 'nationality', 'union', 'other',
  ],
  stage: ['application', 'recruitment', 'promotion', 'pay', 'education', 'work-grants', 'welfare', 'punishment', 'dismissal', 'retirement'],
  mineral: ['tin', 'tantalum', 'tungsten', 'gold', 'cobalt', 'mica'],
  /** Of a benefit, as seen from the person who is spoken of. */
  direction: ['given', 'offered', 'asked-for', 'received'],
  tier: ['one', 'two', 'further', 'unknown'],
  harmed: ['reporter', 'others', 'community', 'nobody-yet'],
} as const
export type FacetName = keyof typeof facets
export type FacetValue<Name extends FacetName> = (typeof facets)[Name][number]

export const facetNames = ['ground', 'stage', 'mineral', 'direction', 'tier', 'harmed'] as const satisfies readonly FacetName[]
/** Of these several may hold at once; of the others one. */
export const manyValued: readonly FacetName[] = ['ground', 'stage', 'mineral']

/** The facets that make sense beside a code, in the order of the form; tier and who is harmed beside every code. */
export function facetsFor(code: string): FacetName[] {
  const family = code.slice(0, 2)
  return facetNames.filter((name) => {
    if (name === 'ground' || name === 'stage') return family === 'DI'
    if (name === 'mineral') return family === 'MI'
    if (name === 'direction') return family === 'GE' || family === 'BR'
    return true
  })
}
