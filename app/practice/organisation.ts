// The invented organisation of the practice portal. Nothing in it exists; the emergency numbers are those of Japan,
// because a page that shows wrong ones for practice could one day be believed.
import type { OperatorTexts } from '#db/model/operator-texts.ts'
import type { StoryDesk } from './story.ts'

export type PracticeMember = { readonly name: string; readonly role: 'lead' | 'handler' }
export type PracticeTeam = {
  readonly desk: StoryDesk
  readonly label: string
  readonly roles: readonly string[]
  readonly independent: boolean
  readonly recovery: string | null
  /** The first one founds the team and lets the others in. */
  readonly members: readonly [PracticeMember, PracticeMember]
}

export const organisation = { name: 'Asagiri Instruments', operator: 'buyer', timeZone: 'Asia/Tokyo' } as const

export const teams: readonly PracticeTeam[] = [
  {
    desk: 'legal',
    label: 'Asagiri listening team',
    roles: ['LEGAL', 'HRR', 'EHS', 'ENV', 'ETH', 'QUAL', 'SEC', 'MIN'],
    independent: false,
    recovery: null,
    members: [{ name: 'Haruka Mori', role: 'lead' }, { name: 'Daniel Reyes', role: 'handler' }],
  },
  {
    desk: 'external',
    label: 'Tomonami outside team',
    roles: ['EXT'],
    independent: true,
    recovery: 'Kasumi Notary Office',
    members: [{ name: 'Nobuko Kawabe', role: 'lead' }, { name: 'Imran Siddiqui', role: 'handler' }],
  },
]

export const operatorTexts: OperatorTexts = {
  en: {
    readers: 'For practice: two invented teams read here. One works for Asagiri Instruments, one does not.',
    privacy: 'For practice: nobody real answers for this page.',
    places: 'For practice: Hidamari Workers House, an invented group.',
    numbers: [{ country: 'JP', label: 'Police', number: '110' }, { country: 'JP', label: 'Ambulance and fire service', number: '119' }],
  },
  ja: {
    readers: '練習用です。ここで読むのは、架空の二つのチームです。一つは朝霧計器で働き、もう一つは外の人です。',
    privacy: '練習用です。このページに実在の責任者はいません。',
    places: '練習用:架空の団体「ひだまり労働の家」',
    numbers: [{ country: 'JP', label: '警察', number: '110' }, { country: 'JP', label: '救急車と消防', number: '119' }],
  },
  my: {
    readers: 'လေ့ကျင့်ရန် ဖြစ်ပါတယ်။ ဒီမှာ စိတ်ကူးယဉ် အဖွဲ့ နှစ်ဖွဲ့က ဖတ်ပါတယ်။ တစ်ဖွဲ့က Asagiri Instruments မှာ အလုပ်လုပ်ပြီး နောက်တစ်ဖွဲ့က အပြင်ကပါ။',
    privacy: 'လေ့ကျင့်ရန် ဖြစ်ပါတယ်။ ဒီစာမျက်နှာအတွက် တကယ့် တာဝန်ခံ မရှိပါဘူး။',
    places: 'လေ့ကျင့်ရန်: Hidamari အလုပ်သမားအိမ်၊ စိတ်ကူးယဉ် အဖွဲ့။',
    numbers: [{ country: 'JP', label: 'ရဲ', number: '110' }, { country: 'JP', label: 'လူနာတင်ကားနဲ့ မီးသတ်', number: '119' }],
  },
  ur: {
    readers: 'یہ مشق کے لیے ہے۔ یہاں دو فرضی ٹیمیں پڑھتی ہیں۔ ایک Asagiri Instruments میں کام کرتی ہے، دوسری باہر کی ہے۔',
    privacy: 'یہ مشق کے لیے ہے۔ اس صفحے کا کوئی اصل ذمہ دار نہیں۔',
    places: 'مشق کے لیے: ہداماری مزدور گھر، ایک فرضی گروپ۔',
    numbers: [{ country: 'JP', label: 'پولیس', number: '110' }, { country: 'JP', label: 'ایمبولینس اور فائر بریگیڈ', number: '119' }],
  },
}
