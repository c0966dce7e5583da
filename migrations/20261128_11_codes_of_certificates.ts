/** Certificates by a code or link that was seen on them; hashed, because a link may be longer than an entry of a sorted index. */
import { Migration } from '@mikro-orm/migrations';

export class CodesOfCertificates extends Migration {
  override up(): void {
    this.addSql(
      `create index authenticity_check_code on authenticity_check using hash ((facts->>'text')) where kind in ('barcode', 'link') and superseded_at is null`,
    );
  }
}
