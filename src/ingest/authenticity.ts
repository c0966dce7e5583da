/** What a certificate shows of its authenticity, recorded beside it, and its values compared with those of all others. */
import { fingerprint } from '../coa/fingerprint.ts';
import type { Reading } from '../coa/reading.ts';
import { SIGNAL_VERSIONS, type Signal, type SignalKind } from '../coa/signal.ts';
import { substitutionSignal } from '../coa/substitution.ts';
import { normaliseCode, normaliseName } from '../coa/text.ts';
import type { DateField } from '../coa/transcript.ts';
import { AuthenticityCheck, ValueFingerprint } from '../store/entities/authenticity.ts';
import { CertificateVersion } from '../store/entities/certificate.ts';
import { newId } from '../store/id.ts';
import { type AlikeSample, alikeSamples, type SampleFacts, samplesOfCertificate } from '../store/likeness.ts';
import type { SqlEntityManager } from '../store/sql.ts';

interface Target {
  readonly certificateId: string;
  readonly extractionId: string;
}

interface Observation {
  readonly signal: Signal;
  readonly relatedId: string | null;
}

/** A copied report may stand in a database many times. */
const MOST_ALIKE = 10;

/**
 * Records what this reading of the file showed, in the transaction of the reading. What was seen before and nobody decided about is
 * superseded; what a person confirmed or dismissed stays in force and is not said twice.
 */
export async function recordAuthenticity(
  em: SqlEntityManager,
  target: Target,
  readings: readonly Reading[],
  ofFile: readonly Signal[],
  now: Date,
): Promise<void> {
  const { certificateId, extractionId } = target;
  const undecided = { supersededAt: null, confirmedAt: null, dismissedAt: null };
  await em.nativeUpdate(AuthenticityCheck, { certificateId, ...undecided }, { supersededAt: now });
  await em.nativeUpdate(AuthenticityCheck, { relatedId: certificateId, ...undecided }, { supersededAt: now });
  const alike = await compareValues(em, certificateId, readings);
  const own: Observation[] = [
    ...[...ofFile, ...readings.flatMap(reading => substitutionSignal(reading) ?? [])].map(signal => ({ signal, relatedId: null })),
    ...alike.map(pair => ({ signal: alikeSignal(pair.own, pair.other), relatedId: pair.other.sample.certificateId })),
  ];
  await insertChecks(em, { certificateId, extractionId }, own, now);
  for (const { own, other } of alike) {
    const turned: AlikeSample = { ...other, first: other.second, second: other.first, sample: own };
    const observation = { signal: alikeSignal(other.sample, turned), relatedId: certificateId };
    await insertChecks(em, { certificateId: other.sample.certificateId, extractionId }, [observation], now);
  }
}

/** Adds what a check made later saw, in place of what the same kind of check saw before and nobody decided about. */
export async function addSignals(em: SqlEntityManager, certificateId: string, kind: SignalKind, signals: readonly Signal[]): Promise<void> {
  const { extractionId } = await em.findOneOrFail(CertificateVersion, { certificateId, supersededAt: null });
  const undecided = { certificateId, kind, supersededAt: null, confirmedAt: null, dismissedAt: null };
  const now = new Date();
  await em.nativeUpdate(AuthenticityCheck, undecided, { supersededAt: now });
  await insertChecks(
    em,
    { certificateId, extractionId },
    signals.map(signal => ({ signal, relatedId: null })),
    now,
  );
}

async function insertChecks(em: SqlEntityManager, target: Target, observations: readonly Observation[], now: Date): Promise<void> {
  const inForce = await em.find(AuthenticityCheck, { certificateId: target.certificateId, supersededAt: null });
  const known = new Set(inForce.map(check => `${check.kind} ${check.outcome} ${check.relatedId ?? ''} ${check.detail}`));
  const fresh = observations.filter(({ signal, relatedId }) => {
    const key = `${signal.kind} ${signal.outcome} ${relatedId ?? ''} ${signal.detail}`;
    return known.has(key) ? false : known.add(key);
  });
  if (fresh.length === 0) return;
  await em.insertMany(
    AuthenticityCheck,
    fresh.map(({ signal: { kind, outcome, detail, facts, evidence }, relatedId }) => ({
      id: newId(),
      ...target,
      ...{ kind, outcome, detail, facts, relatedId },
      evidence: evidence ?? null,
      toolVersion: `${kind} ${SIGNAL_VERSIONS[kind]}`,
      checkedAt: now,
      confirmedBy: null,
      confirmedAt: null,
      dismissedBy: null,
      dismissedAt: null,
      supersededAt: null,
    })),
  );
}

interface Pair {
  readonly own: SampleFacts;
  readonly other: AlikeSample;
}

/** The most alike sample of each other certificate. */
async function compareValues(em: SqlEntityManager, certificateId: string, readings: readonly Reading[]): Promise<Pair[]> {
  await em.nativeDelete(ValueFingerprint, { certificateId });
  const pairs: Pair[] = [];
  for (const [position, own] of (await samplesOfCertificate(em, certificateId)).entries()) {
    const print = fingerprint(readings[position]?.results ?? []);
    if (print === null) continue;
    await em.insert(ValueFingerprint, { sampleId: own.sampleId, certificateId, measured: [...print.values], rare: [...print.rare] });
    pairs.push(...(await alikeSamples(em, own, print)).map(other => ({ own, other })));
  }
  const byCertificate = Map.groupBy(pairs, pair => pair.other.sample.certificateId);
  return [...byCertificate.values()].map(same => same.reduce((a, b) => (b.other.shared > a.other.shared ? b : a))).slice(0, MOST_ALIKE);
}

/** What two reports of one measurement cannot differ in. */
const DECISIVE = ['lot', 'laboratory', 'laboratory sample number', 'date sampled', 'date received', 'date tested'];

export function alikeSignal(own: SampleFacts, { sample, shared, first, second, exact }: AlikeSample): Signal {
  const different = differencesOf(own, sample);
  const decisive = different.filter(({ what }) => DECISIVE.includes(what));
  const values = exact ? `All ${shared} measured values` : `${shared} measured values (of ${first} here and ${second} there)`;
  const where = [sample.laboratory, sample.reportNumber].filter(Boolean).join(', report ');
  const told = different.map(({ what, here, there }) => `${what} “${here}” here, “${there}” there`).join('; ');
  return {
    kind: 'same-values',
    outcome: decisive.length > 0 ? 'contradicts' : 'inconclusive',
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
