import type { Translate } from '#app/ui/desk-words.tsx'

/** An allegation in one line: its code in words, then the first of the handler's own. */
export function allegationLabel({ code, text }: { code: string; text: string }, t: Translate): string {
  const letters = Array.from(text.replace(/\s+/g, ' ').trim())
  const words = letters.length <= 80 ? letters.join('') : `${letters.slice(0, 80).join('')}…`
  return [`${code} ${t(`category.${code}`)}`, words].filter((part) => part !== '').join(': ')
}
