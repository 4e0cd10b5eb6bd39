import fc from 'fast-check'
import { expect, test } from 'vitest'
import { thanksIn, type Thanks } from '#language/thanks.ts'

// Invented answers to a public body.

const thanked: Record<'en' | 'fr', readonly string[]> = {
  en: [
    'Thank you!',
    'Thanks',
    'thank you so much for the quick answer',
    'Thanks for clearing the snow on Mill Road before school.',
    'Many thanks to the crew who came out last night',
    'Thank you to the whole team, the new page is clear.',
    'Thanks to everyone at the town hall for this.',
    'Good to know, thanks!',
    'Much appreciated.',
    'I appreciate the update.',
    'We really appreciate your work during the flood.',
    'thx, that helped',
    'Thank you for telling us.',
    'So grateful for your volunteers tonight',
    'Kudos to the city for fixing the crossing',
    'Perfect, thank you 🙏',
    '@havreclair thanks, found the form!',
    'The light on King Street is repaired. Thank you.',
    'Thank u, very clear map',
    'Thanks again for listening to us.',
    'Appreciate it!',
    'Hats off to the crews tonight',
    'You were kind to my father at the counter today. Thank you all.',
    'TYSM',
    'This is the information I needed, many thanks.',
    'Thank you very much, have a good weekend',
    'Thanks to your crew the street is dry.',
    'Well explained. Thanks.',
    'A big thank you to the staff of the library',
    'I am thankful for your patience on the phone.',
    'Merci! The English page is great.',
  ],
  fr: [
    'Merci !',
    'Merci beaucoup',
    'Un grand merci à toute l’équipe',
    'Merci pour l’info',
    'Mille mercis pour votre réponse',
    'Merci d’avoir déneigé la rue avant l’école',
    'Merci de votre aide hier soir.',
    'Merci de nous avoir prévenus.',
    'Je vous remercie, tout est clair.',
    'Nous vous remercions de votre travail pendant la crue',
    'Merci à la ville pour le nouveau passage',
    'Merci à vos employés, toujours aimables',
    'Bravo à l’équipe des travaux',
    'Bravo à tous les employés de la bibliothèque',
    'Chapeau à vos équipes ce soir',
    'Bon à savoir, merci !',
    '@havreclair merci, j’ai trouvé le formulaire',
    'La lumière de la rue King est réparée. Merci.',
    'Super clair, merci à vous',
    'Merci pour votre patience au téléphone',
    'Parfait merci 🙏',
    'Je tiens à vous remercier pour la carte',
    'C’est très apprécié.',
    'Merci à tous pour votre travail',
    'Merci et bonne fin de semaine',
    'Merci d’être passés si vite',
    'Merci de m’avoir répondu',
    'Le comptoir était ouvert tard, merci de cette idée',
    'Merci à l’équipe pour la belle soirée',
    'Mes sincères remerciements pour la rampe',
    'Thank you, la page est bien faite',
  ],
}

