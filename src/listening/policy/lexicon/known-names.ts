import { foldWord } from '#listening/policy/fold.ts'

/** Heads of government and mayors in office of late, the dead after whom streets are named, and firms that bear a name: no private person. */
const phrases = `
  justin trudeau, mark carney, peter lougheed, dr oetker, dr pepper, mr lube, mr clean, mr sub, mrs dunster,  teresa tam, bonnie henry, horacio arruda, luc boileau, kieran moore, deena hinshaw, anthony fauci, chris whitty, marc van ranst, sally ann, pierre poilievre, jagmeet singh, francois legault, doug ford, danielle smith, david eby, wab kinew, scott moe, tim houston, susan holt, john hogan, rob lantz,
  olivia chow, valerie plante, soraya martinez ferrada, bruno marchand, mark sutcliffe, jyoti gondek, amarjeet sohi, ken sim, scott gillingham, emmanuel macron, francois bayrou, michel barnier, sebastien lecornu, anne hidalgo,
  keir starmer, rishi sunak, boris johnson, sadiq khan, andy burnham, andy street, john swinney, joe biden, donald trump, kamala harris, barack obama, gavin newsom, eric adams, bart de wever, alexander de croo, elio di rupo, philippe close,
  king charles, queen elizabeth, prince harry, prince william, prince philip, prince edward, princess diana, pope francis, pape francois, taylor swift, celine dion, harry potter, peter pan, santa claus, mickey mouse, pere noel, fats domino,
  terry fox, rick hansen, wayne gretzky, gordie howe, bobby orr, maurice richard, rosa parks, nelson mandela, martin luther king, emily carr, emily murphy, nellie mcclung, marie curie, pierre trudeau, rene levesque, john a macdonald,
  wilfrid laurier, william lyon mackenzie, lester pearson, laura secord, billy bishop, viola desmond, louis riel, norman bethune, alexander graham bell, jean drapeau, jean lesage, jean talon, marie victorin, jacques cartier, samuel de champlain, robert bourassa, lucien lallier,
  isaac newton, charles darwin, albert einstein, william shakespeare, charles dickens, jane austen, robert burns, abraham lincoln, george washington, john kennedy, florence nightingale, anne frank, victor hugo, jules verne, jean jaures, jean moulin, jules ferry, louis pasteur, georges pompidou, simone veil, emile zola, charles de gaulle, jeanne d arc, marie antoinette,
  john lewis, wh smith, w h smith, jean coutu, tim hortons, thomas cook, john deere, harley davidson, george weston, calvin klein, ralph lauren, tommy hilfiger, levi strauss, jack daniels, hugo boss, christian dior, louis vuitton, yves rocher, leroy merlin, paul bocuse, stella artois, johnny walker, aunt jemima, uncle ben, sherwin williams, ben jerry, jo malone, estee lauder, sir john a, jack astor, bass pro, mary brown, harvey norman, ernst young, morgan stanley, charles schwab, samuel adams, martin marietta, philip morris, kraft heinz, arthur andersen
`
  .split(',')
  .map((phrase) => phrase.trim().split(/\s+/u).map(foldWord))
  .filter((words) => words[0] !== '')

/** Words of a line that are the name of somebody in office, of somebody long dead, or of a firm. */
export function knownNamesIn(line: readonly string[]): ReadonlySet<string> {
  const known = new Set<string>()
  for (const [at, first] of line.entries())
    for (const phrase of byFirst.get(first) ?? [])
      if (phrase.every((word, i) => line[at + i] === word)) for (const word of phrase) known.add(word)
  return known
}

const byFirst = new Map<string, (readonly string[])[]>()
for (const phrase of phrases) byFirst.set(phrase[0] ?? '', [...(byFirst.get(phrase[0] ?? '') ?? []), phrase])

/** Whether a handle is such a name in one go, with a few letters for an office or none: `AndyBurnhamGM`. */
export function isKnownName(letters: string): boolean {
  return joined.some((name) => letters.startsWith(name) && letters.length - name.length < 4)
}
const joined = phrases.map((words) => words.join('')).filter((name) => name.length > 8)
