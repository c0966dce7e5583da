/** English labels; the form of a line is told in fields.ts. */
export const ENGLISH = String.raw`
reportNumber 0: (?:our |test |lab |laboratory |analysis |analytical |final )?report{no} | (?:test )?(?:certificate|coa|c of a)(?: of analysis)?{no}
reportNumber 1: (?:lab(?:oratory)? )?file{no} | a\.r\.{no} | (?:case|folio){no} | folio | ar no\.? | login{no} | work order{no}? | no\.? (?:certificate|coa|report)(?!-) | final report | test report | laboratory report | analytical report | job{no} | report reference{no}?
client 0: issued to
client 1: send to | sender
labSampleId 0: lab(?:oratory)? code{no} | lab(?:oratory)? ref(?:erence|\.)?{no}? | our sample ref(?:erence|\.)?{no}?
reportNumber 2: (?:report|certificate|coa|job|case)(?= ?:)
reportNumber 2: (?:our )?ref(?:erence|\.)?{no}
labSampleId 0: (?:lab(?:oratory)? )?sample{no} | (?!lab n[°º] ?\d{4}(?![\d-]))lab(?:oratory)?(?: sample)?{no} | lims{no} | accession{no}?
labSampleId 0: lab(?:oratory)? sample(?= ?:|$| (?=\S*\d{3})[a-z\d][a-z\d-]*$)
labSampleId 0: sample reg(?:istration|\.)?{no}? | (?:sample|lab(?:oratory)?) reg(?:istration|\.)?{no}
labSampleId 1: (?:metrc|regulator) sample{no} | specimen{no} | lab(?:oratory)? tracking{no}
testId 0: test id
labSampleId 0: no\.? sample{alone}
labSampleId 2: sample | sample #?\d{1,2}(?: of \d{1,2})?(?= ?:(?! ?\d))
lot 0: batch{no} or lot{no} | no\.? (?:batch|lot){alone} | (?:harvest ?/ ?)?lot{no}? | (?:batch ?/ ?lot|lot ?/ ?batch){no}?
lot 0: (?:product|production|manufacturer(?:['’]s)?|customer|client) lot{no}?
lot 1: (?:retail |client |customer |product |production |manufacturing )?batch{no}?
lot 2: (?:external |harvest )batch{no}?
lot 3: metrc batch{no}? | (?:regulator|mjf?) batch{no}
client 0: prepared for | tested for | submitted (?:by|for) | report(?:ed)? to | customer ?/ ?client | (?:producer|cultivator|grower|licensee|brand) ?/ ?(?:client|customer)
client 0: client(?: name| information| info| details)? | customer(?: name| information| info| details)?
client 1: distributor(?: ?/ ?tested for)?(?: info(?:rmation)?)? | company(?: name)?(?: shown on report)? | account(?: name)? | requested by
client 0: name of (?:the )?(?:customer|client|applicant)
client 1: distributor facility | licensee | organization | applicant | sponsor | principal
client 3: to | for
ownNumber 0: id(?= ?:)
party 0: business name | legal name | company name | name
manufacturer 0: (?:cultivator ?/ ?)?manufacturer(?: name| info(?:rmation)?)? | cultivator(?: info(?:rmation)?)? | manufactured by
manufacturer 0: producer | grower
manufacturer 1: cultivated by | (?:cultivation|production|processing|source) facility | origination
brand 0: brand(?: name)? | vendor(?: name)?
name 0: item tested | sample name | product name | name of (?:the )?(?:sample|product|material) | retail name | item name | product title
name 0: sample title | product identity | sample described as | commodity | (?:client|customer) sample name
name 0: sample particulars | particulars of (?:the )?sample | nature of (?:the )?sample
name 1: (?:product|sample|item) desc(?:ription|r?\.)? | product | item | material | order name | desc(?:ription|\.)? 1
name 1: (?:sample|product|item|material)s? (?:described|identified|submitted|labell?ed) as
name 1: (?:the following )?sample(?:s|\(s\))? (?:was|were|was/were) submitted and identified (?:by|on behalf of|by/on behalf of) the (?:client|applicant|customer)s? as
name 2: sample submitted{alone} | (?:client|customer) sample(?:{no}| name)? | sample identification | sample reference | sample | description
name 3: (?:sample|product) #?\d{1,2}(?: of \d{1,2})?(?= ?:(?! ?\d)) | batch name | strain(?: name)? | cultivars? | client{no} | article | (?:sample|product) (?:information|details?|info)
matrix 0: (?:sample )?matrix(?: type)?
form 0: (?:dosage |product )?form
form 1: (?:product |sample )?(?:type|category) | product class | category ?/ ?type | type of product
servingSize 0: serving size | portion size
containerSize 0: container size | package size | (?:retail )?product size
containerSize 0: net (?:weight|content|contents|quantity|volume)(?: per (?:unit|container|package))?
maxDailyIntake 0: max(?:imum|\.)? daily (?:intake|dose|serving)
moisture 0: moisture(?: content)?
sampled 0: date taken | date ?/ ?time (?:sampled|collected) | dates? (?:sampled|collected|of sampling|of collection) | sampl(?:ed|ing)(?: date| on)?
sampled 0: sample(?:s)? (?:collected|date|collection date) | collect(?:ed|ion)(?: date| on)?
received 0: dates? (?:received|of receipt|sample received) | (?:sample(?:s)? )?received(?: date| on| by lab)? | receipt date | (?:sample )?receiving date | arrival date | date of arrival | recv['’]?d(?: date| on)? | (?:date )?arrived(?: on)?
received 0: receive date | submittal date | date ?/ ?time received | date in | dates? of (?:receipt of )?samples?(?: (?:received|receipt))? | dates? of received | rece(?:ipt|ption) date(?: ?/ ?time)? | sample reception date | date accepted | accepted | date sample(?:s)? received | date rec(?:['’]?d|\.)
received 0: rec['’]d(?: date| on)? | date rcvd | rcvd(?: date| on)?
tested 0: complet(?:ed|ion)(?: date| on)? | complete | date (?:complet(?:ed|ion)|of completion) | analysis end(?:ing)? date
tested 0: end of analys[ie]s | (?:test(?:ing|s)?|analysis) complet(?:ed|ion)(?: date| on)?
tested 1: test(?:ing)? dates | analys[ei]s performed{alone} | (?:test(?:ing)?|analysis) period | period of (?:testing|analysis)
tested 1: dates? (?:tested|of test(?:s|ing)?) | test(?:ed|ing)?(?: date| on) | tested
tested 2: dates? (?:analy[sz]ed|of analys[ie]s) | analy[sz]ed{alone} | analy(?:sis|zed|sed)(?: date| on)
reported 0: dates? (?:reported|issued|of (?:the )?report|of issue|released)
reported 0: (?:coa |certificate |report )?(?:issued?|report(?:ed|ing)?|release)(?: date| on)
reported 0: (?:tested|completed|approved|issued) (?:&|and) (?:reported|issued|released)
reported 0: (?:report|coa|certificate) (?:created|released|submitted|issued|date|generated|completed|printed) | reported | issued
reported 0: rpt['’]?d(?: date| on)? | released on | date of release | release date | (?:date )?published(?: on)? | publication date | date of publication
reported 0: date of certificate | date out | date rpt\.? | (?:coa|c of a|certificate) date
reported 1: (?:document )?print(?:ed)?(?: date| on) | signed on | date signed | approv(?:ed|al) (?:date|on) | date approved
reported 1: original (?:report(?:ed)?|issued?|release)(?: date| on) | original date of (?:report|issue) | authori[sz]ed on | final date
reported 2: date
amended 0: (?:date )?amended(?: date| on)? | amendment date | date of amendment | revised(?: on)? | revision date | date of revision
expires 0: exp(?:iration|iry|\.)?(?: date)? | expires(?: on)? | best (?:before|by)(?: date| end)? | bbd | valid until | use by
laboratory 0: testing (?:lab|facility) | analy[sz]ed by | tested by | (?:testing|analysis|tests) (?:performed|conducted|carried out) (?:by|at) | (?:testing |test )?laboratory(?: name| information)?
laboratory 0: lab(?: name| information)
accreditation 0: (?:iso ?/ ?ie[cs]:? ?17025(?::\d{4})? )?(?:\p{L}+ )?accreditation{no}?
other 0: project(?: ?(?:id|name|no\.|#))? | supersedes | attn\.? | attention | received from | date (?:initiated|started) | test(?:ing)? started | login date
other 0: receipt (?:condition|temp(?:erature)?) | location of test | report status | page | test requested | storage conditions?
other 0: order{no}? | ordered | purchase order | po{no}
other 0: (?:lab|analytical|analysis|prep|qc|extraction|source|parent) batch{no}?
other 0: (?:lab |retail |harvest |production |total )?batch (?:date|size|units|total(?: wt\/vol| units| weight)?)
other 0: plant part | retest date | ulr{no}?
other 0: me batch{no} | seed to sale{no}?
other 0: (?:source )?metrc (?:uid|source|manifest|tag|package){no}? | (?:lab|client) metrc{no} | metrc source tag
other 0: licen[sc]e{no}? | (?:client|customer|producer|cultivator|grower|distributor|manufacturer|business) lic(?:en[sc]e)?{no}? | address | phone | telephone | tel\.? | e-?mail | web(?:site)? | fax
other 0: client batch size | batch size, sample size | customer{no}
other 0: (?:extraction|create|creation|harvest|(?:harvest ?/ ?)?processing|production|manufactur(?:e|ing)|package|packaging|lot|prep|preparation|reference) dates?
other 0: date of harvest | produced{alone} | date (?:prepared|extracted|printed|manufactured|harvested|packaged) | manufacturing ?/ ?packaging date
sampledBy 0: sampl(?:ed|ing|e) by | (?:sample )?(?:collected|taken|drawn) by | sampler | sampling performed by
samplingMethod 0: sampl(?:e|ing) (?:method|sop|procedure|plan) | sampl(?:e|ing) method ?/ ?sop
condition 0: sampl(?:e|ing) condition(?: (?:on|upon|at) (?:receipt|arrival))? | condition (?:on|upon|at) (?:receipt|arrival)
condition 0: condition (?:when|as) received | received condition | condition of (?:the )?sample
amountReceived 0: sample (?:size|weight|wt\.?|amount|mass|quantity|volume)(?: received)? | total (?:sample|units|quantity|weight|amount) received | total sample weight | (?:amount|quantity|weight) received
other 0: sampl(?:e|ing) (?:increments|image|photo) | mfg\.? date
other 0: date of manufacture | analysis start(?:ing|ed)? date | started | product image | test(?:ing)? methods? | methods?
other 0: (?:web )?search code | instrument(?: used)? | analyst | reviewed by | approved by | received by
other 0: submitted on | (?:date )?submitted{alone} | lot size | batch type | customer (?:id|code|po) | product (?:code|id|sku) | sku | generated by
other 0: prep(?:ared|ped)? by | extracted by | order (?:date|information) | dates{alone} | evidence of cooling | relinquished by | registration date
other 0: country of origin | (?:storages?|temp(?:erature)?){alone} | (?:plant )?parts? used | (?:botanical (?:latin )?|latin )name | botanical source
other 0: solvents? used | extraction solvents? | (?:irradiation|grade|packing|packaging|quantity|revision|facility){alone} | active ingredient markers? | origin of rm | re ?-?test date | shelf life
other 0: (?:test|source) rfid | (?:regulator |metrc )?(?:source )?package{no} | metrc{no} | (?:metrc )?src uid | metrc src uid | metrc lab test batch | manifest{no} | test tag
other 0: ccb{no} | external(?: sample)?{no} | (?:licensee )?permit{no} | track and trace (?:test|source) package(?:s|\(s\))? | regulatory category
other 0: client e-?mail | compliance for retail | production method | harvest location | test type | result complete
other 0: product density | initial gross weight | (?:units?|capsule|tablet|softgel|gummy|piece) (?:weight|mass) | (?:number of|total) units | total number of final products
other 0: sample serving size | serving(?:s|\(s\))? per (?:container|package|unit) | primary aromas
`;
