/** Results that were printed without a limit of quantitation or detection: asked for by themselves, and in a large database few beside the rest. */
import { Migration } from '@mikro-orm/migrations';

export class MissingLimits extends Migration {
  override up(): void {
    this.addSql('create index result_without_loq on result (panel, id) where loq is null and superseded_at is null');
    this.addSql('create index result_without_lod on result (panel, id) where lod is null and superseded_at is null');
  }
}
