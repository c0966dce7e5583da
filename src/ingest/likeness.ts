/** Certificates whose values are the same, compared again whenever values, names or decisions change. */
import { type Fingerprint, fingerprint } from '../coa/fingerprint.ts';
import type { Reading } from '../coa/reading.ts';
import type { Signal } from '../coa/signal.ts';
import { normaliseCode, normaliseName } from '../coa/text.ts';
import type { DateField } from '../coa/transcript.ts';
import { AuthenticityCheck, ValueFingerprint } from '../store/entities/authenticity.ts';
import { type AlikeSample, alikeSamples, type SampleFacts, samplesOfCertificate } from '../store/likeness.ts';
import { list, rows, type SqlEntityManager, sql } from '../store/sql.ts';
import { type CheckTarget, insertChecks, type Observation } from './authenticity-checks.ts';

/** A copied report may stand in a database many times. */
const MOST_ALIKE = 10;

interface Pair {
  readonly own: SampleFacts;
  readonly other: AlikeSample;
}

/**
 * Takes the fingerprints of a version of a certificate and records, on both sides, which others have the same values. An observation that is
 * so no more is superseded, also when it was decided about: a confirmed one is public, and must not say what is not so. A dismissal holds
 * as long as the two differ in nothing new.
 */
export async function recordLikeness(em: SqlEntityManager, target: CheckTarget, readings: readonly Reading[], now: Date): Promise<void> {
  const { certificateId, isNew = false } = target;
  if (!isNew) await em.nativeDelete(ValueFingerprint, { certificateId });
  const printed: Fingerprinted[] = [];
  for (const [position, own] of (await samplesOfCertificate(em, certificateId)).entries()) {
    const print = fingerprint(readings[position]?.results ?? []);
    if (print === null) continue;
    await em.insert(ValueFingerprint, { sampleId: own.sampleId, certificateId, measured: [...print.values], rare: [...print.rare] });
    printed.push({ own, print });
  }
  await compareAnew(em, target, printed, now);
}

/** After names or decisions changed that observations speak of; the values are as they were. */
export async function refreshLikeness(em: SqlEntityManager, certificates: readonly string[], now: Date): Promise<void> {
  const concerned = await rows<CheckTarget>(
    em,
    sql`select v.certificate_id as "certificateId", v.extraction_id as "extractionId" from certificate_version v
      where v.superseded_at is null and v.certificate_id in ${list(certificates)} and exists (select 1 from authenticity_check k
        where k.superseded_at is null and k.kind = 'same-values' and (k.certificate_id = v.certificate_id or k.related_id = v.certificate_id))
      order by v.certificate_id`,
  );
  for (const target of concerned) await compareAnew(em, target, await fingerprinted(em, target.certificateId), now);
}

interface Fingerprinted {
  readonly own: SampleFacts;
  readonly print: Fingerprint;
}

/** The samples of a certificate that have a fingerprint. */
async function fingerprinted(em: SqlEntityManager, certificateId: string): Promise<Fingerprinted[]> {
  const prints = new Map((await em.find(ValueFingerprint, { certificateId })).map(print => [print.sampleId, print]));
  return (await samplesOfCertificate(em, certificateId)).flatMap(own => {
    const print = prints.get(own.sampleId);
    return print === undefined ? [] : [{ own, print: { values: print.measured, rare: print.rare } }];
  });
}

async function compareAnew(em: SqlEntityManager, target: CheckTarget, samples: readonly Fingerprinted[], now: Date): Promise<void> {
  const { certificateId, extractionId, isNew = false } = target;
  const pairs = await alikePairs(em, samples);
  const seen = new Map(
    pairs.flatMap((pair, rank) => bothSides(pair).map(one => [keyOf(one.certificateId, one.relatedId), { ...one, rank }])),
  );
  const between = { kind: 'same-values', supersededAt: null } as const;
  const before = isNew ? [] : await em.find(AuthenticityCheck, { ...between, $or: [{ certificateId }, { relatedId: certificateId }] });
  for (const check of before) {
    const key = keyOf(check.certificateId, check.relatedId ?? '');
    const is = seen.get(key);
    const same = is?.signal.detail === check.detail && is.signal.outcome === check.outcome;
    if (same) seen.delete(key);
    else check.supersededAt = now;
    if (!same && is && check.dismissedAt && !isNews(is.signal, check)) seen.set(key, { ...is, rank: 0, dismissal: check });
  }
  await em.flush();
  for (const { rank, ...observation } of seen.values())
    if (rank < MOST_ALIKE) await insertChecks(em, { certificateId: observation.certificateId, extractionId }, [observation], now);
}

