// What the log may say of an error: its class, its code, places in our code; never its words.
import { expect, test, vi } from 'vitest'
import { log } from '#app/http/log.server.ts'

test('words of an error do not reach the log, not even lines that look like places', () => {
  const lines: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    lines.push(String(text))
    return true
  })
  const error = Object.assign(new RangeError('sent: my name is Aye\n    at Kitami Foods (line 3)'), { code: 'E_TEST' })
  log('a page failed', { error, audience: 'reporter' })
  spy.mockRestore()
  expect(lines.join('')).not.toMatch(/Aye|Kitami/)
  expect(JSON.parse(lines.join(''))).toMatchObject({ event: 'a page failed', audience: 'reporter', error: 'RangeError', code: 'E_TEST', at: [expect.stringContaining('log.test.ts'), expect.anything(), expect.anything(), expect.anything(), expect.anything(), expect.anything()] })
})
