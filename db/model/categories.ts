// THE list of categories. The reporter picks a tile; only a handler sets a code. A code is never reused:
// a category that goes out of use keeps its row, with the day and what took its place. The words stand in the locales.
import type { DeskRole } from './roles.ts'
import type { TileId } from './tiles.ts'

/** What a code asks of the desk beyond opening the case. */
export type Care =
  | 'trained-handlers' | 'police-liaison' | 'without-purchasing' | 'at-once' | 'fresh-handler' | 'crisis-page' | 'external-offered'

/** From 1 (slight) to 4 (death, grave injury, loss of liberty); a handler weighs each case anew. */
export type Severity = 1 | 2 | 3 | 4

export interface Category {
  readonly code: string
  readonly tile: TileId
  /** Desks that are invited. LEGAL owns every case from which it is not excluded, named here or not. */
  readonly desks: readonly DeskRole[]
  readonly severity: Severity | null
  /** Section of the RBA code of conduct, version 8.0; to be verified by counsel before it is shown as fact. */
  readonly rba: string | null
  readonly care: readonly Care[]
  readonly deprecatedAt: string | null
  readonly replacedBy: string | null
}

export const categories: readonly Category[] = [
  c('FL-01', 'trapped', ['HRR'], 4, 'A1'),
  c('FL-02', 'trapped', ['HRR'], 3, 'A1'),
  c('FL-03', 'trapped', ['HRR'], 3, 'A1'),
  c('FL-04', 'trapped', ['HRR'], 4, 'A1'),
  c('FL-05', 'trapped', ['HRR'], 3, 'A1'),
  c('FL-06', 'trapped', ['HRR'], 4, 'A1'),
  c('FL-07', 'trapped', ['HRR'], 4, 'A1'),
  c('FL-08', 'trapped', ['HRR'], 3, 'A1'),
  c('CL-01', 'child', ['HRR'], 4, 'A2'),
  c('CL-02', 'child', ['HRR'], 4, 'A2'),
  c('CL-03', 'child', ['HRR'], 3, 'A2'),
  c('ME-01', 'trapped', ['HRR'], 2, 'A1'),
  c('ME-02', 'trapped', ['HRR'], 3, 'A1'),
  c('ME-03', 'trapped', ['HRR'], 2, 'A4'),
  c('WA-01', 'pay', ['HRR'], 3, 'A4'),
  c('WA-02', 'pay', ['HRR'], 2, 'A4'),
  c('WA-03', 'pay', ['HRR'], 2, 'A4'),
  c('WA-04', 'pay', ['HRR'], 2, 'A4'),
  c('WA-05', 'pay', ['HRR'], 3, 'A4'),
  c('WA-06', 'pay', ['HRR'], 2, 'A4'),
  c('WH-01', 'pay', ['HRR'], 3, 'A3'),
  c('WH-02', 'pay', ['HRR'], 3, 'A3'),
  c('WH-03', 'pay', ['HRR'], 2, 'A3'),
  c('WH-04', 'pay', ['HRR'], 2, 'A3'),
  c('DI-01', 'unfair', ['HRR'], 2, 'A5'),
  c('DI-02', 'unfair', ['HRR'], 2, 'A5'),
  c('DI-03', 'unfair', ['HRR'], 3, 'A5'),
  c('DI-04', 'unfair', ['HRR'], 3, 'A5'),
  c('HA-01', 'treatment', ['HRR'], 2, 'A5'),
  c('HA-02', 'treatment', ['HRR'], 3, 'A5', ['trained-handlers']),
  c('HA-03', 'treatment', ['HRR'], 4, 'A5'),
  c('HA-04', 'treatment', ['ETH', 'HRR'], 2, 'A5'),
  c('HA-05', 'treatment', ['HRR'], 4, 'A5', ['trained-handlers', 'external-offered']),
  c('HA-06', 'treatment', ['HRR'], 3, 'A5'),
  c('FA-01', 'unfair', ['HRR'], 3, 'A6'),
  c('FA-02', 'unfair', ['HRR'], 3, 'A6'),
  c('FA-03', 'unfair', ['HRR'], 2, 'A6'),
  c('HS-01', 'safety', ['EHS'], 4, 'B1', ['at-once']),
  c('HS-02', 'safety', ['EHS'], 4, 'B2'),
  c('HS-03', 'safety', ['EHS'], 3, 'B6'),
  c('HS-04', 'safety', ['EHS'], 3, 'B4'),
  c('HS-05', 'safety', ['EHS'], 3, 'B8'),
  c('HS-06', 'safety', ['EHS', 'HRR'], 3, 'B3'),
  c('HS-07', 'safety', ['EHS'], 2, 'B7'),
  c('HS-08', 'safety', ['EHS'], 3, 'B1'),
  c('HS-09', 'safety', ['HRR'], 4, 'A3', ['crisis-page']),
  c('EN-01', 'nature', ['ENV'], 3, 'C'),
  c('EN-02', 'nature', ['ENV', 'QUAL'], 3, 'C6'),
  c('EN-03', 'nature', ['ENV', 'HRR'], 3, 'C'),
  c('EN-04', 'nature', ['ENV'], 2, 'C1'),
  c('EN-05', 'nature', ['ENV'], 2, 'C'),
  c('EN-06', 'nature', ['ENV'], 1, 'C8'),
  c('GE-01', 'money', ['ETH'], 2, 'D2'),
  c('GE-02', 'money', ['ETH'], 1, 'D2'),
  c('GE-03', 'money', ['ETH'], 1, 'D2'),
  c('GE-04', 'money', ['ETH', 'LEGAL'], 3, 'D1'),
  c('GE-05', 'money', ['ETH'], 1, 'D2'),
  c('BR-01', 'money', ['ETH'], 3, 'D2'),
  c('BR-02', 'money', ['ETH'], 3, 'D2'),
  c('BR-03', 'money', ['ETH'], 3, 'D2'),
  c('BR-04', 'money', ['ETH'], 3, 'D2', ['without-purchasing']),
  c('BR-05', 'money', ['ETH'], 2, 'D1'),
  c('BR-06', 'money', ['ETH'], 3, 'D1'),
  c('BR-07', 'money', ['ETH'], 2, 'D1'),
  c('FT-01', 'money', ['LEGAL'], 3, 'D5'),
  c('FT-02', 'money', ['ETH'], 2, 'D5'),
  c('FT-03', 'money', ['LEGAL'], 2, 'D5', ['without-purchasing']),
  c('FT-04', 'money', ['LEGAL'], 3, 'D1'),
  c('FT-05', 'money', ['LEGAL'], 2, 'D4'),
  c('FT-06', 'money', ['LEGAL', 'BRD'], 2, 'D3'),
  c('FT-07', 'money', ['LEGAL'], 3, 'D6'),
  c('AS-01', 'money', ['LEGAL'], 3, 'D1', ['police-liaison']),
  c('AS-02', 'money', ['LEGAL'], 4, 'D1'),
  c('MI-01', 'nature', ['MIN'], 4, 'D7'),
  c('MI-02', 'nature', ['MIN', 'HRR'], 4, 'D7'),
  c('MI-03', 'nature', ['MIN'], 3, 'D7'),
  c('MI-04', 'nature', ['MIN'], 3, 'D7'),
  c('PQ-01', 'product', ['QUAL'], 4, null),
  c('PQ-02', 'product', ['QUAL'], 3, null),
  c('PQ-03', 'product', ['QUAL'], 3, null),
  c('PQ-04', 'product', ['QUAL'], 2, null),
  c('IS-01', 'product', ['SEC'], 3, 'D8'),
  c('IS-02', 'product', ['SEC', 'LEGAL'], 2, null),
  c('IS-03', 'product', ['SEC'], 3, 'D8'),
  c('IS-04', 'product', ['HRR', 'SEC'], 3, 'D8'),
  c('SC-01', 'product', ['HRR'], 2, 'E12'),
  c('SC-02', 'money', ['HRR'], 3, 'E9'),
  c('SC-03', 'product', ['HRR'], 1, 'E12'),
  c('SC-04', 'product', ['LEGAL'], 1, null),
  c('SC-05', 'else', ['LEGAL'], 2, null),
  c('RE-01', 'punished', ['LEGAL'], 4, 'D6', ['fresh-handler']),
  c('RE-02', 'punished', ['LEGAL', 'EXT'], 4, 'D6'),
  c('RE-03', 'punished', ['EXT'], 2, 'E8'),
  c('RE-04', 'punished', ['LEGAL'], 3, 'D6'),
  c('RE-05', 'punished', ['EXT', 'BRD'], 4, 'D6'),
  c('JL-01', 'unfair', ['HRR'], 3, 'A5'),
  c('JL-02', 'unfair', ['HRR'], 2, 'A1'),
  c('JL-03', 'unfair', ['HRR'], 3, 'A4'),
  c('CM-01', 'nature', ['HRR'], 3, null),
  c('XX-01', 'else', ['LEGAL'], null, null),
  c('XX-02', 'else', ['LEGAL'], null, null),
  c('XX-03', 'else', ['LEGAL'], 1, null),
]

/** The category of a code, deprecated ones included, or `null` where no version ever had it. */
export function categoryOf(code: string): Category | null {
  return categories.find((category) => category.code === code) ?? null
}

/** What a handler may still choose under a tile, in the order of the list. */
export function categoriesUnder(tile: TileId): Category[] {
  return categories.filter((category) => category.tile === tile && category.deprecatedAt === null)
}

/** A category in use. One that goes out of use is written as an object, with its day and its successor. */
function c(
  code: string, tile: TileId, desks: readonly DeskRole[], severity: Severity | null, rba: string | null, care: readonly Care[] = [],
): Category {
  return { code, tile, desks, severity, rba, care, deprecatedAt: null, replacedBy: null }
}
