/** The dictionary of analytes, and how a printed name finds its entry. */
import type { AnalyteEntry } from './data/entry.ts';
import { ENTRIES } from './data/index.ts';
import { editDistance, leastDistance, letterCounts } from './edit-distance.ts';
import { DELTA_CODE, LIGATURES, LOST, MARK_IN_WORD, morphemes, nameKeys, plainName, signature, squash, tokens } from './name.ts';
import { shorter } from './name-parts.ts';
import type { Panel } from './transcript.ts';

export type Analyte = AnalyteEntry;
export type { AnalyteGroup } from './data/entry.ts';

export const ANALYTES: readonly Analyte[] = ENTRIES;

const BY_ID: ReadonlyMap<string, Analyte> = new Map(ENTRIES.map(entry => [entry.id, entry]));

export const analyteById = (id: string): Analyte | undefined => BY_ID.get(id);

export interface AnalyteMatch {
  readonly id: string;
  readonly how: 'exact' | 'synonym' | 'fuzzy';
  /** 0–1. */
  readonly score: number;
}

export interface NameContext {
  readonly panel?: Panel | undefined;
  readonly unit?: string | null | undefined;
}

interface Candidate {
  readonly id: string;
  readonly how: 'exact' | 'synonym';
  /** Abbreviation, good only in this panel. */
  readonly only: Panel | null;
}

interface FuzzyKey {
  readonly key: string;
  /** Null: a name cut short (pinene, butanol) that must keep a look-alike from being taken for a misprint. */
  readonly id: string | null;
  readonly letters: Uint8Array;
}

const ANY_LIGATURE = new RegExp(LIGATURES.join('|'), 'g');
const INDEX = new Map<string, Candidate[]>();
const WITHOUT_LIGATURES = new Map<string, Set<string>>();
/** By the signature, then by key and entry. */
const BY_SIGNATURE = new Map<string, Map<string, FuzzyKey>>();

function index(name: string, candidate: Candidate): void {
  const { key, mark, core } = nameKeys(plainName(name));
  const list = INDEX.get(key) ?? [];
  if (!list.some(c => c.id === candidate.id && (c.only === null || c.only === candidate.only))) INDEX.set(key, [...list, candidate]);
  if (candidate.only !== null) return;
  const bare = key.replace(ANY_LIGATURE, '');
  if (bare !== key && bare.length >= 4) WITHOUT_LIGATURES.set(bare, (WITHOUT_LIGATURES.get(bare) ?? new Set<string>()).add(candidate.id));
  if (key.length < 6) return;
  remember(mark, key, candidate.id);
  if (mark !== '' && core.length >= 6) remember('', core, null);
}

function remember(mark: string, key: string, id: string | null): void {
  const bucket = BY_SIGNATURE.get(mark) ?? new Map<string, FuzzyKey>();
  const known = `${key} ${id}`;
  if (!bucket.has(known)) bucket.set(known, { key, id, letters: letterCounts(key) });
  BY_SIGNATURE.set(mark, bucket);
}

/** `Cannabidiol (CBD)` is known by the whole, by what stands before the bracket, and by the bracket's own name. */
for (const entry of ENTRIES) {
  if (entry.assignable === false) continue;
  index(entry.name, { id: entry.id, how: 'exact', only: null });
  for (const name of entry.synonyms) index(name, { id: entry.id, how: 'synonym', only: null });
  for (const names of Object.values(entry.translations ?? {}))
    for (const name of names) index(name, { id: entry.id, how: 'synonym', only: null });
  for (const name of entry.short ?? []) index(name, { id: entry.id, how: 'synonym', only: entry.panel });
}

/** Of several entries under one key, the one the panel speaks for; none when the panel leaves it open. */
function choose(found: readonly Candidate[], panel: Panel | undefined): Candidate | null {
  const allowed = found.filter(c => c.only === null || c.only === panel);
  const own = allowed.filter(c => c.only === panel || BY_ID.get(c.id)?.panel === panel);
  for (const set of [own, allowed]) if (new Set(set.map(c => c.id)).size === 1) return set.find(c => c.how === 'exact') ?? set[0]!;
  return null;
}

