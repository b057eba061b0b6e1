import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

export type Dictionary = Readonly<Record<string, string>>

const WordsContext = createContext<Dictionary>({})

export const WordsProvider = WordsContext.Provider

export function useWords(): (key: string) => string {
  const dictionary = useContext(WordsContext)
  return (key) => dictionary[key] ?? key
}

/** A text whose placeholders are filled with nodes; what is not given stays as it is, for the script to fill. */
export function Say({ k, values = {} }: { k: string; values?: Readonly<Record<string, ReactNode>> }) {
  const template = useWords()(k)
  const nodes: ReactNode[] = []
  template.split(/(\{\w+\})/).forEach((stretch, place) => {
    const value = values[stretch.slice(1, -1)]
    // Neighbouring strings are joined, because React parts them with a comment and comments cost bytes.
    const node = stretch.startsWith('{') && value !== undefined ? value : stretch
    const last = nodes.at(-1)
    if (typeof node === 'string' && typeof last === 'string') nodes[nodes.length - 1] = last + node
    else if (node !== '') nodes.push(typeof node === 'string' ? node : <Keep key={place}>{node}</Keep>)
  })
  return <>{nodes}</>
}

/** A name of somebody or something: kept apart, so that its direction does not turn the sentence round. */
export function Name({ children }: { children: string }) {
  return <bdi>{children}</bdi>
}

function Keep({ children }: { children: ReactNode }) {
  return <>{children}</>
}

/**
 * Options whose text names the company that the page belongs to. A neutral group (`org` null) has no such company:
 * then there are none of them.
 */
export function useWithOrg(org: string | null): (keys: Readonly<Record<string, string>>) => { value: string; text: ReactNode }[] {
  if (org === null) return () => []
  return (keys) => Object.entries(keys).map(([value, key]) => ({ value, text: <Say k={key} values={{ org: <Name>{org}</Name> }} /> }))
}
