// A report that a member writes down: the same answers and the same readers as if the person had typed it, and how it came.
import { expect, test } from 'vitest'
import type { FormValues } from '#app/desk/case/work-form.tsx'
import { intakeRows, emptyIntake } from '#app/desk/intake/intake-rows.ts'
import { handOverFrom, inquiryFrom, intakeFrom, nameFrom, openInIntake, reportFrom, routeOf } from '#app/desk/intake/intake-report.ts'
import { giftFrom, giftContent, giftOf } from '#app/desk/register/gift-rows.ts'
import { translateWith } from '#app/ui/desk-words.tsx'
import { textsFor } from '#app/http/texts.server.ts'
import { dayFrom } from '#db/model/ids.ts'
import { routeReport } from '#db/model/routing.ts'
import { NAME_PURPOSES } from '#crypto/name-letter.ts'
import { namePurposes } from '#db/model/work-intake.ts'
import { parseWork, workBody } from '#db/model/work-records.ts'

const [legal, ethics, outside] = ['a', 'b', 'c'].map((digit) => digit.repeat(32))
const teams = [
  { id: legal ?? '', label: 'Legal', roles: ['LEGAL'] as const, independent: false },
  { id: ethics ?? '', label: 'Ethics', roles: ['ETH'] as const, independent: false },
  { id: outside ?? '', label: 'Counsel', roles: ['EXT'] as const, independent: true },
]
const t = translateWith(textsFor('en').dictionary)
const told = { ...emptyIntake('vi'), channel: 'phone', tiles: ['money', 'safety'], text: ' They asked for gift cards. ', danger: 'no', who: ['buying'], part: 'connectors', contact: 'no', relation: 'supplier' }

test('the report holds what was asked, and nothing that hangs on an answer which was taken back', () => {
  expect(reportFrom(told)).toEqual({ tiles: 'money,safety', text: 'They asked for gift cards.', danger: 'no', who: 'buying', part: 'connectors', contact: 'no', relation: 'supplier' })
  const changed = { ...told, who: ['owner'], whoTeams: [legal ?? ''], touch: 'yes', reader: 'woman', nearest: 'search', relationMore: ['visa'] }
  expect(Object.keys(reportFrom(changed)).sort()).toEqual(['contact', 'danger', 'relation', 'text', 'tiles', 'who'])
  expect(reportFrom({ ...told, tiles: ['treatment', 'else'], touch: 'yes', reader: 'woman', nearest: 'promise', relation: 'works', relationMore: ['visa', 'young'] }))
    .toMatchObject({ touch: 'yes', reader: 'woman', nearest: 'promise', relationMore: 'visa,young' })
  // How it came, and in whose name, is nothing of the report.
  expect(reportFrom({ ...told, onBehalf: 'company', body: 'Aoba Parts', remark: 'Called twice', readBack: true })).toEqual(reportFrom(told))
})

test('the teams that read it are those that would read the same report of the web form', () => {
  expect(routeOf(reportFrom(told), teams)).toEqual(routeReport({ tiles: ['money', 'safety'], danger: 'no', who: ['buying'], contact: 'no', relation: 'supplier' }, teams))
  expect(routeOf(reportFrom(told), teams).recipients).toEqual([legal, ethics])
  expect(routeOf(reportFrom({ ...told, who: ['readers'], whoTeams: [legal ?? ''] }), teams)).toMatchObject({ recipients: [ethics, outside], never: { desks: [legal] } })
  expect(routeOf(reportFrom({ ...told, removedTeams: [ethics ?? '', 'f'.repeat(32)] }), teams).never.desks).toEqual([ethics])
})

test('what stands open is told', () => {
  expect(openInIntake(told, [legal ?? ''])).toEqual([])
  expect(openInIntake({ ...told, onBehalf: 'organisation', body: ' ', tiles: ['pay', 'child', 'safety', 'money'] }, [])).toEqual(['tiles', 'body', 'nobody'])
})

