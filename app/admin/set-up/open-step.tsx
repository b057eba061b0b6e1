import { TickIcon } from '#app/ui/desk-icons.tsx'
import { useWords } from '#app/ui/desk-words.tsx'

export function OpenStep() {
  const { t } = useWords()
  return (
    <>
      <h1>{t('admin.open.title')}</h1>
      <p className="lead">{t('admin.open.lead')}</p>
      <ul className="sheet blockers">
        {['file', 'sheet', 'settings', 'colleagues'].map((key) => (
          <li key={key}>
            <TickIcon />
            <span>{t(`admin.open.${key}`)}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <a className="button" data-kind="on" href="/desk">
          {t('admin.open.desk')}
        </a>
        <a className="button" href="/">
          {t('admin.open.front')}
        </a>
      </div>
    </>
  )
}
