// Three invented workers who write in Japanese. Workplaces and people do not exist.
import type { Story } from './story.ts'

export const japaneseStories: readonly Story[] = [
  {
    name: 'inspection sheets filled in without inspecting',
    language: 'ja',
    daysAgo: 8,
    tiles: ['product'],
    answers: {
      text: '出荷前の検査をしないで、検査表に「合格」と書くように言われています。急ぎの注文のときはいつもです。先月から三回ありました。',
      danger: 'no',
      who: 'supervisor',
      place: 'ひばり精密 第一工場',
      contact: 'ask',
      still: 'now',
      relation: 'works',
      help: 'stop,know',
    },
    turns: [
      { by: 'legal', after: 1, act: 'acknowledge', sentences: ['S01'], language: 'ja', text: '具体的に書いてくださり、助かります。' },
      { by: 'legal', after: 3, act: 'begin-triage', sentences: ['S02'] },
      { by: 'legal', after: 3, act: 'note', priority: 2, language: 'ja', text: '品質部門の人に聞く前に、本人の同意を取ること。' },
    ],
  },
  {
    name: 'a buyer asks for gift cards',
    language: 'ja',
    daysAgo: 40,
    tiles: ['money'],
    answers: {
      text: '朝霧計器の購買の方から、商品券を持ってくるように二回言われました。断ったら注文が減りました。',
      danger: 'no',
      who: 'buying',
      part: '購買部',
      contact: 'yes',
      still: 'month',
      relation: 'supplier',
      help: 'stop',
    },
    turns: [
      { by: 'legal', after: 1, act: 'acknowledge', sentences: ['S01', 'S02'] },
      { by: 'legal', after: 4, act: 'begin-triage' },
      { by: 'legal', after: 5, act: 'ask', language: 'ja', text: 'いつごろ、どこで言われたか、わかる範囲で教えてください。', answerWithin: 14 },
      { by: 'reporter', after: 7, text: '9月の終わりと10月の初めです。二回とも打ち合わせのあと、駐車場で言われました。' },
      {
        by: 'legal', after: 34, act: 'give-outcome', sentences: ['S13'], language: 'ja',
        text: '商品券を求めたことは確かめられました。注文が減ったこととの関係は、わかりませんでした。担当者を替え、購買部の全員に教育を行いました。',
        result: { finding: 'PART', remedies: 'DISCIPLINE,TRAINING' },
      },
    ],
  },
  {
    name: 'waste water at night, and the team is late',
    language: 'ja',
    daysAgo: 16,
    tiles: ['nature'],
    answers: {
      text: '夜に、黒い水を川に流しています。魚が浮いていることがあります。',
      danger: 'no',
      place: '三日月めっき工業の裏の川',
      contact: 'ask',
      still: 'now',
      relation: 'near',
      help: 'stop',
    },
    turns: [{ by: 'legal', after: 2, act: 'acknowledge', sentences: ['S01', 'S02'] }],
  },
]
