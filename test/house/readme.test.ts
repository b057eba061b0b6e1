// The README is what a stranger follows: its table of settings, its commands and its pictures are held to the repository.
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settings } from '#app/http/config.server.ts'

const readme = readFileSync('README.md', 'utf8')

test('the README lists every setting with the default and the meaning that the code has', () => {
  for (const { name, fallback, meaning } of settings) {
    expect(readme).toContain(`| \`${name}\` | ${fallback === '' ? 'empty' : `\`${fallback}\``} | ${meaning} |`)
  }
})

test('every npm command that the README names exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(3)
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
})

test('every picture that the README shows lies in the repository and says what it shows', () => {
  const pictures = [...readme.matchAll(/<img ([^>]*)>/g)].map((match) => match[1] ?? '')
  expect(pictures.length).toBeGreaterThan(0)
  for (const picture of pictures) {
    expect(existsSync(/src="([^"]+)"/.exec(picture)?.[1] ?? ''), picture).toBe(true)
    expect(picture).toMatch(/alt="[^"]{10,}"/)
  }
})
