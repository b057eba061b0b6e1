// The form of a report that is written down for somebody: the questions of the web form in the words in which the desk reads their answers. Pure.

import type { Team } from '#crypto/worker/views.ts'
import { answersTo } from '#db/model/questions.ts'
import { intakeChannels, intakeParties, intakeSpeakers, purposesFor, tracks } from '#db/model/work-intake.ts'
import type { Translate } from '#app/ui/desk-words.tsx'
import type { FieldRow, FormValues } from '../case/work-form.tsx'

type Words = { t: Translate; org: string; teams: readonly Pick<Team, 'id' | 'label'>[]; languages: readonly (readonly [string, string])[] }

/** A form that says nothing yet, in the language of the desk. */
export function emptyIntake(language: string): FormValues {
  return { channel: '', speaker: 'unnamed', onBehalf: 'self', track: 'report', language, contact: 'ask', nameUse: 'reach' }
}

/** Fields in order; what hangs on another answer stands behind it and is asked only where that was given. */
export function intakeRows({ t, org, teams, languages }: Words): FieldRow[] {
  const words = (choices: readonly string[], prefix: string) => choices.map((one) => [one, t(one === 'notKnow' || one === 'notSay' ? `common.${one}` : `${prefix}.${one}`, { org })] as const)
  const choice = (name: 'danger' | 'contact' | 'still' | 'relation' | 'touch' | 'reader' | 'nearest', q: string): FieldRow => (
    { name, kind: 'choice', label: t(`${q}.h`, { org }), options: [['', t('desk.intake.notAsked')], ...words(answersTo[name], q)] })
  const many = (name: 'who' | 'help' | 'relationMore', q: string): FieldRow => ({ name, kind: 'many', label: t(`${q}.h`, { org }), options: words(answersTo[name], q) })
  const line = (name: string, key: string): FieldRow => ({ name, kind: 'line', label: t(key, { org }) })
  const named = teams.map(({ id, label }) => [id, label] as const)
  return [
    { name: 'channel', head: t('desk.intake.head.came'), kind: 'choice', label: t('desk.intake.channel'), options: intakeChannels.map((one) => [one, t(`desk.intake.channel.${one}`)]), needed: t('desk.intake.open.channel') },
    { name: 'speaker', kind: 'choice', label: t('desk.intake.speaker'), hint: t('desk.intake.speaker.hint'), options: intakeSpeakers.map((one) => [one, t(`desk.intake.speaker.${one}`)]) },
    { ...line('name', 'desk.intake.name'), when: known },
    { ...line('reach', 'desk.intake.reach'), when: known },
    { name: 'nameTeams', kind: 'many', label: t('desk.intake.nameTeams'), hint: t('desk.intake.nameTeams.hint'), options: named, when: known },
    ...(['half-named', 'named'] as const).map((speaker): FieldRow => ({
      name: 'nameUse', kind: 'choice', label: t('desk.intake.nameUse'), options: purposesFor(speaker).map((one) => [one, t(`desk.name.use.${one}`)]), when: (values) => said(values, 'speaker', speaker),
    })),
    { name: 'onBehalf', kind: 'choice', label: t('desk.intake.onBehalf'), options: intakeParties.map((one) => [one, t(`desk.intake.onBehalf.${one}`)]) },
    { ...line('body', 'desk.intake.body'), needed: t('desk.intake.open.body'), when: (values) => said(values, 'onBehalf', 'company', 'organisation') },
    { name: 'track', kind: 'choice', label: t('desk.inquiry.track'), options: tracks.map((one) => [one, t(`desk.inquiry.track.${one}`)]) },
    { name: 'language', kind: 'choice', label: t('desk.intake.language'), hint: t('desk.intake.language.hint'), options: languages },
    { name: 'tiles', head: t('desk.intake.head.said'), kind: 'many', label: t('q2.h'), options: answersTo.tiles.map((one) => [one, t(`tile.${one}.label`)]) },
    { ...choice('touch', 'q2.touch'), when: (values) => said(values, 'tiles', 'treatment') },
    { ...choice('reader', 'q2.reader'), when: (values) => said(values, 'tiles', 'treatment') && said(values, 'touch', 'yes') },
    {
      ...choice('nearest', 'q2.other'), when: (values) => said(values, 'tiles', 'else'),
      options: [['', t('desk.intake.notAsked')], ...words(answersTo.nearest.filter((one) => one !== 'test'), 'q2.other')],
    },
    { name: 'text', kind: 'area', label: t('q3.h'), hint: t('desk.intake.text.hint'), needed: t('desk.intake.open.text') },
    choice('danger', 'q1'),
    choice('still', 'q6'),
    { ...many('who', 'q5'), head: t('desk.intake.head.who') },
    { name: 'whoTeams', kind: 'many', label: t('q5.readers.which'), options: named, when: (values) => said(values, 'who', 'readers') },
    choice('relation', 'q7'),
    { ...many('relationMore', 'q7.more'), when: (values) => said(values, 'relation', 'works', 'worked') },
    line('place', 'q4.h'),
    line('employer', 'desk.answer.employer'),
    { ...line('part', 'q4.part'), when: (values) => said(values, 'nearest', 'business') || said(values, 'who', 'buying', 'director') },
    { name: 'contact', head: t('desk.intake.head.wish'), kind: 'choice', label: t('q8.h', { org }), options: words(answersTo.contact, 'q8') },
    many('help', 'q9'),
    { name: 'removedTeams', kind: 'many', label: t('desk.intake.removed'), hint: t('desk.intake.removed.hint'), options: named },
    { name: 'readBack', head: t('desk.intake.head.end'), kind: 'tick', label: t('desk.intake.readBack'), hint: t('desk.intake.readBack.hint') },
    { name: 'remark', kind: 'area', label: t('desk.intake.remark'), hint: t('desk.intake.remark.hint') },
  ]
}

function known(values: FormValues): boolean {
  return said(values, 'speaker', 'half-named', 'named')
}

function said(values: FormValues, name: string, ...wanted: readonly string[]): boolean {
  const value = values[name]
  return (Array.isArray(value) ? (value as readonly string[]) : [value]).some((one) => wanted.includes(String(one)))
}
