/** One message of a thread. `byUs`: written from another app of the account. `takenBackMin`: gone again so many minutes later. */
export type Letter = {
  text: string
  /** Minutes after the one before; missing: two. */
  afterMin?: number
  byUs?: true
  takenBackMin?: number
  picture?: { alt: string }
}

/**
 * What people of Havre-Clair write to the town in private: what they would not say in public. Everybody in it is invented; slots are
 * those of `sentence.ts`.
 */
export const threads: Readonly<Record<'en' | 'fr', readonly (readonly Letter[])[]>> = {
  en: [
    [
      { text: 'Hello, I did not want to ask this in front of everybody.' },
      {
        text: 'We are behind with the water bill since my husband lost his job. Can we pay it in parts, and whom do I call?',
      },
    ],
    [
      { text: 'The street light in front of our door on {street} has been out for [a week|ten days].' },
      { text: 'I come home at night and it is very dark there.', picture: { alt: 'A dark street' } },
    ],
    [
      {
        text: 'My mother (84) lives alone on {street}. Is there a list for people who need help in a flood?',
      },
      {
        text: 'There is one: you put her on it at 311, day and night. Do you want us to call her?',
        byUs: true,
        afterMin: 4,
      },
      { text: 'Yes please, mornings are best. Thank you!', afterMin: 3 },
    ],
    [
      { text: 'Somebody left a box with two kittens at {spot}. Whom do I tell?' },
      { text: 'Never mind, a neighbour took them in.', afterMin: 6 },
    ],
    [
      {
        text: 'I wrote to you {day} about the permit for our street party and heard nothing. It is in nine days.',
      },
    ],
    [
      { text: 'Sorry, wrong person.', takenBackMin: 5 },
      { text: 'What I meant to ask: where do I vote if I moved to {ward} last month?', afterMin: 3 },
    ],
    [
      {
        text: 'I use a wheelchair and the lift at {spot} is broken again. Without it I cannot get to the counter. Is there another way in?',
      },
    ],
    [
      { text: 'Is this account read by people?' },
      { text: 'Just checking before I write more.', afterMin: 1 },
    ],
    [
      {
        text: 'My neighbour shouts at his children every evening. I am afraid to say who I am. What can I do?',
      },
    ],
  ],
  fr: [
    [
      { text: 'Bonjour, je préfère ne pas le demander devant tout le monde.' },
      {
        text: 'Nous avons du retard pour la facture d’eau. Peut-on payer en plusieurs fois, et à qui dois-je parler ?',
      },
    ],
    [
      { text: 'Le lampadaire devant chez nous, sur {rue}, ne marche plus depuis [une semaine|dix jours].' },
      { text: 'Je rentre la nuit, on n’y voit rien.', picture: { alt: 'Une rue sans lumière' } },
    ],
    [
      { text: 'Ma mère (84 ans) vit seule. Y a-t-il une liste des personnes à aider en cas d’inondation ?' },
      {
        text: 'Oui : le 311 l’y inscrit, jour et nuit. Voulez-vous que nous l’appelions ?',
        byUs: true,
        afterMin: 4,
      },
      { text: 'Oui, plutôt le matin. Merci !', afterMin: 3 },
    ],
    [
      {
        text: 'Je vous ai écrit {jour} pour le permis de notre fête de rue, sans réponse. C’est dans neuf jours.',
      },
    ],
    [
      { text: 'Pardon, ce n’était pas pour vous.', takenBackMin: 5 },
      { text: 'Ma question : où dois-je voter si j’ai déménagé le mois dernier ?', afterMin: 3 },
    ],
    [
      {
        text: 'Je suis en fauteuil roulant et l’ascenseur est encore en panne. Y a-t-il une autre entrée pour le guichet ?',
      },
    ],
    [{ text: 'Est-ce que quelqu’un lit ces messages ?' }],
    [
      { text: 'Quelqu’un a laissé deux chatons dans une boîte près du parc. Qui dois-je prévenir ?' },
      { text: 'C’est réglé, une voisine les a pris.', afterMin: 6 },
    ],
    [
      {
        text: 'Ma fille commence l’école en septembre et ne parle pas encore français. Qui peut nous aider ?',
      },
    ],
    [
      {
        text: 'Mon voisin crie après ses enfants tous les soirs. J’ai peur de dire qui je suis. Que puis-je faire ?',
      },
    ],
  ],
}