/** Abbreviations that, outside their panel, head a column rather than name an analyte. */
const COLUMN_WORD = /^(lod|weight%|spp|totals?|sum)$/;
/** Titles of panels far more often than names. */
const PANEL_WORD = /^heavymetals?$/;

function exact(plain: string, panel: Panel | undefined): AnalyteMatch | null {
  const key = squash(plain);
  const found = INDEX.get(key);
  if (!found) return null;
  const chosen = choose(found, panel);
  if (chosen) return { id: chosen.id, how: chosen.how, score: chosen.how === 'exact' ? 1 : 0.98 };
  if (COLUMN_WORD.test(key) || PANEL_WORD.test(key)) return null;
  const ids = new Set(found.map(c => c.id));
  // DMSO or TVAB in a table without a heading: one meaning only, and long enough not to be chance
  return panel === undefined && ids.size === 1 && key.length >= 3 ? { id: found[0]!.id, how: 'synonym', score: 0.85 } : null;
}

function lostLigature(plain: string, panel: Panel | undefined): AnalyteMatch | null {
  const bare = squash(plain.replaceAll(LOST, '')).replace(ANY_LIGATURE, '');
  const ids = [...(WITHOUT_LIGATURES.get(bare) ?? [])];
  const own = ids.filter(id => BY_ID.get(id)?.panel === panel);
  const id = ids.length === 1 ? ids[0] : own.length === 1 ? own[0] : undefined;
  return id === undefined ? null : { id, how: 'fuzzy', score: 0.95 };
}

const editsAllowed = (length: number): number => (length < 6 ? 0 : length < 10 ? 1 : 2);

/** A misprint of one known name, and of no other by far: the next substance must be two edits further away. */
function misprint(plain: string): AnalyteMatch | null {
  const key = squash(plain).replaceAll(LOST, '');
  const most = editsAllowed(key.length);
  if (most === 0 || key.length > 60) return null;
  const letters = letterCounts(key);
  // a rival is a rival up to one edit beyond the best
  const reach = most + 1;
  const parts = morphemes(key);
  let best: { id: string | null; distance: number; key: string } | null = null;
  let rival = most + 2;
  for (const known of BY_SIGNATURE.get(signature(plain))?.values() ?? []) {
    if (leastDistance(known.letters, letters) > reach) continue;
    const distance = editDistance(key, known.key, reach);
    if (distance > reach) continue;
    if (best === null || distance < best.distance) {
      if (best !== null && best.id !== known.id) rival = Math.min(rival, best.distance);
      best = { id: known.id, distance, key: known.key };
    } else if (known.id !== best.id) rival = Math.min(rival, distance);
  }
  if (!best || best.id === null || best.distance > most || rival - best.distance < 2) return null;
  if (morphemes(best.key) !== parts || best.key.slice(-2) !== key.slice(-2)) return null;
  return { id: best.id, how: 'fuzzy', score: 1 - best.distance / key.length };
}

/** The last word, and a name of several words behind a spaced stroke. */
const TWO_NAMES = [/^(.{2,}?)(?:\s*[,/:]\s*|\s+-\s+|\s+as\s+|\s+)([^\s,/:]+)$/, /^([^/]{3,}) \/ ([^/]+ [^/]+)$/];

/** `Lead, Pb`, `Pb - Lead`, `Cadmium Cd`, `Moisissures et levures / Yeasts and moulds`: two names of one analyte. */
function doubled(plain: string, panel: Panel | undefined): AnalyteMatch | null {
  for (const pattern of TWO_NAMES) {
    const parts = pattern.exec(plain);
    const first = parts && exact(parts[1]!, panel);
    const second = first && exact(parts[2]!, panel ?? BY_ID.get(first.id)?.panel);
    if (second && second.id === first.id) return { ...first, how: 'synonym', score: 0.95 };
  }
  return null;
}

