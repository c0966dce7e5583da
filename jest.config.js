/** Test files are run by Node itself, several to a process, which loads express, the database and pdf.js once and not once per file. */
const base = {
  rootDir: import.meta.dirname,
  runner: '<rootDir>/test/runner/runner.mjs',
  setupFiles: ['<rootDir>/test/runner/hooks.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/runner/timeouts.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
};

/** unit runs everywhere with no service; browser needs Chromium from npm; soak holds the long tests. */
export default {
  testTimeout: 120_000,
  testSequencer: '<rootDir>/test/runner/sequencer.mjs',
  projects: [
    {
      ...base,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
      testPathIgnorePatterns: ['<rootDir>/test/browser/', '<rootDir>/test/soak/'],
    },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
    { ...base, displayName: 'soak', testMatch: ['<rootDir>/test/soak/**/*.test.ts'] },
  ],
};
