import { KeyIcon, LockIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { Block } from '../case/block.tsx'
import { useCase } from '../case/case-context.tsx'

/** Whether anybody may speak to the company: locked until the reporter agrees. */
export function CompanyBlock() {
  const { t } = useWords()
  const { file } = useCase()
  const { mayContact, permission, basis, text } = file.contact
  return (
    <Block title={t('desk.side.company')}>
      <ul className="readers" data-contact={mayContact ? 'open' : 'locked'}>
        <li data-can={mayContact ? 'yes' : undefined}>
          {mayContact ? <KeyIcon /> : <LockIcon />}
          <span>
            <strong>{t(mayContact ? (basis === 'override' ? 'desk.company.override' : 'desk.company.open') : 'desk.company.locked')}</strong>
            <span className="soft line">{t(`desk.company.said.${basis === 'override' ? 'override' : permission}`)}</span>
            {text === '' ? null : <span className="soft line thing-words">{text}</span>}
          </span>
        </li>
      </ul>
    </Block>
  )
}
