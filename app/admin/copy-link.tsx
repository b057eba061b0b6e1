import { useState } from 'react'
import { Action } from '#app/ui/field.tsx'
import { useWords } from '#app/ui/desk-words.tsx'
import { copyText } from './keep.client.ts'

/** A link that works once; what stands behind its # never reaches the server. */
export function CopyLink({ link }: { link: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  return (
    <>
      <p className="link-out" translate="no">
        {link}
      </p>
      <div className="row">
        <Action kind="own" onPress={() => void copyText(link).then(setCopied)}>
          {t(copied ? 'admin.link.copied' : 'admin.link.copy')}
        </Action>
        <span className="soft">{t('admin.link.once')}</span>
      </div>
    </>
  )
}
