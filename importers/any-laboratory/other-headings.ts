/**
 * Headings of columns that stand beside the results and are not kept. Many hold a word of another role: `Ret. Time (min)` is no minimum,
 * `Times Limit` no limit, `Unit ID` no unit, `Previous Result` not this sample's. Each pattern is of the whole heading, in small letters.
 */
const whole = (...parts: readonly string[]): RegExp => new RegExp(`^(?:${parts.join('|')})$`, 'u');

/** How long something took, in minutes or hours, but no `Spec (min)`. */
const TIMES = [
  whole(
    String.raw`(?:ret(?:ention|\.)? ?times?|r\.? ?t\.?|rrt|t ?r|retention)(?: ?[([/] ?(?:min|s|sec)\.?[)\]]?)?`,
    String.raw`(?:(?:run|acq(?:uisition|\.)?|hold(?:ing)?|analysis) time|incub(?:ation|\.)?(?: time)?|time(?: analy[sz]ed)?) ?(?:[([] ?(?:min|s|sec|h|hrs?|hours?)\.?[)\]])?`,
  ),
];

const DAYS = whole(String.raw`(?:(?:test|analysis) )?(?:start(?:ed)?|finish(?:ed)?|complet(?:ed|ion)|compl\.?)(?: (?:date|on))?`);

/** What was weighed in, and what it was filled up to. */
const PORTIONS = whole(
  String.raw`(?:(?:initial|final|sample|test|aliquot)\.? )?(?:wt|weight|mass|vol(?:ume)?|weighed|intake|portion|aliquot|einwaage|prise|navazka)\.?(?: ?\/ ?vol(?:ume)?\.?)? ?(?:[([,/] ?(?:g|ml)[)\]]?)?`,
  String.raw`(?:sample|test) (?:amt\.?|amount|size|quantity|qty\.?)(?: ?[([](?:m?g|ml)[)\]])?`,
);

const DILUTIONS = whole(
  String.raw`dilutions?|dil\.?|d\.? ?f\.?|dil(?:ution|\.)? ?fact?(?:or)?\.?|verd(?:unnung(?:sfaktor)?|\.)|(?:factor de )?dilucion|redeni|(?:facteur de )?dilution|multiplier|mult\.`,
);

/** How much of it is eaten, which is neither a limit nor a result. */
const SERVINGS = whole(
  String.raw`(?:max(?:imum|\.)? )?(?:(?:daily|recommended) )+(?:servings?|serv\.?|svgs?|doses?|intake)(?: size)?(?: ?[([](?:g|ml|g ?\/ ?day)[)\]])?`,
  String.raw`(?:servings?|svgs?|doses?) ?(?:\/|per) ?(?:day|d)`,
);

/** Reckoned from the result and its limit. */
const SHARES = whole(
  String.raw`(?:times|x|fraction of|share of|multiples? of|ratio to) ?(?:the )?(?:limits?|max(?:imum|\.)?|spec(?:ification)?s?\.?|action levels?)`,
  '% ?(?:of )?(?:the )?(?:target|theory|declared|stated|nominal)(?: (?:value|amount|claim))?',
  String.raw`%? ?(?:deviation|difference|diff\.|margin|headroom)(?: ?%| ?[([]%[)\]])?`,
  // `% of alkaloids`, `Share of total terpenes`: among themselves
  String.raw`(?:%|percent(?:age)?|share|fraction) of (?:the )?(?:all |sum of |total )*(?:\p{L}+ )?(?:alkaloids?|cannabinoids?|terpenes?|kavalactones?|acids?|sum|profile|total)`,
  '%? ?(?:limit )?(?:utili[sz]ation|exceedance)|hazard (?:quotient|index)|hq|ratio',
);

/** `% Thai RDI`, `Percent Daily Value`, `% AKG`: how much of what is needed in a day. */
const DAILY_NEEDS = whole(
  String.raw`(?:%|percent(?:age)?|pct\.?) ?(?:of )?(?:the )?(?:\p{L}{2,8} )?(?:rdi|rdd|dri|rda|rni|dv|daily values?|daily intakes?|nrv|ri|gda|vdr|vnr|vrn|ajr|akg|cdr)s?(?: ?[([].*)?`,
);

