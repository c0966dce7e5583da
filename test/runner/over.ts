/** What is closed when the last file is done, where jest itself runs them all: open, it would keep the process alive. Processes of a pool simply end. */
export const atEnd: (() => unknown)[] = [];
