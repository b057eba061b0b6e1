// The twelve practice cases, three in each language of the reporter's side.
import { burmeseStories } from './stories-burmese.ts'
import { englishStories } from './stories-english.ts'
import { japaneseStories } from './stories-japanese.ts'
import { urduStories } from './stories-urdu.ts'
import type { Story } from './story.ts'

export const stories: readonly Story[] = [...burmeseStories, ...urduStories, ...japaneseStories, ...englishStories]

/** The story whose code is printed, so that a visitor can try coming back: it was asked, and its answer is still missing. */
export const storyToTry = 'passports kept in the dormitory office'
