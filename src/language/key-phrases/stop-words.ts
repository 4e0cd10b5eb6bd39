/**
 * Words of grammar, English and French, folded as `tokens` folds them: no key phrase begins or ends with one. Our own list,
 * written by word class (articles, prepositions, pronouns, auxiliaries, particles, fillers of posts).
 */
export const stopWords: ReadonlySet<string> = new Set(
  [
    'a an the this that these those some any each every all both no such other another',
    'i me my mine you your yours he him his she her hers it its we us our ours they them their theirs who whom whose which what',
    'am is are was were be been being do does did doing done have has had having will would shall should can could may might must',
    'ain aren couldn didn doesn don hadn hasn haven isn ll ve re won wouldn wasn weren shouldn t s d m',
    'to of in on at by for from with without into onto over under about above below between through during before after since until',
    'up down out off near across around against among along behind within per via as than like and or but nor so if then because',
    'while when where why how though although whether not only just also too very more most much many few less least even still',
    'yet already again ever never always often now here there today yesterday tomorrow tonight please thanks thank hi hello lol',
    'rt amp via omg got get gets go goes going gonna one ones thing things say says said know think want make makes made really',
    'le la les l un une des du de d au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs',
    'je j tu il elle on nous vous ils elles me m te t se s lui y en qui que qu quoi dont ou où quel quelle quels quelles',
    'suis es est sommes êtes sont étais était étaient été être sera seront serait ai as a avons avez ont avait avaient eu avoir',
    'fait faire font peut peuvent pouvez doit doivent va vont vais veut dit dire faut c n',
    'à dans sur sous par pour sans avec entre vers chez depuis pendant avant après contre et mais donc or ni car si comme quand',
    'lorsque puisque pas ne plus moins très trop peu bien aussi encore déjà toujours jamais ici là tout toute tous toutes même',
    'autre autres alors ainsi cela ça ceci celui celle ceux aujourd hui hier demain merci svp bonjour via entre',
  ]
    .join(' ')
    .split(' '),
)
