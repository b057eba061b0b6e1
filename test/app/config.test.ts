import { expect, test } from 'vitest'
import { ConfigError, complaintAboutNode, configFrom, settings } from '#app/http/config.server.ts'

function complaints(env: Record<string, string>): readonly string[] {
  try {
    configFrom(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences
    throw error
  }
  return []
}

test('without any setting the portal is a trial on this machine', () => {
  const config = configFrom({})
  expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', origin: null, databaseUrl: null, smtpUrl: null, mailHours: [9, 13, 17], securityContact: null })
  expect(config.dataDir).toMatch(/\/data$/)
})

test('files lie in the folder without an address of a database and in rows with one, unless a setting says otherwise', () => {
  const url = 'postgres://todoke@localhost/todoke'
  expect(configFrom({})).toMatchObject({ partHome: 'folder', filesPerCase: 25, fileMegabytes: 100, keepFreeBytes: 2 ** 30 })
  expect(configFrom({ DATABASE_URL: url }).partHome).toBe('rows')
  expect(configFrom({ DATABASE_URL: url, FILES_IN: 'folder' }).partHome).toBe('folder')
  expect(configFrom({ FILES_IN: 'rows' }).partHome).toBe('rows')
})

test('an empty variable counts as not set', () => {
  expect(configFrom({ PORT: '', ORIGIN: ' ' })).toMatchObject({ port: 3000, origin: null })
})

test.for([
  ['PORT', 'http', 'PORT must be a number from 0 to 65535, such as 3000.'],
  ['PORT', '70000', 'PORT must be a number from 0 to 65535, such as 3000.'],
  ['HOST', 'a b', 'HOST must be an address or host name of this machine, such as 127.0.0.1.'],
  ['ORIGIN', 'todoke.example', 'ORIGIN must be the address people type'],
  ['ORIGIN', 'https://todoke.example/', 'ORIGIN must be the address people type'],
  ['ORIGIN', 'http://todoke.example', 'ORIGIN must be the address people type'],
  ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must be an address that starts with postgres://.'],
  ['FILES_IN', 'cloud', 'FILES_IN must be folder or rows.'],
  ['FILES_PER_CASE', '256', 'FILES_PER_CASE must be a number from 0 to 255, such as 25.'],
  ['FILE_MEGABYTES', '0', 'FILE_MEGABYTES must be a number from 1 to 2000, such as 100.'],
  ['FILES_KEEP_FREE', '-1', 'FILES_KEEP_FREE must be a number of megabytes, such as 1024.'],
  ['SMTP_URL', 'mail.example', 'SMTP_URL must be an address that starts with smtp:// or smtps://.'],
  ['MAIL_FROM', 'nobody', 'MAIL_FROM must be one mail address'],
  ['MAIL_FROM', 'a@b.c\r\nBcc: x@y.z', 'MAIL_FROM must be one mail address'],
  ['MAIL_HOURS', '9;13', 'MAIL_HOURS must be hours from 0 to 23 with commas between, such as 9,13,17.'],
  ['MAIL_HOURS', '24', 'MAIL_HOURS must be hours from 0 to 23'],
  ['EXIT_URL', 'javascript:alert(1)', 'EXIT_URL must be an address that starts with https://.'],
  ['SECURITY_CONTACT', 'security@todoke.example', 'SECURITY_CONTACT must be an address that starts with mailto: or https://.'],
  ['SECURITY_CONTACT', 'mailto:a@b.c\nExpires: never', 'SECURITY_CONTACT must be an address that starts with mailto: or https://.'],
] as const)('%s=%s is answered with a sentence that says what to do', ([name, value, sentence]) => {
  expect(complaints({ [name]: value })).toEqual([expect.stringContaining(sentence)])
})

test('all wrong settings are named at once, and no value is repeated', () => {
  const said = complaints({ PORT: 'x', DATABASE_URL: 'secret-of-the-house' })
  expect(said).toHaveLength(2)
  expect(said.join()).not.toContain('secret-of-the-house')
})

test('every setting explains itself, and every default passes its own check', () => {
  for (const setting of settings) {
    expect(setting.meaning).toMatch(/[.]$/)
    if (setting.fallback !== '') expect(setting.check.safeParse(setting.fallback).success, setting.name).toBe(true)
  }
})

test('https and loopback origins are taken as they are', () => {
  expect(configFrom({ ORIGIN: 'https://todoke.example' }).origin).toBe('https://todoke.example')
  expect(configFrom({ ORIGIN: 'http://localhost:8080' }).origin).toBe('http://localhost:8080')
})

test('a contact is taken as it is', () => {
  for (const contact of ['mailto:security@todoke.example', 'https://todoke.example/weakness']) {
    expect(configFrom({ SECURITY_CONTACT: contact }).securityContact).toBe(contact)
  }
})

test('mail hours come out sorted and once', () => {
  expect(configFrom({ MAIL_HOURS: '17, 9,9' }).mailHours).toEqual([9, 17])
})

test('an old Node is refused with a sentence', () => {
  expect(complaintAboutNode('v20.20.2')).toContain('npm ci')
  expect(complaintAboutNode('v22.17.1')).not.toBeNull()
  expect(complaintAboutNode('v22.18.0')).toBeNull()
  expect(complaintAboutNode('v24.21.0')).toBeNull()
})
