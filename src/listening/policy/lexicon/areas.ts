import { wordSet } from '#listening/policy/lexicon/entry.ts'

/** Countries, provinces and larger towns as handles write them; none that is often a given name. */
export const areas = wordSet(`
  sask yorks canada canadian canadien canadienne quebec qc ontario alberta manitoba saskatchewan nunavut yukon newfoundland labrador novascotia newbrunswick nouveaubrunswick pei
  ottawa toronto gta montreal mtl vancouver yvr calgary yyc edmonton yeg winnipeg saskatoon yxe regina yqr halifax hfx gatineau sherbrooke laval longueuil levis
  saguenay terrebonne kingston ygk sudbury mississauga brampton oshawa kitchener waterloo guelph barrie peterborough belleville cornwall brockville timmins
  thunderbay niagara burlington oakville markham vaughan richmondhill pickering whitby ajax durham peel york halton simcoe burnaby surrey kelowna nanaimo kamloops
  reddeer lethbridge medicinehat moncton fredericton saintjohn stjohns charlottetown yellowknife whitehorse iqaluit gaspesie estrie outaouais mauricie
  laurentides lanaudiere monteregie abitibi cotenord basstlaurent trois rivieres drummondville rimouski rouyn
  belgium belgique belgie brussels bruxelles brussel bxl liege namur charleroi mons tournai antwerp antwerpen anvers gent gand brugge leuven louvain wallonie
  hainaut brabant uccle ixelles schaerbeek anderlecht molenbeek etterbeek
  paris lyon marseille toulouse bordeaux lille nantes rennes strasbourg montpellier nice grenoble rouen reims dijon angers brest limoges tours metz nancy besancon
  orleans caen mulhouse perpignan avignon toulon bretagne normandie occitanie aquitaine alsace lorraine provence paca bourgogne auvergne picardie savoie isere
  gironde vendee finistere morbihan iledefrance idf reunion martinique guadeloupe guyane mayotte corse francais francaise
  suisse swiss switzerland schweiz svizzera geneve geneva lausanne vaud valais fribourg neuchatel jura berne bern basel bale zurich lugano sion montreux
  uk britain england scotland wales cymru ireland eire london manchester mcr birmingham bham leeds sheffield liverpool bristol newcastle nottingham leicester
  coventry hull bradford cardiff swansea glasgow edinburgh aberdeen dundee belfast dublin cork galway kent essex sussex devon dorset norfolk suffolk cumbria
  lancashire yorkshire cheshire derbyshire surreycc hampshire oxfordshire wiltshire doncaster wakefield salford croydon hackney camden lambeth southwark gmp gm
  usa nyc newyork chicago boston seattle portland denver philly philadelphia detroit minneapolis cleveland cincinnati pittsburgh buffalo rochester
  milwaukee baltimore miami tampa orlando atlanta memphis nashville phoenix tucson sacramento oakland sandiego sanfrancisco losangeles california oregon
  michigan ohio vermont newhampshire massachusetts pennsylvania illinois minnesota wisconsin florida texas colorado utah nevada arizona
  houston dallas fortworth elpaso sanantonio raleigh durham richmond norfolk sandiego sanjose fresno longbeach mesa omaha tulsa wichita albuquerque anchorage honolulu boise
  lasvegas reno spokane tacoma columbus toledo akron dayton louisville lexington birmingham mobile neworleans batonrouge littlerock kansascity stlouis desmoines
  indianapolis fortwayne grandrapids lansing milwaukee greenbay albany syracuse buffalo yonkers newark jerseycity trenton hartford newhaven providence worcester springfield
  melbourne brisbane perth adelaide hobart nsw auckland wellington christchurch
  dakar abidjan bamako ouagadougou niamey lome cotonou douala yaounde kinshasa brazzaville libreville antananarivo tunis alger rabat casablanca
  senegal cameroun cameroon benin togo gabon congo rdc maroc tunisie algerie nigeria lagos abuja ghana accra kenya nairobi uganda kampala pretoria joburg capetown durban
  europe european atlantic atlantique pacific pacifique prairies
`)

/** What stands beside an area in the handle of a body that serves it. */
export const areaMarks = wordSet(`
  city ville town mairie commune gov govt gouv cc council ca qc on bc ab sk mb nb ns pe nl fr be ch uk ie eu us de la le du of the my your our global visit
  discover destination tourism tourisme ici via marine air live go hello events today now general official officiel region regional metro north south east west
  nord sud est ouest er en lw tx ny nj pa va wa ga fl az mi oh il mn wi md ma ct ri nh vt tn ky mo ks ok ut nv health sante police fire transit hydro water news star sun post journal record info infos studies works roads snow traffic
  border borders frontiere rights droits safety security securite tel direct natural historic heritage ready prepared vote votes benefits crisis media medias
  customs douane treasury revenue consumer consumers finances chambre ordre recalls rappels elections
`)
