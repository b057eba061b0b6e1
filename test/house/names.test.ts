import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { LONG, LONGEST, badNames, missingSuffixes, strangersAtTheTop, tooLong } from './names.ts'
import { routeModules } from './routes.ts'
import { ROOT, house, productCode, told } from './source.ts'

test('the top level holds what the house names and nothing else', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).split('\n').filter((path) => path !== '')
  expect(told(strangersAtTheTop([...new Set(tracked.map((path) => path.split('/')[0] ?? ''))]))).toBe('')
  expect(told(strangersAtTheTop(['docs', 'app']))).toContain('docs')
})

test('files are named after what they do, in kebab-case, outside buckets', () => {
  expect(told(badNames(house()))).toBe('')
  for (const path of ['app/desk/utils.ts', 'db/helpers/x.ts', 'crypto/common.ts', 'app/ui/Button.tsx', 'db/model/index.ts', 'app/lib/a.css']) {
    expect(told(badNames([{ path, text: '' }])), path).not.toBe('')
  }
})

test('server files and browser files carry their suffix', () => {
  expect(told(missingSuffixes(productCode(), routeModules()))).toBe('')
  expect(told(missingSuffixes([{ path: 'app/desk/a.ts', text: `import { readFile } from 'node:fs'` }]))).toContain('.server')
  expect(told(missingSuffixes([{ path: 'db/queries/inbox.ts', text: '' }]))).toContain('.server')
  expect(told(missingSuffixes([{ path: 'app/reporter/a.ts', text: `document.body.remove()` }]))).toContain('.client')
  expect(told(missingSuffixes([{ path: 'app/reporter/a.ts', text: `import type { A } from 'node:http'` }]))).toBe('')
})

test('a file can be read in one sitting', () => {
  expect(told(tooLong(house(), LONGEST))).toBe('')
  expect(told(tooLong([{ path: 'app/a.ts', text: 'x\n'.repeat(LONGEST + 1) }], LONGEST))).toContain('split it')
  for (const path of ['app/ui/desk/a.css', 'db/migrations/0002_next.sql']) {
    expect(told(tooLong([{ path, text: 'x\n'.repeat(LONGEST + 1) }], LONGEST)), path).toContain('split it')
  }
  const long = tooLong(productCode(), LONG)
  if (long.length > 0) process.stdout.write(`files over ${LONG} lines, to be looked at: ${long.map((one) => `${one.path} ${one.line}`).join(', ')}\n`)
})
