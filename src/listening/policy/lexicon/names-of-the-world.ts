/** More given names of many regions; words of English and French and names of larger towns are left out. */
export const moreGivenText = `
  aadhya aakash aamir aarav aarti abdelhak abdellah abdelmalek abdelouahab abderrahim abderrahman
  abderrazak abdessamad abdulhamit abdur abhay abhijit abhinav abhishek abiodun abiola abosede achraf
  adaobi addisu adebola adedayo adegoke adela adelmo adem adeola aderonke adesua adetokunbo adewale
  adham adisti aditi aditya adjoa adjoua adolfo adriana aduke afaf afia afonso afshin aftab afua agim
  agne agnese agnesse agron agustin ahlam aibek aidana aigerim aigul ailbhe aino ainura aisatou
  aissata aissatou aiste aivaras aivars ajay ajit akash akhil akhilesh akosua aksel akwasi akwesi alaa
  alasdair albana alberta alda alejandra aleko aleksandar aleksandra aleksi alemayehu alemu alena
  alessandra alessio alev alfonsina alfonso alfredo alin alina aliou alioune alireza alisher aliya
  alma almaz alok alonso alparslan altaf althea amahle aman amandeep amani amare amarjit ambereen
  ambika amedeo amela amenan aminuddin amirhossein ammar amoin amparo amrita amruta anahera anahit
  anahita anaig analyn ananya anastasios anatoliy anatoly anca andi andreas andreia andris andrius
  anette angeliki angelito angelo angharad anibal aniefiok aniekan aniket anirudh anisha anjum ankur
  ankush annalisa annamaria annelies anouar anshul anton antonia antonina antonino antonis antti
  anupama anuradha anushka anyango aodhan aparna apinya apisai apoorva apostolos arame arda ardeshir
  ardian arezou arianna arif aristotelis arkady armando armel armin armindo armita arne arnulfo arpine
  arpita arsen arseny arshad arta artak artan arthit arti artur arturs arvid arvind arvydas arwa aryan
  asad asbjorn asel asgeir ashish ashot ashwin asif askar aslan aslaug assane assata assetou assunta
  asta astghik astou ataahua atef athanasios athieno athina atieno atul audrius augusto aurelio
  austeja avinash avni avtandil awuor ayanda ayat aybek ayele aysegul aysel aysun ayushi azeb azenor
  aziliz azizah azra azzedine babacar babajide babar bahadir bahar bahareh bahati bahman bahodir
  bahram baiba bakari bakhtiyar bala balaji balazs baljit balwinder bamba bambang banafsheh barbora
  baris bart bartosz bashar bashkim basma bassem bathabile baurzhan bayarmaa bayu beata behar behnam
  bekim bekzat belen benedito benjie berat bereket berkan bernadeth bernarda bernardo besa besim
  besnik beso bettina beyene beyza bhagyashree bhaskar bhavana bhavesh bhavna bhumika bich bijan
  bikash bimala bindu bineta binh biniam binod bintou birgitta birhanu birol bishnu bjarne bjarni
  blanka blas blerina bodil bogdana boguslaw bohumil boitumelo bojan bojana bolat bongbong bonginkosi
  bongiwe bontle borge boryslav botir bouchra boukari bozena branislav branka branko branwen braulio
  bronagh brunella brynjar bujar buket bukola bulent busisiwe busra byung cagla calum camila camilo
  canan cansu carlo carlota carlotta catalin catarina caterina celestino celia celso cemal cemil
  cengiz ceren ceri cesare chaewon chaitanya chaiwat chakib chamara chandan chandra chandrika chanida
  charalambos charanjit chau chebet chege chetan chiaki chiamaka chibuike chibuzor chidiebere chidinma
  chiedza chika chikodi chimamanda chinelo chinenye chinonso chirag chisom chitra christos chrysoula
  chukwudi chukwuemeka chuma chunhua cigdem cihan cintia cinzia ciprian ciro citra ciza clarice
  claudio claudiu clelia clodagh corentin corina cornel corrado cosimo cosmin costel crina crisanto
  cristi cristiane cristiano cristobal csaba cuong czeslaw dace daehyun dagmar dagny dainius daisuke
  daithi daiva dalal dalia dalibor damini damla dana daniele danijela danilo danuta danylo dario
  dariusz darko darshan darya dato davi davide dearbhla debashish debora deepa deepali deepti dejan
  delfina delyth dembele denez denilson denys deogratias derya desta devendra devika dezso dhanush
  dharmendra dhruv dian diarmuid diep dieynaba dilani dilara dilek dilip dilnoza dilshan dilshod
  dimitra dimitrios dinara dinh diogo divina divyansh djenabou djeneba djibo dmytro doina dolma
  domingo domingos donatella donato donghyun dongwook donika doniyor donnacha dorian dorin dorje
  dorota dovile dragana dragica dragos drazen dubravka dulce dumisani dumitru duong durga dusan dusko
  dzenana dzevad eabha ebbe ebele ebere ebru ebuka edgardo edgars edilson edin edoardo edona edson
  eduard eduarda edvinas eero eeva efflam efrain efren efthymios efua egle ehab eimantas eimear eino
  eirik eirlys ejike ekene ekta elaheh elba eleazar eleftheria eleonora elham eliana eliaz elikem elin
  elina eline elio elisabetta elisangela eliska ellinor elmir elnaz elouan elvan elvira elzbieta emad
  emanuel emanuela emanuele emel emiko emil emilia emilio emina emmanuela endang ender endre endrit
  enes enrica enrico enriqueta enver epeli ephrem eray ercan erdal erdem erdene erdogan eren ergun
  erhan erion erkan erlan erlinda ermanno ermin ernestina ernesto erol ersin ertan erwin erzsebet esha
  eshetu esin espen estela estrelita eszter eteri etsuko ettore euan eugen eugenia eugenio eulalia
  eunhye eunjung eusebio evangelia evangelos evaristo evelien evren ewen eyerusalem eylem eyvind
  ezequiel ezinne fabian fabiana fabio fabricio fabrizia fabrizio facundo fadwa fadzil faical faizal
  fanch fanta fantine farhana fariba farideh faris farnaz farooq farshid faruk farzad farzana farzaneh
  fathi fathia fatih fatim fatimata fatimetou fatos faustin faustino fausto fawzi faycal fayza
  fearghal federico fedir fedor felicidad felipe femi ferenc fereshteh fergus ferhat feride fermin
  ferruccio feyza fiadh fidel figen fikile fikret fikru filifing filip filippo filiz filomena finn
  fionnuala firat fitri flavia flavio florante florentina flutura folasade fortunato fotini fouzia
  francesco francisca frantisek frantz franziska frode fumiko funke funmilayo furaha furkan gabor
  gaetano gagik gaia ganbold ganesh garik garo gaud gayane gayathri gcobani gearoid gediminas geert
  geetanjali genaro gennady georgios georgy geraint geraldo gerardo gergely getachew gevorg gezim
  ghazal gheorghita gherardo ghizlane giacomo giada giampaolo gian gianfranco giang gianluca gianni
  giannis gideon giedre giga gilberto gilda gildas gilson gino gintaras gioia giordano giorgi giorgia
  giovana giovanna gireg girish girlie girma gisli gitonga giuliana giuliano giulio giuseppina givi
  gizem gleb gobnait gocha gohar gokce gokhan golnaz gonca gonzalo goodluck gopal gopi gordana goulven
  gratien grazia graziella grazyna gregorio griet grzegorz gudrun guglielmo guido guilan guilherme
  guiying gulay gulcan gulnara gulnora gulsah gulsen gulten gunnar gunnhild guntis gurbachan gurdeep
  gurmeet gursharan gurvan guzal gwenael gwenola gwilym gyorgy gyula habiba habibur habimana habtamu
  hacer hachem hadiza hadjer haeun hafid hafida hafiz haitham haiyan haiying hakizimana hakob halid
  halil halime halina hallvard halvor hamadou hamed hamida hamidreza haminata hanan hanh hanif
  hanspeter hansruedi haoyu harald hari harini haris harish harmeet haroon harsha harshita haruka
  harun haruna hasan hasmik hasna havva hawa haytham haziq heejin heikki heitor helder helena helga
  heli heloisa hema hemant hemi hemlata hendra hennadiy henning henok henrique henryk heriberto hernan
  hidayah hideki hideo hieu hilda hilde hildegard hinata hiroki hiroko hitesh hitomi hjalmar hlengiwe
  hoang hoani hohepa homa hongmei hongwei hooman horacio houshang houssam houssem hovhannes hryhoriy
  hulya humaira humberto husnu huyen hyejin hyunjin hyunsoo hyunwoo iara iarla ibtissam ichrak idriss
  idrissa idrissou ieuan ifan ifeanyi iftikhar ifunanya ignacia ihab ihaia ihor ihsan ikechukwu ikram
  ilaria ilayda ildiko ileana ilham ilhan ilias ilir ilkay ilker ilkka ilse ilya ilze imad imelda
  imene immacolata imre inci indah indira indrajit indre indrek inese inga inge ingeborg ingrida
  ingunn inmaculada inna intissar ioan ioane ioanna ioannis iolo ionel ionela ipek irakli irem irena
  isabela isamu ishaan ishita ishwar isidro ismet isra issam istvan italo itumelang itumeleng iulian
  iuliana ivana iveta ivica ivone ivonne iwona izzah jaakko jaan jaanus jaber jabulani jacek jacinto
  jaehyun jaewon jagjit jahangir jaime jakez jamshid jana janis janos janusz jaqueline jari jarkko
  jarle jarmila jaromir jaroslava jaroslaw jasmina jaswinder javad javiera jayant jayanti jayashree
  jazmin jelani jelili jephthah jeroen jerzy jetmir jhon jiahao jiahui jianguo jianhua jianjun
  jianping jiayi jignesh jihye jimena jimin jindrich jinwoo jiri jitendra jiwon jiyeon jiyoung joana
  joaquim joelma johanna joko jolanta jonas jonatan jone jongmin joohyun jordi jorgen jorunn josef
  josefa jostein jovan jovana jovelyn jozef jozsef judicael judit juha juho jukka juliana julieta
  juluan jumoke junghee jungho junho junhui junichi junjie junjun junko junseo jurg jurgita juris
  jussara jussi justinas justyna jyoti jyotsna kaan kaare kabelo kabir kadidia kadija kadir kadri
  kadriye kahu kaia kailash kaisa kajal kakha kalev kalifa kalilou kalle kalliopi kalman kalpana
  kaltoum kambiz kamil kamila kamini kamoga kamran kanat kanchan kandia kanokwan kanwar kaori kaouther
  karabo karamoko karan karapet karel kari karin karina karoly karthik kartik kartika kaspar kaspars
  kastriot kasun katalin katarina katell kathrin katlego katrin kaushik kavya kawtar kazimierz kazuko
  kazuo kazuya kebede kedibone kefilwe keisuke kelechi kenan keneilwe kenichi kentaro kerem keshav
  kestutis ketan ketevan ketut keyvan kganya khachik khadidiatou khadidja khairul khalida khanyisile
  khawla kheira khethiwe khoa khosrow khushi kianoush kibet kidist kien kieu kilian kimmo kipchoge
  kiprono kiptoo kirabo kiranjit kirill kirsi kirsty kishore kittisak kiyoshi kjell kjetil klavdia
  kleber kodjo koffi koji kokou komal konrad konstantin konstantina konstantinos koray kouadio kouakou
  kouame kouassi kourosh kreshnik kristjan kristof kristoffer krisztina kriti kritsada krystyna ksenia
  kuanysh kubat kudakwashe kudzai kujtim kulwinder kumar kumiko kunal kusum kveta kwadwo kwaku kwasi
  kyoko kyriakos kyungsoo lacramioara ladan ladislav laima laith lajos lakmal laleh lali lalita
  lamberto lamin laoise larissa larysa lasha lasma laszlo lata latha laurentiu lauri lavanya laxmi
  leandro lebohang leela leena lefteris leif lejla lena lenaig lenka lennart lenny leonel leonid
  leonor leonora lesego lestari lesya leszek letlhogonolo levan levon lhamo libor libuse lidia lidiane
  liesbeth liezel liezl liga ligaya lihua liis lijuan lila lili lilia liliana lilit lilwenn linas
  lindokuhle linnea liping liridon liridona litia liviu ljubica ljubisa llinos lobsang loeiza loig
  lokesh loredana lorenza loretta lorna losa lotfi louison lourenco lowri luan luana lubomir lucian
  luciana luciano lucille lucimara lucio lucrecia ludger ludmyla luigi luigia luiz lukas lukasz lulama
  lulzim luminita lungile lupe lusine luthando luzviminda lwazi lyubov maame maarja macarena machteld
  maciej mackenson madalena madalina madhavi madhu madhuri madina maelan magalie magella maha
  mahamadou mahamat mahendra maher mahir mahlet mahmut mahnaz mahtab mahyar maija maiko maimouna mair
  maite maja majda majid majida maka makhosi makoto maksim maksym malak malee maliheh malini malithi
  mallika malo mamady mame mamta mamuka manaaki manal manami manana manawa mandana manish manisha
  manjeet manju manjula manoel manouchehr mantas mantou maram marama marat marcelin marcella marcello
  marcelo marcio marcos marek margherita margus marharyta mariame mariangela marianna mariatou maricar
  maricela mariella marija marijana marijke mariko marios marisa marit marites maritza mariusz marjo
  marketa markku marko markus marlis marlon martina marton maryna masahiro masaki masako masaru masato
  masego masoud masoumeh massimiliano massimo matar matej mateusz matheo matheus mathys matias matilde
  matlhogonolo matti mauricio maurizia maurizio mauro maximiliano maxo mayeul mayra maysa mayssa
  mayumi mazen mbali mbaye medine meelis meenakshi meera meerim megha megumi mehak mehrdad mehul
  meihua meinir mekdes melaku melania melchor melek melesse melike melina meltem mengistu mengyao
  mercyline meriem mersiha mert meseret mesfin messaoud mesut metin mhairi mher micaela michal micheal
  michela michele michiko midori mieczyslaw mieke miguelina mihaela mihail miho miika mijin mika
  mikheil mikko miklos milagros milda milena milind milla miloslav miloud mimoza minako minal
  mindaugas minerva minghui mingming minho minoo minseo minsu miodrag mircea mirela mirella mirjana
  mirjeta mirlande miroljub miroslava miroslaw mirsad mirza misaki mitali mitra mitsuko mladen moacir
  moana modupe mohau mohcine mohit mohsen mohsin mojgan mojtaba mokgadi mokhtar momoko mona monika
  montserrat moriba morten morteza mosa mouad mouhamed mouna mounia moustapha mpho mridula mthunzi
  muamer mubarak mudassar muhammet muharrem muhd muireann mukaddes mukamana mukhtar mukta mulu muna
  munashe munkhbat murali murilo murtaza mushtaq muskan muthoni mutua mwende mykhailo mykyta myung
  nabeel nabilah nadeesha nadiya nadja nadjib nael nafisa nafissatou nagesh nahid naim naina najwa
  nalan naledi namrata nandi naoki naoual narayan narek narendra naresh nargis nargiza nasim nasir
  nassim nassima nataliya natasa nathanael natia natsuki nattaya naveed navid nawel nazan nazanin
  nazia nazira nazli ndayishimiye ndidi nebojsa necati necla neelam neelima neeraj neeta negar nejma
  nektarios nele nelia nelida nenad nengah nenita neringa nerlande nermin nermina nerys neslihan
  nesrin nesrine nestan nestor neusa nevena nevin ngaire ngan ngawang nghia nhung nicanor nicola
  nicolae nicoleta nicoletta nidal niels nieves nihad nihal nihat niina nikau nikita niklaus nikola
  nikolaos nilay nilesh nilgun nimisha ningsih nino niraj niran niranjan nirmala nishant nitya
  niyonzima njambi njoki nkechi nkem nkosana nkosazana nnamdi noam nodar nodira noelia noemi nohan
  nolan nolwazi nomfundo nompumelelo nomvula nonhlanhla nonso noor norazlina norberto norbu noriko
  normunds nouha nourdine noureddine nozipho nsengiyumva nshimirimana nthabiseng ntombi ntombizodwa
  ntsako nune nuno nunzia nuray nurcan nuria nurlan nursultan nurten nusret nuwan nver nyaboke nyasha
  nyokabi nyoman oanh obioma octavian octavio oddny oddvar odhiambo odhran odion oduor ofelia ogechi
  oguz okan oladele olamide olanrewaju olatunji olayinka oldrich oleh oleksandra oleksii oleksiy olena
  olha oliva olivera olufemi olusegun oluwatobi omaima omari omid omkar omolara omondi ondrej onur
  onyeka onyinye oona opeyemi orawan orest oreste orhan ornella orsolya osagie osamu osaze osman ostap
  osvaldo otabek otar otavio othmane ottavio ouafa ouahiba oualid ouleymatou oumaima oumou oury outi
  ovidiu oyuun oyvind ozan ozcan ozgur ozkan ozlem paata paavo padraigh padrig paivi palesa pallavi
  paloma panagiota panashe panida paraskevi parastoo parul parvaneh parvati parveen parviz pasang
  pasquale patrizia pattama pavan pavla pavlos payal payam pedram peeter pekka pelin pelumi pema
  penaia penda peng pernille petar petra petros petru petter peyman phat phindile phong phuc phumzile
  phuntsok pichai piera pierluigi piero pierrick pimchanok pina piret pirjo piroska pius polina poonam
  porfirio pouya prabhakar prabhjot prabin prachi pramod prasad prasert pratap prateek pratibha pratik
  praveen predrag preeti prem priit primitivo priscila priska priti priyantha przemyslaw puja pushpa
  putri putu qasim qingqing quan quoc quyen quynh rabah rabia rabie rabindra rachna radek radha
  radhika radim radka radmila radomir radovan rafal raffaele raffaella raghad raghav raghu ragna
  ragnar ragnhild rahel rahima rahmat raija raimonds raimundo raisa rajan rajani rajendra rajkumar
  rajni raju rajveer rakhi raluca ramazan ramiro ramya rana randa randi rangi ranjan raouf rasha
  rashad rashmi rasmus ratko ratna ratu raveena ravindra rawiri razvan rebeca recep redha redouane
  reem reena refik refilwe reijo reiko reina reinaldo reka remedios remo renald renan renato renu
  renuka reshma retno reto rexhep reyhaneh reyna reynaldo rezo rhodri ricarda riccardo richa riddhi
  ridvan rigoberto riikka rina rini rishabh rishi risto ritesh ritika riwal riya riyad rizky roald
  roberta rocco rodica rodolfo rogelio rogerio rokhaya rokia rolando rolf rolihlahla romana romeo
  romina romolo ronak ronaldo rosalba rosalinda rosana rosangela rosanna roselyn roshni rosmah
  rosmarie rossella rostislav roxana rozenn rozita ruairi ruaridh ruchi ruedi ruel rufino ruggero
  rukhsana rukiye rukmini rumi ruoxi rupali rupinder ruqayya ruslan ruslana rustam rusudan ruta
  rutendo ruvimbo ruwan ruzena ryota ryszard rytis saadatou saadia saanvi saara sabiha sabin sabina
  sabri sachiko sachin sadaf sadhbh sadio saeed saeid safa safet safia sagar saghar saif saira sajjad
  sakari sakina sakshi saleh saliha salil salimata salman salote saltanat salwa samah saman samaneh
  samar samina samuele samvel sanaz sandor sandris sandro sanduni sanele sangho sangwoo sanja sanjana
  sanjar sanjeewa sanna santosh sapna sardor sargis sarika sarita sarka sarnai saroj sasa satnam
  satoru satsuki sattar satwinder saul saulius saurabh saverio savita savvas sayaka sayuri sead
  sebastiano sebastiao sebnem seda sedat seema sefa seija sela selamawit selcuk selin selma semisi
  semra semyon senad senada senol seohyun seoyeon seoyun sepideh sepp seppe serap serdar serena serhii
  serhiy serik serpil seru setareh setareki seungho seungmin sevak sevda severin sevgi sevil sevim
  seyni sezen sezgin shabnam shadi shadrack shafiq shaghayegh shahd shaheen shahida shahla shahram
  shahrukh shahrul shahrzad shaila shailesh shaima shakeel shakila shamim shamima shamiso shanshan
  sharad sharareh sharif sharmila shavkat shehnaz sherzod shideh shigeru shikha shilpa shinichi
  shizuko shkelzen shoaib shobha shohreh shona shota shpend shruti shuang shubham shufen shweta siamak
  sibel sibongile sibusiso siddharth sigbjorn sigita sigrid sigrun sigurd siham siim silje silvana
  silvano silvina silvio silviu simona simonetta simonne sina sindisiwe sini sioned siphiwe siphokazi
  siri sirikit siyabonga siyu sizwe skaiste skender slamet slavica slawomir slimane slobodanka smail
  smita socorro sofie sogand sohail sohee soheila sohrab sokhna sokol solenn solenne soline solveig
  solvi somkiat sompong sona sonali sonam songul sonu soojin sooraj sooyoung sorcha sorin sorina
  soroush sotiris souhail soukaina soumaya soumya sowmya spomenka spyridon spyros srdjan sridevi
  srikanth srinivas stanislav stanislava stanislaw stavroula stefan stefanie steinar stelios stepan
  steren stevenson stian stig stijn stojan struan suad subhash subin subramaniam suchada sudha sudhir
  sudipta suelen suharto sujan sujata sukarno sukru suleyman sulistyo suljo suman sumeyye sumiko sumit
  sumitra sunaina sundar sunethra sungho sunisa sunniva supaporn suparman supriyadi suraj suren
  surinder surjit surya susanna susanne susanti sushant sushila suwit suzana svein sverre svetozar
  svyatoslav swapna swapnil swarup syafiq syazwan sylvaine sylviane sylwia szabolcs szilvia szymon
  tabassum tadeusz taehyung tafadzwa tahani tahira taichi taina takahiro takako takao takumi takunda
  tamas tamati tamaz tamila tanaka tane tanel tania tanveer taoufik tapan tapio taraneh taranjit
  tariro tarkan tashi tasi tasleem tasneem tatenda tatiane tatjana tatsuya tavita tawfik tayfun tebogo
  teemu tegan teguh teija teimuraz tejas telma tenzin teodora teodoro teresinha teresita tereza terje
  tero tess tetiana tetsuya tetyana teuta tevita tewodros thabiso thanakorn thanasis thanawat thandeka
  thandi thao thapelo tharindu thea thembi theodora theodoros theofilos therese thien thinh thoa thor
  thorbjorn thuan thulani tiago tiberiu tibor tidiane tiernan tifenn tihana tiina tijmen tijs timea
  timo timoci timofey timur tinatin tingting tipene tiphaine titilayo titouan tiziana tiziano toan
  tobias tokunbo tolulope tomislav tommaso tomoko tomomi tomos tonino toomas torbjorn torgeir torill
  torunn toshiko traian triin trinh trond trung trupti trygve tsegaye tsering tsetseg tsubasa tugba
  tugce tulay tullio tumelo tuncay tuncer tuomas turgut turid turkan tushar tuula tuyet tymofiy
  uchechi uday ueli ufuk ugne ugochi ugonna ugur uldis ulises ulla ulugbek umberto umesh umida umit
  umut unathi unni upul urmas urmila ursula urszula urvashi uwem uwimana uyen uzoma vadim vadym vahan
  vahe vahid vaida vaishali vaishnavi vakhtang valdas valdet valdir valdis valentyna valere valeria
  valerian valerio valeriu valeriy valery valon vanja vardan varsha vasile vasilios vasilis vasily
  vasundhara vasyl vedat vedran vegard velibor venkat venkatesh verena veronika vesa veysel vianney
  vibha vicenta vidar vidya vijaya vikrant viliami vilimoni vilma vilmos vimal vimala vinay vincenza
  vineet vinita viorel viorica vipin viraj virendra virgilio virginio vishnu vitaliy vitaly vito
  vittoria vittorio viviana vjosa vlad vladan vladimira vladislav vlado vladyslav vlasta vlora
  vojislav vojtech vreni vsevolod vusi vuyo vyacheslav vytautas wafaa wagner wahid wahyu wairimu
  waisale waithera wajdi waldemar wanida wanjala wanjiru waqas wasim wataru waweru wayan weidong
  weiming weiwei wenbin wendel wenjing werner wharekawa wichai widline wieslaw wilai wilfredo wilfried
  wilner wilson wiremu wissam witold wladyslaw wonjun woodly wout wube wulan xenia xhevat xiaohui
  xiaoli xiaoling xiaoyan xinyue xiulan xolani xuan yacouba yadira yagmur yahya yamila yamina yamini
  yana yanan yangchen yannig yanti yaovi yaping yara yared yaroslav yaroslava yasar yasemin yashar
  yasmeen yasuko yasuo yating yavuz yaye yazid yazmin yegor yejin yejun yekaterina yelena yeonjun
  yerin yerlan yetunde yevgenia yevgeny yevhen yewande yigit yildiz yilmaz yiming yingying yllka ylva
  yngve yodit yogesh yogita yohann yoichi yoona yoshiko yosuke youenn youness younghee youngho youngmi
  youngsoo yuchen yudi yuhua yuichi yuka yukari yuko yulan yulianti yuliya yumi yumiko yuqing yuriko
  yusra yusuke yuthana yuting yuxuan yuya yuying yvenson zahia zahid zahida zainabou zakia zane zarina
  zaven zawadi zaza zbigniew zdenka zdravko zdzislaw zeenat zeeshan zehra zekeriya zeki zelie zenaida
  zenebe zephirin zerihun zhanar zhanibek zhanna zhenhua zhigang zhiqiang zhiwei zied zihan zijad
  zinaida zinhle zita ziyi zlatan zlatko zodwa zohreh zola zoltan zorica zoubida zoubir zoya zsofia
  zsolt zsuzsanna zuhal zukhra zukiswa zulema zulfiqar zulkifli zurab zuri zuzana zuzanna
`

