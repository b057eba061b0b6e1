// What a work record says, as pairs of label and words, for whoever opens its quiet line in the timeline.

import type { Work } from '#db/model/work-records.ts'
import { facetNames } from '#db/model/facets.ts'
import { weigh } from '#db/model/severity.ts'
import type { DayFormats } from '#app/ui/days.ts'
import type { Translate } from '#app/ui/desk-words.tsx'
import { weights } from '../triage/meters.tsx'
import { resultLine } from '../triage/result-words.ts'
import { languageName } from './answers.ts'

export type WorkWords = { t: Translate; days: DayFormats; language: string; org: string; memberName: (id: string) => string; caseNumber: (caseId: string) => string; allegation: (object: string) => string }

type Fact = readonly [label: string, words: string]

/** Pairs in the order of the form; what was left empty is left out. */
export function workFacts(work: Work, words: WorkWords): Fact[] {
  if (work.value === null) return [[words.t('desk.work.takeOut.why'), work.dropped]]
  return factsOf(work, words).filter(([, text]) => text.trim() !== '')
}

function factsOf(work: Exclude<Work, { value: null }>, { t, days, language, org, memberName, caseNumber, allegation }: WorkWords): Fact[] {
  const day = (value: number | null) => (value === null ? '' : days.long(value))
  const names = (members: readonly string[]) => members.map(memberName).filter(Boolean).join(' · ')
  const note = (text: string): Fact => [t('desk.work.note'), text]
  const { kind, value } = work
  switch (kind) {
    case 'allegation':
      return [
        [t('desk.sort.code'), `${value.code} ${t(`category.${value.code}`)}`],
        ...facetNames.map((name): Fact => [t(`facet.${name}`), [value.facets[name] ?? []].flat().map((one) => t(`facet.${name}.${one}`)).join(' · ')]),
        [t('desk.remedy.words'), value.text],
      ]
    case 'severity':
      return [
        ...weights.map((weight): Fact => [t(`desk.sort.${weight}`), `${value[weight]} ${t(`desk.sort.${weight}.${value[weight]}`)}`]),
        [t('desk.sort.result'), resultLine(weigh(value), t)],
        [t('desk.sort.raises'), [...value.raises.map((one) => t(`raise.${one}`)), value.dangerNow ? t('desk.sort.dangerNow') : '', value.childAtWork ? t('desk.sort.childAtWork') : '', value.armedGroupMineral ? t('desk.sort.armedGroup') : ''].filter(Boolean).join(' · ')],
        [t('desk.sort.indicators'), value.indicators.map((one) => t(`indicator.${one}`)).join(' · ')],
        [t('desk.sort.risk.why'), value.text],
      ]
    case 'contact':
      return [[t('desk.sort.contact'), t(value.basis === 'override' ? 'desk.sort.contact.override' : `desk.sort.contact.${value.permission}`)], [t('desk.sort.contact.how'), value.text]]
    case 'detriment':
      return [[t('desk.sort.risk'), t(`desk.sort.risk.${value.risk}`)], [t('desk.sort.risk.why'), value.text], [t('desk.sort.risk.steps'), value.steps.join('\n')]]
    case 'legal':
      return [[t('desk.sort.tags'), value.tags.map((tag) => t(`legalTag.${tag}`)).join(' · ')], [t('desk.sort.profiles'), value.profiles.map((profile) => t(`profile.${profile}`)).join(' · ')]]
    case 'clock': {
      const pause = value.pauses.at(-1)
      return [
        [t('desk.sort.clocks'), `${t(`clock.${value.rule}`)} (${value.rule})`], [t('desk.sort.due'), day(value.dueDay)], [t('desk.clocks.stoppedOn'), day(value.stoppedDay)],
        ...(pause === undefined ? [] : [[t('desk.clocks.pause'), [t('desk.clocks.paused', { reason: t(`pauseReason.${pause.reason}`), date: days.long(pause.endedDay ?? pause.until) }), pause.document, pause.approver].filter(Boolean).join('\n')] as const]),
      ]
    }
    case 'link':
      return [[t('desk.link.relation'), `${t(`desk.link.${value.relation}`)}: ${caseNumber(value.caseId)}`], note(value.text)]
    case 'conflict':
      return [[t('desk.conflictOf.what'), value.text]]
    case 'assign':
      return [[t('desk.fact.with'), value.member === null ? t('desk.with.nobody') : memberName(value.member)]]
    case 'protective':
      return [[t('desk.protect.day'), day(value.day)], [t('desk.protect.what'), value.text]]
    case 'referral':
      return [[t('desk.referral.body'), value.body], [t('desk.referral.basis'), t(`desk.referral.${value.basis}`)], note(value.text), [t('desk.referral.answer'), value.answer ?? '']]
    case 'plan':
      return [[t('desk.plan.scope'), value.scope], [t('desk.plan.allegations'), value.allegations.map(allegation).join('\n')], [t('desk.plan.team'), names(value.team)], [t('desk.plan.steps'), value.steps.join('\n')], [t('desk.plan.more'), value.text]]
    case 'task':
      return [[t('desk.task.what'), value.title], [t('desk.task.state'), t(`desk.task.state.${value.state}`)], [t('desk.task.owner'), value.owner === null ? '' : memberName(value.owner)], [t('desk.task.due'), day(value.dueDay)], note(value.text)]
    case 'interview':
      return [[t('desk.interview.day'), day(value.day)], [t('desk.interview.with'), value.with], [t('desk.interview.place'), value.place], [t('desk.interview.text'), value.text], [t('desk.interview.readBack'), t(value.readBack ? 'desk.interview.readBack.yes' : 'desk.interview.readBack.no')]]
    case 'evidence':
      return [[t('desk.evidence.what'), value.title], [t('desk.evidence.source'), value.source], [t('desk.evidence.sealed'), value.sealed ? t('desk.evidence.sealed.yes') : ''], [t('desk.evidence.hash'), value.sha256 ?? ''], [t('desk.evidence.bytes'), value.fileId === null ? '' : t('desk.evidence.inCase')], [t('desk.evidence.custody'), value.custody.map((line) => [days.short(line.day), line.by, line.text].filter(Boolean).join(' · ')).join('\n')]]
    case 'finding':
      return [[t('desk.finding.allegation'), allegation(value.allegation)], [t('desk.finding.what'), t(`findingDesk.${value.finding}`)], [t('desk.finding.reason'), value.reason === null ? '' : t(`notInvestigated.${value.reason}`)], [t('desk.finding.why'), value.text]]
    case 'review':
      return [[t('desk.review.verdict'), t(`desk.review.${value.verdict}`)], [t('desk.review.text'), value.text]]
    case 'consultation':
      return [[t('desk.consult.was'), t(value.consulted ? 'desk.consult.yes' : 'desk.consult.no')], [t('desk.consult.day'), day(value.day)], [t('desk.consult.text'), value.text]]
    case 'remedy':
      return [
        [t('desk.remedy.what'), t(`remedyDesk.${value.code}`, { org })], [t('desk.remedy.grade'), `${value.grade} ${t(`desk.remedy.grade.${value.grade}`)}`],
        [t('desk.remedy.allegation'), value.allegation === null ? t('desk.remedy.allegation.all') : allegation(value.allegation)], [t('desk.remedy.words'), value.text],
        [t('desk.remedy.company'), value.company ? t('desk.remedy.company.yes') : ''], [t('desk.remedy.due'), day(value.dueDay)], [t('desk.remedy.done'), day(value.doneDay)],
        [t('desk.remedy.verified'), [t(`desk.remedy.verified.${value.verified}`), value.confirmedBy === null ? '' : memberName(value.confirmedBy)].filter(Boolean).join(' · ')],
      ]
    case 'rootCause':
      return [[t('desk.cause.which'), value.codes.map((code) => t(`rootCause.${code}`)).join(' · ')], note(value.text)]
    case 'watch':
      return [[t('desk.watch.due'), day(value.dueDay)], [t('desk.watch.askedOn'), day(value.askedDay)], [t('desk.watch.answer'), value.answer === null ? '' : t(`desk.watch.${value.answer}`)], note(value.text)]
    case 'withdrawal':
      return [[t('desk.withdrawal.free'), t(value.free ? 'desk.withdrawal.yes' : 'desk.withdrawal.no')], note(value.text)]
    case 'intake':
      return [
        [t('desk.intake.channel'), t(`desk.intake.channel.${value.channel}`)], [t('desk.intake.speaker'), t(`desk.intake.speaker.${value.speaker}`)],
        [t('desk.intake.onBehalf'), [t(`desk.intake.onBehalf.${value.onBehalf}`), value.body].filter(Boolean).join(': ')],
        [t('desk.intake.readBack'), value.readBack === null ? t('desk.intake.readBack.no') : day(value.readBack)], [t('desk.intake.handedOver'), t(`desk.intake.handedOver.${value.handedOver}`)],
        [t('desk.intake.language'), languageName(value.language, language)], note(value.text),
      ]
    case 'inquiry': {
      const { gift } = value
      const entered: Fact[] = gift === null ? [] : [
        [t('desk.register.head.what'), gift.what], [t('desk.register.head.day'), day(gift.day)], [t('desk.register.head.direction'), t(`desk.gift.direction.${gift.direction}`)], [t('desk.register.head.answer'), t(`desk.gift.answer.${gift.answer}`)],
        [t('desk.register.head.from'), gift.from], [t('desk.register.head.to'), gift.to], [t('desk.register.head.value'), gift.value === null ? '' : `${new Intl.NumberFormat(language).format(gift.value)} ${gift.currency}`],
      ]
      return [[t('desk.inquiry.track'), t(`desk.inquiry.track.${value.track}`)], note(value.text), ...entered]
    }
    case 'step':
      return [note(value.text), [t('desk.step.newFacts'), value.newFacts]]
  }
}
