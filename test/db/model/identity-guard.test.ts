// The guard against questions that tell who the reporter is: sentences that it must stop, and everyday ones that it should let pass.
import { expect, test } from 'vitest'
import { guardedLanguages, identityHits, identityQuestions, lawfulReasons } from '#db/model/identity-guard.ts'
import { askedThings, identityPatterns, type AskedThing } from '#db/model/identity-words.ts'
import { phraseKey, phrasesOf } from '#db/model/phrases.ts'
import { partOf } from '#locales/index.ts'

const stopped: readonly (readonly [AskedThing, string])[] = [
  ['who', 'Who saw it?'],
  ['who', 'Can you tell us who was there?'],
  ['who', 'Was there anyone who saw the accident?'],
  ['who', 'Whose passport was it?'],
  ['who', 'Which supervisor said this?'],
  ['who', 'We would like to confirm your identity.'],
  ['who', 'Are there witnesses?'],
  ['name', 'Please write your name.'],
  ['name', 'What are the names of the three women?'],
  ['name', 'What are you called there?'],
  ['contact', 'Please send us your phone number.'],
  ['contact', 'May we call you tonight?'],
  ['contact', 'What is your e-mail?'],
  ['contact', 'Do you use WhatsApp or Viber?'],
  ['contact', 'Please give us your employee number.'],
  ['contact', 'Send a photo of yourself with the card.'],
  ['shift', 'Which shift was it?'],
  ['shift', 'Was that in the day or night team?'],
  ['shift', 'Please send the roster.'],
  ['place', 'At which desk do you sit?'],
  ['place', 'Which production line is it?'],
  ['place', 'Where exactly do you stand when the machine runs?'],
  ['place', 'In what section did it happen?'],
  ['place', 'Which room in the dormitory is yours?'],
  ['count', 'How many people were present?'],
  ['count', 'How many were in the room?'],
  ['count', 'Were you alone?'],
  ['count', 'Did anybody else hear it?'],
  ['role', 'What is your position?'],
  ['role', 'What kind of work do you do?'],
  ['role', 'Are you a trainee?'],
  ['person', 'How old are you?'],
  ['person', 'Are you married?'],
  ['person', 'When did you come to Japan?'],
  ['person', 'How long have you worked there?'],
  ['person', 'What is your nationality?'],
  ['time', 'At what time did he say it?'],
  ['time', 'Please give the exact date.'],

  ['who', '誰がそれを見ましたか。'],
  ['who', 'だれから聞きましたか。'],
  ['who', '誰からの指示でしたか。'],
  ['who', 'どなたがその場で話しましたか。'],
  ['who', '誰かが見ていましたか。'],
  ['who', 'ご本人確認をお願いします。'],
  ['name', 'お名前を教えてください。'],
  ['name', 'ご氏名をご記入ください。'],
  ['contact', '電話番号を教えていただけますか。'],
  ['contact', 'お電話でお話しできますか。'],
  ['contact', 'ご連絡先をお知らせください。'],
  ['contact', 'LINEは使っていますか。'],
  ['contact', '社員番号は何番ですか。'],
  ['shift', 'どのシフトのときでしたか。'],
  ['shift', '夜勤の方ですか。'],
  ['shift', 'ｼﾌﾄ表を送ってください。'],
  ['place', 'どのラインで起きましたか。'],
  ['place', '所属はどちらですか。'],
  ['place', 'どこで働いていますか。'],
  ['place', 'どの机に座っていますか。'],
  ['count', 'その部屋に何人いましたか。'],
  ['count', '何名が聞いていましたか。'],
  ['count', 'お一人でしたか。'],
  ['role', '役職を教えてください。'],
  ['role', 'どのような仕事をしていますか。'],
  ['role', '実習生ですか。'],
  ['person', '何歳ですか。'],
  ['person', 'お国はどちらの国ですか。'],
  ['person', 'いつから働いていますか。'],
  ['time', '何時ごろでしたか。'],

  ['who', 'ဘယ်သူမြင်ခဲ့သလဲ။'],
  ['who', 'ဘယ်သူတွေရှိခဲ့သလဲ။'],
  ['name', 'သင့်နာမည်ကို ပြောပြပါ။'],
  ['contact', 'ဖုန်းနံပါတ် ပေးနိုင်မလား။'],
  ['shift', 'ညဆိုင်းမှာလား။'],
  ['place', 'ဘယ်လိုင်းမှာ ဖြစ်ခဲ့သလဲ။'],
  ['count', 'လူဘယ်နှစ်ယောက် ရှိခဲ့သလဲ။'],
  ['role', 'သင့်ရာထူးက ဘာလဲ။'],
  ['person', 'သင့်အသက် ဘယ်လောက်လဲ။'],
  ['time', 'ဘယ်အချိန်မှာ ဖြစ်ခဲ့သလဲ။'],

  ['who', 'یہ کس نے دیکھا؟'],
  ['who', 'وہاں کون تھا؟'],
  ['name', 'آپ کا نام کیا ہے؟'],
  ['contact', 'اپنا فون نمبر لکھیں۔'],
  ['contact', 'كيا آپ واٹس ایپ استعمال کرتے ہیں؟'],
  ['shift', 'آپ کی شفٹ کون سی ہے؟'],
  ['place', 'آپ کس لائن پر ہیں؟'],
  ['place', 'آپ کہاں کام کرتے ہیں؟'],
  ['count', 'وہاں کتنے لوگ تھے؟'],
  ['role', 'آپ کا عہدہ کیا ہے؟'],
  ['person', 'آپ کی عمر کیا ہے؟'],
  ['time', 'یہ کس وقت ہوا؟'],
]

