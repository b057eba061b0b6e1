import type { AppLoadContext } from '@remix-run/node'
import { helpTextsFor, operatorTextsFor, teamLabels } from '#app/http/operator-texts.server.ts'
import { notHere } from '#app/http/refusals.server.ts'
import { textsFor } from '#app/http/texts.server.ts'
import { workerAddresses } from '#app/http/worker-addresses.server.ts'
import type { Frame } from '#app/ui/reporter-frame.tsx'
import type { Help } from '#app/ui/help-places.tsx'
import { isLanguage, languages, metaOf, sourceLanguage } from '#locales/index.ts'

export interface ReporterPage {
  readonly frame: Frame
  readonly help: Help
  /** The company the page belongs to; null where an independent group runs it. */
  readonly org: string | null
  readonly organisation: string
  /** False until a roster is published: nothing can be sealed before. */
  readonly live: boolean
  readonly teams: readonly string[]
  /** The operator's own words on who reads this, and on who is responsible; empty where missing. */
  readonly readers: string
  readonly privacy: string
  readonly facts: { readonly instance: string; readonly root: string; readonly worker: string; readonly language: string; readonly dates: string; readonly files: number; readonly megabytes: number }
  readonly address: string
}

/** What every page of a reporter needs. The answer depends on the language and the operator's settings, on nobody who asks. */
export async function reporterPage(context: AppLoadContext, language: string | undefined, path: string, script: string, rooms: readonly string[]): Promise<ReporterPage> {
  if (language === undefined || !isLanguage(language)) throw notHere()
  const { instance } = context
  const live = instance !== null && instance.live
  const own = await operatorTextsFor(context, language)
  const help = await helpTextsFor(context, language)
  return {
    frame: {
      language,
      languages: languages().map((tag) => ({ tag, autonym: metaOf(tag).autonym })),
      path,
      words: wordsOf(language, ['common.', 'start.danger', 'q0.', 'notice.practice', 'notice.unreviewed', ...rooms]),
      practice: instance?.practice === true,
      unreviewed: language !== sourceLanguage && !metaOf(language).reviewed,
      script: context.assets(script),
      integrity: context.integrity(script),
      readings: metaOf(language).readings ? { script: context.assets('readings.js'), integrity: context.integrity('readings.js') } : null,
    },
    help: { countries: byCountry(help.numbers, language), numbersIn: help.numbersIn, places: help.places, placesIn: help.placesIn },
    org: instance?.operator === 'buyer' ? instance.organisation : null,
    organisation: instance?.organisation ?? '',
    live,
    teams: live ? await teamLabels(context) : [],
    readers: own.readers,
    privacy: own.privacy,
    facts: { instance: instance?.instanceId ?? '', root: instance?.rootFp ?? '', worker: live ? workerAddresses(context.assets, 'reporter') : '', language, dates: datesOf(language), files: context.config.filesPerCase, megabytes: context.config.fileMegabytes },
    address: `${context.origin.replace(/^https?:\/\//, '')}/${language}`,
  }
}

function wordsOf(language: string, prefixes: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(textsFor(language).dictionary).filter(([key]) => prefixes.some((prefix) => key.startsWith(prefix))))
}

/**
 * A day of each month written out, with {d} and {y} left open: phones lack the months of many languages, and a promised date
 * must read the same on all of them. Gregorian, ASCII digits.
 */
function datesOf(language: string): string {
  const tag = language === 'en' ? 'en-GB' : language
  const form = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, { day: 'numeric', month: language === 'en' ? 'short' : 'long', year: 'numeric', timeZone: 'UTC' })
  const read = metaOf(language).readings ? (date: string) => date.replace('年', '｜年《ねん》').replace('月', '｜月《がつ》').replace('日', '｜日《にち》') : (date: string) => date
  return Array.from({ length: 12 }, (_, month) => read(form.format(Date.UTC(2026, month, 28)).replace('2026', '{y}').replace('28', '{d}'))).join('|')
}

function byCountry(numbers: readonly { country: string; label: string; number: string }[], language: string): Help['countries'] {
  const codes = [...new Set(numbers.map(({ country }) => country))]
  return codes.map((country) => ({ name: countryName(country, language), numbers: numbers.filter((one) => one.country === country) }))
}

// Operators write a code such as JP or a name of their own.
function countryName(country: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country
  return new Intl.DisplayNames([language, 'en'], { type: 'region', fallback: 'code' }).of(country) ?? country
}
