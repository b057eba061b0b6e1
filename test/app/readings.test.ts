import { expect, test } from 'vitest'
import { withReadings } from '#app/http/readings.server.ts'
import { plainText, stretchesOf } from '#db/model/readings.ts'

const ruby = (words: string, reading: string): string => `<ruby><rp>｜</rp>${words}<rp>《</rp><rt>${reading}</rt><rp>》</rp></ruby>`

test('a marked text comes apart into signs with their readings and everything else', () => {
  expect(stretchesOf('この｜仕事《しごと》をやめたい')).toEqual([
    { words: 'この', reading: null },
    { words: '仕事', reading: 'しごと' },
    { words: 'をやめたい', reading: null },
  ])
  expect(stretchesOf('')).toEqual([])
  expect(plainText('｜会社《かいしゃ》の｜人《ひと》')).toBe('会社の人')
})

test('half a mark is a text like any other', () => {
  for (const text of ['｜会社', '会社《かいしゃ》', '｜《》', '《｜会社》']) expect(stretchesOf(text)).toEqual([{ words: text, reading: null }])
})

test('in a page ruby stands between tags, and signs alone in titles and attributes', () => {
  expect(withReadings('<title>｜案内《あんない》</title><p title="｜人《ひと》">｜会社《かいしゃ》の<b>｜人《ひと》</b></p>')).toBe(
    `<title>案内</title><p title="人"><span>${ruby('会社', 'かいしゃ')}の</span><b><span>${ruby('人', 'ひと')}</span></b></p>`)
  expect(withReadings('<select><option>｜人《ひと》</option></select>｜人《ひと》')).toBe(`<select><option>人</option></select><span>${ruby('人', 'ひと')}</span>`)
})

test('attributes that only scripts read keep their marks', () => {
  const kept = '<main data-dates="{y}｜年《ねん》"></main>'
  expect(withReadings(kept)).toBe(kept)
})

test('what a script reads keeps its marks, whatever stands inside', () => {
  const kept = '<template id="texts"><p>｜人《ひと》</p></template><script type="module">if (1 < 2) "｜人《ひと》"</script>'
  expect(withReadings(kept)).toBe(kept)
})

test('a page without marks is the same bytes', () => {
  const page = '<p>Tell us about a problem ｜ 会社</p>'
  expect(withReadings(page)).toBe(page)
})