const keyOf = (certificate: string, related: string): string => `${certificate} ${related}`;

function bothSides({ own, other }: Pair): (Observation & { readonly certificateId: string; readonly relatedId: string })[] {
  const turned: AlikeSample = { ...other, first: other.second, second: other.first, sample: own };
  const [here, there] = [own.certificateId, other.sample.certificateId];
  return [
    { certificateId: here, relatedId: there, signal: alikeSignal(own, other) },
    { certificateId: there, relatedId: here, signal: alikeSignal(other.sample, turned) },
  ];
}

/** True when the two differ in something that the older observation did not tell of. */
function isNews(signal: Signal, before: AuthenticityCheck): boolean {
  const told = new Set(differencesIn(before.facts).map(one => `${one.what} ${one.here} ${one.there}`));
  return differencesIn(signal.facts).some(one => !told.has(`${one.what} ${one.here} ${one.there}`));
}

function differencesIn({ differences }: Signal['facts']): readonly Differing[] {
  return Array.isArray(differences) ? differences : [];
}

/** The most alike sample of each other certificate, the most alike first. */
async function alikePairs(em: SqlEntityManager, samples: readonly Fingerprinted[]): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const { own, print } of samples) pairs.push(...(await alikeSamples(em, own, print)).map(other => ({ own, other })));
  const byCertificate = Map.groupBy(pairs, pair => pair.other.sample.certificateId);
  return [...byCertificate.values()].map(same => same.reduce((a, b) => (b.other.shared > a.other.shared ? b : a)));
}

/** What two reports of one measurement cannot differ in. */
const DECISIVE = ['lot', 'laboratory', 'laboratory sample number', 'date sampled', 'date received', 'date tested'];

export function alikeSignal(own: SampleFacts, { sample, shared, first, second, exact }: AlikeSample): Signal {
  const different = differencesOf(own, sample);
  const decisive = sample.state !== 'rejected' && different.some(({ what }) => DECISIVE.includes(what));
  const values = exact ? `All ${shared} measured values` : `${shared} measured values (of ${first} here and ${second} there)`;
  const where = [
    [sample.laboratory, sample.reportNumber].filter(Boolean).join(', report '),
    sample.state === 'rejected' && 'which was kept out',
  ]
    .filter(Boolean)
    .join(', ');
  const told = different.map(({ what, here, there }) => `${what} “${here}” here, “${there}” there`).join('; ');
  return {
    kind: 'same-values',
    outcome: decisive ? 'contradicts' : 'inconclusive',
    detail: `${values} are the same as on another certificate${where ? ` (${where})` : ''}. ${different.length > 0 ? `The two differ in: ${told}. Two samples hardly ever give the same numbers; one test used for several lots, a corrected report or a mistake in copying can explain it.` : 'Nothing printed tells them apart: it is probably the same report in another file.'}`,
    facts: { shared, here: first, there: second, exact, differences: different },
  };
}

interface Differing {
  readonly what: string;
  readonly here: string;
  readonly there: string;
}

/** Of what both say. */
function differencesOf(own: SampleFacts, other: SampleFacts): Differing[] {
  const day = (sample: SampleFacts, field: DateField) => sample.dates[field]?.date ?? null;
  const fields: readonly (readonly [what: string, here: string | null, there: string | null, normalise: (text: string) => string])[] = [
    ['lot', own.lot, other.lot, normaliseCode],
    ['vendor', own.vendor, other.vendor, normaliseName],
    ['product', own.product, other.product, normaliseName],
    ['laboratory', own.laboratory, other.laboratory, normaliseName],
    ['report number', own.reportNumber, other.reportNumber, normaliseCode],
    ['laboratory sample number', own.labSampleId, other.labSampleId, normaliseCode],
    ...(['sampled', 'received', 'tested', 'reported'] as const).map(
      field => [`date ${field}`, day(own, field), day(other, field), normaliseCode] as const,
    ),
  ];
  return fields.flatMap(([what, here, there, normalise]) =>
    here !== null && there !== null && normalise(here) !== normalise(there) ? [{ what, here, there }] : [],
  );
}
