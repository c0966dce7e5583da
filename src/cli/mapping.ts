/** `leafproof mapping`: what the headers of a laboratory's own sheets mean, confirmed once and remembered. */
import { userInfo } from 'node:os';
import { loadConfig } from '../config.ts';
import type { HeaderRole } from '../document/mapping.ts';
import { currentMappings, decideMapping, MappingRefused, mappingDecisions } from '../ingest/mapping.ts';

interface Said {
  readonly by?: string;
}

export async function list(options: { json?: boolean }): Promise<number> {
  const mappings = currentMappings(await mappingDecisions(loadConfig().dataDir));
  if (mappings.length === 0 && !options.json) console.log('No header is confirmed yet');
  for (const mapping of mappings) {
    console.log(options.json ? JSON.stringify(mapping) : `${mapping.laboratory}: “${mapping.header}” is ${mapping.role}`);
  }
  return 0;
}

export async function set(laboratory: string, header: string, role: HeaderRole, said: Said): Promise<number> {
  try {
    await decideMapping(loadConfig().dataDir, { laboratory, header, role, by: said.by ?? userInfo().username });
  } catch (error) {
    if (!(error instanceof MappingRefused)) throw error;
    console.error(`leafproof: ${error.message}`);
    return 2;
  }
  console.log(`“${header}” of ${laboratory} is ${role} from now on (leafproof reread reads earlier files again)`);
  return 0;
}

export async function remove(laboratory: string, header: string, said: Said): Promise<number> {
  const { dataDir } = loadConfig();
  const before = currentMappings(await mappingDecisions(dataDir)).length;
  await decideMapping(dataDir, { laboratory, header, role: null, by: said.by ?? userInfo().username });
  const after = currentMappings(await mappingDecisions(dataDir)).length;
  if (after === before) {
    console.error(`leafproof: nothing was confirmed of “${header}” of ${laboratory}`);
    return 1;
  }
  console.log(`“${header}” of ${laboratory} is forgotten`);
  return 0;
}
