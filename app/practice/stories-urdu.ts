// Three invented workers who write in Urdu. Workplaces and people do not exist.
import type { Story } from './story.ts'

export const urduStories: readonly Story[] = [
  {
    name: 'locked fire door in the dyeing hall',
    language: 'ur',
    daysAgo: 0,
    tiles: ['safety'],
    answers: {
      text: 'رنگائی کے ہال میں آگ سے نکلنے کا دروازہ تالا لگا کر بند رکھتے ہیں۔ چابی صرف سپروائزر کے پاس ہے۔ رات کی شفٹ میں 40 لوگ اندر ہوتے ہیں۔ پچھلے ہفتے مشین سے دھواں نکلا تھا۔',
      danger: 'yes',
      who: 'owner,supervisor',
      place: 'رنگ ساز ٹیکسٹائل، ہال 3',
      contact: 'yes',
      still: 'now',
      relation: 'works',
      help: 'stop',
    },
    turns: [],
  },
  {
    name: 'wages two months late, asked and answered',
    language: 'ur',
    daysAgo: 12,
    tiles: ['pay'],
    answers: {
      text: 'دو مہینے سے تنخواہ نہیں ملی۔ کہتے ہیں اگلے ہفتے، پھر اگلے ہفتے۔ گھر پیسے نہیں بھیج سکے۔',
      danger: 'no',
      who: 'owner',
      place: 'سلائی کا کارخانہ، پل کے پاس',
      employer: 'شاہین لیبر سپلائی',
      contact: 'ask',
      still: 'now',
      relation: 'works',
      relationMore: 'agency',
      help: 'back',
    },
    turns: [
      { by: 'legal', after: 2, act: 'acknowledge', sentences: ['S01', 'S02'] },
      { by: 'legal', after: 4, act: 'begin-triage' },
      { by: 'legal', after: 4, act: 'note', priority: 2, language: 'ja', text: '給料の遅れは二つの会社にまたがる。派遣元の名前が出ている。' },
      { by: 'legal', after: 5, act: 'ask', sentences: ['S06', 'S05'], answerWithin: 14 },
      { by: 'reporter', after: 8, sentences: ['S22'], text: 'تقریباً 25 لوگ ہیں۔ کل پھر کہا کہ اگلے مہینے۔' },
    ],
  },
  {
    name: 'a member of the first team told the supplier who wrote',
    language: 'ur',
    daysAgo: 6,
    tiles: ['punished'],
    answers: {
      text: 'پہلے بھی لکھا تھا۔ پھر مینیجر نے میرا نام لے کر بلایا اور شفٹ بند کر دی۔ یہ بات صرف پڑھنے والی ٹیم کو معلوم تھی۔',
      danger: 'no',
      who: 'readers',
      contact: 'no',
      still: 'now',
      relation: 'worked',
      help: 'protect,stop',
    },
    blames: 'legal',
    turns: [
      { by: 'external', after: 1, act: 'acknowledge', sentences: ['S01', 'S10', 'S02'] },
      { by: 'external', after: 1, act: 'note', priority: 1, language: 'en', text: 'The first team is excluded by the reporter. Keep this case inside our team.' },
    ],
  },
]
