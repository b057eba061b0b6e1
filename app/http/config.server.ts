// The settings of a portal, from the environment. One table is the source of the defaults, the checks,
// the sentences a person reads when a value is wrong, and the table in the README.

import { resolve } from 'node:path'
import { z } from 'zod'
import { partHomes, type PartHomeName } from '#db/part-store.server.ts'

export interface Setting {
  readonly name: string
  /** What holds when the variable is not set; empty means "off". */
  readonly fallback: string
  readonly meaning: string
  /** Ends the sentence "NAME is …": what a person should write instead. */
  readonly wanted: string
  readonly check: z.ZodType<string>
}

const hour = /^([01]?[0-9]|2[0-3])$/

export const settings = [
  {
    name: 'PORT',
    fallback: '3000',
    meaning: 'Port to listen on. 0 takes a free one.',
    wanted: 'a number from 0 to 65535, such as 3000',
    check: z.string().regex(/^\d{1,5}$/).refine((text) => Number(text) <= 65535),
  },
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'Address to listen on. Keep it on loopback and put a TLS proxy in front.',
    wanted: 'an address or host name of this machine, such as 127.0.0.1',
    check: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
  },
  {
    name: 'ORIGIN',
    fallback: '',
    meaning: 'What people type to reach the portal, such as https://todoke.example. Empty: http://localhost and the port.',
    wanted: 'the address people type, with https:// (or http:// on localhost) and nothing after the host and port',
    check: z.string().refine(isOrigin),
  },
  {
    name: 'DATA_DIR',
    fallback: 'data',
    meaning: 'Folder for the embedded database, the keys of the server, the shred store and files.',
    wanted: 'a folder that this user may write to',
    check: z.string().min(1),
  },
  {
    name: 'DATABASE_URL',
    fallback: '',
    meaning: 'PostgreSQL 15 or later. Empty: the embedded database in DATA_DIR.',
    wanted: 'an address that starts with postgres://',
    check: url('postgres:', 'postgresql:'),
  },
  {
    name: 'FILES_IN',
    fallback: '',
    meaning: 'Where sealed files lie: `folder` (in DATA_DIR) or `rows` (in the database). Empty: rows with DATABASE_URL, folder without. Files are found in either.',
    wanted: 'folder or rows',
    check: z.enum(partHomes),
  },
  {
    name: 'FILES_PER_CASE',
    fallback: '25',
    meaning: 'Files that one case may hold.',
    wanted: 'a number from 0 to 255, such as 25',
    check: z.string().regex(/^\d{1,3}$/).refine((text) => Number(text) <= 255),
  },
  {
    name: 'FILE_MEGABYTES',
    fallback: '100',
    meaning: 'Size of the largest file, in millions of bytes.',
    wanted: 'a number from 1 to 2000, such as 100',
    check: z.string().regex(/^\d{1,4}$/).refine((text) => Number(text) >= 1 && Number(text) <= 2000),
  },
  {
    name: 'FILES_KEEP_FREE',
    fallback: '1024',
    meaning: 'Megabytes of disk that files in the folder leave free, so that they never keep a report from being stored.',
    wanted: 'a number of megabytes, such as 1024',
    check: z.string().regex(/^\d{1,7}$/),
  },
  {
    name: 'SMTP_URL',
    fallback: '',
    meaning: 'Mail server for notices to staff. Empty: no mail leaves, notices wait.',
    wanted: 'an address that starts with smtp:// or smtps://',
    check: url('smtp:', 'smtps:'),
  },
  {
    name: 'MAIL_FROM',
    fallback: 'Todoke <todoke@localhost>',
    meaning: 'Sender of these mails.',
    wanted: 'one mail address, alone or as Name <name@example.org>',
    check: z.string().regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/),
  },
  {
    name: 'MAIL_HOURS',
    fallback: '9,13,17',
    meaning: 'Hours at which ordinary mail leaves, so that a mail does not tell the minute of a report. Danger leaves at once.',
    wanted: 'hours from 0 to 23 with commas between, such as 9,13,17',
    check: z.string().refine((text) => text.split(',').every((part) => hour.test(part.trim()))),
  },
  {
    name: 'EXIT_URL',
    fallback: 'https://www.wikipedia.org/',
    meaning: 'Where "Leave this page" goes. Choose a dull site that workers know.',
    wanted: 'an address that starts with https://',
    check: url('https:', 'http:'),
  },
  {
    name: 'SECURITY_CONTACT',
    fallback: '',
    meaning: 'Where people report a weakness of this portal, given out as /.well-known/security.txt. Empty: no such file.',
    wanted: 'an address that starts with mailto: or https://',
    check: contact(),
  },
] as const satisfies readonly Setting[]