/** `Cannabidiol (CBD)`: what stands before the bracket and what stands in it must not name two substances. */
function bracketed(plain: string, panel: Panel | undefined): AnalyteMatch | null {
  const parts = /^(.*?)\s*[[(]\s*([^()[\]]+?)\s*[)\]]\s*(.*)$/.exec(plain);
  if (!parts) return null;
  const outer = `${parts[1]} ${parts[3]}`.trim();
  if (tokens(outer).length > 7) return null;
  const inner = parts[2]!;
  const outside = outer === '' ? null : (exact(outer, panel) ?? lostLigature(outer, panel) ?? misprint(outer));
  const inside = exact(inner, panel ?? (outside ? BY_ID.get(outside.id)?.panel : undefined));
  if (outside && inside) return outside.id === inside.id ? outside : null;
  if (inside && !outside && inner.length >= 3 && vouchesFor(inside.id, outer, inner)) return { ...inside, how: 'fuzzy', score: 0.9 };
  if (outside && outside.how !== 'fuzzy' && abbreviates(inner, outer)) return { ...outside, how: 'synonym', score: 0.95 };
  // an unknown word in the bracket can name a species, and arsenic (inorganic) is not arsenic: only a misprint passes
  if (outside && misspells(inner, outside.id)) return { ...outside, how: 'fuzzy', score: 0.9 };
  return null;
}

/** `Mitragynine (MITRA)`, `Speciogynine (SPECG)`: letters of the name in their order, from its first on. */
function abbreviates(inner: string, outer: string): boolean {
  if (!/^[a-z]{4,8}$/.test(inner) || signature(inner) !== '' || morphemes(inner) !== '' || inner[0] !== outer[0]) return false;
  let at = 0;
  for (const letter of outer) if (letter === inner[at]) at += 1;
  return at === inner.length && inner.length < outer.length;
}

/** Whether a text is nearly one of the names of an analyte that something else already names. */
function misspells(plain: string, id: string): boolean {
  const key = squash(plain);
  const { name, synonyms } = BY_ID.get(id)!;
  return [name, ...synonyms]
    .map(plainName)
    .some(known => signature(known) === signature(plain) && editDistance(key, squash(known), 2) <= editsAllowed(key.length));
}

/** An unknown long name before a known short one must hold nothing that makes it another substance. */
function vouchesFor(id: string, outer: string, inner: string): boolean {
  const mark = signature(outer);
  const parts = morphemes(squash(outer));
  return (mark === '' || mark === signature(inner)) && (parts === '' || parts === morphemes(squash(plainName(BY_ID.get(id)!.name))));
}

/** `Lead, Total`, `Total Recoverable Cadmium`: of an element all there is of it; of other things a total may be another quantity. */
function elementTotal(plain: string): AnalyteMatch | null {
  const bare = plain.replace(/^total(?: recoverable)? |,? \(?total(?: recoverable)?\)?$/, '');
  const found = bare === plain ? null : exact(bare, 'metals');
  return found && BY_ID.get(found.id)?.panel === 'metals' ? { ...found, how: 'synonym', score: 0.95 } : null;
}

const LATIN: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', g: 'gamma' };

/** `a-Pinene`, `b-Caryophyllene`: the letter that a symbol font would draw as α and β. `d-Limonene` turns light to the right. */
function latinLetter(plain: string, panel: Panel | undefined): AnalyteMatch | null {
  const parts = /^([abg])[- ](\p{L}{5,}.*)$/u.exec(plain);
  const found = parts && exact(`${LATIN[parts[1]!]} ${parts[2]!}`, panel);
  return found ? { ...found, how: 'synonym', score: 0.95 } : null;
}

