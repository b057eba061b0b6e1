import { expect, test } from 'vitest'
import { bestLanguage, languageFor, wishesFrom } from '#app/http/locale.server.ts'

const offered = ['en', 'ja', 'my', 'ur', 'zh-Hans', 'zh-Hant', 'fil', 'he', 'nb', 'id', 'pt-BR']

test.for([
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-Hant', 'zh-Hant'],
  ['zh', 'zh-Hans'],
  ['zh-CN', 'zh-Hans'],
  ['tl', 'fil'],
  ['iw', 'he'],
  ['no', 'nb'],
  ['in', 'id'],
  ['my-MM', 'my'],
  ['ja-JP', 'ja'],
  ['ur-PK', 'ur'],
  ['pt-PT', 'pt-BR'],
  ['EN-us', 'en'],
] as const)('%s reads %s', ([wish, language]) => {
  expect(bestLanguage([wish], offered)).toBe(language)
})

test('a script that nobody offers is not replaced by another script', () => {
  expect(bestLanguage(['zh-TW'], ['en', 'zh-Hans'])).toBeNull()
  expect(bestLanguage(['sr-Latn'], ['sr-Cyrl'])).toBeNull()
})

test('the region decides where language and script are the same', () => {
  expect(bestLanguage(['pt-BR'], ['pt-PT', 'pt-BR'])).toBe('pt-BR')
})

test('weights order the wishes, zero refuses, nonsense is dropped', () => {
  expect(wishesFrom('en;q=0.3, my, ja;q=0.8, ur;q=0, ;;, *;q=0.1')).toEqual(['my', 'ja', 'en'])
  expect(bestLanguage(['not a tag', '-', 'ur'], offered)).toBe('ur')
  expect(wishesFrom(null)).toEqual([])
})

test('a long header is read only so far', () => {
  expect(wishesFrom(`${'xx,'.repeat(20)}ja`)).not.toContain('ja')
  expect(wishesFrom(`${'x'.repeat(500)},ja`)).not.toContain('ja')
})

test('the question mark wins over the header, the first language over nothing', () => {
  const ask = (path: string, header: string) => languageFor(new Request(`http://localhost${path}`, { headers: { 'accept-language': header } }), offered)
  expect(ask('/?lng=ur', 'ja')).toBe('ur')
  expect(ask('/', 'my-MM,en;q=0.5')).toBe('my')
  expect(ask('/?lng=xx', 'xx')).toBe('en')
})
