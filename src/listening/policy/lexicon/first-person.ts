/** Lists for what people say of themselves and of one another. */
export const selfLists = {
  adjective:
    'gay lesbian bi bisexual trans transgender queer ace asexual enby nonbinary pan pansexual intersex out closeted diabetic bipolar autistic disabled deaf blind ' +
    'pregnant expecting sober clean undocumented illegal muslim jewish christian catholic hindu sikh buddhist mormon atheist agnostic black brown asian white native ' +
    'arab latino latina hispanic indigenous african indian chinese haitian somali mexican republican democrat liberal conservative tory communist socialist anarchist ' +
    'marxist depressed suicidal anxious infertile positive hiv poz unvaccinated unvaxxed immunocompromised dyslexic epileptic alcoholic addict homeless unemployed celiac ' +
    'immigrant refugee veteran convert union unionized felon parolee vegan widowed divorced overdosing relapsing detoxing transitioning manic psychotic schizophrenic anorexic bulimic',
  adjectiveFr:
    'gay lesbienne bi bisexuel bisexuelle trans transgenre queer asexuel asexuelle homo hetero diabetique bipolaire autiste handicape handicapee sourd sourde aveugle enceinte sobre ' +
    'abstinent abstinente clean sevre sevree musulman musulmane juif juive chretien chretienne catholique catho athee bouddhiste hindou noir noire arabe asiatique metis metisse ' +
    'autochtone rom africain africaine haitien haitienne maghrebin maghrebine algerien algerienne marocain marocaine communiste socialiste anarchiste depressif depressive suicidaire anxieux ' +
    'seropo seropositif seropositive sterile alcoolique toxico accro epileptique schizo schizophrene immigre immigree refugie refugiee syndique syndiquee encarte encartee converti convertie ' +
    'invalide dyslexique anorexique boulimique obese malade chomeur chomeuse rmiste rsa ald voilee pratiquant pratiquante militant militante feministe gauchiste libertaire ecolo macroniste',
  condition:
    'diagnosis chemo chemotherapy radiation meds medication medications pills therapist therapy shrink psychiatrist psychologist oncologist sponsor insulin binder dysphoria ' +
    'hormones transition pregnancy miscarriage abortion ivf tumour tumor dialysis seizures seizure anxiety depression adhd add ptsd ocd cancer biopsy mastectomy cd4 ' +
    'relapse recovery rehab sobriety crohns crohn lupus ms als copd disability disorder autism epilepsy diabetes bipolar schizophrenia hiv herpes std sti asthma arthritis ' +
    'overdose addiction drinking deadname gender sexuality orientation faith religion mosque imam rabbi pastor parish synagogue temple gurdwara prayer prayers parole probation visa ' +
    'refugee immigration asylum deportation papers status citizenship greencard union steward local vote mp3 coming meltdown period antidepressants antipsychotics lithium prozac zoloft ' +
    'adderall ritalin lexapro panic mania psychosis voices hallucinations scars illness disease condition syndrome transplant pacemaker prosthesis stoma colostomy catheter migraine migraines fibro endometriosis',
  conditionFr:
    'chimio chimiotherapie tumeur psy psychiatre psychologue psychotherapeute insuline diabete cancer sclerose grossesse fausse avortement ivg depression anxiete bipolarite tdah autisme epilepsie ' +
    'diagnostic dialyse greffe cure rechute sevrage transition hormones ald invalidite burn burnout antidepresseurs medocs cachets traitement anxiolytiques seropositivite charge addiction ' +
    'sobriete handicap schizophrenie parkinson alzheimer maladie leucemie lymphome metastases remission stomie prothese mastectomie endometriose fibromyalgie fiv pma asthme hepatite herpes ' +
    'foi religion mosquee imam rabbin paroisse bapteme voile hijab priere ramadan careme casier conditionnelle sursis bracelet peine visa titre recepisse carte oqtf dossier regularisation asile naturalisation ' +
    'syndicat delegue orientation genre morinom sexualite coming placard addictologue addicto parrain marraine anorexie boulimie tentative suicide toc troubles dysphorie',
  clinic: 'appointment appointments clinic wait hours referral card statement',
}

