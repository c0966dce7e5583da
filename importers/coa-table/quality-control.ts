/** Blanks, spikes and controls that laboratories list among the samples: what was measured in them is of no product. */

const OF_QUALITY_CONTROL =
  /^(?:(?:method|lab(?:oratory)?|reagent|procedural|prep(?:aration)?|trip|field|equipment|instrument|calibration|cal|extraction|process|filter|storage|continuing|initial|solvent)[ -])*(?:blanks?|blk|spikes?|spiked(?: sample)?|control(?: (?:sample|std|standard))?|duplicates?|dup|check(?: (?:sample|std|standard))?|standards?|calibrat\w+|surrogates?|verification)(?:[ _-]?#?\d*)$/i;
/** Codes of sample types; `MB-0514` is the same with the number of its batch. */
const CODES =
  /^(?:mb|mblk|lb|rb|tb|fb|eb|pb|ib|blk|blank|lcs|lcsd|bs|bsd|bd|ms|msd|sd|ld|lr|dup|ccv|ccb|icv|icb|icsab?|crm|srm|qc|qcs|lfb|lfm|lfmd|lrb|cal|std|is|sur|surr|istd|tic)\d?$/i;
const CODE_OF_BATCH = /^(?:mb|mblk|blk|blank|lcsd?|bsd?|msd|ccv|ccb|icv|icb|icsab?|crm|srm|lfb|lfmd?|lrb|qc)(?:[-_ ]?\d[\w-]*)?$/i;

/** What a column of sample or result types says of such a line. */
export const isControlType = (text: string): boolean => CODES.test(text.trim()) || isControlName(text);

/** A sample's name or number that is no product's. */
export const isControlName = (text: string): boolean => OF_QUALITY_CONTROL.test(text.trim()) || CODE_OF_BATCH.test(text.trim());

/** Said where kinds of analytes stand: added by the laboratory, to see how much of it comes back. */
export const isSurrogate = (text: string): boolean =>
  /^(?:surr?|surrogates?|sys(?:tem)? mon\w*|istd|internal standards?|tics?|spike[ds]?)$/i.test(text.trim());
