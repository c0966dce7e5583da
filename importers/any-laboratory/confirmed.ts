/** Headers that an operator confirmed for the laboratory of a document, as header words of the table reader. */
import { type HeaderMapping, type HeaderRole, plainWords } from '../../src/document/mapping.ts';
import type { ColumnRole, HeaderWord } from './roles.ts';

const ROLES: Readonly<Partial<Record<HeaderRole, ColumnRole>>> = {
  analyte: 'name',
  result: 'value',
  unit: 'unit',
  lod: 'lod',
  loq: 'loq',
  reporting_limit: 'reporting-limit',
  limit: 'limit',
  verdict: 'verdict',
  uncertainty: 'uncertainty',
  method: 'method',
  ignore: 'other',
};

/** A header may carry its unit, in brackets or after a comma; its words have to be all of the rest. */
export function confirmedHeaders(mappings: readonly HeaderMapping[] = []): HeaderWord[] {
  return mappings.flatMap(({ header, role }) => {
    const column = ROLES[role];
    if (column === undefined) return [];
    const words = plainWords(header)
      .split(' ')
      .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return [{ pattern: new RegExp(`^[^\\p{L}\\p{N}]*${words.join('[^\\p{L}\\p{N}]+')}[^\\p{L}\\p{N}]*(?:[([,].*)?$`, 'u'), role: column }];
  });
}