/** What people say of their own health, by clause; a service beside it does not excuse it. */
export const healthWordings = `
  i|we|im ?just|finally|m|am|was|ve|have ?been|got|just|a|an|years|months|days ?months|days|weeks diagnosed|relapsed|miscarried|aborted|overdosed|sober|suicidal|hospitalized|bipolar|schizophrenic|autistic|pregnant|diabetic|immunocompromised|infertile|depressed|anorexic|epileptic
  my|mine|his|her|their ?own|recent|new|breast|first|last|hiv|cancer|mental|chronic|bipolar|autism|adhd|eating|panic|lung|brain|type diagnosis|chemo|chemotherapy|meds|medication|medications|pills|therapist|therapy|shrink|psychiatrist|psychologist|oncologist|sponsor|insulin|miscarriage|abortion|ivf|tumour|tumor|dialysis|seizures|seizure|anxiety|depression|adhd|ptsd|ocd|cancer|biopsy|mastectomy|relapse|recovery|sobriety|crohns|crohn|lupus|disorder|autism|epilepsy|diabetes|bipolar|schizophrenia|hiv|herpes|addiction|drinking|illness|disease|transplant|pacemaker|stoma|colostomy|attack|attacks|antidepressants|lithium|prozac|zoloft|adderall|ritalin|lexapro|psychosis|endometriosis|miscarriages|disability|dementia|pregnancy|overdose
  mon|ma|mes|sa|ses|leur chimio|chimiotherapie|tumeur|psy|psychiatre|psychologue|insuline|diabete|cancer|sclerose|grossesse|avortement|ivg|depression|anxiete|bipolarite|tdah|autisme|epilepsie|diagnostic|dialyse|greffe|cure|rechute|sevrage|ald|invalidite|burnout|antidepresseurs|medocs|cachets|anxiolytiques|seropositivite|addiction|sobriete|handicap|schizophrenie|parkinson|alzheimer|maladie|leucemie|lymphome|metastases|remission|stomie|mastectomie|endometriose|fibromyalgie|fiv|pma|hepatite|herpes|anorexie|boulimie|toc|fausse|burn|lupus|crohn
  son cancer|diabete|autisme|handicap|alzheimer|parkinson|avortement|sida|vih|psy|traitement|sevrage|addiction|alcoolisme|ivg|burnout|tdah|hiv
  je|j|chuis|suis|jsuis ?suis|ai|fais|vais|prends|sors ?ete|eu|fait|sous|en|de|une|un|voir diagnostique|diagnostiquee|depressif|depressive|antidepresseurs|anxiolytiques|seropo|enceinte|diabetique|bipolaire|autiste|chimio|remission|depression|cure|rechute|rechute|avorte|sevrage|suicidaire|psy|burnout|dialyse|desintox|lithium|methadone|subutex|xanax|prozac
  sous|on|taking|prend|prends|takes antidepresseurs|anxiolytiques|lithium|methadone|subutex|suboxone|insulin|insuline|chimio|chemo|prep|ssris|antipsychotics|antidepressants|prozac|zoloft|xanax|ritaline|ritalin|neuroleptiques|traitement|trithérapie|tritherapie|dialysis|dialyse|oxygen|meds|methadone|hrt
  living|lives|live|lived|suffers|suffering|suffer|battling|battles|fighting|struggles|struggling|surviving|survived|beat|beating|recovering|died|dying with|from|of|against ?the|a|my|stage|breast virus|hiv|aids|cancer|diabetes|depression|bipolar|schizophrenia|dementia|alzheimers|alzheimer|addiction|anxiety|ptsd|adhd|autism|epilepsy|ms|parkinsons|parkinson|als|lupus|crohns|hepatitis|herpes|leukemia|overdose|alcoholism|anorexia|bulimia|ocd|tb|copd|covid|disability|illness
  vit|vivre|vivent|souffre|souffrent|souffrant|combat|meurt|mort|morte|porteur|porteuse|porteurs|atteint|atteinte|atteints|lutte|survivante|survivant|guerie|gueri avec|de|du|d|contre ?le|la|un|une|l virus|vih|sida|cancer|diabete|depression|bipolarite|schizophrenie|demence|alzheimer|parkinson|addiction|autisme|epilepsie|sclerose|hepatite|leucemie|anxiete|handicap|trisomie|maladie|tuberculose|overdose|alcoolisme
  in|en remission|rehab|recovery|detox|therapy|cure|desintox|phase|chimio|dialyse|dialysis|psychiatrie|hospice|ald
  days|weeks|months|years|year|month|jours|mois|ans|an sober|clean|relapse|sobre|abstinent|abstinente|abstinence|d clean|sevre
  lost|perdu|expecting|attend|attendent|trying|essai|essais|conceive ?to|for|the|le|un|notre|our|a|une|son ?have|conceive|her bebe|baby|conceive|fille|garcon|twins|jumeaux|enfant
  two|positive|test|faint|pregnancy pink|pregnancy|positif|grossesse|line|test ?lines|test|de ?grossesse
  trying to conceive
  blood|sucre|taux ?de sugar|glycemie
  psych|psychiatric|psychiatrique|hopital|hospitalise|hospitalisee|interne|internee|suivi|suivie|unite|urgence|urgences|en ?en eval|unit|hold|psy|psychiatrie|psychiatrique|ward
  psych|psychiatric|psychiatrique evaluation
  je|j|i|ai|m|am ?ai|ve|have|m|suis|re replonge|replongee|relapsed|craque|rechute|relapsing|burnt|detoxing|using ?again|out
  waiting|waitlist|attend|attente|needs|besoin|list ?for|list|un|une|a|d|de ?a|for|une kidney|liver|transplant|greffe|rein|foie|donor|donneur ?donor
  kids|kid|child|children|son|daughter|fils|fille|enfant|enfants|gamin|ado|boy|girl|students|student|eleve|eleves|teen|employee|employees|collegue|voisin|voisine|neighbour|neighbor|coworker|prof|teacher ?is|est|who|qui|has|a|avec|with|s ?a|le|la|un|une|is|est ?very autistic|autiste|adhd|tdah|autism|autisme|diabetes|diabetique|diabetic|epileptic|epileptique|trisomique|handicape|handicapee|disabled|cancer|leucemie|leukemia|depressed|depressif|depressive|dyslexia|dyslexique|schizophrenia|bipolar|bipolaire|asthma|asthme|tourettes|downs|sida|hiv|vih|aids|allergies|anorexic|anorexique|suicidal|suicidaire|pregnant|enceinte|positive|dys|special
  in|en ?a|un|son wheelchair|fauteuil|coma|psych
  off|on|fell|tombe|back ?off|on the|dans|du ?la wagon|bouteille|meds|bottle|sauce|pipe|needle|rocks
  not|isnt|pas|bien right|all|bien|net|tout|dans ?in|there|dans|sa ?the|upstairs|la|sa head|tete
  perd|perdu|pete|petait ?les|la|sa tete|boule|plombs|raison
  a|un grain ?de
  special|slow|simple|challenged|needs kid|kids|boy|girl|ed|child|class|student|students
  people|person|anyone|someone|neighbours|neighbors|those|persons|kids|students|tenants|gens|personnes|ceux ?who|qui|that use|uses|using|inject|injecting|do|smoke|smoking|consomment|consomme|fument|s drugs|drug|crack|meth|fentanyl|needles|drogue|drogues|injectent|piquent
  usager|usagers|consommateur|consommateurs|consommatrice de ?la drogue|drogues|crack|fentanyl|heroine|cannabis
  admitted|hospitalized|hospitalised|hospitalise|hospitalisee|interne|taken|rushed ?to|pour|for|with|au|en ?the|a|une|un ?psych cancer|overdose|depression|psychiatrie|psychosis|covid|od|suicide|tentative|meningite|hospice
  tested|tests|test|testee|teste positive|positif|positive ?for|a|au
  mental|nervous|manic|psychotic breakdown|episode|episodes|patient|hospital|case
  crise|crises psychotique|psychotiques|maniaque|epilepsie|panique|angoisse|suicidaire
  is|are|was|got|she|he|girl|teen|student|who pregnant|expecting|preggo|preggers|suicidal|autistic|diabetic|bipolar|disabled|infertile|knocked
  est|tombe|tombee|enceinte enceinte|sterile|autiste|diabetique|bipolaire|depressive|seropositive|seropositif|seropo|alcoolique
  a|on|with|from|has|have|had|got|has|caught|ont|avoir|attrape le|la|un|une|a|stage|the|an ?petit|ete cancer|sida|vih|hiv|herpes|aids|std|tumor|tumour|diabete|diabetes|leucemie|chlamydia|syphilis|gale|schizophrenie|abortion|miscarriage|trisomie|disability|addiction|disorder|relapse
`

