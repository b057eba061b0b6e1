// What the two people write into the forms of a locked fire exit, by keys; each hands back what its form said when it was signed.
import { signByKeys, signTriage, type Said } from '#test/world/by-keys.ts'
import type { Keyboard } from '#test/world/keyboard.ts'

/** The digest that every textbook gives for the three letters of the file. */
export const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

/** What was proposed and agreed to, as the list of decisions tells it afterwards. */
export const decided = [
  'The fact cannot be proved otherwise', 'The chain is there at one shift only.', 'To weigh it as S3 P2 instead of S4 P1', 'The chain is off; the alarm works.',
  'The labour office may ask for the file.', 'The labour office, file 3 of 2026.', 'Tomonami outside team reads what is written from then on', 'They know the fire law of the prefecture.',
]

export async function weigh(keys: Keyboard): Promise<Said> {
  await keys.find('Code', 'fire exit', /^HS-02/)
  await keys.write('In your words', 'The fire exit on the second floor is chained shut at night.')
  await keys.choose('Tier', 'Tier 1')
  await keys.choose('Who is harmed', 'Others')
  for (const answer of [/^4 death/, /^4 over 100/, /^4 not at all/, /^2 possible/]) await keys.pick(answer)
  await keys.tick('Evidence about to vanish')
  await keys.write('Why you weigh it so', 'No fire yet; with one, nobody would come out.')
  await keys.pick(/^Ask the reporter first/)
  await keys.pick('possible')
  await keys.write('Why', 'Few people know about the chain.')
  await keys.write('What is done against it', 'Speak of exits of both floors only\nVisit all halls on one day')
  await keys.tick('Complaint by an affected person or union', /^Japanese/, /^EU whistleblower/, /^German HinSchG/)
  return await signTriage(keys, 'S4, P1')
}

export async function weighMilder(keys: Keyboard): Promise<Said> {
  for (const answer of [/^2 real/, /^2 with effort/, /^1 remote/]) await keys.pick(answer)
  await keys.write('Why it is milder than it was thought', 'The chain is off; the alarm works.')
  return await signTriage(keys, 'S4, P1', 'Sign, and ask a second person')
}

/** A question about the time of work, which tells who can have written. */
export async function askWhichShift(keys: Keyboard): Promise<void> {
  await keys.outOfFields()
  await keys.keys('r')
  await keys.write('Your own words', 'Which shift works on floor two at night?')
  await keys.press('button', 'All ready sentences')
  await keys.press('button', 'May we talk to the company about it?')
  await keys.press('button', 'Send to the reporter')
  const card = keys.page.locator('[data-identity]')
  await keys.choose('The lawful reason', 'The fact cannot be proved otherwise', card)
  await keys.write('Why, for the file', 'The chain is there at one shift only.', card)
  await keys.press('button', 'Put it before a second person', card)
  await keys.page.locator('[data-open-decisions]').waitFor({ timeout: 30_000 })
}

export async function plan(keys: Keyboard, investigator: string): Promise<Said> {
  await keys.press('button', 'Make a plan')
  await keys.write('What is looked into, and what is not', 'Exits of both floors since August. Not the wages.')
  await keys.tick(new RegExp(`^${investigator}`))
  await keys.write('Steps', 'Look at the exits\nSpeak with the guard\nRead the fire plan')
  await keys.write('How the source stays covered', 'Together with the visit that was planned for all halls.')
  return await signByKeys(keys)
}

export async function tasks(keys: Keyboard, owner: string, due: string): Promise<Said> {
  await keys.fold(/^First steps that fit/)
  await keys.press('button', 'Take them over as tasks')
  const all = keys.page.locator('[data-things="task"] > li')
  await all.first().waitFor({ timeout: 30_000 })
  await keys.press('button', /^Done/, all.first())
  await all.locator('.thing-head', { hasText: 'done' }).first().waitFor({ timeout: 30_000 })
  await keys.press('button', 'Add a task')
  await keys.write('What has to be done', 'Ask for the key book of the guard')
  await keys.choose('Who', owner)
  await keys.day('Until', due)
  await keys.write('Note', 'Copies of August and September.')
  return await signByKeys(keys)
}

