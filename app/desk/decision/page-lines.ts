// What stands on the one page for another team, in the language of whoever reads it: made from the proposal itself, so that
// it cannot say anything else.
import { phraseFor, phraseKey, phrasesIn } from '#db/model/phrases.ts'
import type { Proposal } from '#db/model/proposals.ts'
import { consequenceOf, reasonOf, whyOf, type AboutDecision } from './decision-words.ts'

export type PageLines = { title: string; after: string; reason: string; tells: string; severity: string }
type About = Omit<AboutDecision, 'title'>

/** The lines of the page; empty where there is nothing to say. */
export function pageLines(proposal: Proposal, severity: string, about: About): PageLines {
  const { t } = about
  return {
    title: t(`desk.asked.title.${proposal.kind === 'hold' && !proposal.body.on ? 'unhold' : proposal.kind}`),
    after: consequenceOf({ proposal }, about),
    reason: lines(reasonOf({ proposal }, t), whyOf({ proposal }), proposal.kind === 'downgrade' ? proposal.body.severity.text : ''),
    tells: tellsOf(proposal, about),
    severity,
  }
}

function tellsOf(proposal: Proposal, about: About): string {
  if (proposal.kind === 'identity-question') return lines(sentencesOf(proposal.body.sentences, about), proposal.body.text)
  if (proposal.kind !== 'decline') return ''
  const { reason = '', body = '…', sentences = '', text = '', places = '' } = proposal.body.event
  return lines(reason === '' ? '' : about.t(`reason.${reason}`, { body }), sentencesOf(sentences, about), text, places)
}

function sentencesOf(uses: string, { t, days }: About): string {
  const said = (phrasesIn(uses) ?? []).map(({ id, day }) => (phraseFor(id) === null ? t('desk.phrase.newer') : t(phraseKey(id), { date: day === null ? '–' : days.long(day) })))
  return said.join('\n')
}

function lines(...all: readonly string[]): string {
  return all.filter((one) => one !== '').join('\n')
}
