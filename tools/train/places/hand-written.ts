/** Names that no source of a fit licence holds, written by hand from general knowledge; names are split at commas. */

const split = (text: string): string[] =>
  text
    .split(/[,\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** How people write countries besides their full names. */
export const countryShorts = split(
  'USA, U.S.A., US, U.S., UK, U.K., UAE, U.A.E., NZ, DRC, PNG, KSA, RSA, Zim, Moz, Aus, DR, P.R., PR, USVI, BVI, ROK, DPRK, USSR, EU, E.U.',
)

export const countriesMore = split(
  `America, Great Britain, Britain, England, Scotland, Wales, Northern Ireland, Holland, Burma, Ivory Coast, Côte d'Ivoire,
  Cape Verde, East Timor, Macedonia, Swaziland, Czech Republic, Türkiye, Turkey, Palestine, Kosovo, Vatican, Russia, Syria, Iran, Laos,
  Moldova, South Korea, North Korea, Korea, Congo, DR Congo, Micronesia, Brunei, Tanzania, Bolivia, Venezuela, Vietnam, Viet Nam, Republic of Ireland, Bahamas, Gambia,
  Trinidad, Tobago, Antigua, Barbuda, St Kitts, St. Vincent, Grenadines, the Netherlands, Emirates, United States of America, Etats-Unis, États-Unis, Royaume-Uni, Angleterre, Écosse, Pays de Galles`,
)

export const peoples = split(
  `American, Americans, Mexican, Mexicans, Italian, Italians, Indian, Indians, Cuban, Cubans, Haitian, Haitians, British, Brits, French, Canadian,
  Canadians, German, Germans, Spanish, Chinese, Japanese, Russian, Russians, Australian, Australians, Israeli, Israelis, Pakistani, Pakistanis, Bangladeshi, Bangladeshis, Nepali, Nepalese,
  Sri Lankan, Sri Lankans, Filipino, Filipinos, Indonesian, Malaysian, Thai, Vietnamese, Korean, Greek, Greeks, Turkish, Turks, Syrian, Syrians, Iranian, Iraqi, Saudi, Egyptian, Nigerian, Nigerians,
  Kenyan, Kenyans, South African, South Africans, Zimbabwean, Zimbabweans, Mozambican, Mozambicans, Malawian, Malawians, Zambian, Tanzanian, Ugandan, Ethiopian, Somali, Moroccan, Algerian, Tunisian,
  African, Africans, European, Europeans, Asian, Asians, Caribbean, Latin American, Chilean, Ecuadorian, Ecuadorians, Ecuadorean, Ecuadoreans, Colombian, Colombians, Venezuelan, Peruvian, Brazilian, Brazilians, Argentine, Argentinian,
  Puerto Rican, Puerto Ricans, Dominican, Dominicans, Jamaican, Jamaicans, Bahamian, Bahamians, Guatemalan, Honduran, Salvadoran, Nicaraguan, Panamanian, Costa Rican, Polish, Dutch, Belgian, Swiss, Austrian, Swedish, Norwegian, Danish,
  Finnish, Irish, Scottish, Welsh, English, Portuguese, Czech, Hungarian, Romanian, Bulgarian, Serbian, Croatian, Ukrainian, Ukrainians, Afghan, Afghans, Burmese, Cambodian, Kiwi, Kiwis, New Zealander, New Zealanders,
  Texan, Texans, Floridian, Floridians, Californian, Californians, Albertan, Albertans, Houstonians, Houstonian, New Yorker, New Yorkers, Keralite, Keralites, Malayali, Malayalis, Palestinian, Palestinians, Lebanese, Jordanian, Qatari, Kuwaiti, Emirati, Hawaiian, Kashmiri, Québécois, Quebecer`,
)

export const regionShorts = split(
  `AL, AK, AZ, AR, CA, CO, CT, DE, FL, GA, HI, ID, IL, IN, IA, KS, KY, LA, ME, MD, MA, MI, MN, MS, MO, MT, NE, NV, NH, NJ, NM, NY, NC, ND, OH, OK, OR, PA, RI, SC, SD, TN, TX, UT, VT, VA, WA, WV, WI, WY, DC,
  AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT, NSW, QLD, VIC, TAS, ACT, Ala, Ariz, Ark, Calif, Cali, Colo, Conn, Fla, Ill, Ind, Kan, Kans, Ky, Mass, Mich, Minn, Miss, Mo, Mont, Neb, Nebr, Nev, Okla, Ore, Oreg, Penn, Penna, Tenn, Tex, Va, Wash, Wis, Wisc, Wyo,
  Alta, Sask, Man, Ont, Que, NorCal, SoCal, Norcal, Socal, CDMX, DF, NYC, LA, SF, PDX, ATX, HTX, NOLA, Philly, L.A., N.Y.C., D.C., ENC, WNC, NorthCal, UP, MP, TN, AP, KZN`,
)

export const regionsMore = split(
  `the Carolinas, Carolinas, Carolina, Dakotas, Virginias, Washington, Washington DC, Washington D.C., District of Columbia, New England, South Florida, North Florida, Central Florida, Southwest Florida, South Texas, East Texas, West Texas, North Texas, Central Texas,
  Northern California, Southern California, Central California, Bay Area, Silicon Valley, Puerto Rico, Kashmir, Jammu, Azad Kashmir, Punjab, Sindh, Balochistan, Khyber Pakhtunkhwa, Orissa, Pondicherry, Uttaranchal, Malabar, Konkan,
  Catalonia, Andalusia, Tuscany, Lombardy, Piedmont, Sicily, Sardinia, Apulia, Bavaria, Saxony, Brittany, Normandy, Provence, Alsace, Lorraine, Attica, Peloponnese, Crete, Macedonia, Thrace, Flanders, Wallonia, Cornwall, Yorkshire, Lancashire, Cumbria, Kent, Essex, Sussex, Surrey, Norfolk, Suffolk, Devon, Somerset,
  Québec, Quebec, British Columbia, Newfoundland, Labrador, Nova Scotia, New Brunswick, Prince Edward Island, PEI, Yukon, Nunavut, Acadie, Gaspésie, Estrie, Outaouais, Montérégie, Abitibi, Saguenay, Lanaudière, Mauricie, Charlevoix, Midwest, Midwestern US, Ozarks, Panhandle, Florida Panhandle, Gulf Coast, Tidewater, Piedmont, Lowcountry, Sandhills, Triad, Triangle, Hill Country, Deep South, Pacific Northwest, Great Plains, Rust Belt`,
)

export const continents = split(
  `Africa, Europe, Asia, Antarctica, Oceania, North America, South America, Central America, Latin America, Middle East, Southeast Asia, South Asia, East Asia, Central Asia, West Africa, East Africa, Southern Africa, North Africa, Sub-Saharan Africa, Americas, Caribbean, the Caribbean, Scandinavia, Balkans, Afrique, Amérique, Asie, Océanie, Eastern Europe, Western Europe, Horn of Africa, Sahel, Maghreb, Polynesia, Melanesia, Antilles`,
)

export const islands = split(
  `Puerto Rico, Vieques, Culebra, St. Croix, St. Thomas, St. John, Saint Martin, Sint Maarten, St Maarten, St. Barts, Saint Barthélemy, Anguilla, Montserrat, Guadeloupe, Martinique, Dominica, Saint Lucia, Grenada, Barbados, Tortola, Virgin Gorda, Jost Van Dyke, Virgin Islands, US Virgin Islands, British Virgin Islands, Turks and Caicos, Turks & Caicos, Grand Turk, Providenciales, Caicos,
  Cayman, Cayman Islands, Grand Cayman, Grand Bahama, Abaco, Great Abaco, Abaco Islands, Abacos, New Providence, Eleuthera, Andros, Exuma, Bimini, Long Island, Cat Island, Inagua, Ragged Island, Hispaniola, Cuba, Jamaica, Haiti, Aruba, Curaçao, Bonaire, Saba, Sint Eustatius, St. Kitts, Nevis, Antigua, Barbuda, Bermuda, Trinidad, Tobago, Bahamas, Leeward Islands, Windward Islands, Lesser Antilles, Greater Antilles, La Gonâve, Tortuga, Key West, Florida Keys, the Keys, Key Largo, Marathon, Islamorada, Sanibel, Captiva, Marco Island, Amelia Island,
  Hawaii, Oahu, Maui, Kauai, Big Island, Molokai, Lanai, Galapagos, Galápagos, Easter Island, Tasmania, North Island, South Island, Stewart Island, Chatham Islands, Waiheke, Great Barrier Island, Fiji, Tonga, Samoa, American Samoa, Vanuatu, New Caledonia, Solomon Islands, Guam, Saipan, Palau, Tahiti, Cook Islands, Rapa Nui, Ocracoke, Hatteras, Hatteras Island, Roanoke Island, Outer Banks, Edisto Island, Hilton Head, Kiawah Island, Isle of Palms, Folly Beach, Tybee Island, Manhattan, Staten Island, Long Island, Nantucket, Martha's Vineyard, Block Island,
  Crete, Rhodes, Corfu, Lesbos, Lesvos, Chios, Samos, Kos, Euboea, Evia, Santorini, Mykonos, Zakynthos, Kefalonia, Cyprus, Malta, Gozo, Sicily, Sardinia, Corsica, Elba, Ischia, Capri, Mallorca, Majorca, Ibiza, Menorca, Tenerife, Lanzarote, Gran Canaria, La Palma, Fuerteventura, Canary Islands, Madeira, Azores, Isle of Wight, Isle of Man, Jersey, Guernsey, Orkney, Shetland, Hebrides, Skye, Anglesey, Faroe Islands, Iceland, Greenland, Svalbard,
  Sumatra, Java, Bali, Lombok, Sulawesi, Borneo, Flores, Timor, Papua, Maluku, Luzon, Mindanao, Visayas, Leyte, Samar, Cebu, Bohol, Negros, Panay, Palawan, Mindoro, Catanduanes, Okinawa, Hokkaido, Honshu, Kyushu, Shikoku, Taiwan, Hainan, Phuket, Koh Samui, Penang, Langkawi, Andaman, Nicobar, Andaman Islands, Andaman and Nicobar, Lakshadweep, Maldives, Sri Lanka, Jaffna, Madagascar, Mauritius, Rodrigues, Réunion, La Réunion, Mayotte, Comoros, Seychelles, Zanzibar, Pemba, Socotra, Lampedusa, Vancouver Island, Prince Edward Island, Cape Breton, Newfoundland, Anticosti, Îles-de-la-Madeleine, Île d'Orléans, Baffin Island, Haida Gwaii, Kodiak, Aleutians`,
)

export const naturals = split(
  `Atlantic, Atlantic Ocean, Pacific, Pacific Ocean, Indian Ocean, Arctic, Arctic Ocean, Caribbean Sea, Mediterranean, Mediterranean Sea, Gulf of Mexico, Bay of Bengal, Arabian Sea, Black Sea, Red Sea, North Sea, Baltic Sea, Caspian Sea, South China Sea, Tasman Sea, Persian Gulf, English Channel, Cook Strait, Mozambique Channel, Sierra Nevada, Rocky Mountains, Rockies, Appalachians, Appalachian Mountains, Alps, Apennines, Pyrenees, Andes, Himalayas, Himalaya, Western Ghats, Hindu Kush, Karakoram, Sahara, Mojave Desert, Kalahari, Amazon,
  Mississippi River, Missouri River, Ohio River, Platte River, Colorado River, Rio Grande, Danube, Rhine, Thames, Seine, Loire, Rhône, Garonne, Nile, Zambezi, Limpopo, Niger, Congo River, Ganges, Ganga, Yamuna, Indus, Brahmaputra, Godavari, Krishna, Periyar, Pamba, Mekong, Yangtze, Yellow River, Murray, Darling, Waikato, Clutha, Bow River, Elbow River, Fraser River, Athabasca, St. Lawrence, Saint-Laurent, Lake Superior, Lake Michigan, Lake Huron, Lake Erie, Lake Ontario, Great Lakes, Lake Champlain, Lake Okeechobee, Lake Tahoe, Lake Victoria, Lake Malawi, Cape Fear River, Neuse River, Brazos River, Buffalo Bayou, Cape Cod, Cape Hatteras, Outer Banks, Great Barrier Reef, Everest, Mount Everest, Vesuvius, Etna, Kilauea, Mauna Loa, Mount Fuji, Popocatépetl, Yellowstone, Yosemite, Grand Canyon, Everglades, Mount Saint Helens, Ring of Fire, San Andreas Fault, East Coast, West Coast, Gulf Coast, Côte d'Azur, Gold Coast, Sunshine Coast`,
)

/** Words that end the name of a place. */
export const ends = split(
  `street, st, avenue, ave, av, road, rd, boulevard, blvd, drive, dr, lane, ln, crescent, court, ct, way, trail, terrace, parkway, pkwy, highway, hwy, expressway, freeway, fwy, turnpike, bridge, square, park, creek, river, bayou, lake, dam, reservoir, hill, hills, heights, beach, bay, island, islands, station, hospital, school, college, university, airport, county, co, parish, district, province, region, state, city, town, township, village, valley, mountain, mountains, mount, peak, canyon, forest, coast, shore, harbor, harbour, port, church, stadium, arena, center, centre, mall, plaza, hotel, building, embassy, camp, base, museum, library, campus, municipality, ward, suburb, cape, point, falls, springs, ocean, sea, gulf, peninsula, desert, rue, pont, quai, chemin, rivière, lac, gare, hôpital, école, aéroport, fairgrounds, courthouse, cathedral, temple, taluk, panchayat, nagar, colony, elementary, academy, elementary school, high school, middle school, convention center, convention centre, community center, medical center, national park, state park, shopping center, fire station, police station, train station, bus station`,
)

export const directions = split(
  'north, south, east, west, northern, southern, eastern, western, northeast, northwest, southeast, southwest, northeastern, northwestern, southeastern, southwestern, central, upper, lower, greater, mid, inner, outer, downtown, uptown, coastal, metro, old, new, nord, sud, est, ouest, sth, nth',
)
