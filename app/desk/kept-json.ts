// What a member kept is read again by pages of other years: whatever does not fit is left out, never a crash.

/** The object in this text; null where there is none. */
export function objectIn(content: string | undefined): Readonly<Record<string, unknown>> | null {
  if (content === undefined || content === '') return null
  try {
    const read: unknown = JSON.parse(content)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** The text under this name, empty where there is none. */
export function textIn(read: Readonly<Record<string, unknown>>, name: string): string {
  const value = read[name]
  return typeof value === 'string' ? value : ''
}

/** The whole number under this name, null where there is none. */
export function numberIn(read: Readonly<Record<string, unknown>>, name: string): number | null {
  const value = read[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** The texts of a list under this name, empty where there is none. */
export function textsIn(read: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = read[name]
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