/** Given names that are words or towns too: a person only before a family name. */
export const moreDoubtfulText = `
  adi aine aka alla alpha alvaro ambra anand ange anis ann ara ariana asuncion aurora aydin ayu bahia
  balla bat bayram beat bela belay benito berna betul bilge bina bogale bora caner carmine cassia
  chien cicero concepcion dan dao davit demet dev dina doha doudou dung dwi ece efe eka eko ela elira
  eloy emir engin esi evens faith fetu florencia franco fritz gentian georgia girts gita gloire gul
  haik hala handan happiness harsh hind hoa honore hortensia huw ida innes innocente ion islam ivano
  iwan jacinthe jai jesus jimmy joke julienne junior kalyani kamala kana karma kiri kobe kota lander
  larisa laure laye levent lia lies lise liv lotte lou lovely mads mai malin mari maris mark medina
  melchior mere merle mette mina minna moises muge munira musa narine natale neo nga nhi nong normande
  okay ola orlando palmira paz perla petre petri pierrette piet pinar pita ploy precious rafaela
  ramadan ramona rasa regina regula rein reine rima rimas riyadh rohini roman roula rui rune ryo saber
  samba sanaa sari satu shashi sherif shima shin shun silvan sinisa soma son sri suat sultan sultana
  takeo tam tamer tan tao taro thais thi thora thu tien tin tine tissa tone tor tore tri trinidad truc
  tui ugo ulf urs van vanda vasant ville vinh violeta vit vuk wellington wim xinyi xiuying yen
`

