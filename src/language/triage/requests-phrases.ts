const goods =
  'help|rescue|water|food|milk|insulin|medicine|medicines|medication|oxygen|evacuation|boat|boats|ambulance|blankets|diapers|formula|shelter|doctor|transport|generator|wheelchair|dialysis|supplies'
const biens =
  'aide|eau|nourriture|insuline|médicaments|oxygène|secours|bateau|bateaux|ambulance|couvertures|couches|lait|abri|médecin|transport|génératrice|dialyse|vivres|évacuation'

/** English phrases of people who ask for help, and of those who only speak of it; the notation is that of `phraseTable`. */
export const english = {
  asks: [
    `need|needs|require|requires urgent|urgently|immediate|more|some|a|drinking|clean|medical|baby? ${goods}`,
    'urgently|desperately|badly need|needs|needed',
    'in dire|urgent|desperate need',
    `send|bring|get us|me|them|a|some? ${goods}|someone|somebody`,
    'please|pls|plz help me|us|him|her|them|my|our|with',
    'help me|us please|we|i|now|get|find',
    'save me|us|my|our',
    'sos',
    'trapped|stuck|stranded in|on|under|inside|at|with|here|since|by',
    'we|i|they|she|he are|am|is|re|m trapped|stranded|stuck',
    'can|could not? t? get out|down|off',
    'come|coming and? get|for us|me|them',
    `running|run|ran out of baby? ${goods}`,
    `no|without ${goods} left|since|for|here|and|or`,
    `out of ${goods}`,
    'water|fire|smoke is? coming|rising|reached|entering in|up|into|our|the',
    'can|could someone|anyone|somebody rescue|evacuate|reach|reach|get|check|pick',
    'needs|need to be rescued|evacuated',
    'not|t breathing|breathe',
    'who can take|bring|drive|pick|reach|get|evacuate',
  ],
  against: [
    'if you|anyone|someone|they|your * *? need|needs|stuck|trapped|stranded',
    'need|want to? help$',
    'who|those|anyone in? need|needs|needing|wants',
    'who|were|was|got|been|being stuck|trapped|stranded|rescued',
    'are|is|were|was safe|rescued|free|ok|fine|now',
    'here|ready|happy|want|wants|how to help',
    'call|dial|visit|donate|text|volunteer',
    'stuck in traffic|bed|meetings|queue',
    'help choosing|deciding|with my homework|with the move',
    'no longer|thank|thanks|learned|taught',
    'exercise|drill|film|movie|song|game|practice',
  ],
} as const

/** French phrases of people who ask for help, and of those who only speak of it. */
export const french = {
  asks: [
    `besoin|besoins urgent|urgente|immédiat|absolument? d|de|des|du un|une|l|la? ${biens}`,
    'au secours',
    'à l aide',
    'aidez|sauvez|secourez nous|moi|les|la|le',
    'sos',
    `envoyez|apportez|amenez nous|moi|leur|des|un|une|de|d|les? ${biens}|quelqu`,
    'venez|viens nous|me|les|le|la|vite chercher|aider|secourir|sauver|s',
    'coincé|coincée|coincés|coincées|bloqué|bloquée|bloqués|bloquées|piégé|piégée|piégés sur|dans|sous|au|à|chez|avec|par|depuis|ici',
    `plus|manque|manquons|manquent d|de ${biens}`,
    'sans|pas|plus d|de? eau|nourriture|insuline|chauffage depuis|ici|et',
    'peut|peux|pouvons|peuvent pas|plus sortir|descendre|respirer|bouger',
    'eau|feu|fumée monte|entre|arrive|approche',
    'qui peut venir|nous|amener|apporter|conduire|chercher|évacuer|prendre',
    'quelqu un peut|pourrait venir|nous|aider|évacuer|chercher|amener|apporter|passer',
    'ne|n respire plus|pas',
  ],
  against: [
    'si vous|tu|quelqu|votre',
    'besoin d aide$',
    'envie|prêt|prêts|comment|pour d|à aider|aider',
    'qui|ont été|étaient coincés|bloqués|secourus|besoin',
    'sont|est|suis|sommes sauvés|sauvé|saufs|sauf|libres|hors',
    'appelez|composez|donnez|visitez|inscrivez',
    'dans les bouchons|embouteillages',
    'bloqué|coincé dans au le? trafic|lit|bouchons|embouteillages',
    'merci|bénévoles',
    'exercice|film|chanson|jeu',
  ],
} as const
