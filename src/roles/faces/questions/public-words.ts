import type { Words } from '#kernel/words.ts'

/** Every sentence of the page of a session, in both languages. `{gaps}` are filled, and nothing in them is markup. */
export const publicWords = {
  announced: {
    en: 'You can ask from {opens}. We answer live from {begins} to {ends}.',
    fr: 'Vous pourrez poser vos questions dès {opens}. Nous répondons en direct de {begins} à {ends}.',
  },
  open: {
    en: 'You can ask now. We answer live from {begins} to {ends}.',
    fr: 'Vous pouvez poser vos questions dès maintenant. Nous répondons en direct de {begins} à {ends}.',
  },
  live: { en: 'We are answering now, until {ends}.', fr: 'Nous répondons en ce moment, jusqu’à {ends}.' },
  over: {
    en: 'This session is over. {answered} of {asked} questions are answered below.',
    fr: 'Cette séance est terminée. {answered} questions sur {asked} ont leur réponse ci-dessous.',
  },
  following: {
    en: 'We are still working on {waiting}. Answers are added here.',
    fr: 'Nous travaillons encore sur {waiting} d’entre elles. Les réponses s’ajouteront ici.',
  },
  aside: {
    en: '{aside} were set aside: off the subject, about somebody’s own case, or against our house rules.',
    fr: '{aside} ont été écartées : hors sujet, sur un cas personnel ou contraires à nos règles.',
  },
  cancelled: { en: 'This session was cancelled: {why}', fr: 'Cette séance a été annulée : {why}' },
  ask: { en: 'Ask a question', fr: 'Poser une question' },
  question: { en: 'Your question', fr: 'Votre question' },
  questionHelp: {
    en: 'At most 600 characters. Please nothing about your own file, your health or other people: what is answered is public.',
    fr: 'Au plus 600 caractères. Rien sur votre dossier, votre santé ou d’autres personnes, s’il vous plaît : ce qui reçoit une réponse devient public.',
  },
  name: { en: 'First name (you may leave it empty)', fr: 'Prénom (facultatif)' },
  trap: { en: 'Leave this empty', fr: 'Laissez ce champ vide' },
  send: { en: 'Send the question', fr: 'Envoyer la question' },
  sent: {
    en: 'Thank you. Your question is with us. It stands here once it is answered.',
    fr: 'Merci. Votre question nous est parvenue. Elle paraîtra ici avec sa réponse.',
  },
  tooShort: { en: 'Write a question of at least one word.', fr: 'Écrivez une question d’au moins un mot.' },
  tooLong: {
    en: 'This is longer than 600 characters. Nothing was sent: shorten it below.',
    fr: 'Ceci dépasse 600 caractères. Rien n’a été envoyé : raccourcissez-la ci-dessous.',
  },
  notOpen: {
    en: 'Questions are not taken at this moment. Your words are below, so that nothing is lost.',
    fr: 'Les questions ne sont pas reçues en ce moment. Vos mots sont ci-dessous : rien n’est perdu.',
  },
  tooMany: {
    en: 'Many questions came from your network. Wait {seconds} seconds and send it again.',
    fr: 'Beaucoup de questions viennent de votre réseau. Attendez {seconds} secondes, puis renvoyez-la.',
  },
  full: {
    en: 'There are more questions than we can answer in this session. Yours was not taken; please write to us.',
    fr: 'Il y a plus de questions que nous ne pouvons en traiter dans cette séance. La vôtre n’a pas été reçue ; écrivez-nous.',
  },
  answers: { en: 'Questions and answers', fr: 'Questions et réponses' },
  none: { en: 'Nothing is answered yet.', fr: 'Aucune réponse pour l’instant.' },
  refresh: { en: 'Show new answers', fr: 'Afficher les nouvelles réponses' },
  asked: { en: 'Asked by {name}', fr: 'Question de {name}' },
  askedOn: { en: 'Asked on {network}', fr: 'Posée sur {network}' },
  askedHere: { en: 'Asked here', fr: 'Posée ici' },
  times: { en: 'asked {times} times', fr: 'posée {times} fois' },
  takenBack: {
    en: 'Whoever asked took the question back. The answer stays.',
    fr: 'La personne qui a posé la question l’a retirée. La réponse reste.',
  },
  answeredAt: { en: 'Answered {time}', fr: 'Réponse : {time}' },
  later: { en: 'after the session', fr: 'après la séance' },
  corrected: { en: 'corrected {time}', fr: 'corrigée : {time}' },
  otherLanguage: { en: 'The answer is in French.', fr: 'La réponse est en anglais.' },
  withdrawn: {
    en: 'An answer that stood here was withdrawn: {why}',
    fr: 'Une réponse qui se trouvait ici a été retirée : {why}',
  },
  who: { en: 'Who answers you now', fr: 'Qui vous répond maintenant' },
  rules: { en: 'House rules', fr: 'Règles de la maison' },
  back: { en: 'All sessions', fr: 'Toutes les séances' },
  list: { en: 'Your questions, live', fr: 'Vos questions, en direct' },
  listNone: { en: 'No session is announced.', fr: 'Aucune séance n’est annoncée.' },
  practice: {
    en: 'Practice. Nothing here is real, and nothing is sent to anybody.',
    fr: 'Exercice. Rien n’est réel ici et rien n’est envoyé à personne.',
  },
} as const satisfies Record<string, Words>

/** That there is no such session. */
export const noSession = {
  title: { en: 'There is no such session', fr: 'Cette séance n’existe pas' },
  body: {
    en: 'Look at /live-questions for those that are announced.',
    fr: 'Consultez /vos-questions pour celles qui sont annoncées.',
  },
}
