/** The log of a process: one JSON object a line, to standard output. */
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

/** Nothing that identifies a person or opens a door is logged; what requests show is chosen in http/log. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    redact: ['*.authorization', '*.adminKey', '*.databaseUrl', '*.urls', '*.password', '*.signingKey'],
  });
}
