/** Sentences of the API's description. */

/** Text in which `code` is set between backquotes. */
export function Prose({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}

export function sentence(value: unknown): string {
  if (typeof value !== 'string' || value === '') return '';
  return /[.!?]$/.test(value) ? value : `${value}.`;
}
