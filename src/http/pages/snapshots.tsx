/** Snapshots: the list, and one with its files and how to cite it. */
import { DATA_LICENCE, descriptionOf, MANIFEST, titleOf } from '../../export/data-package.ts';
import { filesOf, listSnapshots, summaryOf } from '../../store/snapshots.ts';
import { citationOf, snapshotItem, snapshotOf, snapshotsFolder } from '../api/snapshots.ts';
import type { Context } from '../context.ts';
import { API_PREFIX } from '../prefix.ts';
import { Crumbs, Empty, Facts, SampleTag, When } from './parts.tsx';
import type { Page } from './render.tsx';
import { type Column, Table } from './table.tsx';
import { twinsOf } from './twins.ts';
import { bytesWords, count } from './words.ts';

type Item = Awaited<ReturnType<typeof snapshotItem>>;
type File = ReturnType<typeof filesOf>[number];

const LEDE =
  'Everything that was public at one moment, as files that never change. A snapshot is named by the hash of its content, so whoever has its name can prove what was in it.';

export async function snapshotsPage(context: Context): Promise<Page> {
  const found = await listSnapshots(snapshotsFolder(context));
  const items = await Promise.all(found.map(each => snapshotItem(context, each)));
  return {
    facts: {
      title: 'Snapshots',
      description: LEDE,
      section: 'api',
      ...twinsOf('/snapshots'),
      sample: items.some(({ isSample }) => isSample),
    },
    body: (
      <div class="wide">
        <h1>Snapshots</h1>
        <p class="lede">{LEDE}</p>
        {items.length === 0 ? (
          <Empty title="There is none yet.">
            A running server makes one a day; whoever runs this site can make one with <code>leafproof snapshot</code>. The{' '}
            <a href="/api">API</a> has what is public now.
          </Empty>
        ) : (
          <Table caption="Snapshots, the newest first" columns={COLUMNS} rows={items} />
        )}
      </div>
    ),
  };
}

const COLUMNS: readonly Column<Item>[] = [
  {
    title: 'Snapshot',
    cell: row => (
      <>
        <a href={`/snapshots/${row.id}`}>{row.id.slice(0, 12)}…</a> <SampleTag show={row.isSample} />
      </>
    ),
  },
  { title: 'As of', cell: row => <When date={row.at} /> },
  { title: 'Certificates', numeric: true, cell: row => row.rows.certificates },
  { title: 'Results', numeric: true, cell: row => row.rows.results },
  { title: 'Verdicts', numeric: true, cell: row => row.rows.verdicts },
  { title: 'Size', cell: row => bytesWords(row.bytes) },
  { title: 'Handed out', cell: row => (row.takenDown.length === 0 ? 'yes' : 'no: holds values of a file taken down since') },
];

export async function snapshotPage(context: Context, id: string): Promise<Page> {
  const snapshot = await snapshotOf(context, id);
  const item = await snapshotItem(context, summaryOf(snapshot));
  const { isSample, at } = item;
  const open = item.takenDown.length === 0;
  const address = `${API_PREFIX}/snapshots/${id}`;
  return {
    facts: {
      title: `Snapshot ${id.slice(0, 12)}`,
      description: descriptionOf(isSample),
      section: 'api',
      ...twinsOf(`/snapshots/${id}`),
      sample: isSample,
      ...(open && { linkedData: linkedData(snapshot.id, isSample, at, filesOf(snapshot.manifest), address) }),
    },
    body: (
      <div class="wide">
        <Crumbs path={[{ href: '/snapshots', label: 'Snapshots' }]} />
        <h1>
          {titleOf(isSample)} <SampleTag show={isSample} />
        </h1>
        <p class="lede">{descriptionOf(isSample)}</p>
        <Facts
          wide
          pairs={[
            ['As of', <When key="at" date={at} />],
            ['Identifier', <code key="id">{id}</code>],
            [
              'Entry of the log',
              <a key="log" href={`${API_PREFIX}/log/${item.log}`}>
                {item.log}
              </a>,
            ],
            [
              'Licence',
              <a key="licence" href={DATA_LICENCE.path}>
                {DATA_LICENCE.title}
              </a>,
            ],
          ]}
        />
        <h2>How to cite it</h2>
        <p>{citationOf(snapshot)}</p>
        <h2>Files</h2>
        {open ? (
          <>
            <p>
              <a href={`${address}/${MANIFEST}`}>{MANIFEST}</a> describes every table and column and holds the hash of every other file; its
              own hash is the identifier. <code>leafproof snapshot verify FOLDER</code> checks it all and computes scores and verdicts
              again.
            </p>
            <Table caption="Files of the snapshot" columns={filesOfAddress(address)} rows={filesOf(snapshot.manifest)} />
          </>
        ) : (
          <p>
            It holds values of {count(item.takenDown.length, 'file')} taken down since, so its files are handed out no more. A{' '}
            <a href="/snapshots">later one</a> does not hold them.
          </p>
        )}
      </div>
    ),
  };
}

const filesOfAddress = (address: string): readonly Column<File>[] => [
  { title: 'File', cell: file => <a href={`${address}/${file.path}`}>{file.path}</a> },
  { title: 'What', cell: file => file.title },
  { title: 'Size', cell: file => bytesWords(file.bytes) },
];

const linkedData = (id: string, samples: boolean, at: string, files: readonly File[], address: string): object => ({
  '@type': 'Dataset',
  name: titleOf(samples),
  description: descriptionOf(samples),
  identifier: id,
  version: at,
  datePublished: at.slice(0, 10),
  isAccessibleForFree: true,
  license: DATA_LICENCE.path,
  distribution: files.map(({ path, mediaType, sha256 }) => ({
    ...{ '@type': 'DataDownload', contentUrl: `${address}/${path}`, encodingFormat: mediaType, sha256 },
  })),
});
