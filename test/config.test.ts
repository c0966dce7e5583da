import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigError, loadConfig, SETTINGS } from '../src/config.ts';

describe('settings', () => {
  test('have defaults that need nothing', () => {
    expect(loadConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('./data'),
      databaseUrl: null,
      samples: true,
      adminKey: null,
      logLevel: 'info',
    });
  });

  test('an empty variable is one that is not set', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '', LEAFPROOF_ADMIN_KEY: '' })).toEqual(loadConfig({}));
  });

  test.each([
    ['off', false],
    ['0', false],
    ['no', false],
    ['on', true],
    ['true', true],
  ])('LEAFPROOF_SAMPLES=%s', (text, expected) => {
    expect(loadConfig({ LEAFPROOF_SAMPLES: text }).samples).toBe(expected);
  });

  test('all that are wrong are named at once', () => {
    const wrong = { PORT: 'x', DATABASE_URL: 'mysql://a/b', LEAFPROOF_ADMIN_KEY: 'short', LEAFPROOF_SAMPLES: 'perhaps', LOG_LEVEL: 'loud' };
    expect(() => loadConfig(wrong)).toThrow(ConfigError);
    for (const name of Object.keys(wrong)) expect(() => loadConfig(wrong)).toThrow(name);
  });

  test('a key that no header can carry is refused', () => {
    expect(() => loadConfig({ LEAFPROOF_ADMIN_KEY: 'a key with blanks' })).toThrow('without blanks');
  });

  test('never show a secret that is wrong', () => {
    expect(() => loadConfig({ LEAFPROOF_ADMIN_KEY: 'hunter2' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  test('are all in the README, with their defaults', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    for (const [name, setting] of Object.entries(SETTINGS)) {
      const line = readme.split('\n').find(text => text.includes(`\`${name}\``));
      expect([name, line]).toEqual([name, expect.stringContaining(setting.default)]);
    }
  });
});