test('a name stands apart from the report and from how it came, for teams that read it and were chosen', () => {
  const named = { ...told, speaker: 'half-named', name: ' Khin ', reach: 'LINE', nameTeams: [legal ?? '', outside ?? ''], nameUse: 'inside' }
  expect(nameFrom(named, [legal ?? '', ethics ?? ''])).toEqual({ words: { name: 'Khin', reach: 'LINE', purpose: 'inside' }, teams: [legal] })
  expect(JSON.stringify([reportFrom(named), intakeFrom(named, dayFrom(20_777)), inquiryFrom(named)])).not.toMatch(/Khin|LINE/)
  // Whoever is not to be named is named nowhere, whatever was chosen before they said so.
  expect([named, { ...named, speaker: 'named' }].map((values) => nameFrom({ ...values, nameUse: 'outside' }, [legal ?? ''])?.words.purpose)).toEqual(['reach', 'outside'])
  // Whoever is unnamed after all gave none, whatever was typed before.
  expect(nameFrom({ ...named, speaker: 'unnamed' }, [legal ?? ''])).toBeNull()
  expect(nameFrom({ ...named, name: '', reach: ' ' }, [legal ?? ''])).toBeNull()
  expect(openInIntake({ ...named, nameTeams: [outside ?? ''] }, [legal ?? ''])).toEqual(['nameTeams'])
  expect(namePurposes).toEqual(NAME_PURPOSES)
})

test('how it came is a record that holds', () => {
  const today = dayFrom(20_777)
  const intake = intakeFrom({ ...told, speaker: 'half-named', onBehalf: 'company', body: ' Aoba Parts ', readBack: true, remark: 'Second call' }, today)
  expect(parseWork('intake', workBody('intake', intake))?.value).toEqual({ channel: 'phone', speaker: 'half-named', onBehalf: 'company', body: 'Aoba Parts', readBack: today, handedOver: 'none', language: 'vi', text: 'Second call' })
  // A name that was typed before somebody changed their mind goes nowhere.
  expect(intakeFrom({ ...told, onBehalf: 'self', body: 'Nguyen' }, today)).toMatchObject({ body: '', readBack: null })
  expect([handOverFrom('slip'), handOverFrom('shouted')]).toEqual(['slip', 'none'])
})

test('a question is one from the start, and leaves its line in the register once the gift is entered', () => {
  expect(inquiryFrom(told)).toBeNull()
  expect(inquiryFrom({ ...told, track: 'gift' })).toEqual({ track: 'gift', text: '', gift: null })
  const entry = { object: '', key: '', digest: '', day: 0, memberId: '', name: '', desk: '', deskId: null, place: 0 }
  const gift = { day: dayFrom(20_700), direction: 'received', answer: 'returned', from: 'Aoba Parts', to: 'Buying', what: 'Melon', value: null, currency: 'JPY' } as const
  const line = giftOf('T-1', { track: 'gift', text: '', gift, entry })
  expect(line === null ? null : giftFrom(giftContent(line))).toEqual({ ...gift, number: 'T-1', text: '' })
  expect(giftOf('T-1', { track: 'gift', text: '', gift: null, entry })).toBeNull()
  expect(giftOf('T-1', null)).toBeNull()
})

test('the form asks what hangs on an answer only after it', () => {
  const rows = intakeRows({ t, org: 'Aoba', teams, languages: [['vi', 'Vietnamese']] })
  const names = (values: FormValues) => rows.filter((row) => row.when?.(values) !== false).map(({ name }) => name)
  expect(names(emptyIntake('en'))).not.toContain('body')
  expect(names({ ...told, onBehalf: 'company', who: ['readers'], tiles: ['treatment'], touch: 'yes', relation: 'worked' })).toEqual(expect.arrayContaining(['body', 'whoTeams', 'touch', 'reader', 'relationMore']))
  for (const row of rows) expect(row.label, row.name).not.toMatch(/^(desk|q\d)\./)
})
