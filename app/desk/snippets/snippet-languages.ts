// Languages in which a team may want ready words: those that the portal speaks to reporters.

export const deskLanguages = ['en', 'ja', 'my', 'ur'] as const
