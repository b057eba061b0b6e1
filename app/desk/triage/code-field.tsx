import { useId, useState, type KeyboardEvent } from 'react'
import { categories } from '#db/model/categories.ts'
import { Field } from '#app/ui/field.tsx'
import { useWords, type Translate } from '#app/ui/desk-words.tsx'

type CodeFieldProps = { value: string; look: string | undefined; onChoose: (code: string) => void }

/** One of the codes, found by typing a part of its number or of its words. */
export function CodeField({ value, look, onChoose }: CodeFieldProps) {
  const { t } = useWords()
  const list = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const found = typed === null ? [] : codesFor(typed, t)
  const shown = typed ?? (value === '' ? '' : `${value} ${t(`category.${value}`)}`)

  function choose(code: string | undefined): void {
    if (code !== undefined) onChoose(code)
    setTyped(null)
  }

  function pressed(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (typed === null) return begin('')
      setAt((before) => Math.min(Math.max(before + (event.key === 'ArrowDown' ? 1 : -1), 0), Math.max(found.length - 1, 0)))
    } else if (event.key === 'Enter' && typed !== null) {
      event.preventDefault()
      choose(found[at])
    } else if (event.key === 'Escape' && typed !== null) {
      event.preventDefault()
      setTyped(null)
    }
  }

  function begin(text: string): void {
    setTyped(text)
    setAt(0)
  }

  return (
    <Field label={t('desk.sort.code')} hint={t('desk.sort.code.hint')} look={look}>
      {(ids) => (
        <div className="codes">
          <input
            {...ids}
            role="combobox"
            aria-expanded={typed !== null}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={typed !== null && found[at] !== undefined ? `${list}-${found[at]}` : undefined}
            autoComplete="off"
            spellCheck={false}
            translate="no"
            value={shown}
            onFocus={(event) => event.target.select()}
            onChange={(event) => begin(event.target.value)}
            onKeyDown={pressed}
            onBlur={() => setTyped(null)}
          />
          <ul id={list} className="code-list" role="listbox" aria-label={t('desk.sort.code')} hidden={typed === null || found.length === 0}>
            {found.map((code, index) => (
              // The press comes before the field loses the focus and the list closes.
              <li key={code} id={`${list}-${code}`} role="option" aria-selected={index === at} ref={index === at ? intoView : undefined} onMouseDown={(event) => { event.preventDefault(); choose(code) }}>
                <b>{code}</b>
                <span>{t(`category.${code}`)}</span>
              </li>
            ))}
          </ul>
          <p className="unseen" role="status">
            {typed === null ? '' : t('desk.sort.code.found', { n: found.length })}
          </p>
        </div>
      )}
    </Field>
  )
}

/** The codes in use whose number or words hold every typed part, in the order of the list. */
export function codesFor(typed: string, t: Translate): string[] {
  const parts = plain(typed).split(/\s+/).filter((part) => part !== '')
  return categories
    .filter(({ code, deprecatedAt }) => deprecatedAt === null && parts.every((part) => plain(`${code} ${code.replace('-', '')} ${t(`category.${code}`)} ${t(`family.${code.slice(0, 2)}`)}`).includes(part)))
    .map(({ code }) => code)
}

function intoView(option: HTMLLIElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}

function plain(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase()
}
