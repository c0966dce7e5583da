import { DriverException } from '@mikro-orm/core';
import { asProblem, isDatabaseGone } from '../../src/http/errors.ts';

/** As `pg` throws what the server said, where nothing stands between: a commit that fails. */
const said = (code: string, message: string) => Object.assign(new Error(message), { severity: 'ERROR', code });

test.each([
  [
    'a commit for which there is no room',
    said('53100', 'could not extend file "base/5/17220": No space left on device'),
    'storage-unavailable',
  ],
  ['a commit whose server is stopped', said('57P01', 'terminating connection due to administrator command'), 'not-ready'],
  ['a query for which there is no room', new DriverException(said('53100', 'could not extend file')), 'storage-unavailable'],
  ['a commit that breaks a rule', said('23505', 'duplicate key value'), 'internal-error'],
  ['another thing that ended', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 'internal-error'],
])('%s', (_, error, code) => {
  expect(asProblem(error).code).toBe(code);
  expect(isDatabaseGone(error)).toBe(code === 'not-ready');
});
