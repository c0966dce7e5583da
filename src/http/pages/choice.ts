/** By which rules, on which day and at which amounts a visitor wants verdicts: from the address, else from a cookie, else the default. */
import type { Request } from 'express';
import { DEFAULT_PROFILE, PROFILES, type Profile, profileById } from '../../quality/profile.ts';
import { readSize } from '../../quality/size.ts';

/** Whose law counts: that of the day of the report, of the day the sample was taken, of today, or of an ISO day. */
export type ChosenDate = 'reported' | 'collected' | 'today' | `${number}-${number}-${number}`;

export interface Choice {
  readonly profile: Profile;
  readonly date: ChosenDate;
  /** Amounts stated by the visitor, each with its unit; null where the label's counts. */
  readonly intake: string | null;
  readonly serving: string | null;
  readonly container: string | null;
  /** Show what was public on this ISO day or at this moment; null for today. Never remembered. */
  readonly asOf: string | null;
}

export const SIZES = ['intake', 'serving', 'container'] as const;
export type SizeName = (typeof SIZES)[number];

/** What was given and cannot be used, by the name of its field; it counts as not given. */
export type Refused = Partial<Record<SizeName | 'profile' | 'date' | 'asOf', string>>;

export interface ChoiceRead {
  readonly choice: Choice;
  readonly refused: Refused;
}

export const DEFAULT_CHOICE: Choice = {
  profile: profileById(DEFAULT_PROFILE) ?? PROFILES[0]!,
  date: 'reported',
  intake: null,
  serving: null,
  container: null,
  asOf: null,
};

/** Sizes of a serving and a container belong to one product, so only these are kept for other pages. */
const REMEMBERED = ['profile', 'date', 'intake'] as const;

export const CHOICE_COOKIE = 'leafproof_choice';
const A_YEAR_MS = 365 * 86_400_000;

type Given = Readonly<Record<string, unknown>>;

export function readChoice(query: Given, remembered: Given = {}): ChoiceRead {
  const kept = read(Object.fromEntries(REMEMBERED.map(name => [name, remembered[name]])), DEFAULT_CHOICE);
  return read(query, kept.choice);
}

/** An empty field of a form takes back what was remembered. */
function read(given: Given, otherwise: Choice): ChoiceRead {
  const refused: Refused = {};
  const text = (name: string): string | null | undefined => {
    const value = given[name];
    return typeof value !== 'string' ? undefined : value.trim().slice(0, 60);
  };
  const profile = () => {
    const id = text('profile');
    if (!id) return id === '' ? DEFAULT_CHOICE.profile : otherwise.profile;
    const found = profileById(id);
    if (!found) refused.profile = `there is no selection of rules called “${id}”`;
    return found ?? otherwise.profile;
  };
  const date = () => {
    // the form has a list and, for “a day of my own”, a field beside it
    const word = text('date');
    const day = word === 'day' ? text('day') : word;
    if (!day) return day === '' ? DEFAULT_CHOICE.date : otherwise.date;
    if (isChosenDate(day)) return day;
    refused.date = `“${day}” is no day; write it as 2026-08-26`;
    return otherwise.date;
  };
  const size = (name: SizeName) => {
    const amount = text(name);
    if (amount === undefined || amount === null) return otherwise[name];
    if (amount === '') return null;
    if (readSize(amount) !== null) return amount;
    refused[name] = `“${amount}” is no amount with a unit; write for example ${SIZE_EXAMPLES[name]}`;
    return otherwise[name];
  };
  const asOf = () => {
    const moment = text('as_of');
    if (!moment) return null;
    if (isDay(moment) || isMoment(moment)) return moment;
    refused.asOf = `“${moment}” is neither a day such as 2026-08-26 nor a moment such as 2026-08-26T12:00:00Z`;
    return null;
  };
  const sizes = { intake: size('intake'), serving: size('serving'), container: size('container') };
  const choice = { profile: profile(), date: date(), ...sizes, asOf: asOf() };
  return { choice, refused };
}

export const SIZE_EXAMPLES: Record<SizeName, string> = { intake: '4.8 g', serving: '2.4 g', container: '60 g' };

const isChosenDate = (text: string): text is ChosenDate => text === 'reported' || text === 'collected' || text === 'today' || isDay(text);

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

const isMoment = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));

/** The moment of `asOf`: of a day its end, when everything of that day was public. */
export const momentOf = ({ asOf }: Pick<Choice, 'asOf'>): string | undefined =>
  asOf === null ? undefined : isDay(asOf) ? `${asOf}T23:59:59.999Z` : asOf;

/** Always whole, so that the address alone says everything. */
export function choiceQuery(choice: Choice, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ profile: choice.profile.id, date: choice.date });
  for (const name of SIZES) if (choice[name] !== null) query.set(name, choice[name]);
  if (choice.asOf !== null) query.set('as_of', choice.asOf);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.toString();
}

export function rememberedChoice(req: Request): Given {
  const part = (req.get('cookie') ?? '').split(';').find(each => each.trim().startsWith(`${CHOICE_COOKIE}=`));
  if (part === undefined) return {};
  // two layers: the cookie's own encoding, then a query
  return Object.fromEntries(new URLSearchParams(decoded(part.slice(part.indexOf('=') + 1))));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export const choiceCookie = (choice: Choice) => ({
  name: CHOICE_COOKIE,
  value: new URLSearchParams(
    REMEMBERED.flatMap(name => [[name, name === 'profile' ? choice.profile.id : (choice[name] ?? '')]]),
  ).toString(),
  options: { maxAge: A_YEAR_MS, httpOnly: true, sameSite: 'lax', path: '/' } as const,
});