function search(name: string, panel: Panel | undefined): AnalyteMatch | null {
  const plain = plainName(name);
  if (plain === '' || plain.length > 140 || /^[<>≤≥=±]/.test(plain) || !/\p{L}/u.test(plain)) return null;
  const parts = [plain, ...shorter(plain)];
  for (const look of [exact, elementTotal, doubled, bracketed, lostLigature, latinLetter, misprint]) {
    for (const part of parts) {
      const found = look(part, panel);
      if (found) return found;
    }
  }
  return null;
}

const CACHE_SIZE = 20_000;
/** By panel, so that no key has to be put together for each question. */
const cache = new Map<Panel | undefined, Map<string, AnalyteMatch | null>>();

/** A table of no known panel says nothing of abbreviations; colonies are counted among microbes only. */
function panelOf({ panel, unit }: NameContext): Panel | undefined {
  if (panel !== undefined && panel !== 'other') return panel;
  return /cfu|mpn|ktj|kbe/i.test(unit ?? '') ? 'microbes' : undefined;
}

/** The analyte a printed name means, or null: an unknown name is never pressed into a known one. */
export function matchAnalyte(name: string, context: NameContext = {}): AnalyteMatch | null {
  if (name.length > 300) return null;
  const panel = panelOf(context);
  const names = cache.get(panel) ?? new Map<string, AnalyteMatch | null>();
  const known = names.get(name);
  if (known !== undefined) return known;
  const found = search(name, panel);
  if (names.size >= CACHE_SIZE) names.clear();
  names.set(name, found);
  cache.set(panel, names);
  return found;
}

/**
 * A name as it is drawn, where the file says other letters: `A\ufffdatoxin B1` and `A§atoxin B1` with the ligature that alone makes it a known name,
 * `Ä9-THC` with the letter of the symbol font.
 */
export function asDrawn(printed: string, context: NameContext = {}): string {
  const name = printed.replace(DELTA_CODE, 'Δ');
  const holed = name.replace(MARK_IN_WORD, LOST);
  if (!holed.includes(LOST)) return name;
  const spelled = LIGATURES.map(ligature => holed.replaceAll(LOST, ligature));
  const known = spelled.filter(each => (matchAnalyte(each, context)?.score ?? 0) > MISPRINTED);
  return known.length === 1 ? known[0]! : name;
}

/** What a name that is spelled as it is known scores more than. */
const MISPRINTED = 0.95;

const CHEMICAL_ENDING =
  /(thrin|carb|phos|fos|azole|strobin|prid|toxin|thion|amide|anil|fenozide|mycin|ane|ene|anol|one|ine|oxin|idin|ose|ide|ate|cide|coccus|bacter|ella)$/;
const HEADER_WORD =
  /^(analytes?|compounds?|results?|units?|limits?|lod|loq|status|method|pass|fail|tests?|parameters?|value|page|date|sample|notes?|action level|conc|name)$/;

const likeness = new Map<string, number>();

/** 0–1: how much a text looks like the name of an analyte, known or not; for finding the column of names. */
export function looksLikeAnalyte(text: string): number {
  if (text.length > 300) return 0;
  const known = likeness.get(text);
  if (known !== undefined) return known;
  const found = likenessOf(text);
  if (likeness.size >= CACHE_SIZE) likeness.clear();
  likeness.set(text, found);
  return found;
}

function likenessOf(text: string): number {
  const plain = plainName(text);
  if (plain === '' || plain.length > 140 || HEADER_WORD.test(plain) || !/\p{L}{2}|\bk\b|\bp\b/u.test(plain)) return 0;
  const found = matchAnalyte(text);
  if (found) return found.score;
  if (INDEX.has(squash(plain))) return PANEL_WORD.test(squash(plain)) ? 0 : 0.5;
  if (tokens(plain).length > 6) return 0;
  return tokens(plain).some(token => token.length >= 6 && CHEMICAL_ENDING.test(token)) ? 0.3 : 0;
}
