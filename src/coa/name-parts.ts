/** What stands around a name without belonging to it: units, test portions, methods, harmless brackets. */
import { readUnit } from './unit.ts';

const HARMLESS =
  /^(dry( (weight|basis))?|total|sum|as received|as is|wet|generic|spp\.?|species|count|w\/w|by wt|as (pb|cd|hg|as|ni|cr|cu|zn|fe)|upper bound|lower bound|(by |via )?(gc|lc|hplc|uplc|uhplc|icp|q?pcr)(-?(ms|ms\/ms|uv|dad|pda|oes|fid))*|free base|(in )?\d[\d.]* ?% (w\/[vw] |aqueous |aq\.? )?(solution|suspension|in water|solucion|losung|soluzione)( \S+)?|\d[\d.]* ?% w\/[vw]|((at|@|pri|bei|a) ?)?(\d+ ?[°o] ?c|\d{2,3} ?c)([ ,/]+\d+ ?h(ours?|rs?)?)?|(l?loq|lod|mdl|m?rl|pql) ?[:=<]? ?\d[\d.,]*( ?[a-z%/]+)?|\d+ ?g)$/;
const TAIL =
  /[\s,]+(per (unit|serving|package|container|tablet|capsule|gummy)|count|by (?:[a-z-]+ )?[a-z-]+: ?\S*\d\S*|by [a-z-]+|content|dry|spp\.?|species|detection|residues?|(?:of|in|de|di) (?:an? )?\d[\d.]* ?% (?:w\/[vw] |aqueous |aq\.? )?(?:solution|suspension)|(?:(?:at|pri|bei|a) )?\d+ ?°c)$/;

const isUnit = (text: string): boolean => {
  const { unit, testPortion } = readUnit(text);
  return unit !== null || testPortion !== null;
};

/** `lead, mg/kg`, `salmonella in 25 g`: the name without its last one to three words where these are a unit. */
function withoutUnit(plain: string): string {
  const words = plain.split(' ');
  for (const count of [3, 2, 1]) {
    const rest = words.slice(0, -count).join(' ');
    if (/[^\d\s]$/.test(rest) && isUnit(words.slice(-count).join(' '))) return rest.replace(/[\s,:;-]+$/, '');
  }
  return plain;
}

/** One step at a time: of `total plate count, cfu/g` the unit alone. */
function withoutTail(plain: string): string {
  const bare = withoutUnit(plain).trim();
  return bare === plain ? plain.replace(TAIL, '').trim() : bare;
}

/** A CAS number before or behind the name, with or without its label. */
const CAS = /(?:^|\s)[[(]?(?:cas(?: ?(?:no\.?|number|#|rn))?:? ?)?\d{2,7}-\d{2}-\d[\])]?(?=\s|$)/g;

/** `(csn en iso 4833-1:2013)`, `[aoac 990.12]`: by which standard it was measured. */
const STANDARD =
  /^(?:(?:iso|en|din|csn|stn|nf|uni|une|nen|nbn|bs|pn|sni|aoac|astm|usp|nmkl)(?:[\s/-]+(?=\S)|(?=<)))+(?:(?:official )?method )?<?\d[\d.:/+a-z>-]*$/;

/** `assay (mitragynine)`, `assay of mitragynine`. */
const ASSAY = /^assay\s*(?:[[(]|of |[:-] ?)\s*([^()[\]]+?)\s*[)\]]?$/;

/** `Zawartość ołowiu`, `Ricerca di Salmonella`, and the mark of accreditation before Dutch names: `Q Lood`. */
const LEAD =
  /^(?:q|zawartosc|obecnosc|teneur en|recherche de|contenido (?:de|en)|investigacion de|deteccion de|gehalt an|bestimmung von|nachweis von|obsah|stanoveni|teor de|pesquisa de|contenuto di|ricerca di|conta di|gehalte(?: aan)?|bepaling van|(?:detection|determination|enumeration) of) (?=\p{L}{3})/u;

/** `total thc (thca x 0.877 + thc)`, `total cbd = cbd + (cbda * 0.877)`: how a total was reckoned. */
const RECKONED = /^((?:total|max|sum|calc)\b[^=()[\]]*?) ?[=([].*\b0[.,]8[678]\d*\b.*$/;

/** Names worth trying after the whole: without unit, portion or a harmless bracket. Takes and gives plain names. */
export function* shorter(plain: string): Generator<string> {
  const cut = plain
    .replace(RECKONED, '$1')
    .replace(CAS, ' ')
    .replace(/[[(]\s*([^()[\]]*?)\s*[)\]]/g, (whole, inner: string) =>
      HARMLESS.test(inner) || STANDARD.test(inner) || isUnit(inner) ? ' ' : whole,
    )
    .replace(/\s+/g, ' ')
    .replace(/[\s:,;.]+$/, '')
    .trim();
  if (cut !== plain && cut !== '') yield cut;
  const led = cut.replace(LEAD, '');
  if (led !== cut) {
    yield led;
    yield* shorter(led);
  }
  const assayed = ASSAY.exec(cut)?.[1];
  if (assayed !== undefined) yield assayed;
  let tail = cut;
  for (let next = withoutTail(tail); next !== tail && next !== ''; next = withoutTail(tail)) {
    tail = next;
    yield tail;
  }
}
