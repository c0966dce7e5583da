/** Words for what becomes of a contributed file. */
import type { ContributionState } from '../../ingest/contribution-progress.ts';

export const CONTRIBUTION_WORDS: Readonly<Record<ContributionState, { readonly title: string; readonly text: string }>> = {
  received: { title: 'Received', text: 'It is kept and in line to be read, which takes minutes at most. Look again then.' },
  'not-read': {
    title: 'Not read',
    text: 'No result could be read from it. The file is kept and tried again when reading improves.',
  },
  waiting: {
    title: 'Waits for a person',
    text: 'It was read. A reviewer compares it with the page before anything of it is public; how long that takes depends on how many wait.',
  },
  published: { title: 'Published', text: 'A reviewer compared it with the page, or it was public before.' },
  'kept-out': {
    title: 'Kept out',
    text: 'A reviewer decided that it does not belong in the database. The file is kept with the decision.',
  },
  'taken-down': { title: 'Taken down', text: 'The file and the personal data in it were removed.' },
};

/** The steps so far; the last one is where it stands. */
export const STEP_WORDS: Readonly<Record<ContributionState, readonly string[]>> = {
  received: ['Received'],
  'not-read': ['Received', 'Not read'],
  waiting: ['Received', 'Read', 'Waits for a person'],
  published: ['Received', 'Read', 'Looked at', 'Published'],
  'kept-out': ['Received', 'Read', 'Looked at', 'Kept out'],
  'taken-down': ['Received', 'Taken down'],
};
