// Ways to ask what only one or a few people could answer alike, in the languages that a desk writes. Every pattern is for text in
// small letters; a word too much stops a draft once more, a word too few tells who wrote, so the lists err on the side of stopping.

export const askedThings = ['who', 'name', 'contact', 'shift', 'place', 'count', 'role', 'person', 'time'] as const
export type AskedThing = (typeof askedThings)[number]

type Words = Readonly<Record<AskedThing, readonly string[]>>

// What is behind "who" here is a person that the desk speaks of, not one it asks for.
const notAsked = '(?<!\\b(?:people|persons?|those|teams?|doctor|lawyer|interpreter|handlers?|office|group|staff|(?:some|any|every)(?:one|body)|one|workers?|colleagues?) )'
const things = '(?:company|factory|supplier|employer|workplace|products?|chemicals?|machines?|agency|law|substance)'

// A promise about a name asks for none, unless it goes on to ask for it.
const promisedBefore = '(?<!(?:not|never|n[\'’]t) (?:(?:need|have|want) to )?(?:need|want|ask(?: you)? for|use|tell|say|give|show|write|mention|pass on) (?:anyone |anybody |them |him |her |the company |your boss )?(?:your|any|the) )'
const promisedBehind = '(?! (?:(?:stays|remains|will stay|will remain) |)(?:out of |secret\\b|with us\\b|to ourselves\\b|private\\b|hidden\\b))'
const asksAfterAll = '(?=[^?]{0,90}\\b(?:it|that|yours)\\b[^.?!]{0,20}\\?)'

const english: Words = {
  who: [
    `${notAsked}\\bwho(?:'s|’s|m|se|ever)?\\b`, '\\b(?:anyone|anybody|someone|somebody|person|people|colleagues?|workers?) who (?:saw|heard|knows?|knew|was|were|witnessed|can confirm)\\b',
    '\\bwhich (?:person|people|workers?|colleagues?|employees?|of you|one of you|man|woman|boss|supervisor|manager|foreman)\\b',
    '\\b(?:your|his|her|their) identity\\b', '\\bidentify (?:yourself|him|her|them|the)\\b', '\\b(?:eye)?witness(?:es)?\\b', '\\bdid (?:you|he|she|they) report\\b',
  ],
  name: [
    `(?<!${things}(?:'s|’s)? )${promisedBefore}\\b(?:sur|nick)?names?\\b${promisedBehind}(?! of (?:the |your |this )?${things})`, `\\bnames?\\b${asksAfterAll}`,
    '\\binitials\\b', '\\bsignature\\b', '\\bare you called\\b',
  ],
  contact: [
    '\\b(?:tele)?phone (?:number|no)\\b', '\\b(?:mobile|cell) (?:number|phone number)\\b', '\\bnumber\\b[^.?!]{0,30}\\b(?:call|reach|ring)\\b', '\\b(?:call|ring|phone|reach|visit|meet) you\\b',
    '\\be-?mail\\b', '\\b(?:your|home|postal|private) address\\b', '\\bcontact (?:details|information|number)\\b', '\\b(?:whatsapp|viber|facebook|wechat|telegram|messenger|line id)\\b',
    '\\b(?:employee|staff|personnel|passport|residence card|id) (?:number|id|no)\\b', '\\b(?:badge|id card)\\b', '\\bphotos? of (?:you|yourself)\\b', '\\byour (?:face|voice|photo)\\b',
  ],
  shift: ['\\bshifts?\\b', '\\b(?:roster|rota|duty (?:list|plan))\\b', '\\bday or night\\b', '\\b(?:which|what) (?:hours|days) (?:do|did|were) you\\b', '\\bon duty\\b'],
  place: [
    '\\b(?:which|what|your) (?:\\w+ )?(?:desk|line|work ?station|station|section|department|team|floor|building|workshop|room|bed|dormitory|row|seat|machine|process|unit|crew|counter|bay)\\b',
    '\\bwhere (?:exactly )?(?:do|did|were|are|was) you\\b', '\\bwhere you (?:work|sit|stand|sleep|live)\\b',
  ],
  count: [
    '\\bhow many\\b(?! (?:hours|days|weeks|months|years|times|minutes|yen|papers|machines|exits|doors|products|parts))(?![^.?!]{0,40}\\b(?:affected|harmed|hurt|injured|have this problem)\\b)',
    '\\bnumber of (?:people|workers|colleagues|women|men|trainees)\\b', '\\b(?:were|are) you alone\\b', '\\balone with\\b', '\\bthe only one\\b',
    '\\b(?:anyone|anybody|someone|somebody|nobody) else\\b', '\\bpresent\\b(?! (?:law|rule))',
  ],
  role: [
    '\\byour (?:\\w+ )?(?:job|position|role|title|post|rank|tasks?|dut(?:y|ies)|occupation)\\b', '\\bwhat (?:kind of )?(?:work|job) do you\\b', '\\bwhat do you do\\b',
    '\\bare you (?:a|an|the)\\b', '\\bdo you work as\\b', '\\byour (?:contract|visa) type\\b',
  ],
  person: [
    '\\bhow old are\\b', '\\b(?:your|his|her|their) age\\b', '\\bdate of birth\\b', '\\bbirthday\\b', '\\b(?:man or (?:a )?woman|male or female)\\b',
    '\\byour (?:gender|sex|nationality|religion|country|village|home ?town|family|husband|wife)\\b', '\\bwhere are you from\\b', '\\bare you (?:married|pregnant|foreign)\\b',
    '\\bhow long have you (?:worked|been)\\b', '\\bwhen did you (?:start|join|come|arrive|begin)\\b', '\\bsince when (?:do|have|are) you\\b',
  ],
  time: ['\\b(?:at )?(?:what|which) (?:exact )?(?:time|hour)\\b', '\\bexact (?:time|date|day|hour)\\b', '\\bo[\'’]clock\\b', '\\bwhich day (?:did|were) you\\b'],
}

