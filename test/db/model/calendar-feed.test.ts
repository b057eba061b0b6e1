import { expect, test } from 'vitest'
import { calendarText, escaped, folded } from '#db/model/calendar-feed.ts'
import { on } from './days.ts'

const frame = { host: 'todoke.example', word: 'due / 期限', today: on('2026-11-20') }
const octets = (text: string): number => new TextEncoder().encode(text).length
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n')

test('a calendar says the number of the case, the word due and the day, and nothing else', () => {
  expect(calendarText([{ uid: 'ab'.repeat(16), caseNumber: 'T-0123-4567', dueDay: on('2026-12-31') }], frame)).toBe([
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Todoke//Due//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    'BEGIN:VEVENT', `UID:${'ab'.repeat(16)}@todoke.example`, 'DTSTAMP:20261120T000000Z', 'DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270101',
    'SUMMARY:T-0123-4567 due / 期限', 'CLASS:PRIVATE', 'TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', '',
  ].join('\r\n'))
  expect(calendarText([], frame)).toMatch(/^BEGIN:VCALENDAR\r\n.*METHOD:PUBLISH\r\nEND:VCALENDAR\r\n$/s)
})

test('month ends and leap days', () => {
  const text = calendarText([{ uid: 'a', caseNumber: 'T', dueDay: on('2028-02-28') }, { uid: 'b', caseNumber: 'T', dueDay: on('2028-02-29') }], frame)
  expect([...text.matchAll(/DT(?:START|END);VALUE=DATE:(\d+)/g)].map(([, day]) => day)).toEqual(['20280228', '20280229', '20280229', '20280301'])
})

test('what has a meaning in a calendar is escaped, and a control character has no place there', () => {
  expect(escaped('a\\b;c,d\ne\r\nf\rg\u0007\u0085h:i"j')).toBe('a\\\\b\\;c\\,d\\ne\\nf\\ngh:i"j')
  const text = calendarText([{ uid: 'a', caseNumber: 'X\r\nATTENDEE:b', dueDay: 1 }], { ...frame, word: 'due' })
  expect(text.split('\r\n').filter((line) => line.startsWith('ATTENDEE'))).toEqual([])
})

test('no line is longer than 75 octets, no character is cut, and folding is undone by every reader', () => {
  for (const word of ['x'.repeat(400), '期'.repeat(120), 'a期🗓️'.repeat(60), '😀'.repeat(100)]) {
    const text = calendarText([{ uid: 'a', caseNumber: 'T-0123-4567', dueDay: 20_000 }], { ...frame, word })
    expect(Math.max(...text.split('\r\n').map(octets))).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\uFFFD')
    expect(unfolded(text)).toContain(`SUMMARY:T-0123-4567 ${word}`)
  }
  expect(folded('x'.repeat(75))).toBe('x'.repeat(75))
  expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
  expect(folded('x'.repeat(75 + 74 + 1)).split('\r\n').map(octets)).toEqual([75, 75, 2])
})