/** The same of sexuality and gender. */
export const sexualityWordings = `
  i|im|we|u|she|he|they|youre ?m|am|re|was|are|s|is ?a|not|so|also|openly|secretly|totally|still gay|lesbian|bi|bisexual|trans|transgender|queer|ace|asexual|enby|nonbinary|pan|pansexual|intersex|closeted|homo|lesbo|straight
  je|chuis|suis|jsuis|il|elle|iel|t|tu ?suis|est|es|serait ?pas|une|un|plutot|aussi gay|gaie|lesbienne|bi|bisexuel|bisexuelle|trans|transgenre|queer|homo|homosexuel|homosexuelle|asexuel|asexuelle|lesbi|pd|nb
  came|come|comes|coming out to my|their|our|everyone|his|her
  came|come|comes|coming out to|as ?my|his|a|the|our ?whole gay|lesbian|bi|trans|queer|parents|family|mom|mum|mother|dad|father|friends|coworkers|boss|nonbinary|wife|husband|kids|sister|brother|class|school
  openly|secretly|closet|closeted|proudly ?and gay|lesbian|queer|trans|bi|case|homosexual
  on|started|starting|taking|months|years|week|month|year ?my|on t|estrogen|testosterone|hrt|hormones|blockers|oestrogen|spiro
  my|his|her|their|nouveaux|ses|mes binder|transition|hormones|pronouns|deadname|dysphoria|orientation|sexuality|girlfriend|dysphorie|morinom
  ma|sa|mon|son|ses transition|dysphorie|morinom|homosexualite|bisexualite|sexualite|deadname|identite|orientation|placard
  ancien|ancienne|nouveau|vrai prenom|genre|sexe ?de|du|d
  top|bottom|gender|sex|reassignment|chest|confirmation surgery|surgeries|change|reassignment|affirming|swap
  two|deux|2 moms|mums|dads|mothers|fathers|mamans|papas|meres|peres|daddies|mommies
  couple|couples|mariage|famille|parents homo|homos|gay|gays|lesbien|lesbiens|homosexuel|homosexuels|homoparental|homoparentale
  couple|couples|mariage d|de|entre ?deux hommes|femmes|filles|garcons
  marry|married|dating|dates|kissing|kissed|loves|boyfriend|partner another|a|is ?same man|woman|sex|dude|guy
  bats|plays|batting|playing|play|swings|dresses|dressing for|like|the|as ?the|a|both|other other|opposite|ways|team|woman|girl|man
  de|of la|dorothy|l ?autre jaquette|pedale|bord|rive|dorothy
  likes|like|liked|into|aime|aiment|prefere|attracted|sleeps|couche|sort|sortait ?to|pas|not|only|by|with|avec|les|des|en|autres ?les|other|un|une|des|other men|women|boys|girls|guys|dudes|hommes|femmes|garcons|mecs|meufs|mec|meuf|nana ?hockey|team|who
  chosen|preferred|old|birth|legal|new|dead name|pronouns|pronoun ?pronouns|badge|is|of|change
  prenom|pronoms|pronom ?d choisi|social|usage|prefere ?usage ?de|du
  nom choisi|prefere ?usage ?de|du
  gender|sex marker|markers|marqueur ?sexe ?on|change
  mention|marqueur ?de|du sexe|genre
  changement|changer de|d sexe|genre|prenom|identite|mention
  rainbow|pride|trans|arc|bi|progress flag|flags|en|sticker|pin ?ciel|in ?balcon|on ?the|his|her|their|a porch|window|balcony|lawn|classroom|desk|house|yard|car|truck|balcon|fenetre|bureau
  drapeau|drapeaux|autocollant arc|lgbt|trans|pride|fierte|gay ?en ?ciel
  friend|friends|family of|d dorothy|dorothee
  voile|marche ?a et vapeur
  est|c|reste|elle|il ?est|est aux|de ?la femmes|hommes|jaquette
  sort|sortir|sorti|sortie|sortis|sors|hors du|de|d placard
  born|assigned|ne|nee|assigne|assignee a|in|male|female|dans|homme|femme ?the|un|le girl|boy|wrong|fille|garcon|mauvais|corps|homme|femme
  assigned|assigne|assignee ?a male|female|at|homme|femme ?la birth|naissance
  limp wrist|wristed
  light in ?his|the loafers
  change|changer|changement|changed|changing de|of|his|her|gender ?sexe|genre sexe|genre|gender|sex|pronouns
  they|he|she|ils|elle them|him|her|lui pronouns
`