const japanese: Words = {
  who: [
    '(?:誰|だれ|どなた)(?!にも|も|でも|か(?!ら))', '(?:誰|だれ|どなた)か[^。??]{0,12}(?:見|聞い|知って|いまし|居まし|いらっしゃ|同席)', 'どの(?:人|方|上司|社員|実習生)', 'どちら様',
    '身元', '本人確認', '目撃', '同席', '居合わせ', '特定でき',
  ],
  name: ['(?<!(?:会社|工場|製品|薬品|機械|取引先|勤務先|商品|部品|会社のお|工場のお)の?)お?名前(?!(?:は|を|が|も)(?:会社に|誰にも|だれにも|ほかの人に|外に)?(?:(?:出|話|明か)しません|(?:伝え|知らせ)ません|(?:言い|使い|書き)ません|必要(?:あり|ござい)ません|いりません)(?!か))', '氏名', 'フルネーム', '(?:苗|名)字', 'イニシャル', '(?:実|本)名', '署名', 'あだ名', 'ニックネーム'],
  contact: [
    '電話番号', 'お?電話(?:で|を|し|でき|に出)', '携帯', '連絡先', 'メール(?:アドレス|を教)?', 'メアド', '(?<!(?:会社|工場)の)住所', 'お住まい', 'line', 'ラインのid', 'facebook', 'フェイスブック', 'バイバー',
    '(?:社員|従業員|職員|在留カードの?|パスポートの?|個人)番号', '社員証', '顔写真', 'お?会い(?:し|でき)',
  ],
  shift: ['シフト', '交[替代]', '夜勤', '日勤', '[早遅]番', '勤務(?:時間帯|表|日)', '出勤(?:日|簿)', '当番'],
  place: [
    'どの(?:ライン|班|課|係|部|チーム|工程|机|席|階|寮|棟|機械|持ち場|グループ|作業|売り場|フロア|職場)', '何(?:ライン|班|課|階|号室|棟|号機)', '部署', '所属', '配属', '持ち場', '担当(?:工程|の|ライン|業務|は|して)',
    '作業場所', '勤務場所', '席はどこ', 'どこ(?:で|に)(?:働|作業|勤務|寝|座|立|い(?:まし|らっしゃ|ます)|住)', '部屋番号', 'ライン(?:は|名|番号)',
  ],
  count: ['(?:何|幾)[人名](?![^。??]{0,10}(?:けが|怪我|被害|影響|困))', '人数', '(?:ほか|他)に(?:も)?(?:誰|だれ|人|どなた)', 'お?(?:一人|ひとり)(?:でし|だけ|で)', 'その場に', '一緒に(?:い|居|働)'],
  role: ['役職', '職[種位]', '肩書', '(?:あなた|ご自身|ご本人)の(?:お?仕事|業務|立場|職務|作業)', 'お仕事は(?:何|どの)', 'どの(?:ような|ような種類の)?(?:お?仕事|業務)', '何の(?:お?仕事|作業)', '雇用形態', '(?:実習生|派遣|正社員|パート|アルバイト|管理職)(?:の方)?ですか'],
  person: ['年齢', '何歳', 'おいくつ', '性別', '(?:男性|女性|男の方|女の方)ですか', '国籍', '出身', 'ど(?:この|ちらの)国', '結婚', '妊娠し', '勤続', '入社', '来日', 'いつから(?:働|勤|そこ|この)', '何年(?:働|勤|くらい働)', '宗教', '家族', 'お子さん'],
  time: ['何時(?!でも|も|間)', '時刻', '何曜日', '正確な(?:日|時)', '何月何日'],
}

