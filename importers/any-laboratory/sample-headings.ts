/** The words over the numbers, the names and the lots of several samples, at the head of a column or of a line. */

/** Over the laboratory's numbers of samples, or their lots; mostly English beside another language: `No. éch. / Sample ID`. */
export const OVER_SAMPLES =
  /^(?:(?:(?:n[o°º]|code|kode|nr)\.? )?(?:de l['’]|d['’]|de )?(?:[ée]ch(?:antillons?)?\.?|muestras?|amostras?|sampel|contoh|probe) ?\/ ?)?(?:identifikace vzork[uů]|(?:(?:lab(?:oratory)? )?sample|lot|batch|specimen|charge|šarže|lote|lotto|vzorek|probe|muestra)(?: ?(?:ids?|no\.?|nr\.?|numbers?|codes?|#))?|lab(?:oratory)?(?: reg(?:istration|\.)?)? ?(?:ids?|no\.?|numbers?|#))$/i;

/** Over what the client calls them. */
export const OVER_NAMES =
  /^(?:(?:(?:client|customer|field)['’]?s? )?sample(?: (?:ids?|names?|descriptions?|reference))?|product(?: name)?|(?:název|označení) vzork[uů]|proben?bezeichnung|nazwa próbki)$/i;

export const OVER_LOTS =
  /^(?:(?:(?:product|production|client|customer|manufacturer) )?(?:code ?\/ ?)?(?:lot|batch)(?: ?\/ ?(?:lot|batch|code))?|charge|šarže|lote|lotto|partia)(?: ?(?:ids?|no\.?|nr\.?|numbers?|codes?|#))?$/i;

/** Beside the numbers of the samples: `Lot | Product | Pb | Cd`. */
export const TELLS_OF_SAMPLE =
  /^(?:(?:client|customer) )?(?:product|sample|strain|matrix|item|commodity|field)(?: (?:name|description|type|id|reference))?$|^descriptions?$/i;

export const TELLS_OF_NAME = /^(?:(?:client|customer) )?(?:product|sample|item)(?: (?:name|description))?$|^descriptions?$/i;