const notThanked: Record<'en' | 'fr', readonly string[]> = {
  en: [
    'Thanks for nothing.',
    'Thank you for nothing, the cellar is full again',
    'No thanks.',
    'no thank you',
    'Thanks but no thanks',
    'Thank God the bridge held',
    'thank goodness nobody was hurt',
    'Thanks to the flood we have no heating',
    'Thanks to the storm the market is cancelled',
    'Thank you in advance for your answer',
    'thanks in advance',
    'Nobody said thank you to the volunteers',
    'Not even a thank you from the mayor',
    'I would appreciate an answer',
    'It would be much appreciated if somebody came',
    'Any help is appreciated',
    'We do not appreciate the noise',
    'I don’t appreciate the tone',
    'You will thank me later',
    'Thanks for wasting my morning',
    'Thank you for ignoring us for three weeks',
    'Thanks for the long delay',
    'Thanks for another bill',
    'He thanked the crew',
    'Closed on Thanksgiving?',
    'Happy Thanksgiving to all',
    'Thank your lucky stars it missed the school',
    'I’d be grateful if you could call me',
    'The Grateful Dead play at the park tonight',
    'A letter of thanks was read at the council',
    'Where do I pay the fee?',
    '',
  ],
  fr: [
    'Merci pour rien.',
    'Non merci',
    'Merci de ne pas fermer la rue King',
    'Merci de faire vos commentaires en ligne',
    'Merci de bien vouloir réparer le trottoir',
    'Merci de répondre à mon courriel',
    'Merci d’avance',
    'Merci de corriger la page',
    'Dieu merci, personne n’est blessé',
    'Nous sommes à la merci de la rivière',
    'Pas un merci du maire',
    'Même pas un merci',
    'Personne ne nous a dit merci',
    'Je vous remercie d’avance',
    'Je vous remercie de bien vouloir m’appeler',
    'Je vous serais reconnaissant de répondre',
    'Merci pour le retard',
    'Merci pour la facture',
    'Merci pour votre silence',
    'Merci pour les nids de poule',
    'Merci la neige',
    'Merci de vérifier le lien',
    'Merci de nous donner une date',
    'Il faut remercier les voisins',
    'Elle remercie le conseil',
    'Grâce à la crue, plus de chauffage',
    'Sans merci ni excuse',
    'Une lettre de remerciement a été lue',
    'Un combat sans merci au conseil',
    'Merci Dieu, la digue a tenu',
    'Où puis-je payer ?',
    '',
  ],
}

const unsure: readonly [string, 'en' | 'fr'][] = [
  ['Thanks, but the bus is still late every morning.', 'en'],
  ['Thanks a bunch', 'en'],
  ['Oh thanks', 'en'],
  ['When does the pool open? Thanks', 'en'],
  ['Please fix the light on King Street. Thank you.', 'en'],
  ['Finally, thank you.', 'en'],
  ['Thanks to Maria from the bakery for the soup', 'en'],
  ['Thank you. My mother has no internet, how do you reach people like her?', 'en'],
  ['Thanks. Worst service ever, shame on you.', 'en'],
  ['“Thank you”', 'en'],
  ['Merci, mais la rue est toujours fermée', 'fr'],
  ['Enfin, merci.', 'fr'],
  ['À quelle heure ouvre la piscine ? Merci', 'fr'],
  ['Bah merci', 'fr'],
  ['Merci à Marie de la boulangerie', 'fr'],
  ['Envoyez-moi la carte s’il vous plaît, merci', 'fr'],
  ['Merci quand même', 'fr'],
]

function wrong(texts: readonly string[], lang: 'en' | 'fr', says: (said: Thanks) => boolean): string[] {
  return texts.filter((text) => !says(thanksIn(text, lang)))
}

test.each(['en', 'fr'] as const)('plain thanks are thanks, %s', (lang) => {
  expect(wrong(thanked[lang], lang, (said) => said === 'yes')).toEqual([])
  expect(thanked[lang].length).toBeGreaterThan(30)
})

test.each(['en', 'fr'] as const)('what only sounds like thanks is none, %s', (lang) => {
  expect(wrong(notThanked[lang], lang, (said) => said === 'no')).toEqual([])
  expect(notThanked[lang].length).toBeGreaterThan(30)
})

test('thanks beside a complaint, a question or a but are neither', () => {
  expect(unsure.filter(([text, lang]) => thanksIn(text, lang) !== 'unsure')).toEqual([])
})

test('both languages are heard whatever the post is said to be in; others are not read', () => {
  expect(thanksIn('Merci !', 'en')).toBe('yes')
  expect(thanksIn('Thank you!', 'fr')).toBe('yes')
  expect(thanksIn('Thank you!')).toBe('yes')
  expect(thanksIn('Thank you!', 'und')).toBe('yes')
  expect(thanksIn('Danke schön!', 'de')).toBe('unread')
  expect(thanksIn('Merci!', 'iu')).toBe('unread')
})

test('nothing breaks it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('en', 'fr', undefined),
      (text, lang) => {
        expect(['yes', 'no', 'unsure']).toContain(thanksIn(text, lang))
      },
    ),
  )
  for (const text of ['\uD800 thanks', '\u0000', 'merci '.repeat(50_000), '🙏'.repeat(5000)])
    expect(['yes', 'no', 'unsure']).toContain(thanksIn(text, 'en'))
})
