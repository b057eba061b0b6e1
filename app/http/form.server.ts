// The edge where words from outside become values: JSON bodies and parameters, checked by zod.

import type { z } from 'zod'
import { Refused } from './answering.server.ts'
import { refusal } from './refusals.server.ts'

/** The body as the schema describes it; refuses `broken` otherwise, without saying where. */
export async function jsonFrom<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.infer<Schema>> {
  return checked(textAsJson(await request.text()), schema)
}

/** The same for a value that is already there, such as parameters of an address. */
export function checked<Schema extends z.ZodType>(value: unknown, schema: Schema): z.infer<Schema> {
  const read = schema.safeParse(value)
  if (!read.success) throw new Refused(refusal('broken'))
  return read.data
}

/** Parsed JSON, or undefined, which no schema takes. */
export function textAsJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
