import { fading, growing, type Script } from '#networks/practice/scripts/script.ts'

/** Council decides: libraries open on Sundays, parking at the market is no longer free. Glad and angry in one evening. */
export const council: Script = {
  about: {
    en: 'Council: Sunday libraries, paid market parking',
    fr: 'Conseil : bibliothèques le dimanche, stationnement payant au marché',
  },
  updateByMin: 120,
  copiesShareOf1: 0.06,
  words: {
    en: { fee: ['two dollars', '$2', 'two bucks'] },
    fr: { tarif: ['deux dollars', '2 $', 'deux piastres'] },
  },
  phases: [
    {
      name: 'before the vote',
      fromMin: 0,
      toMin: 35,
      perMinute: () => 0.35,
      pictures: 0.03,
      en: [
        'Watching the council meeting so you do not have to. Parking is up next.',
        'Full gallery at City Hall tonight for the parking vote.',
        'Councillor for ward 2 has been speaking about parking for eleven minutes.',
        'Council is on library hours now. Fingers crossed for Sundays.',
      ],
      fr: [
        'Salle pleine à l’hôtel de ville pour le vote sur le stationnement.',
        'J’écoute le conseil. On arrive au stationnement du marché.',
        'Au conseil, c’est le tour des heures de la bibliothèque. Croisons les doigts.',
      ],
    },
    {
      name: 'parking',
      fromMin: 36,
      toMin: 300,
      perMinute: (atMin) => growing(2.1, 50, 5)(atMin) * fading(1, 80, 45)(atMin),
      pictures: 0.02,
      en: [
        '{fee} an hour to park at Place du Marché from January. Council just voted it, five to four.',
        'Paid parking at the market. Good luck to the small shops on King Street.',
        'So I pay {fee} to buy four dollars of carrots. Brilliant, council.',
        'Honestly? Paid parking at Place du Marché is right. The same ten cars sit there all day.',
        'What about residents without a driveway near Place du Marché? Do we pay the parking too?',
        'Does the new parking fee apply on Sundays? Nobody says.',
        'Is market parking still free in the evening, @havreclair?',
        'Nurses park there for night shift. {fee} an hour. Think again, council.',
        'If the parking money goes to the bus I am for it. If not, not.',
        'My shop is on the square. I was not asked about parking once.',
        'Bike rack at Place du Marché remains free, just saying.',
        'There is a petition against the market parking fee at the bakery counter.',
      ],
      fr: [
        '{tarif} l’heure pour stationner place du Marché dès janvier. Voté à cinq contre quatre.',
        'Le stationnement payant au marché, c’est la mort des petites boutiques de la rue King.',
        'Donc je paie {tarif} pour acheter quatre dollars de carottes. Bravo le conseil.',
        'Le stationnement payant place du Marché, je suis pour. Ce sont toujours les mêmes dix autos.',
        'Et les résidents sans entrée près de la place du Marché, ils paient le stationnement aussi ?',
        'Le stationnement reste-t-il gratuit le soir, @havreclair ?',
        'Si l’argent du stationnement va aux autobus, d’accord. Sinon, non.',
        'Il y a une pétition contre le stationnement payant au comptoir de la boulangerie.',
      ],
    },
    {
      name: 'libraries',
      fromMin: 22,
      toMin: 300,
      perMinute: (atMin) => growing(1.1, 34, 5)(atMin) * fading(1, 60, 50)(atMin),
      pictures: 0.04,
      en: [
        'Sunday hours at the library, finally!',
        'Libraries open on Sundays! My exam weeks are saved.',
        'So Sunday opening starts when exactly? The page still says Saturday.',
        'Which branches open on Sunday? Only Central?',
        'Sunday library hours are lovely, but who works them and are they paid for it?',
        'Story time on Sundays please, working parents beg you.',
      ],
      fr: [
        'La bibliothèque ouverte le dimanche, enfin !',
        'Les heures du conte seront-elles aussi le dimanche ?',
        'Quelles succursales ouvrent le dimanche ? Juste la centrale ?',
        'Bibliothèque le dimanche : merci, mais qui paie les heures du personnel ?',
      ],
    },
  ],
  notices: [
    {
      atMin: 48,
      by: 'town',
      en: 'Council decided tonight: libraries open on Sundays, 13:00 to 17:00, from next month. Parking at Place du Marché costs $2 an hour from January, evenings and Sundays stay free. Full text on our website tomorrow at 9:00.',
      fr: 'Le conseil a décidé ce soir : les bibliothèques ouvrent le dimanche, de 13 h à 17 h, dès le mois prochain. Le stationnement place du Marché coûtera 2 $ l’heure dès janvier, gratuit le soir et le dimanche. Texte complet sur notre site demain à 9 h.',
    },
    {
      atMin: 75,
      by: 'news',
      en: 'Council votes five to four for paid parking at Place du Marché, opens libraries on Sundays.',
      fr: 'Le conseil adopte à cinq contre quatre le stationnement payant place du Marché et ouvre les bibliothèques le dimanche.',
    },
  ],
}
