import { defineEntity, p } from '@mikro-orm/core';
import type { Finding, FindingKind } from '../../coa/finding.ts';
import type { Basis, ResultReading } from '../../coa/reading.ts';
import { type Evidence, PANELS } from '../../coa/transcript.ts';
import { Certificate, Sample } from './certificate.ts';

const AnalyteSchema = defineEntity({
  name: 'Analyte',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    groupName: p.text(),
    cas: p.text().nullable(),
    unit: p.text().nullable(),
    /** Name and synonyms, folded, for searching. */
    folded: p.text(),
    /** Fingerprint of the dictionary entry this row was made from. */
    dictionary: p.text(),
  },
});
/** The dictionary of coa/analyte, mirrored so that results can refer to it and searches can join it. */
export class Analyte extends AnalyteSchema.class {}
AnalyteSchema.setClass(Analyte);

const ResultSchema = defineEntity({
  name: 'Result',
  properties: {
    id: p.uuid().primary(),
    sampleId: () => p.manyToOne(Sample).mapToPk().fieldName('sample_id'),
    certificateId: () => p.manyToOne(Certificate).mapToPk().fieldName('certificate_id'),
    position: p.integer(),
    analyteId: () => p.manyToOne(Analyte).mapToPk().fieldName('analyte_id').nullable(),
    panel: p.enum(PANELS),
    kind: p.text().$type<FindingKind>(),
    finding: p.json<Finding>(),
    /** Exact; never a substitute for "not detected". */
    number: p.decimal().columnType('numeric').nullable(),
    lower: p.decimal().columnType('numeric').nullable(),
    upper: p.decimal().columnType('numeric').nullable(),
    lowerClosed: p.boolean(),
    upperClosed: p.boolean(),
    unit: p.text().nullable(),
    basis: p.text().$type<Basis>(),
    lod: p.decimal().columnType('numeric').nullable(),
    loq: p.decimal().columnType('numeric').nullable(),
    testPortion: p.text().nullable(),
    printed: p.json<ResultReading['printed']>(),
    printedVerdict: p.enum(['pass', 'fail', 'not_evaluated']).nullable(),
    further: p.json<ResultReading['further']>(),
    evidence: p.json<Evidence>(),
    nameEvidence: p.json<Evidence>(),
    rowEvidence: p.json<Evidence>(),
    confidence: p.double(),
    confidenceReasons: p.json<readonly string[]>(),
    flags: p.json<readonly string[]>(),
    recordedAt: p.datetime(),
    supersededAt: p.datetime().nullable(),
  },
});
/** One analyte in one sample, as ResultReading says it. */
export class Result extends ResultSchema.class {}
ResultSchema.setClass(Result);
