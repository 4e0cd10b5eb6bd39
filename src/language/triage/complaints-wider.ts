/**
 * Small words that say little alone and much together with a service and a low mood, for English and French: something is not there,
 * something runs against what was meant, a span or a count; and against it what is told of an emergency, and what only asks.
 * The notation is that of `phraseTable`.
 */
export const wider = {
  en: {
    negations: [
      'no|not|never|nothing|nobody|none|nowhere|without|t|neither|nor|zero|cannot|dont|cant|doesnt|wont|didnt|isnt',
    ],
    contrasts: [
      'still|yet|only|even|instead|anymore|supposed|meant|again|already|just|every|another|apparently|somehow|or',
      'and|but now|then|nobody|nothing|no|yet|still|let',
      'told|asked to',
      'since we|i|the|last',
      'has|have|had|was|were been? taken|cut|removed|scrapped|axed|moved|given|left|dumped|ignored|stolen',
      'gave up',
      'shrug|shrugs|shrugged|excuse|excuses|useless|wrong|rude|pointless|hopeless|chaos|mess|filthy|disgusting|stranded|fobbed|bounced|dumped|pulled',
    ],
    spans: [
      '* minutes|mins|hours|hrs|days|weeks|months|years|times|calls|emails|letters|appointments',
      'third|fourth|fifth|sixth|tenth|twelfth|umpteenth|3rd|4th|5th|10th|20th|40th|100th time|day|week|month|year|attempt|error|letter|call',
      'day|week|month *',
      'all day|week|month|year|summer|winter|night',
    ],
    emergencies: [
      'quake|earthquake|storm|hurricane|tornado|flood|floods|wildfire|wildfires|smoke|crash|explosion|rescued|rescue|evacuated|evacuate|injured|killed|hurt|injuries|victims|scene|firefighters|engineers|collapsed',
    ],
    asksOnly: [
      '^where|when|which|what|who * *',
      '^does|do|can|could|is|are|will anyone|anybody|someone|i|you|it|there|the',
      '^is it true',
    ],
    thanks: [
      'thank you to|everyone|all|so|for|again',
      'thanks to|everyone|all|again',
      'many|huge|big thanks',
      'well done',
    ],
    addresses: ['you|your|u|yours', 'council|city|mayor|anyone|anybody|somebody|someone * *'],
  },
  fr: {
    negations: ['pas|jamais|rien|personne|aucun|aucune|sans|ni|zéro|nulle|plus|ne|n'],
    contrasts: [
      'encore|toujours|seulement|même|censé|censée|chaque|déjà|juste|apparemment|ou|pourtant|alors',
      'et|mais maintenant|puis|rien|personne|pas|aucun',
      'puis|et on|il|elle|ils laisse|part|parti|dit',
      'au lieu de|d',
      'ne|n * * que',
      'fait|faire dire',
      'depuis que|l|le|la',
      'a|ont|été|est|sont supprimé|supprimée|enlevé|enlevée|enlevées|retiré|retirée|déplacé|abandonné|laissé|volé',
      'hausse|hausser|haussent les épaules',
      'excuse|excuses|inutile|mauvaise|mauvais|impoli|bazar|chaos|dégoûtant|galère|absurde|abandonné|abandonnée',
    ],
    spans: [
      '* minutes|min|heures|h|jours|semaines|mois|ans|fois|appels|lettres|courriels|rendez',
      'troisième|quatrième|cinquième|sixième|dixième|énième|quarantième|centième fois|jour|semaine|mois|année|erreur|lettre|appel|essai',
      'jour|semaine|mois *',
      'toute la|l journée|semaine|année|nuit',
      'combien de temps',
    ],
    emergencies: [
      'séisme|tempête|ouragan|tornade|inondation|inondations|incendie|incendies|feux|fumée|accident|explosion|secours|sauvé|sauvés|évacué|évacués|évacuée|blessé|blessés|morts|victimes|lieux|pompiers|techniciens|effondré',
    ],
    asksOnly: [
      '^où|quand|quel|quelle|qui * *',
      '^quelqu un sait',
      '^est ce que|qu',
      '^c est vrai',
      '^avez|savez vous',
    ],
    thanks: ['merci à|aux|au|pour|de|beaucoup', 'immense|grand|mille merci'],
    addresses: ['vous|votre|vos|tu', 'ville|mairie|maire|quelqu|responsable * *'],
  },
} as const
