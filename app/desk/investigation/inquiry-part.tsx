import { useWords } from '#app/ui/desk-words.tsx'
import { useCase } from '../case/case-context.tsx'
import { EvidencePart } from './evidence-part.tsx'
import { FindingsPart } from './findings-part.tsx'
import { InterviewsPart } from './interviews-part.tsx'
import { LinksPart } from './links-part.tsx'
import { PlanPart } from './plan-part.tsx'
import { ReferralsPart } from './referrals-part.tsx'
import { ReviewPart } from './review-part.tsx'
import { TasksPart } from './tasks-part.tsx'

/** Looking into it, in the order of the work: plan, tasks, talks, evidence, findings, and a second person who reads them. */
export function InquiryPart() {
  const { t } = useWords()
  const { outside } = useCase()
  if (outside) return <p className="soft">{t('desk.outside.text')}</p>
  return (
    <div className="part">
      <PlanPart />
      <TasksPart />
      <InterviewsPart />
      <EvidencePart />
      <FindingsPart />
      <ReviewPart />
      <ReferralsPart />
      <LinksPart />
    </div>
  )
}
