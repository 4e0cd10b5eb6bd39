import { fading, growing, type Script } from '#networks/practice/scripts/script.ts'

/** A truck wedged under the rail bridge closes Station Road: nuisance, detours, a bus that does not come. */
export const roadClosure: Script = {
  about: { en: 'A stuck truck closes Station Road', fr: 'Un camion coincé ferme le chemin de la Gare' },
  updateByMin: 60,
  copiesShareOf1: 0.15,
  words: {
    en: {
      jam: ['King Street', 'Rue du Pont', 'Elm Street', 'Church Street'],
      late: ['twenty', 'thirty', 'forty'],
    },
    fr: {
      bouchon: ['la rue King', 'la rue du Pont', 'la rue des Ormes'],
      retard: ['vingt', 'trente', 'quarante'],
    },
  },
  phases: [
    {
      name: 'stuck',
      fromMin: 0,
      toMin: 75,
      perMinute: growing(1.3, 18, 6),
      wards: [2, 2, 4, 1, 3],
      pictures: 0.25,
      en: [
        'Truck stuck under the rail bridge on Station Road. Again.',
        'Station Road is blocked at the rail bridge, a white truck did not believe the sign.',
        'Nothing moves on Station Rd. Take {jam} if you can.',
        'The 14 is standing still on Station Road, driver says it may be a while.',
        'The rail bridge won. Truck nil. Station Road.',
        'Are the trains running with that truck under the bridge at Station Road?',
        'Traffic from Station Road backs up all the way to {jam}.',
        '{late} minutes late for the dentist because of a truck on Station Road.',
        'Bus 14 never came. Stuck behind the truck on Station Road I guess.',
        'You can still walk under the bridge on Station Road, left side.',
        'Is Station Road closed both ways? Need to get to the hospital.',
        'How do we get to the arena with Station Road closed?',
        '@havreclair please put a sign at King Street that Station Road is closed.',
      ],
      fr: [
        'Un camion coincé sous le viaduc du chemin de la Gare. Encore.',
        'Le chemin de la Gare est bloqué au viaduc, le camion n’a pas cru la pancarte.',
        'Plus rien ne bouge chemin de la Gare. Passez par {bouchon}.',
        'La 14 est arrêtée chemin de la Gare, le chauffeur dit que ce sera long.',
        'La 14 n’est jamais passée. À cause du camion, chemin de la Gare, j’imagine.',
        'Viaduc 1, camion 0.',
        'Le chemin de la Gare est-il fermé dans les deux sens ?',
        'On passe par où pour l’aréna, avec le chemin de la Gare fermé ?',
        '{retard} minutes de retard chez le dentiste à cause du camion, chemin de la Gare.',
      ],
    },
    {
      name: 'moving again',
      fromMin: 76,
      toMin: 180,
      perMinute: fading(0.9, 80, 20),
      pictures: 0.08,
      en: [
        'Station Road is open again, truck is out, roof is not.',
        'Thanks to the crew who cleared Station Road in the rain of opinions.',
        'The 14 runs again. Only {late} minutes late.',
        'Can we finally get a height bar before the bridge on Station Road?',
      ],
      fr: [
        'Le chemin de la Gare est rouvert, le camion est sorti, pas son toit.',
        'La 14 roule de nouveau, avec {retard} minutes de retard.',
        'Une barre de hauteur avant le viaduc, un jour peut-être ?',
      ],
    },
  ],
  notices: [
    {
      atMin: 28,
      by: 'town',
      en: 'Station Road is closed at the rail bridge: a truck is stuck, nobody is hurt. Bus 14 goes by King Street, stops at City Hall. On foot you can pass. Next update by {updateBy}.',
      fr: 'Le chemin de la Gare est fermé au viaduc : un camion est coincé, personne n’est blessé. La 14 passe par la rue King, arrêt à l’hôtel de ville. On passe à pied. Prochaine nouvelle avant {updateBy}.',
    },
    {
      atMin: 45,
      by: 'news',
      en: 'Truck wedged under rail bridge closes Station Road, bus 14 diverted.',
      fr: 'Un camion coincé sous le viaduc ferme le chemin de la Gare, la 14 est détournée.',
    },
    {
      atMin: 76,
      by: 'town',
      en: 'Station Road is open again. Bus 14 is back on its route. Thank you for your patience.',
      fr: 'Le chemin de la Gare est rouvert. La 14 reprend son trajet. Merci de votre patience.',
    },
  ],
}