/** `95% CI Low`, `Upper 95 % CL`: how far a count that was reckoned may be out. */
const BOUNDS = whole(
  String.raw`(?:\d\d ?% ?)?(?:c\.?i\.?|c\.?l\.?|confidence (?:interval|limits?)),? ?[([]?(?:low|lower|high|upper|min|max)[)\]]?`,
  String.raw`(?:low|lower|high|upper) (?:\d\d ?% ?)?(?:c\.?i\.?|c\.?l\.?|confidence (?:interval|limits?|bound))`,
);

/** Beside the maximum acceptable concentration of drinking water: what is only aimed at. */
const OBJECTIVES = whole(String.raw`(?:ao|og|ao ?\/ ?og|smcl|mclg|aesthetic objective|operational guideline)s?(?: ?[([].*)?`);

/** Of other lots, or of this one before. */
const EARLIER = whole(
  String.raw`(?:prev(?:ious)?|prior|hist(?:orical|ory)?|earlier|former)\b\.?(?: .{1,24})?`,
  'last (?:lot|batch|test|results?|values?|report|time)',
  String.raw`(?:mean|avg\.?|average) (?:19|20)\d\d|(?:lot|batch|vendor|product|annual|yearly)(?:-to-date)? (?:avg\.?|average|mean)|trend`,
);

/** How well it was measured, and with what control beside it. */
const QUALITY = whole(
  String.raw`%? ?(?:rsd ?r?|srsd|cv|horrat)\.?(?: ?%| ?[([]%[)\]])?|r ?2|r\^2|(?:corr(?:elation|\.)?) ?coeff?(?:icient|\.)?|vk`,
  String.raw`% ?r|(?:surr|istd|int(?:ernal|\.)? (?:std|standard)|qc|qc rec(?:overy|\.)?|[ci]c[vb]|lcs ?\/ ?lcsd|msd?|check|bias|trueness)\.?(?: ?%| ?[([]%[)\]])?`,
  String.raw`(?:no\.? of |# ?(?:of )?|number of )?(?:reps?|replicates?)\.?|n ?=`,
  String.raw`(?:cal(?:ibr(?:ation)?)?|lin(?:ear)?|working|dynamic|typical|usual|normal|historical)\.? range(?: ?[([].*)?|range of use`,
);

/** With what, in which run, and at which line of it. */
const RUNS = whole(
  String.raw`(?:instr?\.?|inst(?:rument)?|equip(?:ment|\.)?|eq|unit|device|analy[sz]er) ?\.? ?(?:id|no\.?|nr\.?|#)`,
  String.raw`(?:vial|tray|rack|pos(?:ition)?|inj(?:ection)?|worklist|worksheet|analytical run|seq(?:uence)?|run)\.?(?: ?(?:#|no\.?|id|pos\.?))?`,
  String.raw`abbr(?:ev)?(?:iation)?\.?|synonyms?|(?:scan |ion |gas )?mode|m ?\/ ?z|wavelength(?: ?[([]nm[)\]])?|isotopes?|transitions?|mol(?:ecular|ar|\.)? ?(?:wt|weight|mass)\.?|m\.? ?w\.?|rr?f|response factors?|conv\.?(?: factor)?`,
  String.raw`cas(?: ?(?:rn|no\.?|#|number))?|(?:ec|reg(?:istry)?|cpd|compound)\.? (?:no\.?|id|number|#)`,
);

/** Whether the laboratory is accredited for it. */
const ACCREDITED = whole(
  String.raw`acc(?:r(?:ed(?:itation)?)?)?\.?|(?:iso(?:\/iec)? ?)?17025(?: ?(?:acc(?:r(?:ed(?:ited)?)?)?\.?|scope))?|(?:in )?scope|a ?\/ ?n|nata|dakks|cofrac|a2la`,
);

export const NOT_KEPT: readonly RegExp[] = [
  ...TIMES,
  DAYS,
  PORTIONS,
  DILUTIONS,
  SERVINGS,
  SHARES,
  DAILY_NEEDS,
  BOUNDS,
  OBJECTIVES,
  EARLIER,
  QUALITY,
  RUNS,
  ACCREDITED,
];

/** Letters that say something of the number beside them, so that none of them is a verdict. */
export const OF_QUALIFIERS = whole(
  String.raw`(?:data |lab(?:oratory)? |val(?:idation|\.)? )?(?:qual(?:ifier)?s?\.?|q|qf|flags?|codes?)|dq|comm(?:ents?)?\.?|rem(?:arks?)?\.?|notes?`,
);
