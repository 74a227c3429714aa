/** Characters of a comment, as the app takes them (app/surveys/survey-response.ts). */
export const commentLimit = 2000;