export interface Config {
  readonly port: number
  readonly host: string
  /** Null: the address follows from host and port. */
  readonly origin: string | null
  readonly dataDir: string
  readonly databaseUrl: string | null
  readonly partHome: PartHomeName
  readonly filesPerCase: number
  /** Millions of bytes. */
  readonly fileMegabytes: number
  readonly keepFreeBytes: number
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** Ascending, without repetition. */
  readonly mailHours: readonly number[]
  readonly exitUrl: string
  readonly securityContact: string | null
}

/** Thrown with one sentence for each wrong setting; the sentences never repeat the value, which may be a password. */
export class ConfigError extends Error {
  readonly sentences: readonly string[]

  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'))
    this.name = 'ConfigError'
    this.sentences = sentences
  }
}

/** Returns checked settings or throws ConfigError with all complaints at once; an empty variable counts as not set. */
export function configFrom(env: Record<string, string | undefined>): Config {
  const complaints: string[] = []
  const values = new Map<string, string>()
  for (const setting of settings) {
    const given = env[setting.name]?.trim() ?? ''
    if (given !== '' && !setting.check.safeParse(given).success) complaints.push(`${setting.name} must be ${setting.wanted}.`)
    values.set(setting.name, given === '' ? setting.fallback : given)
  }
  if (complaints.length > 0) throw new ConfigError(complaints)
  const value = (name: (typeof settings)[number]['name']) => values.get(name) ?? ''
  const optional = (name: (typeof settings)[number]['name']) => value(name) || null
  return {
    port: Number(value('PORT')),
    host: value('HOST'),
    origin: optional('ORIGIN'),
    dataDir: resolve(value('DATA_DIR')),
    databaseUrl: optional('DATABASE_URL'),
    partHome: partHomes.find((home) => home === value('FILES_IN')) ?? (optional('DATABASE_URL') === null ? 'folder' : 'rows'),
    filesPerCase: Number(value('FILES_PER_CASE')),
    fileMegabytes: Number(value('FILE_MEGABYTES')),
    keepFreeBytes: Number(value('FILES_KEEP_FREE')) * 1024 * 1024,
    smtpUrl: optional('SMTP_URL'),
    mailFrom: value('MAIL_FROM'),
    mailHours: [...new Set(value('MAIL_HOURS').split(',').map(Number))].sort((a, b) => a - b),
    exitUrl: value('EXIT_URL'),
    securityContact: optional('SECURITY_CONTACT'),
  }
}

/** Says what to do when Node is too old to run TypeScript files as they are; null when it is new enough. */
export function complaintAboutNode(version: string): string | null {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return null
  return `Node ${version} is too old: run "npm ci" and then "npm start", which brings the right version along (22.18 or later).`
}

/** True for the names of this machine, as they stand in an address. */
export function isLoopback(hostname: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname)
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { origin, protocol, hostname } = new URL(text)
  return origin === text && (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)))
}

function url(...protocols: readonly string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol))
}

// It becomes a line of a file, so nothing in it may begin another.
function contact() {
  return z.string().regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/).refine((text) => URL.canParse(text))
}
