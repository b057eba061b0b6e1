import { expect, test } from 'vitest'
import { helpIn, noTexts, type OperatorTexts } from '#db/model/operator-texts.ts'

const police = { country: 'JP', label: 'Police', number: '110' }
const texts: OperatorTexts = {
  ja: { ...noTexts, readers: '法務の係', places: '相談の家' },
  en: { ...noTexts, readers: 'The legal team', numbers: [police] },
}

test('a language without numbers of its own shows those of the first language that has some, and says which', () => {
  expect(helpIn(texts, 'ne', ['en', 'ja'])).toEqual({ numbers: [police], numbersIn: 'en', places: '相談の家', placesIn: 'ja' })
  expect(helpIn(texts, 'ja', ['en'])).toEqual({ numbers: [police], numbersIn: 'en', places: '相談の家', placesIn: 'ja' })
})

test('where the operator wrote nothing, nothing is invented', () => {
  expect(helpIn({}, 'ne', ['en', 'ja'])).toEqual({ numbers: [], numbersIn: 'ne', places: '', placesIn: 'ne' })
})
