/** Prints, as JSON, every regular expression that is put together from parts while the project's modules load: a process of its own, where none is loaded yet. */
const found: { source: string; flags: string }[] = [];
globalThis.RegExp = new Proxy(RegExp, {
  construct(target, [source, flags = '']: [string | RegExp, string?]) {
    const made = new target(source, flags);
    found.push({ source: made.source, flags: made.flags });
    return made;
  },
});
await import('../importers/index.ts');
await import('../src/http/app.ts');
process.stdout.write(JSON.stringify(found), () => process.exit());
