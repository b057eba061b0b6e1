// Which other cases are suggested, and what is written into the other case.
import { expect, test } from 'vitest'
import { isSamePlace, likeCases } from '#app/desk/inbox/likeness.ts'
import { mirrored, mirrorLink } from '#app/desk/investigation/mirror.ts'
import { caseStory, lea, teams } from '#test/world/case-story.ts'
import { caseNo, openedRow } from './desk-rows.ts'

const day = 20_800
const exit = { words: 'The fire exit on the second floor is chained every night. About 300 of us work there.', place: 'Hoshida Packing, hall 2', tiles: 'safety' }
const here = { day, summary: exit }
const row = (n: number, summary: Parameters<typeof openedRow>[1], on = day) => openedRow({ caseId: caseNo(n), day: on }, summary)

test('another report about the same door is suggested, a stranger’s is not', () => {
  const same = row(1, { words: 'the fire exit at second floor is chained each night and 300 people work there', place: 'hoshida packing hall 2', tiles: 'safety' }, day - 3)
  const strange = row(2, { words: 'My passport is kept in the office safe since August and nobody gives it back.', place: 'Marui Coating', tiles: 'papers' })
  const found = likeCases(here, [strange, same])
  expect(found.map(({ caseId }) => caseId)).toEqual([caseNo(1)])
  expect(found[0]?.why).toEqual(['words', 'place', 'kind', 'days'])
})

test('words of a language without spaces are compared too', () => {
  const told = { day, summary: { words: '二階の非常口が毎晩くさりで閉められています。三百人ほどが働いています。', tiles: 'safety' } }
  const same = row(1, { words: '二階の非常口が毎晩くさりで閉められている。三百人が働いている。', tiles: 'safety' })
  const strange = row(2, { words: '残業代が三か月払われていません。給与明細もありません。', tiles: 'safety' })
  expect(likeCases(told, [same, strange]).map(({ caseId }) => caseId)).toEqual([caseNo(1)])
})

test('the same day and the same kind make no likeness, nor do words that nobody has opened', () => {
  expect(likeCases(here, [row(1, { words: 'We get no water at the machine and no breaks at all.', tiles: 'safety' }), row(2, null), row(3, { tiles: 'safety' })])).toEqual([])
  expect(likeCases({ day, summary: null }, [row(1, exit)])).toEqual([])
  // A place alone is not enough either, once months lie between.
  expect(likeCases({ day, summary: { place: exit.place } }, [row(1, { place: exit.place }, day - 90)])).toEqual([])
})

test('three at most, the likest first, a case of two teams once, codes before tiles', () => {
  const same = Array.from({ length: 5 }, (_, n) => row(n + 1, exit, day - n))
  expect(likeCases(here, [...same, row(1, exit, day)]).map(({ caseId }) => caseId)).toEqual([caseNo(1), caseNo(2), caseNo(3)])
  const coded = (code: string) => likeCases({ day, summary: { ...exit, code: 'HS-02' } }, [row(1, { ...exit, code }, day)])[0]?.why
  expect([coded('HS-02')?.includes('kind'), coded('FL-01')?.includes('kind')]).toEqual([true, false])
})

test('a place is the same however it is set, and nowhere is no place', () => {
  expect([isSamePlace('Ｈoshida  Packing', 'hoshida packing.'), isSamePlace('', ''), isSamePlace(undefined, 'x'), isSamePlace('a', 'b')]).toEqual([true, false, false, false])
})

test('a link is told from the other side, never twice, never before a team that must not know', () => {
  expect((['same-matter', 'related', 'follows', 'precedes'] as const).map(mirrored)).toEqual(['same-matter', 'related', 'precedes', 'follows'])
  const reader = (team: typeof teams.legal) => ({ ...team, roles: [...team.roles], recoveryLabel: '', independent: false, fingerprint: '', sinceDay: 1, addedBy: null })
  const far = caseStory()
  const own = { caseId: caseNo(1), summary: { keptOut: teams.rights.id } }
  const other = (team = teams.legal, canWrite = true) => ({ view: { canWrite, readers: [reader(team)] }, file: far.file() })
  expect(mirrorLink(own, 'follows', other())).toEqual({ caseId: caseNo(1), relation: 'precedes', text: '' })
  expect(mirrorLink(own, 'follows', other(teams.rights))).toBeNull()
  expect(mirrorLink({ ...own, summary: {} }, 'follows', other())).toBeNull()
  expect(mirrorLink(own, 'follows', other(teams.legal, false))).toBeNull()
  far.work(lea, 'link', { caseId: caseNo(1), relation: 'related', text: '' }, 'ab'.repeat(16))
  expect(mirrorLink(own, 'follows', other())).toBeNull()
})
