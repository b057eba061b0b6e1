import { expect, test } from 'vitest'
import { categories, categoriesUnder, categoryOf } from '#db/model/categories.ts'
import { bytesOf, caseIdFrom, caseNumber, dayFrom, parseCaseId, parseDeskId, parseInstanceId, parseInviteId, parseMemberId, parseRosterHash } from '#db/model/ids.ts'
import { nameKey } from '#db/model/names.ts'
import { answersTo, isEnough, screens } from '#db/model/questions.ts'
import { deskRoles, mayDo, memberRoleFrom, roleBits, rolesFrom } from '#db/model/roles.ts'
import { sealed } from '#db/model/sealed.ts'
import { desksOfTile, tileFrom, tileIds } from '#db/model/tiles.ts'

test('there are 102 codes, each once, each under a tile, each in its form', () => {
  expect(categories).toHaveLength(102)
  expect(new Set(categories.map((category) => category.code)).size).toBe(102)
  for (const category of categories) {
    expect(category.code).toMatch(/^(FL|CL|ME|WA|WH|DI|HA|FA|HS|EN|GE|BR|FT|AS|MI|PQ|IS|SC|RE|JL|CM|XX)-\d\d$/)
    expect(tileIds).toContain(category.tile)
    expect(category.desks.length).toBeGreaterThan(0)
  }
  expect(tileIds.flatMap(categoriesUnder)).toHaveLength(102)
  for (const tile of tileIds) expect(categoriesUnder(tile).length, tile).toBeGreaterThan(0)
})

test('codes whose place is easily mistaken', () => {
  const places = { 'SC-02': 'money', 'SC-05': 'else', 'SC-01': 'product', 'CM-01': 'nature', 'ME-03': 'trapped', 'AS-02': 'money', 'JL-01': 'unfair', 'HS-09': 'safety', 'RE-05': 'punished' }
  for (const [code, tile] of Object.entries(places)) expect(categoryOf(code)?.tile, code).toBe(tile)
  expect(categoryOf('HA-02')?.care).toEqual(['trained-handlers'])
  expect(categoryOf('FT-03')?.care).toEqual(['without-purchasing'])
  expect(categoryOf('XX-01')?.severity).toBeNull()
  expect(categoryOf('FL-99')).toBeNull()
})

test('a code invites the desks that its tile has invited already, or LEGAL, EXT and BRD, or is noted for triage', () => {
  const later = categories.filter((category) => category.desks.some((role) => !['LEGAL', 'EXT', 'BRD'].includes(role) && !desksOfTile[category.tile].includes(role)))
  // The tile cannot tell these apart; the handler who sets the code adds the desk.
  expect(later.map((category) => category.code)).toEqual(['HA-04', 'HS-06', 'HS-09', 'EN-02', 'EN-03', 'MI-02', 'IS-04', 'SC-01', 'SC-02', 'SC-03', 'CM-01'])
})

test('questions: tiles first, then what happened; Send stands from there on; one tile or some text is enough', () => {
  expect(screens.map((screen) => screen.id)).toEqual(['about', 'happened', 'danger', 'who', 'where', 'contact', 'still', 'relation', 'help'])
  expect(screens.filter((screen) => !screen.canSend).map((screen) => screen.id)).toEqual(['about'])
  expect([isEnough([], ''), isEnough([], ' \n'), isEnough(['pay'], ''), isEnough([], 'help')]).toEqual([false, false, true, true])
  expect(answersTo.tiles).toHaveLength(11)
  expect([tileFrom('pay'), tileFrom('constructor')]).toEqual(['pay', null])
})

test('roles travel as bits, and bits of a newer version are passed over', () => {
  for (const role of deskRoles) expect(rolesFrom(roleBits([role]))).toEqual([role])
  expect(roleBits(['LEGAL', 'EXT'])).toBe(0b100000001)
  expect(rolesFrom(0xfc01)).toEqual(['LEGAL'])
  expect([memberRoleFrom(1), memberRoleFrom(2), memberRoleFrom(3)]).toEqual(['handler', 'lead', null])
  expect([mayDo('handler', 'write-message'), mayDo('handler', 'invite'), mayDo('lead', 'invite')]).toEqual([true, false, true])
})

test('ids are exactly so many lower-case hexadecimal digits', () => {
  const good = 'ab'.repeat(32)
  expect(parseCaseId(good)).toBe(good)
  for (const wrong of ['', good.slice(1), `${good}0`, good.toUpperCase(), `${good.slice(1)}g`, ` ${good.slice(1)}`]) expect(parseCaseId(wrong)).toBeNull()
  for (const parse of [parseInstanceId, parseDeskId, parseMemberId, parseInviteId]) expect([parse('0'.repeat(32)), parse('0'.repeat(31))]).toEqual(['0'.repeat(32), null])
  expect(parseRosterHash('f'.repeat(64))).toBe('f'.repeat(64))
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => i * 7)
  expect(bytesOf(caseIdFrom(bytes))).toEqual(bytes)
  expect(() => caseIdFrom(bytes.subarray(1))).toThrow(RangeError)
  for (const wrong of [-1, 0.5, 2 ** 31, Number.NaN]) expect(() => dayFrom(wrong)).toThrow(RangeError)
})

test('the case number that people say aloud comes from the first 40 bits, without letters that sound or look alike', () => {
  expect(caseNumber(caseIdFrom(new Uint8Array(32)))).toBe('T-0000-0000')
  expect(caseNumber(caseIdFrom(new Uint8Array(32).fill(255)))).toBe('T-ZZZZ-ZZZZ')
  expect(caseNumber(caseIdFrom(Uint8Array.from({ length: 32 }, (_, i) => i + 1)))).toBe('T-0410-6105')
  for (let i = 0; i < 200; i++) expect(caseNumber(caseIdFrom(crypto.getRandomValues(new Uint8Array(32))))).toMatch(/^T-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
})

test('only bytes of a sealed length are ciphertext; names compare without width, case and spaces', () => {
  expect(sealed('message', new Uint8Array(4136))).toHaveLength(4136)
  for (const length of [0, 12, 4096, 4135]) expect(() => sealed('message', new Uint8Array(length))).toThrow(RangeError)
  expect(() => sealed('wrap', new Uint8Array(1192))).toThrow(RangeError)
  expect(nameKey('  ＡＩＫＯ   Tanaka ')).toBe('aiko tanaka')
})