for (const [asks, sentence] of stopped) {
  test(`stops: ${sentence}`, () => expect(identityHits(sentence).map((hit) => hit.asks)).toContain(asks))
}

const free = [
  'Thank you for writing to us.',
  'Is the exit still locked?',
  'Since when is the door locked?',
  'Do you feel safe now?',
  'May we talk to the company about this?',
  'What would help you most?',
  'Someone who speaks Burmese will read your answer.',
  'We are people who do not work for the supplier.',
  'What is the name of the factory?',
  'Which chemicals are used, and is there protective equipment?',
  'How many hours of overtime are unpaid each month?',
  'How many workers are affected?',
  'Were papers taken away, and were they given back?',
  'We will tell you by Friday what we have decided.',
  'Is there a paper that shows the deductions?',
  'The result is below. If you do not agree, write to us.',
  'ご連絡ありがとうございます。',
  '出口は今も閉まっていますか。',
  'いつから閉まっていますか。',
  'このことを会社に話してもよいですか。',
  '誰にも言いません。',
  '誰でも読めるところには置きません。',
  '会社の名前を教えてください。',
  '毎月の残業は何時間ですか。',
  '今、安全ですか。',
  '何人がけがをしましたか。',
  'パスポートは返してもらえましたか。',
  '来週の金曜日までに結果をお知らせします。',
  'သင် ဘေးကင်းပါသလား။',
  'ကျေးဇူးတင်ပါတယ်။ သင့်စာကို ဖတ်ပြီးပါပြီ။',
  'ဘယ်သူ့ကိုမှ မပြောပါ။',
  'အသက်အန္တရာယ် ရှိပါသလား။',
  'ကုမ္ပဏီနာမည် သိပါသလား။',
  'کیا آپ محفوظ ہیں؟',
  'آپ کے پیغام کا شکریہ۔',
  'کمپنی کا نام کیا ہے؟',
  'ہر مہینے کتنے گھنٹے زیادہ کام ہوتا ہے؟',
  'کیا دروازہ اب بھی بند ہے؟',
] as const

for (const sentence of free) test(`lets pass: ${sentence}`, () => expect(identityHits(sentence)).toEqual([]))

test('a hit says which words and where, none inside another, however the letters were typed', () => {
  const draft = 'Hello.\nWhich\u00a0 SHIFT, and\u200b wh\u200bo was\u3000there?  お 名前、電話番号'
  const hits = identityHits(draft)
  expect(hits.map(({ asks }) => asks)).toEqual(['shift', 'who', 'name', 'contact'])
  for (const { word, from, to } of hits) expect(draft.slice(from, to).trim()).toBe(word)
  expect(hits.every((hit, at) => at === 0 || hit.from >= (hits[at - 1]?.to ?? 0))).toBe(true)
  expect(identityHits('')).toEqual([])
  expect(identityHits('Ｗｈｏ saw it?')[0]).toMatchObject({ word: 'Ｗｈｏ', from: 0, to: 3 })
})

test('the ready sentences ask for nobody', () => {
  for (const language of guardedLanguages) {
    for (const { id } of phrasesOf('desk')) {
      const words = partOf(language, 'phrases')[phraseKey(id)] ?? ''
      expect(identityHits(words).map(({ word }) => word), `${language} ${id}: ${words}`).toEqual([])
    }
  }
})

