/** Header words met in laboratories' and vendors' own sheets; every use of one is a doubt, since nobody promised what they mean. */
import type { Field } from './columns.ts';

const listed = (words: string): readonly string[] => words.split(/\s*\|\s*/);

/** In small letters without diacritics, as `columns.ts` spells headers; parted by bars. */
export const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  vendor: listed('brand | seller | company | supplier | brand name'),
  reportable: listed('reportable result | reportable | is reportable | reportable y n | report result'),
  client: listed('client | client name | customer | customer name | submitter | ordered by'),
  manufacturer: listed('manufacturer | producer | producer name'),
  product: listed(
    `product name | sample | sample name | item | description | strain | produkt | vzorek | item name | sample description |
    client sample id | client sample | client sample name | field sample id | field id | field sample | sys sample code | client id`,
  ),
  form: listed('product form | dosage form | matrix | product type'),
  lot: listed(
    `batch | lot number | lot no | lot id | lot code | batch number | batch no | batch id | sarze | charge | lot nr |
    batch nr | batch lot | lot batch | cislo sarze`,
  ),
  laboratory: listed(
    `lab | lab name | laboratory name | testing laboratory | testing lab | tested by | laborator | lab facility name |
    lab facility | lab name code | laborator nazev`,
  ),
  accreditation: listed('iso 17025 | accreditation number | lab accreditation'),
  report_number: listed(
    `report | report no | report id | certificate | certificate no | certificate number | coa | coa number | coa id |
    report nr | lab report number | lab report no | work order | workorder | work order no | work order number | lab job |
    sdg | lab sdg | order number | coa no | report num | certificate id`,
  ),
  sampled_on: listed(
    `sampled | date sampled | sampling date | sample date | collected | date collected | collection date | collect date |
    sample date time | sampled date | date time sampled | collected date | sampled at | collected at | sampled on | collected on`,
  ),
  received_on: listed(
    'received | date received | received date | receipt date | receive date | date time received | recvd date | received at | received on',
  ),
  tested_on: listed(
    `tested | date tested | test date | analysis date | date analyzed | completed | completion date | test performed date |
    analyzed | date analysed | analyzed date | date of analysis | analysis date time | tested at | analyzed at | completed at |
    completed on | completed date | date completed`,
  ),
  reported_on: listed(
    'reported | date reported | report date | issued | issue date | date issued | date | issued at | reported at | issued on | reported date | issued date',
  ),
  serving_size: listed('serving | suggested serving'),
  container_size: listed('container | package size | net weight | net quantity'),
  max_daily_intake: listed('daily intake | maximum daily intake | max daily serving'),
  moisture_percent: listed('moisture | moisture content | water content'),
  panel: listed('test type | analysis | category | test group | assay | test category | analyte group | analyte type | panel name'),
  analyte: listed(
    `compound | parameter | substance | test | test name | component | analyt | analyte name | contaminant | chemical name |
    analyte name | param | parameter name | compound name | test parameter | determinand | metric`,
  ),
  result: listed(
    `value | conc | concentration | amount | finding | findings | level | measured | vysledek | ergebnis | results |
    test result | test value | result value | final result | reported result | reported value | result text |
    text result | result as text | value text | display value | display result | formatted result | formatted value |
    result display | value display`,
  ),
  result_number: listed(
    'result numeric | numeric result | result number | numeric value | value numeric | result value numeric | result num',
  ),
  result_mean: listed('mean | average | avg | mean result | average result | result mean | result average | mittelwert | prumer'),
  unit: listed(
    `units | uom | unit of measure | jednotka | jednotky | einheit | result unit | result units | report units | test unit |
    test units | measure unit | units of measure`,
  ),
  basis: listed('weight basis | reporting basis'),
  lod: listed('limit of detection | detection limit | mdl | method detection limit | detect limit | lld'),
  loq: listed(
    `limit of quantitation | limit of quantification | quantitation limit | lloq | pql | quant limit | quantification limit |
    practical quantitation limit | mql`,
  ),
  uncertainty: listed('mu | measurement uncertainty | u | nejistota'),
  method: listed(
    `test method | method code | technique | lab anl method name | analytical method | analysis method | method name |
    anl method`,
  ),
  test_portion: listed('portion | sample portion | sample size'),
  limit: listed(
    `specification | spec | action level | action limit | acceptance criteria | max | maximum | limits | regulatory limit |
    pass limit | limit value | upper limit | max limit | maximum limit | limit max | max allowed | maximum allowed | usl |
    upper spec limit | upper specification limit | max level | maximum level | allowable limit | threshold | action threshold`,
  ),
  lower_limit: listed(
    `lower limit | min limit | minimum limit | limit min | lsl | lower spec limit | lower specification limit | min | minimum |
    min level | minimum level`,
  ),
  limit_unit: listed('limit unit | limit units | limit uom | action level unit | action level units | spec unit | spec units'),
  measurement_limit_unit: listed(
    `loq unit | loq units | lod unit | lod units | rl unit | rl units | mdl unit | mdl units | loq uom | lod uom |
    reporting limit unit | reporting limit units | detection limit unit | detection limit units | quantitation limit unit`,
  ),
  sample_id: listed(
    `lab sample id | laboratory sample id | sample id | sample no | sample nr | sample number | sample code | lab id |
    lab no | lab number | laboratory id | package label | package id | package tag`,
  ),
  sample_type: listed(
    'sample type | sample type code | qc type | qc sample type | qc code | result type | result type code | analyte role',
  ),
  reporting_limit: listed(
    `rl | rdl | mrl | lor | reporting limit | report limit | rep limit | reporting detection limit | limit of reporting |
    reporting level | reportable limit`,
  ),
  qualifier: listed(
    `qualifier | qualifiers | qual | quals | flag | flags | q | sign | operator | lab qualifier | lab qualifiers | lab qual |
    lab flag | data qualifier | result qualifier | result flag | validator qualifiers | interpreted qualifiers |
    result sign | result modifier | modifier | numeric modifier | less than | prefix | result prefix | lt gt | znamenko |
    vorzeichen`,
  ),
  undetected: listed(
    'censored | is censored | nondetect | non detect | nd | nd flag | is nd | non detect flag | nondetect flag | not detected | undetected | bdl',
  ),
  detected: listed('detected | detect | detect flag | detected yn | detection flag | detected y n | is detected | hit'),
  verdict: listed(
    `status | pass fail | conclusion | evaluation | compliance | result status | passed | pass or fail | test passed |
    result pass | pass | compliant | is compliant | in spec | meets spec | within limits`,
  ),
};
