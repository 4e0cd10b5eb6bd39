import type { Words } from '#kernel/words.ts'

/** What the page to get messages in a browser says. */
export const pushWords = {
  title: { en: 'Get our messages in this browser', fr: 'Recevoir nos messages dans ce navigateur' },
  lede: {
    en: 'Your browser shows each message on your screen, also when this page is closed. You give no address, and one press turns it off.',
    fr: 'Votre navigateur affiche chaque message à l’écran, même lorsque cette page est fermée. Vous ne donnez aucune adresse, et un geste suffit pour arrêter.',
  },
  language: { en: 'In which language?', fr: 'En quelle langue\u00A0?' },
  privacy: {
    en: 'We keep the address your browser makes for this and its keys, encrypted, and what you chose: which messages, about what, in which language. We use it for nothing else, and delete it when you turn it off. We do not see whether you open a message.',
    fr: 'Nous conservons l’adresse que votre navigateur crée à cette fin et ses clés, chiffrées, ainsi que votre choix\u00A0: quels messages, sur quels sujets, en quelle langue. Nous n’en faisons aucun autre usage et supprimons tout quand vous arrêtez. Nous ne voyons pas si vous ouvrez un message.',
  },
  needsScript: {
    en: 'To turn messages on here, this page needs script, and it is off or did not load. The other ways below need none.',
    fr: 'Pour activer les messages ici, cette page a besoin de script, et il est désactivé ou n’a pas été chargé. Les autres moyens ci-dessous s’en passent.',
  },
  none: {
    en: 'There are no messages in the browser yet',
    fr: 'Il n’y a pas encore de messages dans le navigateur',
  },
  noneWhat: {
    en: 'This office offers none now. What it says can be followed in other ways.',
    fr: 'Ce bureau n’en propose pas pour le moment. Ses messages peuvent se suivre autrement.',
  },
} as const satisfies Record<string, Words>

/** What the script of that page says, as things go. */
export const pushScriptWords = {
  on: { en: 'On in this browser', fr: 'Activé dans ce navigateur' },
  off: { en: 'Off in this browser', fr: 'Désactivé dans ce navigateur' },
  turnOn: { en: 'Turn on', fr: 'Activer' },
  turnOff: { en: 'Turn off', fr: 'Désactiver' },
  asking: {
    en: 'Your browser asks whether we may show messages. Answer there.',
    fr: 'Votre navigateur demande si nous pouvons afficher des messages. Répondez-lui.',
  },
  isOn: {
    en: 'It is on. The next message appears on your screen.',
    fr: 'C’est activé. Le prochain message s’affichera à l’écran.',
  },
  isOff: {
    en: 'It is off, and what we kept of this browser is deleted.',
    fr: 'C’est désactivé, et ce que nous gardions de ce navigateur est supprimé.',
  },
  otherLanguage: {
    en: 'From now on messages come in English.',
    fr: 'Les messages viendront désormais en français.',
  },
  topicsKept: { en: 'Your choice of topics is kept.', fr: 'Votre choix de sujets est enregistré.' },
  noTopic: {
    en: 'Choose at least one topic, or everything. Nothing was changed.',
    fr: 'Choisissez au moins un sujet, ou tous les sujets. Rien n’a changé.',
  },
  denied: {
    en: 'Your browser does not let us show messages. Allow notifications for this site in its settings, then press again.',
    fr: 'Votre navigateur ne nous laisse pas afficher de messages. Autorisez les notifications pour ce site dans ses réglages, puis recommencez.',
  },
  unanswered: {
    en: 'Your browser was not given an answer, so nothing was turned on. Press again to be asked once more.',
    fr: 'Votre navigateur n’a pas eu de réponse\u00A0: rien n’a été activé. Recommencez pour qu’il repose la question.',
  },
  noService: {
    en: 'This browser could not reach its own push service, so nothing was turned on. In a private window it never can. Try later or in another browser, or use one of the ways below.',
    fr: 'Ce navigateur n’a pas pu joindre son service de notifications\u00A0: rien n’a été activé. En navigation privée, il ne le peut jamais. Réessayez plus tard ou dans un autre navigateur, ou choisissez un des moyens ci-dessous.',
  },
  cannot: {
    en: 'This browser cannot do it, or not in a private window. On an iPhone or iPad, put this page on the home screen first. The other ways below work everywhere.',
    fr: 'Ce navigateur ne le permet pas, ou pas en navigation privée. Sur un iPhone ou un iPad, ajoutez d’abord cette page à l’écran d’accueil. Les autres moyens ci-dessous fonctionnent partout.',
  },
  failed: {
    en: 'We could not be reached, so nothing was changed. Press again in a moment.',
    fr: 'Nous n’avons pas pu être joints\u00A0: rien n’a changé. Recommencez dans un instant.',
  },
} as const satisfies Record<string, Words>