/** The same of religion, politics, trade unions, origin, crimes and status. */
export const beliefWordings = `
  i|im|we|he|she|they|is|are ?m|am|re|are|s|became ?a|an|the|devout|practicing|practising|proud|born|raised|strict|secular muslim|jewish|jew|christian|catholic|hindu|sikh|buddhist|mormon|atheist|agnostic|pagan|wiccan|evangelical|baptist|orthodox|convert|revert|witness|pentecostal|anglican
  je|chuis|suis|il|elle ?suis|est|devenu|devenue ?un|une|tres musulman|musulmane|juif|juive|chretien|chretienne|catholique|catho|athee|bouddhiste|hindou|sikh|protestant|protestante|orthodoxe|converti|convertie|pratiquant|pratiquante|croyant|croyante|voilee|mormon
  converted|convert|converting|reverted|conversion|converti|convertie|convertir|convertis to|a|au|en ?l islam|judaism|christianity|catholicism|mormonism|judaisme|catholicisme|christianisme|bouddhisme|hinduism|buddhism|muslim
  prays|praying|pray|prayed|prie|prient|prier five|5|at|towards|in|a|vers|dans|cinq|tous|au times|fois|work|mecca|mosque|mosquee|la|les|school|public|rue|vendredi|ramadan
  fasting|fasts|fast|jeune|jeunent|jeuner|observes|observe|observing|keeps|celebrates|fait|font|faire|fete|fetent for|pour|pendant|during|le|l|the|la ramadan|lent|careme|kippur|kippour|aid|eid|sabbath|shabbat|chabbat|shabbos|yom
  wears|wear|wearing|wore|porte|portent|porter|portait|portant|with|avec|in|en a|an|the|her|his|le|la|un|une|l|des|son ?black|big|full|gros hijab|headscarf|turban|kippah|kippa|yarmulke|niqab|burqa|burka|cross|crucifix|veil|voile|foulard|croix|abaya|qamis|kamis|tchador|chador|habit|bindi|djellaba|soutane|jilbab|kirpan|headscarves
  goes|going|go|went|attends|attend|attending|seen|va|vont|frequente|frequentent|allait|aller|parishioners|members|member|fideles|regulars|everyone|anyone|people|voisins|who ?to|at|from|of|a|la|au|que|goes|attends ?the|a|la|that|our|my|this|cette|l mosque|synagogue|church|temple|gurdwara|mass|messe|mosquee|eglise|chapel|chapelle|shul|kingdom|hall|prayers|madrasa|parish|paroisse|catechisme|culte|services
  friday|jummah|jumuah|morning|evening|daily|vendredi|sunday prayer|prayers|priere|prieres|mass|worshippers|congregation
  no|not|sans|pas|never|jamais|doesnt|dont|mange|eat|eats ?t ?eat|de|eats|pas ?de pork|porc|bacon ?at|kitchen
  covers|covered|covering|cover|couvre|couverte|couvertes|cache|cachent ?her|their|ses|les|leurs|his hair|head|cheveux|face|tete|visage|women
  breaks|break|breaking|broke|rupture|coupe|coupent|rompre|romp ?the|du|le|their|his|her fast|fasting|jeune
  men|women|man|woman|hommes|femmes|guys|girls|dames in|en|with|avec|wearing|aux|a ?long|big|the|des|une|un|grande|longue black|white|long|noir|noire|blanche|barbe|barbes|beards|beard|robes|robe|turbans|turban|papillotes|sidecurls|voile|voiles|hats|hijabs|foulard|foulards|veils|scarves|djellaba|tunique ?robes|hats|robe
  first|premiere communion|holy ?at
  keeps|kept|eats|eat|keep|mange|mangent|only kosher|halal|casher
  de|d confession|obedience|rite|religion|foi|tradition|appartenance ?musulmane|juive|chretienne|catholique|religieuse|islamique|protestante|hindoue|sikh
  certain|certaine|certaines|certains community|faith|background|persuasion|religion|communaute|communautes|confession|ethnicity|origine|origines|culture|lifestyle|crowd
  alphabet people|mafia|crowd|community|lobby
  prayer|prayers beads|mat|mats|rug|rugs|shawl|cap|group|circle|warriors|room
  priere|prieres du|de|dans|sur ?la|l vendredi|rue|chemin|aube|matin
  star|etoile of|de david
  call|appel to|a ?la prayer|priere
`