export async function talk(keys: Keyboard): Promise<Said> {
  await keys.press('button', 'Write notes of a talk')
  await keys.write('With whom', 'A fire warden')
  await keys.write('Where, or how', 'by telephone')
  await keys.write('What was said', 'The chain is put on at ten in the evening.')
  await keys.tick('Read back to the person, and agreed')
  return await signByKeys(keys)
}

export async function evidence(keys: Keyboard): Promise<Said> {
  await keys.press('button', 'Register a piece')
  await keys.write('What it is', 'Photo of the chained door')
  await keys.write('Where it came from', 'Taken by the fire warden, handed over on paper and as a file.')
  await keys.tick('Kept under seal')
  await keys.write('Where it lies, or to whom it went', 'Safe of the legal department')
  await keys.file('File, for its digest', { name: 'exit.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('abc') })
  await keys.page.locator('.work-form .hash').waitFor()
  return await signByKeys(keys)
}

export async function finding(keys: Keyboard): Promise<Said> {
  await keys.press('button', 'Write down a finding')
  await keys.choose('What was found', 'Substantiated')
  await keys.write('Reasons', 'The photo shows the chain; the warden saw it on four evenings.')
  return await signByKeys(keys)
}

export async function review(keys: Keyboard): Promise<Said> {
  await keys.press('button', 'Review the findings')
  await keys.choose('Do the findings hold?', 'They hold')
  await keys.write('Why', 'Photo and warden say the same.')
  return await signByKeys(keys)
}

export async function remedy(keys: Keyboard, due: string): Promise<Said> {
  await keys.press('button', 'Add a remedy')
  await keys.choose('What is done', 'The harm was stopped')
  await keys.choose('How grave the finding is', 'C1 critical')
  await keys.write('In words', 'The chain is cut, and an alarm is set on the door.')
  await keys.tick('Means speaking to the company')
  await keys.day('Until', due)
  return await signByKeys(keys)
}

export async function causes(keys: Keyboard): Promise<Said> {
  await keys.press('button', 'Name the causes')
  await keys.tick('Supervision', 'Cost')
  await keys.write('Note', 'Parts were stolen by night in July.')
  return await signByKeys(keys)
}

export async function consultation(keys: Keyboard): Promise<Said> {
  await keys.press('button', 'Write it down')
  await keys.choose('Was the reporter asked?', 'Asked')
  await keys.write('What they said, or why they were not asked', 'Agrees with the plan.')
  return await signByKeys(keys)
}

/** The first question of the year of protection, answered before anybody asked. */
export async function watch(keys: Keyboard, asked: string): Promise<Said> {
  const questions = keys.page.locator('[data-things="watch"] > li')
  await keys.press('button', 'Begin the year of protection')
  await questions.nth(3).waitFor({ timeout: 30_000 })
  await keys.press('button', 'Change', questions.first())
  await keys.day('Asked on', asked)
  await keys.choose('Answer', 'Nothing bad happened')
  await keys.write('Note', 'Wrote so without being asked.')
  return await signByKeys(keys)
}

/** Three things that nobody decides alone, put before a second person. */
export async function proposeThree(keys: Keyboard, review: string): Promise<void> {
  await keys.press('button', 'Place a hold')
  await keys.write('The reason', 'The labour office may ask for the file.')
  await keys.day('Looked at again on', review)
  await propose(keys, '[data-hold]')
  await keys.press('button', 'Hand out the file with names')
  await keys.write('For whom and what for', 'The labour office, file 3 of 2026.')
  await propose(keys, '[data-export]')
  await keys.press('button', 'Add a team')
  await keys.pick(/^Tomonami outside team/)
  await keys.pick(/^Only from now on/)
  await keys.write('Why, for the file', 'They know the fire law of the prefecture.')
  await propose(keys, '[data-teams-form]', 'Propose Tomonami outside team')
}

async function propose(keys: Keyboard, form: string, button = 'Put it before a second person'): Promise<void> {
  await keys.press('button', button, keys.page.locator(form))
  await keys.page.locator(form).waitFor({ state: 'detached', timeout: 30_000 })
}
