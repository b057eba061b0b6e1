import { expect, test } from 'vitest'
import { pauseReasons } from '#db/model/case-clocks.ts'
import { categories } from '#db/model/categories.ts'
import { ruleIds } from '#db/model/clock-rules.ts'
import { findings, reasonsNotInvestigated, remedyCodes, remedyForms, reporterAnswers, rootCauses } from '#db/model/closing-codes.ts'
import { facetNames, facets } from '#db/model/facets.ts'
import { lawfulReasons } from '#db/model/identity-guard.ts'
import { askedThings } from '#db/model/identity-words.ts'
import { indicators } from '#db/model/indicators.ts'
import { legalProfiles, legalTags } from '#db/model/legal-profiles.ts'
import { raises, whyRules } from '#db/model/severity.ts'
import { taskTemplates, templatesFor } from '#db/model/task-templates.ts'
import { deskParts, partOf, reporterParts } from '#locales/index.ts'
import { staffLanguages } from './every-text.ts'

const families: readonly (readonly [string, readonly string[]])[] = [
  ['category', categories.map(({ code }) => code)], ['family', categories.map(({ code }) => code.slice(0, 2))],
  ['facet', facetNames.flatMap((name) => [name, ...facets[name].map((value) => `${name}.${value}`)])],
  ['indicator', indicators], ['raise', raises], ['why', whyRules], ['findingDesk', findings], ['notInvestigated', reasonsNotInvestigated], ['remedyDesk', remedyCodes],
  ['remedyForm', remedyForms], ['reporterAnswer', reporterAnswers], ['rootCause', rootCauses], ['profile', legalProfiles], ['legalTag', legalTags],
  ['clock', ruleIds], ['pauseReason', pauseReasons], ['lawfulReason', lawfulReasons], ['asks', askedThings], ['task', taskTemplates.map(({ id }) => id)],
]

test('every code, rule, law, sign and reason has its words in the languages of the desk, no two of a list the same', () => {
  for (const language of staffLanguages) {
    const words = partOf(language, 'codes')
    for (const [family, names] of families) {
      const texts = [...new Set(names)].map((name) => words[`${family}.${name}`])
      expect(texts.filter((text) => text === undefined), `${language} ${family}`).toEqual([])
      if (family !== 'facet' && family !== 'why') expect(new Set(texts).size, `${language} ${family}`).toBe(texts.length)
    }
  }
})

test('102 codes, and their words go to the desk only', () => {
  expect(categories).toHaveLength(102)
  expect(deskParts).toContain('codes')
  expect(reporterParts).not.toContain('codes')
})

test('the checklist of every code has its general steps first and every predecessor before its successor', () => {
  for (const { code } of categories) {
    const list = templatesFor(code)
    const ids = list.map(({ id }) => id)
    expect(ids.slice(0, 3), code).toEqual(['safe-contact', 'ask-wishes', 'keep-evidence'])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, after } of list) for (const first of after) expect(ids.indexOf(first), `${code} ${id}`).toBeLessThan(ids.indexOf(id))
  }
  expect(new Set(categories.flatMap(({ code }) => templatesFor(code).map(({ id }) => id)))).toEqual(new Set(taskTemplates.map(({ id }) => id)))
  expect(templatesFor('FL-02').map(({ id }) => id)).toContain('papers-back')
})
