// What a line of the register of gifts may say. `agreed`: agreed beforehand by the team that decides.

export const giftDirections = ['received', 'offered', 'given', 'asked'] as const
export type GiftDirection = (typeof giftDirections)[number]
export const giftAnswers = ['offered', 'declined', 'returned', 'agreed'] as const
export type GiftAnswer = (typeof giftAnswers)[number]

/** Currencies of the places where such gifts are usual; any other is written in the words. */
export const currencies = ['JPY', 'EUR', 'USD', 'CNY', 'THB', 'VND', 'MYR', 'IDR', 'PHP', 'INR', 'MMK', 'PKR'] as const
