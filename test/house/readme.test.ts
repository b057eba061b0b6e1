// The README is what a stranger follows: its table of settings and its commands are held to the code.
import { readFileSync } from 'node:fs'
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
