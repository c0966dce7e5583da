/** Blanks, spikes and controls that laboratories list among the samples: what was measured in them is of no product. */

const PREFIX = `(?:(?:method|lab(?:oratory)?|reagent|procedural|prep(?:aration)?|trip|field|equipment|instrument|calibration|cal|extraction|process|filter|storage|continuing|initial|solvent|matrix|quality|positive|negative|reference)[ -])`;
/** A product may well be called `Standard`, none is called `Blank`. */
const OF_QUALITY_CONTROL = new RegExp(
  `^(?:${PREFIX}*(?:blanks?|blk|spikes?|spiked(?: sample)?|duplicates?)|${PREFIX}+(?:controls?(?: (?:sample|std|standard))?|checks?(?: (?:sample|std|standard))?|standards?|material|calibrat\\w+|verification|dup))(?:[ _-]?#?\\d*)$`,
  'i',
);
/** Codes of sample types; `MB-0514` is the same with the number of its batch. */
const CODES =
  /^(?:mb|mblk|lb|rb|tb|fb|eb|pb|ib|blk|lcs|lcsd|bs|bsd|bd|ms|msd|sd|ld|lr|dup|ccv|ccb|icv|icb|icsab?|crm|srm|qc|qcs|lfb|lfm|lfmd|lrb|cal|std|is|sur|surr|istd|tic|surrogates?|controls?|standards?|calibrat\w+)\d?$/i;
/** Only those that are no initials of products as well. */
const CODE_OF_BATCH = /^(?:mblk|lcsd?|ccv|ccb|icv|icb|icsab?|lfb|lfmd?|lrb)(?:[-_ ]?\d[\w-]*)?$/i;

/** What a column of sample or result types says of such a line. */
export const isControlType = (text: string): boolean => CODES.test(text.trim()) || isControlName(text);

/** A sample's name or number that is no product's. */
export const isControlName = (text: string): boolean => OF_QUALITY_CONTROL.test(text.trim()) || CODE_OF_BATCH.test(text.trim());

/** Said where kinds of analytes stand: added by the laboratory, to see how much of it comes back. */
export const isSurrogate = (text: string): boolean =>
  /^(?:surr?|surrogates?|sys(?:tem)? mon\w*|istd|internal standards?|tics?|spike[ds]?)$/i.test(text.trim());
