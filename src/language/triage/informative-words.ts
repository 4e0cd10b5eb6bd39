/**
 * Words by what they do in a post about an emergency. Written by hand, mostly English with some French and Italian: longer lists
 * in five languages lost half a point on events left out. None is the name of a place.
 */
export const informativeWords = {
  firstOne: 'i im my me mine myself ive id ill je j mon ma mes moi io mio mia mi yo ich',
  firstMany: 'we us our ours were nous notre nos noi nostro',
  second: 'you your youre yours u ur yall ya vous votre tu te voi',
  third: 'he she they them their his her him il elle ils',
  sympathy:
    'prayers pray praying prayer thoughts thought rip condolences heart hearts hope hoping bless blessed blessings god sad sadness heartbreaking heartbroken safe love sending sorry tragic tragedy peace amen strong strength families loved keep wish wishing lord pensées courage triste pensée prières solidarité solidarietà preghiera pensiero vicini cuore lives souls mourn mourning sympathies sympathy remember solemn faith hugs',
  jokes:
    'lol haha hahaha lmao lmfao rofl wtf omg omfg fuck fucking fuckin shit shitty damn ass bitch hell crap bored funny joke jokes gonna wanna gotta cuz cos tho dude bro bloody stupid idiot idiots lah sia aint dont cant thats meme fml ugh yeah yay hehe kidding meh af',
  news: 'says said say reports report reported reporting confirmed confirms confirm according officials official police fire toll death dead killed injured missing evacuated evacuation evacuations evacuees declared declares update updated breaking latest live video photo photos watch victims authorities crews firefighters rescuers rescue rescued residents spokesman minister mayor governor found bodies body hospital investigation cause casualties breaks affected destroyed damage damaged morts disparus bilan explosion victimes selon enquête morti vittime scossa terremoto epicentro magnitudo feriti news acres homes containment contained percent level levels index high highest rises rose hits record',
  help: 'donate donations donation donated relief help helping volunteer volunteers volunteering shelter shelters red cross fund fundraiser funds aid raise raising supplies goods food water clothes blankets dons don aiuti donare sms offer offering support',
  advice:
    'avoid closed close closure warning warnings alert alerts please call stay road roads highway bridge traffic open opened reopen reopened advised advisory order ordered mandatory voluntary prepare urged urges masks mask indoors hotline info information details map number numbers line phone contact power outage check list center centre route',
  opinion:
    'think believe blame government should why because would could if wonder guess maybe feel feeling feels politics president media people world country climate change need needs want must never always really',
  reaction:
    'wow oh crazy scary terrible awful horrific horrible just so insane unreal unbelievable shocking omg amazing beautiful worst bad good better best hate cry crying scared worried watching seeing cant wait miss great nice lovely cool awesome thanks thank happy glad',
  function:
    'the a an of to in on at for and or is are was were be been it its this that with as by from has have had but not de la le les et du des un une à il di che e per in el los',
  time: 'am pm monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow now yesterday morning afternoon evening hour hours minutes oggi ora ieri',
  places: 'near city north south east west river street county town region area centre downtown airport',
} as const
