import { entities } from '../../src/store/entities/index.ts';
import { migrate } from '../../src/store/orm.ts';
import { openTestStore, type TestStore } from '../database.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(async () => store.close());

describe('the schema', () => {
  test('is there after migrating, and migrating again does nothing', async () => {
    expect(await migrate(store.orm)).toEqual([]);
  });

  test('has a column of the same nullability for every property of every entity, and no other', async () => {
    const columns = await store.em().execute<{ table_name: string; column_name: string; is_nullable: string }[]>(
      `select table_name, column_name, is_nullable from information_schema.columns
       where table_schema = 'public' and table_name not in ('mikro_orm_migrations', 'public_sample', 'public_sample_found', 'public_lot', 'public_lot_found',
         'figure', 'figure_change', 'figure_epoch', 'former_laboratory', 'vendor_change', 'vendor_epoch', 'vendor_digest')`,
    );
    const inDatabase = columns.map(c => `${c.table_name}.${c.column_name} ${c.is_nullable === 'YES' ? 'null' : 'not null'}`).sort();
    const metadata = [...store.em().getMetadata().getAll().values()];
    expect(metadata).toHaveLength(entities.length);
    const inEntities = metadata
      .flatMap(meta => meta.props.map(property => `${meta.tableName}.${property.fieldNames[0]} ${property.nullable ? 'null' : 'not null'}`))
      .sort();
    expect(inDatabase).toEqual(inEntities);
  });
});