const burmese: Words = {
  who: ['(?:ဘယ်သူ|မည်သူ)(?!မှ|မျှ|့ကိုမှ|ကိုမှ)', 'မျက်မြင်', 'သက်သေ'],
  name: ['(?<!ကုမ္ပဏီ|စက်ရုံ|ကုမ္ပဏီရဲ့ |စက်ရုံရဲ့ )(?:နာမည်|အမည်)', 'လက်မှတ်ထိုး'],
  contact: ['ဖုန်း(?:နံပါတ်|ဆက်|ခေါ်)', 'ဆက်သွယ်ရန်', 'လိပ်စာ', 'အီးမေးလ်', 'ဖေ့(?:စ်)?ဘွတ်', 'facebook', 'viber', 'ဗိုက်ဘာ', 'မှတ်ပုံတင်(?!ကို ကိုယ်တိုင် သိမ်း)', '(?:ဝန်ထမ်း|အလုပ်သမား|ပတ်စ်ပို့)(?:နံပါတ်|ကတ်)'],
  shift: ['ဆိုင်း', 'အလှည့်', 'ရှစ်ဖ်'],
  place: ['ဘယ်(?:လိုင်း|ဌာန|အဖွဲ့|အခန်း|စက်|ထပ်|စားပွဲ|အဆောင်|အပိုင်း)', 'ဌာန', 'ဘယ်(?:နေရာ)?မှာ (?:အလုပ်|ထိုင်|နေ)', 'လိုင်းနံပါတ်'],
  count: ['(?<!ပြဿနာ ဖြစ်နေသူ )ဘယ်နှ(?:စ်)?(?:ယောက်|ဦး)', 'လူဘယ်လောက်', 'လူဦးရေ', 'တစ်ယောက်တည်း', 'တခြားဘယ်သူ'],
  role: ['ရာထူး', 'ဘာအလုပ်', 'အလုပ်အကိုင်', 'ဘယ်လိုအလုပ်'],
  person: ['အသက်(?!အန္တရာယ်|ကယ်|ရှူ|ရှင်|ဆုံးရှုံး| ?(?:18|၁၈) နှစ်အောက်)', 'လူမျိုး', 'နိုင်ငံသား', 'အမျိုး(?:သမီး|သား)လား', 'အိမ်ထောင်', 'ဘယ်နိုင်ငံ', 'ဘယ်တုန်းက ?စ(?:ပြီး)? ?အလုပ်', 'ဘာသာရေး', 'မွေးသက္ကရာဇ်', 'မွေးနေ့'],
  time: ['ဘယ်အချိန်', 'ဘယ်နှ(?:စ်)?နာရီ', 'အချိန်အတိအကျ'],
}

const edge = (words: string): string => `(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`
const urdu: Words = {
  who: [edge('کون|کس نے|کس کے|کس کی|کس کو|کس کا|کس سے|کن لوگوں|کن کے|گواہ|گواہوں|شناخت')],
  name: [`(?<!(?:کمپنی|فیکٹری|کارخانے|ادارے|مشین) کا )${edge('نام')}`, edge('دستخط')],
  contact: [edge('فون نمبر|موبائل نمبر|رابطہ نمبر|فون پر|فون کر|کال کر|ای میل|واٹس ایپ|فیس بک|شناختی کارڈ|پاسپورٹ نمبر|ملازم نمبر'), edge('(?:گھر کا|رہائش کا|آپ کا|اپنا) پتہ')],
  shift: [edge('شفٹ|ڈیوٹی|شفٹوں')],
  place: [edge('کس (?:لائن|شعبے|شعبہ|ڈیسک|میز|مشین|منزل|کمرے|ٹیم|حصے|جگہ|سیکشن)'), edge('کون سی? (?:لائن|مشین|شعبہ)'), edge('(?:آپ کا|اپنا) شعبہ'), edge('کہاں (?:کام|بیٹھتے|بیٹھتی|کھڑے|کھڑی|رہتے|رہتی)')],
  count: [edge('کتن(?:ے|ی)(?! (?:گھنٹے|گھنٹوں|دن|دنوں|پیسے|روپے|مہینے|سال|بار|دیر|بجے|لوگوں کے ساتھ ہے))'), edge('تعداد|اکیلے|اکیلی'), edge('اور کوئی')],
  role: [edge('عہدہ|عہدے'), edge('(?:آپ|اپنے) (?:کا|کے|کیا) کام'), edge('کیا کام کرت(?:ے|ی)')],
  person: [`(?<!(?:18|۱۸) سال سے کم )${edge('عمر')}`, edge('جنس|شہریت|قومیت|مذہب|شادی|تاریخ پیدائش'), edge('(?:مرد|عورت) ہیں'), edge('کب سے (?:کام|یہاں|وہاں|نوکری)'), edge('کس ملک'), edge('حاملہ ہیں')],
  time: [edge('کس وقت|کتنے بجے|کس دن|صحیح وقت')],
}

const languages: readonly Words[] = [english, japanese, burmese, urdu]

/** Everything that stops a draft, by what it asks for. Each pattern has the flags g and u; text must be in small letters. */
export const identityPatterns: readonly { readonly asks: AskedThing; readonly pattern: RegExp }[] = askedThings.flatMap((asks) =>
  languages.flatMap((words) => words[asks].map((source) => ({ asks, pattern: new RegExp(source, 'gu') }))))