test('where something is told, only a sentence that asks is stopped', () => {
  const told = [
    'The manager who locked the exit was moved. The shift plan was changed.', 'The phone number of the office is on the page.', 'We spoke with 12 people. How it went on is below.',
    '夜勤の人数を増やしました。担当の部署に伝えました。', '誰が鍵をかけたかを確かめました。', 'ဌာနမှူးကို သတိပေးခဲ့ပါတယ်။', 'شفٹ بدل دی گئی ہے۔',
  ]
  for (const text of told) expect(identityQuestions(text), text).toEqual([])
  const asking = [
    'The exit is open now. Which shift are you on?', 'It is fixed. Please tell us your name. Thank you.', '直しました。お名前は何ですか。', '直しました。部署を教えてください。', 'ပြင်ပြီးပါပြီ။ ဘယ်ဌာနမှာ လုပ်သလဲ။', 'ٹھیک کر دیا۔ آپ کی شفٹ کیا ہے؟',
  ]
  for (const text of asking) expect(identityQuestions(text).length, text).toBeGreaterThan(0)
})

test('words pulled apart, dotted, or in letters that only look like them are read all the same', () => {
  const hidden: readonly (readonly [AskedThing, string])[] = [
    ['name', 'Please write your n a m e.'], ['name', 'What is your n.a.m.e?'], ['name', 'Your n-a-m-e, please.'], ['name', 'Your N  A  M  E ?'], ['name', 'What is your na.me?'],
    ['name', 'What is your nаmе?'], ['name', 'What is your ｎａｍｅ?'], ['name', 'What is your n4me?'], ['name', 'What is your náme?'], ['name', 'Your ɴᴀᴍᴇ?'], ['name', 'Your n\u200bame?'],
    ['name', 'W h a t i s y o u r n a m e'], ['who', 'W.h.o saw it?'], ['who', 'Wһо saw it?'], ['who', 'wh0 saw it?'], ['shift', 'Which s_h_i_f_t?'], ['contact', 'Your ph.one num-ber?'],
    ['name', 'お 名 前 を教えてください。'], ['name', 'お名・前は。'], ['contact', '電話 番号は。'], ['shift', 'シ フ ト は。'], ['name', 'ن ا م کیا ہے'], ['name', 'نـــام کیا ہے'], ['name', 'နာ.မည် ဘယ်လိုလဲ'],
  ]
  for (const [asks, draft] of hidden) expect(identityHits(draft).map((hit) => hit.asks), draft).toContain(asks)
  const [hit] = identityHits('Please write your n.a.m.e here.')
  expect([hit?.word, hit?.from, hit?.to]).toEqual(['n.a.m.e', 18, 25])
})

test('a promise about the name passes, and what asks for it behind the promise does not', () => {
  for (const said of [
    'We keep your name out of it.', 'We will keep your name secret.', 'Your name stays with us.', 'We will never tell the company your name.', 'You do not need to give your name.', 'We do not need your name.',
    'お名前は会社に伝えません。', 'お名前は必要ありません。', 'The U.S.A. and the O.E.C.D. have rules. It is 3 p.m., e.g. on 5 May.', 'We wrote to them, etc. A co-worker said so.',
  ]) expect(identityHits(said), said).toEqual([])
  for (const asked of ['We keep your name out of it. What is it?', 'We keep your name out of it, so tell us your name.', 'We cannot go on without your name.', 'お名前は会社に伝えませんか。', 'お名前は会社に伝えません。お名前は何ですか。']) {
    expect(identityHits(asked).map(({ asks }) => asks), asked).toContain('name')
  }
})

test('every thing that can be asked has words, and reasons are few', () => {
  expect(new Set(identityPatterns.map(({ asks }) => asks))).toEqual(new Set(askedThings))
  expect(identityPatterns.every(({ pattern }) => pattern.source === pattern.source.toLowerCase() || /\\[pPBWSD]/.test(pattern.source))).toBe(true)
  expect(lawfulReasons).toHaveLength(5)
})

test('a long draft is read at once', () => {
  const draft = 'We looked at the books of the supplier and found that wages were paid late. '.repeat(800)
  const before = process.cpuUsage()
  expect(identityHits(draft)).toEqual([])
  expect(process.cpuUsage(before).user).toBeLessThan(1_500_000)
})

test('the end of a line excuses nothing that begins the next one', () => {
  for (const draft of ['Write to the labour office\nWho saw it?', 'Dear workers\nWho saw it?', 'Thank you.\nOur team\nWho told you?']) {
    expect(identityHits(draft).map(({ asks }) => asks), draft).toContain('who')
    expect(identityQuestions(draft), draft).not.toEqual([])
  }
  expect(identityHits('Please send your phone\nnumber.').map(({ asks, word }) => [asks, word])).toEqual([['contact', 'phone\nnumber']])
  const [hit] = identityHits('The office\nWho?')
  expect([hit?.from, hit?.to]).toEqual([11, 14])
})
