// The kinds of value that casework is made of. Whatever a record holds was typed by people and stored by a server
// that may lie, so every field has a form and a limit.
import * as z from 'zod/mini'
import { dayFrom } from './ids.ts'

// Compiled checks need `eval`, which the policy of our pages forbids; even asking for it is reported as an attack.
z.config({ jitless: true })

/** What a person writes at length; may be empty. */
export const words = z.string().check(z.maxLength(20_000))
/** One line that must say something. */
export const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(500))
/** One line that may stay empty. */
export const shortLine = z.string().check(z.maxLength(500))
/** A day since 1970-01-01. */
export const day = z.pipe(z.number().check(z.int(), z.gte(0), z.lte(0x7fffffff)), z.transform(dayFrom))
/** Id of a thing, a member, a desk or a clock: 16 bytes in lower-case hexadecimal. */
export const id = hex(32)
/** Digest of a message, or id of a case: 32 bytes in lower-case hexadecimal. */
export const digest = hex(64)

/** A list of at most 200 things. */
export function list<Item extends z.ZodMiniType>(item: Item) {
  return z.array(item).check(z.maxLength(200))
}

/** One of these words, and nothing else. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words)
}

function hex(digits: number) {
  return z.string().check(z.regex(new RegExp(`^[0-9a-f]{${digits}}$`)))
}