/** More family names of many regions; words and larger towns are left out. */
export const moreSurnameText = `
  aaltonen aas abbasi abboud abdallah abdelaziz abdelkader abdullah abdullahi abe abera abgrall abiven
  abou aboud abrahamyan acharya acheampong achieng achour acosta addo adebayo adeleke adesanya
  adhikari adjei adjovi aebi aebischer aerts affolter afolabi afridi agbaje aggarwal agossou agu
  aguero aguirre agyeman agyemang ahluwalia ahn ahonen ahouansou ahuja aissa aissaoui aka akakpo
  akbari akello akhundzada akinola akintola akinyi akkari akpan aksoy aktas alabi alam alarcon albu
  alekseev alemayehu alexiou aliyev allaoui allouche aluko alvarez amadi amani amankwah amara amaral
  amari amato amaya ambedkar amiri ammann amoah amon amouzou ampofo amrouche amstutz amundsen
  anastasiou andrade andreassen andreev angelopoulos ansah antoniou antonov antunes antwi anwar
  anyanwu aoki aouad apostolou aquino arabi arai arango araujo araya arce arellano arora arshad arx
  asamoah asare ashraf aslam aslan assefa assi assogba atangana athanasiou auclair avetisyan avila
  awan ayadi ayala ayele ayivi ayodele azevedo azikiwe azizi azzouz babangida babenko babic badu bae
  baek baeriswyl baert bagheri bahati bahrami bahri baidoo baig bajaj bajwa bakkali bakke bakri
  balakrishnan balan balcerzak balde balmer balogh bandara bangoura bansal barakat barasa barbieri
  barros basha basile basu bathily batista batra battaglia baudry beauchemin beaudry beausoleil
  becerra beckers bedi bekkouche belaid belkhodja bellini beltran bemba benabdallah benaissa benavides
  benchekroun benedetti benes bengtsson benhaddou benitez benkirane benmoussa bensaid benslimane
  benzema bergman bergstrom berhane beridze berisha bermudez bernardi berntsen bertelsen berthiaume
  bescond beye bhalla bhandari bhardwaj bhargava bhatia bhatt bhattacharya bhattarai bhutto bianco
  bielecki bieri bihan bilous birkeland bischofberger biswas biya bjerke bjork blaha blanco blaszczyk
  blatter bodin bodnar bogaert bogaerts bogdanov bogdanovic boiro boisclair boly bondarev bonilla
  bonnin bonsu borges borisov borkowski bosmans botelho botha bouazizi bouchareb boudjemaa boudreault
  boughanmi boukhobza boulahrouz boumediene bourgault bourhis bourque bouziane brahimi brannigan
  breathnach brekke brennan brisebois brito brousseau bruneau brunelle bruun buhler buhlmann bulut
  burgi burri bustamante byaruhanga byrne byun caballero cabral caenen cafferkey cahill cakir calderon
  callaghan callens calvez camacho caputo caradec cardona cariou carmody carn carneiro carrasco
  carrillo caruso cassidy castaneda castellanos castelli castonguay cattaneo cavalcanti cermak cerny
  cervantes cetin ceulemans cha chaabane chadha chagnon chakraborty chandra chandrasekhar chaoui
  charef charest charfi charland chartrand chaturvedi chaudhary chaudhri chauhan chawla chebet cheema
  chelimo cheruiyot chevallier chigumbura chikwanda chilufya chiriac chiu chiwenga chmielewski chopra
  christiaens christiansen christodoulou chukwu chukwuma chung cieslak cifuentes ciobanu ciss cissokho
  claeys clancy clausen coakley coelho coetzee cojocaru comerford compaore concannon connolly conroy
  considine constantin coppens coppola corbeil corcoran cordero cordova cornelis coronado corre
  correia corrigan cortes cortez cosgrave coskun costantini costello coughlan coutinho cozic crespo
  cristea cronje croteau crowley csonka cuevas cullinane cunha curran cusack czarnecki czerwinski dabo
  daems daffe dahal dahl dahle dahmani dalal damico daniel danielsson danquah dantas danylenko dao
  daoud daoudi daoust darko dasgupta datta deangelis debbouze dehaene dejonghe delacroix delacruz
  delahunty delaney delaunay delossantos dembele demissie dempsey deng deprez derosa dervishi desai
  desantis deshmukh deshpande deslauriers desmedt desta devaux devi devilliers devlin devos dewaele
  dhawan dhondt diaby diagne diakhaby diakite diatta diawara didier dieng dierckx dimaculangan
  dimitriou dineen dinh dinu diouf dioum dissanayake dixit dje djerbi djiba djokovic djordjevic doan
  dobre doherty dolan dolezal dominguez donkor donnellan donnelly donohue donval dooley doran
  doroshenko dossou douiri doumbia dowling doyle dragomir dragomirescu driouch drolet duan duarte
  dubey dubuc ducharme duda dudek duffy dufresne duguay duhamel dumais dumitrescu dundar dunleavy
  duplessis dupuy duquette duran durrani dussault dutil dutta dvorak dvorakova ebele ebrahimi
  echeverria economou effiong egan egger ehouman eide eklund ekotto ekstrom ekwueme elamrani eliassen
  ellingsen elmansouri enache endo engen engstrom erdem erdogan esfahani eskandari espinosa espinoza
  essaidi essomba esteves estrada etoo evensen evrard ezanno ezekiel fabbri fadel fahy fainga fairbank
  fakhoury fallon fankhauser farahani farhat farias farrelly faye fazekas fedorov fekete feki fekir
  fellay feng ferland ferrante ferraro ferretti fiala fifita figueroa filali filion filipovic finnegan
  finnerty fiore fiset flaherty flanagan flannery floch florea fluckiger fodor fofana fogarty folau
  foley fomin fong fonoti fonseca forsberg fossum fotso fourie francoeur frandsen fransson frechette
  fredriksen fredriksson frey frolov fujii fujimoto fujita fukuda fung furrer furtado gadbois gaitan
  gajewski galarneau galindo gallardo gallegos galli galvez galvin gamache ganguly garay garg garneau
  garrec garrido gashi gaspar gassama gasser gathoni gatti gaudreau gauvin gaye gbaguidi gebremariam
  gebreselassie geerts gelashvili georgescu geraghty ghali ghannouchi ghazaryan gheorghe ghorbani
  gichuru gielen giger gilani gillet gilligan gilmartin giraldo girma girouard githinji giuliani gjoka
  gleeson glowacki gnagne gnassingbe gning godbout godin godoy goethals goff gohou gokhale gomes
  goncalves gopalakrishnan gorman gorski goswami goto gouez goyal grabowski grassi grigore grigoryan
  grob guedes guen guenette guerra guerrero guerrouj guevara guidi guilbault guillou guimaraes guimond
  guisse gul gulbrandsen guled guler guliyev gulyas gumede gunaratne gunawan gunawardena gunes
  gunnarsson gusev gutknecht guyader gwak gyamfi haaland habibi habyarimana haddadi hadjadj hafeez
  haidari hailu hajdari hajek hakala hakimi haller halvorsen hamalainen hamelin hamidi hammami hamon
  hamouda hamza hanlon hannigan hanrahan hansson hao haouari hara harada harahap hargreaves
  harutyunyan hasan hasani hasanov hasegawa hashimoto hashmi hasler hassani hauge haugen haugland
  hauser havel havlicek hawksworth hayashi healy hedlund heffernan hegarty hegde hegedus hegge heidari
  heikkinen heinonen heke hekmatyar helgesen helias hellstrom henaff henao hendrickx hennessy
  henningsen henriksen henriksson heo herath hermansen herve hetaraka heylen hidayat higginbotham
  higgins hijazi hiltunen hinchcliffe hinojosa hir hirano hirsi hlatshwayo hoarau hofer hofmann hohaia
  holdsworth holm holmberg holmgren holst holte holub honda horak horgan horrocks horvatovic hosni
  hoste hoti houde houlihan houngbedji hounkpatin hovhannisyan hoxha hruska hrytsenko hsieh hsu
  huddleston hudon humbert hunziker huo huot hurley huseynov hutapea huysmans hyseni ibara ibe
  ibragimov ibrahimovic iglesias igwe iheanacho ilic illingworth ilunga ilyin imai imhof inoue
  ioannidis ioannou ionita iordache isaksson iseli ishida ishii ishikawa ismail ismailov issaoui itoua
  ivanenko ivanovic iversen iwasaki iwuchukwu iyengar jaballah jablonski jacob jacobsen jadhav jaggi
  jakobsson jakubowski jalali jamal jankovic jansen jaouen jaramillo jarvinen jasinski jatoi javed
  jaworski jayasinghe jayasuriya jayawardena jegede jegou jelassi jelinek jeon jeong jeppesen
  jespersen jha jiang jiao jimale jin jobin johnsen jolicoeur jomaa jonsson jorgensen joubert
  jovanovic jowett juhasz juhl juneau justesen kaba kabbaj kabila kabongo kabore kacem kacou kaczmarek
  kaddour kadlec kafando kagame kalala kalinowski kaloga kalonji kalu kamal kamali kamdem kamga kaneko
  kanku kante kapadia kapanadze kapoor kapur karaca karagiannis karapetyan karetu karimov karjalainen
  karki karoui karthikeyan karunaratne karzai kasmi kasongo kasprzak kassem kaszuba kaufmann kaunda
  kayani kayembe kazadi kazemi keane kearney keating kebe kebede kebir keegan keenan kehoe kelleher
  kelmendi kenneally keogh kerdoncuff kereama kerjean kermarrec kerouedan kershaw kertesz kervella
  khachatryan khadka khalfallah khatib khatri khattak khatun khemiri khorasani khosa khumalo khurana
  kidane kiely kikuchi kilani kilbride kilkenny kimani kimathi kimura kinnunen kinsella kinyanjui kioa
  kipchumba kipkemboi kiplagat kiprop kiptoo kirui kiselev kjaer klausen klein knecht knezevic knudsen
  koc kocsis kodjo koech koffi kofoed kohler kohli koirala kojima kolesnyk kolodziej kong konstantinou
  kopec kopecky korir korkmaz koskinen kostopoulos kouadio kouakou kouame kouassi kourouma kouyate
  kovacevic kovacs kozlov kpodo kragh krajewski kral krasniqi kratochvil kravchuk kravets krejci
  krishnamurthy krishnan kristensen kristoffersen krol kruger kubiak kubo kucera kucharski kuffour
  kuhn kulkarni kumarasinghe kunz kunzli kuo kurniawan kurt kuzmenko kvaratskhelia kverneland kwan
  laaksonen laberge labonte labrie labuschagne lachapelle lacoste lacson lafferty lafleur laforest
  lafortune lafrance lafreniere lagadec lahtinen laitinen lajoie lakatos lalande laliberte lamarche
  lamothe lamoureux lamy langevin langstaff lanigan laporte lara larbi larivee larose laroui latu
  latulippe lauridsen lauritsen lauwers lauziere laverdiere lavergne lavigne lawal lazar lazarevic
  lazrak leahy leal lebedev lebihan leblond leboeuf lebras lebrun lecorre leflo lefort legare legoff
  legros leguen lehmann lehtinen lehtonen leite leka lemelin lemmens lemos lenaerts lengyel lenihan
  lenoir leone leota lepine leppanen leuenberger levac leveille leveque leysen lheureux liao lightfoot
  limbu lind lindberg lindgren lindqvist lindstrom linehan lobo lockwood lodhi lofgren loiselle lok
  lombardo lomidze longbottom longo lortie loughlin lozano lucero lukaku lukic lum lumumba luna
  lundberg lundgren lundqvist lungu luong lusamba luscher luthi luyten lysenko maalouf mabena mabiala
  mabrouk mabuza macaraeg macias maciejewski maciel maclachlan macmillan macpherson madan madani madec
  madsen madu maeda maesen magalhaes magar magnusson magsaysay maguire mahajan maharjan mahdavi mahe
  maher mahfouz mahjoub mahmood mahoney mahrez mahuta mailhot mailloux maina mainville maisuradze
  majewski majumdar maka makarov makela makinen makosso malan maldonado maleki malhotra malinowski
  malki malone maly mamedov manalo mangubat mannion manole manriquez mapfumo marchenko marchetti
  marcil marciniak marcos marek mariani marini markovic marois martensson marti martinelli martirosyan
  maruyama marzouki masek maseko mashaba masri massamba masterson masuda masuku matei mathebula
  mathisen mathur mathys matic matos matsuda matsui matsuoka mattila mattsson maurer maury mavuso
  mazur mazza mbah mbanefo mbappe mbarga mbatha mbaye mbewe mbia mbodj mboma mboup mbugua mburu
  mbuyamba mbuyi mcauley mcavoy mccabe mccall mccann mccarron mccluskey mccormack mccormick mccrea
  mcculloch mcdermott mcdonagh mcdonnell mcelroy mcentee mcevoy mcfadden mcfarlane mcgann mcgill
  mcginley mcginty mcgoldrick mcgovern mchugh mchunu mckeever mckeown mclaren mcloughlin mcmanus
  mcnally mcnulty mcphee mcquaid mcshane mcsweeney mctavish meagher mebarki medeiros medvedev meehan
  meeus mehmood mehra mehrotra mejia meka mekki melancon melendez melnychenko memon mendis meneses
  menezes meng mengesha mercado mernissi mesquita messaoudi mestdagh meszaros mezouar mhiri mhlanga
  mhlongo miah michalak michalski michiels micklethwait miettinen mihai mihailescu mikhailov mikkelsen
  milani milosevic milot mimouni minhas miranda miron mirza mishra mistry mitrovic mittal miura
  miyamoto mkhize mkrtchyan mobutu mocanu modi moe moen moens mogensen mohacsi mohamud mohan mokoena
  moldovan molefe molloy molnar moloney monaghan mondal mongeau monnier monteiro montenegro monti
  montoya montpetit mora moraes morais moran moraru morelli morency mori moriarty morina morita
  moroney moroz morozov mortensen morvan motaung motsepe moura mousavi moussaoui mouyondzi mpofu mpoyi
  mrabet mroz mthembu mthethwa mtshali mugabo mugisha mukasa mukendi mulcahy mulenga mulligan mullins
  mulumba munteanu murakami murata murillo muriuki murtagh murthy mushikiwabo musoke musonda mustafa
  mutasa muthoni mutiso mutombo mwale mwamba mwansa mwaura myhre myklebust nabirye naciri nadar nadolo
  naess nagai nagy naidu najafi nakagawa nakajima nakano nakato nakayama nambiar namugga napolitano
  naqvi narang narayan narayanan nasri nasution natarajan naude navarrete navarro nayak nayar
  nazarbayev nazari ndala ndao ndayishimiye ndegwa ndiaya ndione ndong ndongo ndour nduka ndukwe
  ndungu nedelcu nedelec negri nehru nemec nemeth neri ngai ngalula ngarewa ngassa ngata ngcobo ngoma
  ngono ngoyi ngubane nguema nguemo nguessan ngugi niane niang niazi niemi nieto nijs nikiema nikitin
  nikolaou nikolic nimaga nishida nishimura nissen nistor njenga njoya nkala nkansah nkomo nkosi
  nkoulou nkounkou nkrumah nkurunziza nlend nnaji noah noguchi nogueira noh nolan nomura noonan
  noorzai norberg nordin norgaard normandin nouri novotna novotny nowakowski nowicki nsimba nsubuga
  ntsame ntumba nugent nugroho nunez nuttall nwachukwu nwankwo nxumalo nyambura nyathi nyberg nyffeler
  nygard nyong nys nystrom nzeyimana nzuzi obame obaseki oberli oberoi obiang obiora obradovic ochoa
  oconnell odegard odermatt odinga odonoghue odowd odriscoll odukoya oduya odwyer ofarrell oflaherty
  ofori ogawa ogbonna ogrady ogunbanjo ogundipe ohagan ohara ohno ojala ojukwu okada okamoto okeeffe
  okeke okello okemba okereke okezie okolie okonjo okorie okoro okot okoye okwu okwuosa olah olawale
  olayiwola oldroyd oleary olivares oliynyk olofsson olowu olszewski oluwole omahony omalley omar
  omondi omotola onana ong ono onuoha onwudiwe onyango onyekachi onyshchenko oosthuizen openshaw opiyo
  opoku oppong oprea orban orellana orji orlov ormerod orourke orozco orsos ortega osei oshea osmani
  osorio ospina ostergaard ostlund ostrowski othmani otoole otsuka ouazzani oudghiri ouedraogo
  ouellette ouimet oukacha ouma ouyang overgaard owino oyelowo oyinlola ozcan ozdemir ozkan pacheco
  padilla padmanabhan pagano paik painchaud paiva paki palacios palmieri palumbo panchenko pandey
  pandya pangilinan papadakis papadopoulou papageorgiou papaioannou papandreou papp pappas parata
  paredes parekh parenteau parikh parisi parmar parra pasquier patenaude pathak patil patino patnaik
  paulsen pauwels pavel pavlidis pavlov pavlovic pawlak pawlowski payet paz pelchat pellegrini
  pellegrino pennec pensec peralta perdomo perennou perrault petersen petrenko petropoulos petrovic
  pettersson phelan phung piche pichon pickersgill pienaar pieters pietrzak pimentel pineda pinheiro
  pinho piotrowski piras pitkanen pizarro plamondon pllana poitras pokorny polat popal popovic
  poroshenko portmann pospisil postlethwaite poudel poulsen pradhan prasad preda premadasa prendergast
  pretorius priestley prieto prochazka provencher przybylski purohit qadri qian qio qiu quach quan
  quansah quaye queiroz quemener quere quigley quinlan quinn quintana quintero quirion quiroga quispe
  racicot racz radebe radovic raes rafferty raghavan raghunathan rahal rajabi rajagopal rajan
  rajapaksa rajaram rajput rakhmonov rakoto rakotomalala rakotondrabe ramachandran raman ramanathan
  ramaphosa ramdani ramezani ramsbottom rana ranasinghe rancourt randria randriamampionona
  randrianasolo ranganathan rangel rangihuna rantanen rashid rashidov rasoanaivo rastogi ratcliffe
  rathore ratnayake ratsimba ravelomanana ravn ravouvou rawat rawlings raza razafindrakoto reardon
  regan rehman reilly ren restrepo rewiti reynaud rezende rezgui rhazi rheaume riendeau rinaldi rincon
  riordan riou ristic rivest rizvi robidoux robillard robles rochefort rochon rodrigues roels rohner
  rojas roldan romanov rooney rosales rossetti rossouw rostami rousselle routhier rowbotham rowntree
  rozsa rubio ruchti rudenko rueda ruegg rufenacht ruggiero rusu rutkowski ruto ruud ruzicka ryan
  ryser ryu saadi saarinen saavedra sabourin sabri sadeghi sadiq sadowski saether safavi sagna
  sahakyan sahni saini saito sakala sakamoto salah salako salaun salcedo saldana salgado salhi sall
  salmi salminen salonen samake samaraweera samatar samb sambou sampaio samuelsson sanabria sandberg
  sandor sandu sandvik sangare sankara sanna sanogo santamaria santini santoro santoso saputra saraiva
  sargsyan sarker sarmiento sarpong sartori sassi sassou satterthwaite savchenko savic savoie
  savolainen sawadogo saxena scanlon scharer schaub scheidegger scherrer schlatter schmidt schnyder
  schwab schwarz scully sebbar seck sedlacek segers segura sehgal selmi semenov senanayake senecal
  sengupta sepulveda serban sergeev serrano seth sethi setiawan seye shala shanahan shao sharifi
  sheehan shehu shekhawat shen shenoy sheridan sherpa shetty shevchuk shi shih shimizu shinde shirazi
  shivakumar shkreli shukla shulha shuttleworth sibanda sidebottom sidibe sieber siegenthaler sikora
  sikorski silveira silvestri simanjuntak simek simic simiyu simonsen simsek singhania sinha sipos
  siqueira siregar sithole sitorus sjoberg sjogren skov smedley smet smets snodgrass snyman sobczak
  soderberg sodhi sohn sokolowski solano solberg soleimani soler solheim solis solovyov soltani somers
  somogyi soni sonko sood soomro sorensen soria sorrentino sosa sossou soucy souissi souliere soumah
  soumare sowande sowerby spycher srinivasan srivastava ssebunya ssemakula stalder stamatiou stan
  stanciu stanekzai stankovic stastny stauffer steffensen stepanov stepanyan stephan stepien stevens
  steyn stojanovic stokke stroe strom strydom stucki studer suarez subramaniam subramanian sugimoto
  sugiyama suh sundaram sundberg sunde susanto sutcliffe suter sutter svendsen svoboda swaminathan
  swanepoel sweeney swindlehurst sydorenko syed sykora symonenko szabo szalai szczepanski szekely
  szeto szewczyk szilagyi szucs tadesse tadic tahiri takacs takada takagi takeda takerei takeuchi
  talbi talbot taleb talwar tamba tamihere tamura tandia tandon tangen tanguy taniguchi tapia tapsoba
  tariq tattersall taufa taumoepeau tavares tawhiri tchamba tchoupo tebboune tefera teixeira tejada
  tekin tekle tembo teng terblanche teshome tetreault tetteh thach thaci thakur thapar theberge
  theodorou thiam thiaw thijs thioune thistlethwaite thivierge thomassen thommen thomsen thorsen
  thwaites tiendrebeogo tierney tillotson timmermans timoshenko tinsley tinubu tiwari tobin todorovic
  toft togbe toivonen tokayev tolentino tomaszewski toomey toprak toro torok tosun toth tougas
  tousignant trachsel trejo trepanier trieu triki trinh tripathi trivedi troadec tromeur trottier
  truong tsai tsang tschanz tse tshabalala tshibangu tshilombo tshimanga tshisekedi tshuma tsipras
  tsui tuala tudor tuhoe tuilagi tuisova tulegenov tumusiime tunnicliffe tuohy tuominen tupou turan
  turk turnbull turunen tveit twomey twum tyagi tymoshenko ucar uchida uddin ugochukwu ulvestad umeh
  unal ungureanu upadhyay urbanski urbina uribe urrutia ursu usman uwase uwimana uzoma vaisanen
  vakatawa valdes valdez valentini valenzuela valiquette vamos vanacker vandaele vandenbossche
  vandenbrande vandenbroeck vandenbroucke vandeputte vandermerwe vandermeulen vanderstraeten
  vandewalle vanek vanhee vanhoutte vanneste vardanyan varga varma vasconcelos vasic vasile vasileiou
  vasilenko vasilev vasiliev vasudevan vavra vaz vazquez vega velasco velasquez venkataraman
  venkatesan venkatesh venne vera verbeke vercauteren vercruysse veres vergara verhaegen verheyen
  verhoeven vermeersch vermeiren vermeulen verreault verstraete vesely vestergaard viana viau
  vigneault vik vilakazi viljoen villalobos villarreal vincze vinogradov vitali vlachos vlad vlasenko
  vlcek vogt voicu von vonlanthen vorobyov voros vukovic vunipola vuong vyas waaka wada waddington
  wadhwa wadsworth wafula wague wainwright waithaka walczak wallin walmsley wambua wandji wanjala
  wanyama wardak warraich wauters waweru weerasinghe wei weldu weng wenger whelan whitehouse whittaker
  wickramasinghe widdowson widodo wieczorek wigglesworth wijaya wijesinghe wikstrom wilk willaert
  winterbottom winther wirth witkowski wlodarczyk wojciechowski wold wolde woldemariam wrigglesworth
  wrobel wuthrich wuyts wysocki xaba xavier xhaka xia xiao xiong xue yacoubi yadav yade yakovenko
  yakovlev yalcin yaman yamasaki yamashita yamazaki yameogo yan yansane yapi yapo yattara yavuz
  yazdani yeboah yeo yeung yildirim yim yohannes yokoyama yoo yousfi yuksel yurt yushchenko yusupov
  zadi zaidi zaitsev zajac zakharchenko zakharov zakrzewski zalewski zamani zambo zamfir zand zanetti
  zaoui zapata zardari zaugg zawadzki zbinden zeka zelenskyy zeman zeng zerbo zerhouni zeroual zewde
  zhai zhong zhuang zidane zimba zinchenko ziolkowski zitouni zivkovic zondo zongo zoungrana zulu
  zumwald zungu zuniga zurbriggen zurcher zwahlen
`
