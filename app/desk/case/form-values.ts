// Values of a form as what a record holds.

import { dayFromMachine, machineDay } from '#app/ui/days.ts'
import type { FormValues } from './work-form.tsx'

/** The text of a field, without space around it. */
export function textIn(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** The same, null where nothing stands there. */
export function chosenIn(values: FormValues, name: string): string | null {
  const text = textIn(values, name)
  return text === '' ? null : text
}

/** The day of a date field, null while it is empty. */
export function dayIn(values: FormValues, name: string): number | null {
  return dayFromMachine(textIn(values, name))
}

export function listIn(values: FormValues, name: string): string[] {
  const value = values[name]
  return Array.isArray(value) ? [...(value as readonly string[])] : []
}

/** The lines of a field that say something. */
export function linesIn(values: FormValues, name: string): string[] {
  return textIn(values, name).split('\n').map((line) => line.trim()).filter((line) => line !== '')
}

export function tickIn(values: FormValues, name: string): boolean {
  return values[name] === true
}

/** A day as the text of a date field, empty for none. */
export function dayText(day: number | null): string {
  return day === null ? '' : machineDay(day)
}
